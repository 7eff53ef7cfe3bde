"""A worker with a body that needs no model, to be killed: `slow_worker URL FOLDER`.

The body goes through five steps, keeps each as a file and notes in `runs` where each
run began, so a test can see what was done twice.
"""

import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from core.domain.job import JobKind, Progress, Queue, Ticket
from core.errors import JobFailed
from core.ports import JobBody, Report, Stopped
from storage.jobs import DbosEngine

STEPS = 5


def body_in(folder: Path, *, pause: threading.Event) -> JobBody:
    def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        done = [step for step in range(STEPS) if (folder / f"step{step}").exists()]
        with (folder / "runs").open("a") as runs:
            runs.write(f"{ticket.job_id} {len(done)}\n")
        for step in range(len(done), STEPS):
            if stopped():
                raise JobFailed("stopped")
            pause.wait(0.1)
            (folder / f"step{step}").touch()
            report(Progress(stage="drawing", fraction=(step + 1) / STEPS))
        with (folder / "ends").open("a") as ends:
            ends.write(f"{ticket.job_id}\n")
        return [f"step{step}" for step in range(STEPS)]

    return body


def main(url: str, folder: Path) -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    engine = DbosEngine(url, queue=Queue.GPU)
    body = body_in(folder, pause=threading.Event())
    engine.serve({JobKind.PICTURE: body}, stop=stop.is_set)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
