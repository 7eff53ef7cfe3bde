"""Somebody's likeness: allowed, and forgotten with everything that was made of it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind
from core.domain.picture import Picture
from core.domain.teaching import Teaching, TeachingState
from core.errors import NotAllowed
from core.ports import PatientWork
from core.prompting.prompts import adapter_input
from core.services import books, consents, pictures
from core.services.instance_tokens import stands_in

#: On whose word somebody's likeness may be learnt: for themselves, or who answers for them.
MAY_ALLOW = {
    ElementKind.PERSON: frozenset({GivenBy.PERSON, GivenBy.REPRESENTATIVE, GivenBy.CARER}),
    ElementKind.RELATIVE: frozenset({GivenBy.SHOWN, GivenBy.GUARDIAN, GivenBy.FAMILY}),
}
DRAWING = frozenset({JobKind.PICTURE, JobKind.CHANGE, JobKind.ENLARGE, JobKind.MASK})


def allow(
    work: PatientWork,
    element: Element,
    *,
    given_by: GivenBy,
    account_id: int,
    consent_id: str,
    now: datetime,
) -> Consent:
    """Record a consent to a likeness; from now on it may be drawn."""
    if given_by not in MAY_ALLOW.get(element.kind, ()):
        raise NotAllowed
    consent = consents.give(
        work,
        ConsentKind.LIKENESS,
        given_by=given_by,
        account_id=account_id,
        consent_id=consent_id,
        now=now,
        subject=element.id,
    )
    work.elements.save(replace(element, may_be_drawn=True, consent_asked=True))
    return consent


def forget(work: PatientWork, element_id: str) -> None:
    """What was learnt goes for good: of this element, of those taught on top, in pictures."""
    element = work.elements.find(element_id)
    if element is None:  # it was allowed for one photo
        pictures.reject_begun_from(work, photo_id=element_id)
        return
    on_it = [t for t in work.teachings.all() if t.parent_element_id == element_id]
    _give_up_drawing(work)
    _give_up_judging(work, element_id)
    for kept in (element, *on_top_of(work, element_id)):
        _unlearn(work, kept)
    for teaching in on_it:
        if not counts(teaching):  # what was tried on it and not taken
            let_go_of_epochs(work, teaching)
    kept = work.elements.get(element_id)
    work.elements.save(replace(kept, may_be_drawn=not element.kind.shows_somebody))
    books.refresh_all(work)


def on_top_of(work: PatientWork, element_id: str) -> list[Element]:
    """The other elements whose likeness stands on this one's, and goes with it."""
    on_it = [t for t in work.teachings.all() if t.parent_element_id == element_id]
    standing = {t.element_id for t in on_it if counts(t)} - {element_id}
    return [element for element in work.elements.all() if element.id in standing]


def counts(teaching: Teaching) -> bool:
    """Whether something still stands on its parent: not what failed, was called off or refused."""
    to_come = teaching.under_way or teaching.state is TeachingState.TO_CHOOSE
    return to_come or teaching.chosen_epoch is not None


def let_go_of_epochs(work: PatientWork, teaching: Teaching) -> None:
    """Discard what a teaching left to choose from, unless it is gone as a whole already."""
    if work.teachings.find(teaching.id) is None:
        return
    for epoch in teaching.epochs:
        for media_id in epoch.media_ids:
            work.media.discard(media_id)
    work.teachings.save(replace(teaching, epochs=(), chosen_epoch=None))


def forget_photos(work: PatientWork) -> None:
    """What photos taught goes with them, and pictures they guided; who allowed it still does."""
    taught = {teaching.element_id for teaching in work.teachings.all()}
    _give_up_drawing(work)
    _give_up_judging(work, *{job.subject_id for job in work.jobs.waiting()})
    for element in work.elements.all():
        if element.id in taught:
            _unlearn(work, element)
        else:
            _reject(work, {p.id for p in work.pictures.all() if _guided_by(p, element)})


def _unlearn(work: PatientWork, element: Element) -> None:
    _reject_made_with(work, element)
    files = {element.adapter_id} if element.adapter_id is not None else set()
    for teaching in work.teachings.of_element(element.id):
        for epoch in teaching.epochs:
            files.update(epoch.media_ids)
        work.teachings.remove(teaching.id)
        _let_go(work, {teaching.id})
    for media_id in sorted(files):
        work.media.discard(media_id)
    work.elements.save(replace(element, adapter_id=None, approved=False, whole=False))


def _reject_made_with(work: PatientWork, element: Element) -> None:
    """Reject what was drawn with a token, or guided by photos, and what was changed from that."""
    _reject(work, {p.id for p in work.pictures.all() if _shows(p, element)})


def _reject(work: PatientWork, made: set[str]) -> None:
    for picture in work.pictures.all():  # in the order they were made: parents come first
        if picture.id in made or picture.parent_id in made:
            made.add(picture.id)
            pictures.reject(work, picture_id=picture.id, for_good=True)


def _shows(picture: Picture, element: Element) -> bool:
    """By its token, in a place of its own among several, or guided by its photos.

    What it wore says so, too: the token may be another one by now.
    """
    in_a_place = any(made.element_id == element.id for made in picture.making.slots)
    told = in_a_place or stands_in(element.instance_token, picture.making.prompt)
    return told or _wore(picture, element) or _guided_by(picture, element)


def _wore(picture: Picture, element: Element) -> bool:
    worn = picture.recipe.all_adapters if picture.recipe is not None else ()
    return any(use.input_name == adapter_input(element) for use in worn)


def _guided_by(picture: Picture, element: Element) -> bool:
    face = picture.recipe.face if picture.recipe is not None else None
    return face is not None and face.element_id == element.id and picture.making.guided


def _give_up_drawing(work: PatientWork) -> None:
    """Pictures that are being made may hold the likeness, so nobody takes them over."""
    _let_go(work, {job.id for job in work.jobs.waiting() if job.kind in DRAWING})


def _give_up_judging(work: PatientWork, *element_ids: str) -> None:
    """Photos that lie with the worker are compared no more; what still gathers is asked anew."""
    handed_over = (j for j in work.jobs.waiting() if j.kind is JobKind.VET and not j.gathering)
    _let_go(work, {job.id for job in handed_over if job.subject_id in element_ids})


def _let_go(work: PatientWork, job_ids: Collection[str]) -> None:
    for job in work.jobs.waiting():
        if job.id in job_ids:
            work.jobs.save(replace(job, taken_over=True))
