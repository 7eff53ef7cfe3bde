"""The real programs: a worker process serves the cpu queue, and the watch edits the message."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bridge import Bridge
from bot.incoming import Incoming
from bot.job_watch import JobWatch
from core.book.print_edition import RESULT
from core.domain.job import JobState, JobStatus, Progress
from core.domain.patient import PatientId
from storage import jobs
from tests.integration.book_print.press import ENDS, Press


@contextmanager
def worker(press: Press, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m bot.worker_process --queue cpu` on the press's own folders."""
    assert press.kit._stores is not None
    paths = press.kit._stores.paths
    kept = {k: v for k, v in os.environ.items() if not k.startswith("VIVENCIA_")}
    environment = kept | {
        "VIVENCIA_DATA_FOLDER": str(paths.data),
        "VIVENCIA_KEY_FOLDER": str(paths.keys),
    }
    command = [sys.executable, "-W", "error", "-m", "bot.worker_process", "--queue", "cpu"]
    with log.open("ab") as output:
        running = subprocess.Popen(command, env=environment, stderr=output)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def over(client: jobs.DbosClient, job_id: str, *, seconds: float = 60) -> JobState:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = client.state(job_id)
        if state is not None and state.status.over:
            return state
        time.sleep(0.05)
    raise AssertionError("the job is not over")


@pytest.mark.slow
def test_a_worker_process_prints_what_the_bot_sealed_and_logs_no_word_of_it(
    press: Press, tmp_path: Path
) -> None:
    assert press.kit._stores is not None
    url = f"sqlite:///{press.kit._stores.paths.data / 'queue.db'}"
    jobs.prepare(url)
    client = jobs.DbosClient(url)
    press.kit.services = replace(press.kit.services, jobs=client)
    press.jobs = client  # type: ignore[assignment]
    log = tmp_path / "log"
    try:
        record = press.order()
        with worker(press, log):
            state = over(client, record.id)
        reports = client.progress(record.id, after=0)
    finally:
        client.close()
    press.came(record.id, ENDS[state.status])

    assert state == JobState(status=JobStatus.SUCCEEDED, results=(RESULT,))
    assert {report.stage for report in reports} <= {"pictures", "pages"}
    with press.received() as pdf:
        assert len(pdf.pages) == 7
    assert "Manuel" not in log.read_text()
    assert "perra" not in log.read_text()


async def test_the_watch_shows_how_far_the_printing_is_and_takes_the_book_in(
    press: Press,
) -> None:
    record = press.order()
    edits: list[tuple[int, str, list[list[dict[str, str]]]]] = []
    taken: list[str] = []

    async def edit_progress(
        patient_id: PatientId,
        chat_id: int,
        screen: int,
        text: str,
        rows: list[list[dict[str, str]]],
        preview: bytes | None,
    ) -> None:
        assert preview is None
        edits.append((screen, text, rows))

    async def take_in(
        key: str, *, account_id: int, chat_id: int, patient_id: PatientId, incoming: Incoming
    ) -> None:
        taken.append(f"{key} {incoming.what}")

    bridge = Bridge()
    watch = JobWatch(
        services=press.kit.services, bridge=bridge, take_in=take_in, edit_progress=edit_progress
    )
    press.kit.services.registry.watch_job(record.id, press.kit.patient_ids[0])
    await watch.look()
    await watch.look()
    press.jobs._rows[record.id].reports.append(Progress(stage="pictures", fraction=0.5))
    press.kit.clock.time = press.kit.clock.time.replace(minute=30)
    with press.jobs._as_server():
        press.jobs._rows[record.id].state = JobState(status=JobStatus.RUNNING)
        await watch.look()
    press.jobs._rows[record.id].state = JobState(status=JobStatus.SUCCEEDED)
    await watch.look()

    assert "Ahora la imprenta está cerrada" in edits[0][1]
    assert "▰▰▰▰▰▱▱▱▱▱ Preparando las imágenes" in edits[-1][1]
    assert [[button["text"] for button in row] for row in edits[-1][2]] == [["Dejarlo"]]
    assert taken == [f"j:{record.id}:done done"]
