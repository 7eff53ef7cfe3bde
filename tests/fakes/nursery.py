"""`vivencia` programs in processes of their own, each a fork of one that has read all code.

Reading the model stack takes seven seconds of a core, the bot and its words two, and tests
that kill programs start dozens of them. What is forked is the very command, with its own
settings, log and folder; the command line's own tests start it as people do.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from unittest.mock import patch

from bot import cli

CHECKOUT = Path(__file__).parents[2]
#: What the first process is started with; the model stack asks once whether it may go online.
ITS_OWN = {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(CHECKOUT)}


def start(
    arguments: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    first: Path | None = None,
) -> ForkServerProcess:
    """Run a command in a folder, after a script of the test's own; it writes to the log."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.fakes.all_code"])
    process = context.Process(target=_run, args=(arguments, environment, folder, log, first))
    with patch.dict(os.environ, ITS_OWN):
        process.start()
    return process


def _run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    first: Path | None,
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("ab") as written:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            os.dup2(written.fileno(), stream.fileno())
    if first is not None:
        runpy.run_path(str(first))
    sys.exit(cli.main(arguments))
