"""Programs never go on without their supervisor."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import supervise
from bot.supervise import Program

PROGRAM = Program(name="sleeper", arguments=[], environment={})


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a program that only sleeps writes its id."""
    note, script = tmp_path / "id", tmp_path / "program"
    script.write_text(f"#!/bin/sh\necho $$ > {note}.new\nmv {note}.new {note}\nexec sleep 60\n")
    script.chmod(0o700)
    monkeypatch.setattr("bot.supervise.sys.executable", str(script))
    return note


@pytest.fixture
def hang_up() -> Iterator[None]:
    """Leave the signal as it was found."""
    before = signal.getsignal(signal.SIGHUP)
    yield
    signal.signal(signal.SIGHUP, before)


def noted(note: Path) -> int:
    return int(note.read_text()) if note.exists() else 0


async def started(note: Path) -> int:
    for _ in range(500):
        if program := noted(note):
            return program
        await asyncio.sleep(0.02)
    raise TimeoutError


def runs(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_terminal_that_closes_ends_the_programs_too(note: Path, hang_up: None) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    supervising = asyncio.create_task(supervise.supervise([PROGRAM]))
    program = await started(note)
    os.kill(os.getpid(), signal.SIGHUP)
    assert await asyncio.wait_for(supervising, 10) == 0
    assert not runs(program)


def test_who_is_to_outlive_the_terminal_does(hang_up: None) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    assert signal.SIGHUP not in supervise._telling_to_stop()


async def test_a_supervisor_that_is_cancelled_ends_its_program_first(note: Path) -> None:
    running = asyncio.create_task(supervise._run_once(PROGRAM, asyncio.Event(), None))
    program = await started(note)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(running, 10)
    assert not runs(program)
