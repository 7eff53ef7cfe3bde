"""Starts Vivencia's programs on one machine, restarts one that falls, stops them together."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_log = logging.getLogger(__name__)
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
STEADY_S = 60.0  #: running this long makes the next fall a first one again
GRACE_S = 20.0  #: how long a program may take to hand back its work
SETTINGS_WRONG = 78  #: EX_CONFIG: starting again would not help


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A `vivencia` command that should always be running."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]


async def supervise(programs: Sequence[Program]) -> int:
    """Keep all programs running until told to stop; the exit code is the worst of theirs."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _telling_to_stop():
        loop.add_signal_handler(number, stop.set)
    codes = await asyncio.gather(*(_keep_running(program, stop) for program in programs))
    return max(codes)


def _telling_to_stop() -> list[signal.Signals]:
    """A terminal that closes stops us too, unless we were started so as to outlive it."""
    told = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup ignores it
        told.append(signal.SIGHUP)
    return told


@asynccontextmanager
async def running(programs: Sequence[Program], *, log: Path) -> AsyncIterator[None]:
    """Keep programs running inside the block; what they print goes to a file."""
    stop = asyncio.Event()
    with log.open("ab") as output:
        tasks = [asyncio.create_task(_keep_running(p, stop, output=output)) for p in programs]
        try:
            yield
        finally:
            stop.set()
            await asyncio.gather(*tasks)


async def _keep_running(
    program: Program, stop: asyncio.Event, *, output: BinaryIO | None = None
) -> int:
    pause_s = FIRST_PAUSE_S
    while not stop.is_set():
        started = asyncio.get_running_loop().time()
        code = await _run_once(program, stop, output)
        if stop.is_set():
            break
        if code == SETTINGS_WRONG:
            stop.set()
            return code
        if asyncio.get_running_loop().time() - started > STEADY_S:
            pause_s = FIRST_PAUSE_S
        _log.warning("%s ended with %s; starting it again in %s s", program.name, code, pause_s)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
    return 0


async def _run_once(program: Program, stop: asyncio.Event, output: BinaryIO | None) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        *program.arguments,
        env=dict(program.environment),
        stdout=output,
        stderr=output,
        start_new_session=True,  # the terminal's Ctrl-C reaches us alone
    )
    ended = asyncio.create_task(process.wait())
    told = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({ended, told}, return_when=asyncio.FIRST_COMPLETED)
    finally:  # whatever ends us, no program goes on without a supervisor
        told.cancel()
        if not ended.done():
            await _end(process)
    return await ended


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE_S)
    except TimeoutError:
        process.kill()
        await process.wait()
