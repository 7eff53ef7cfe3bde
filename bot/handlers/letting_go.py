"""What is given up is stopped, not only left alone, and what was rejected is not left to see."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.turns import Turn
from core.domain.picture import PictureStatus


@contextmanager
def stopping_work(turn: Turn) -> Iterator[None]:
    """Cancel the jobs that what happens inside has given up."""
    before = {job.id for job in turn.work.jobs.waiting()}
    yield
    for job_id in sorted(before - {job.id for job in turn.work.jobs.waiting()}):
        turn.cancel_job(job_id)


def take_away_rejected(turn: Turn) -> None:
    """Delete the messages of this chat in which a rejected picture can still be seen."""
    rejected = (p for p in turn.work.pictures.all() if p.status is PictureStatus.REJECTED)
    turn.take_away({picture.media_id for picture in rejected})
