"""The processes that look at photos, when one of them crashes, hangs or cannot begin."""

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.domain.vetting import Finding
from core.errors import ModelUnavailable
from core.vetting.crew import Crew
from core.vetting.sights import Preparation, Sight
from tests.unit.vetting.conftest import as_jpeg, look_at, portrait

PREPARATION = Preparation(needs_face=False, compare_faces=False)

#: a process that takes each photo's bytes for what it shall do
ACTING = """
import os, sys, time
from core.vetting.crew import receive, send
from core.vetting.sights import Sight
answers = os.fdopen(os.dup(1), "wb")
questions = sys.stdin.buffer
receive(questions)
send(answers, os.environ.get("CANNOT", {reason!r}))
while True:
    order = receive(questions).content
    if order == b"crash":
        os.abort()
    if order == b"hang":
        time.sleep(60)
    if order == b"once" and not os.path.exists({mark!r}):
        open({mark!r}, "w").close()
        os.abort()
    send(answers, "MemoryError" if order == b"fail" else Sight(width=len(os.environ)))
"""


def acting(tmp_path: Path, *, reason: str = "") -> Sequence[str]:
    source = textwrap.dedent(ACTING).format(reason=reason, mark=str(tmp_path / "mark"))
    return (sys.executable, "-c", source)


def looked(crew: Crew, *orders: bytes) -> dict[str, Sight]:
    looks = {f"{n}": (lambda order=order: look_at(order)) for n, order in enumerate(orders)}
    return dict(crew.look(looks, stopped=lambda: False))


def test_a_photo_that_crashes_its_process_is_broken_and_the_others_are_seen(
    tmp_path: Path,
) -> None:
    with Crew(PREPARATION, members=1, command=acting(tmp_path)) as crew:
        seen = looked(crew, b"good", b"crash", b"good")

    assert [seen[n].findings for n in "012"] == [(), (Finding.BROKEN,), ()]


def test_a_photo_that_never_ends_is_broken_and_the_others_are_seen(tmp_path: Path) -> None:
    with Crew(PREPARATION, members=1, command=acting(tmp_path), patience_s=0.3) as crew:
        seen = looked(crew, b"hang", b"good")

    assert [seen[n].findings for n in "01"] == [(Finding.BROKEN,), ()]


def test_a_process_that_died_of_something_else_gets_a_second_try(tmp_path: Path) -> None:
    with Crew(PREPARATION, members=1, command=acting(tmp_path)) as crew:
        assert looked(crew, b"once")["0"].findings == ()


def test_what_cannot_be_looked_at_is_broken(tmp_path: Path) -> None:
    with Crew(PREPARATION, members=1, command=acting(tmp_path)) as crew:
        assert looked(crew, b"fail")["0"].findings == (Finding.BROKEN,)


def test_a_process_without_its_networks_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(ModelUnavailable) as refused,
        Crew(PREPARATION, members=2, command=acting(tmp_path, reason="faces")),
    ):
        raise AssertionError

    assert refused.value.reason == "faces"


def test_a_process_that_cannot_begin_is_no_model() -> None:
    with (
        pytest.raises(ModelUnavailable),
        Crew(PREPARATION, members=1, command=(sys.executable, "-c", "raise SystemExit(1)")),
    ):
        raise AssertionError


def test_a_photo_is_given_up_when_the_crew_is_told_to_stop(tmp_path: Path) -> None:
    began = time.monotonic()
    with Crew(PREPARATION, members=1, command=acting(tmp_path)) as crew:
        looks = {"0": lambda: look_at(b"hang")}
        assert list(crew.look(looks, stopped=lambda: time.monotonic() > began + 0.5)) == []

    assert time.monotonic() < began + 20


def test_no_setting_reaches_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANNOT", "see this")

    with Crew(PREPARATION, members=1, command=acting(tmp_path)) as crew:
        assert 0 < looked(crew, b"good")["0"].width < len(os.environ)


def test_processes_end_with_whoever_started_them() -> None:
    starter = textwrap.dedent("""
        import os, time
        from core.vetting.crew import Crew
        from core.vetting.sights import Preparation
        crew = Crew(Preparation(needs_face=False, compare_faces=False), members=1)
        crew.__enter__()
        print(crew._members[0]._process.pid, flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE) as process:
        member = int(process.stdout.readline())
        process.kill()
        process.wait()

    deadline = time.monotonic() + 20
    while _runs(member) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _runs(member)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:  # nobody may have asked yet how it ended
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_the_real_process_looks_at_a_photo() -> None:
    with Crew(Preparation(needs_face=True, compare_faces=False), members=1) as crew:
        looks = {"a": lambda: look_at(as_jpeg(portrait("collins")))}
        ((photo_id, sight),) = crew.look(looks, stopped=lambda: False)

    assert (photo_id, sight.findings, len(sight.faces)) == ("a", (), 1)
