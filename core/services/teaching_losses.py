"""What becomes of a teaching when what it needs goes: a photo, or its job.

A photo that was taken away is mostly of somebody else, or one that somebody wants gone: what is
being learnt from it is called off, and what was learnt from it is not gone on from.
"""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from core.domain.element import Element
from core.domain.photo import Photo
from core.domain.teaching import Teaching, TeachingState
from core.ports import PatientWork


class Remains(StrEnum):
    """What there is of a photo beside itself."""

    NOTHING = "nothing"
    RUNNING = "running"  #: it is being learnt from
    LEARNT = "learnt"  #: it was learnt from, and that is drawn with or waits to be chosen


def call_off(work: PatientWork, job_ids: Collection[str]) -> None:
    """Teachings whose jobs nobody waits for any more are over."""
    for teaching in work.teachings.all():
        if teaching.id in job_ids and teaching.state is TeachingState.RUNNING:
            work.teachings.save(replace(teaching, state=TeachingState.CANCELLED))


def remains_of(work: PatientWork, photo: Photo) -> Remains:
    """Where else a photo is, before it is taken away."""
    if photo.element_id is None:
        return Remains.NOTHING
    saw_it = [t for t in work.teachings.of_element(photo.element_id) if _saw(t, photo.id)]
    if any(teaching.state is TeachingState.RUNNING for teaching in saw_it):
        return Remains.RUNNING
    return Remains.LEARNT if any(map(_may_be_drawn_with, saw_it)) else Remains.NOTHING


def learn_no_more_from(work: PatientWork, *photo_ids: str) -> None:
    """Call off what is learning from these photos; what waits for the night is asked anew then."""
    saw_it = {t.id for t in work.teachings.all() if any(_saw(t, each) for each in photo_ids)}
    for record in work.jobs.waiting():
        if record.id in saw_it:
            work.jobs.save(replace(record, taken_over=True))
    call_off(work, saw_it)


def photo_gone_since(work: PatientWork, element: Element) -> bool:
    """Whether a photo it was taught with is one that it may not be taught with any more."""
    asked = work.teachings.of_element(element.id)
    chosen = [teaching for teaching in asked if teaching.chosen_epoch is not None]
    if not element.taught or not chosen:
        return False
    here = {photo.id: photo for photo in work.photos.all() if photo.element_id == element.id}
    return any(_gone(here.get(photo.photo_id)) for photo in chosen[-1].request.photos)


def _may_be_drawn_with(teaching: Teaching) -> bool:
    """Whether something of it was chosen, or waits to be."""
    to_choose = teaching.state is TeachingState.TO_CHOOSE and bool(teaching.epochs)
    return to_choose or teaching.chosen_epoch is not None


def _gone(photo: Photo | None) -> bool:
    """One that is only looked at once more is not."""
    return photo is None or (photo.judged and not photo.good)


def _saw(teaching: Teaching, photo_id: str) -> bool:
    return any(photo.photo_id == photo_id for photo in teaching.request.photos)
