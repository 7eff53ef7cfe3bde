"""Work nobody waits for any more is stopped, not only left alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.turns import Turn


@contextmanager
def stopping_work(turn: Turn) -> Iterator[None]:
    """Cancel the jobs that what happens inside has given up."""
    before = {job.id for job in turn.work.jobs.waiting()}
    yield
    for job_id in sorted(before - {job.id for job in turn.work.jobs.waiting()}):
        turn.cancel_job(job_id)
