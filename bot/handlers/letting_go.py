"""What is given up is stopped, not only left alone, and what was rejected is not left to see."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.handlers.given_up import ANY_REASON, end_waits
from bot.turns import Turn
from core.domain.picture import PictureStatus


@contextmanager
def stopping_work(turn: Turn, *, by: str = "", why: str = ANY_REASON) -> Iterator[None]:
    """Cancel the jobs that what happens inside has given up, and leave nothing of it to see.

    Whoever waits for one is told so: `by` whom it was stopped, where somebody meant to, or `why`.
    """
    before = {job.id: job for job in turn.work.jobs.waiting()}
    known = {element.id: element for element in turn.work.elements.all()}
    with taking_away(turn):
        yield
    still = {job.id for job in turn.work.jobs.waiting()}
    given_up = [job for job_id, job in sorted(before.items()) if job_id not in still]
    for job in given_up:
        turn.cancel_job(job.id)
    end_waits(turn, given_up, by=by, why=why, known=known)


@contextmanager
def taking_away(turn: Turn) -> Iterator[None]:
    """Delete the messages that show what is deleted, withdrawn or rejected inside.

    In every chat of the circle: what is withdrawn in one must not be seen in another.
    """
    before = _to_be_seen(turn)
    yield
    turn.take_away(before - _to_be_seen(turn))


def _to_be_seen(turn: Turn) -> set[str]:
    """Media ids of all the pictures, photos and portraits that may be seen."""
    work = turn.work
    pictures = (p.media_id for p in work.pictures.all() if p.status is not PictureStatus.REJECTED)
    photos = (media_id for photo in work.photos.all() for media_id in photo.seen_as)
    epochs = (epoch for teaching in work.teachings.all() for epoch in teaching.epochs)
    return {*pictures, *photos, *(media_id for epoch in epochs for media_id in epoch.media_ids)}


def take_away_rejected(turn: Turn) -> None:
    """Delete the messages in which a rejected picture can still be seen."""
    rejected = (p for p in turn.work.pictures.all() if p.status is PictureStatus.REJECTED)
    turn.take_away({picture.media_id for picture in rejected})
