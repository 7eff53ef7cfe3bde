"""What comes of a teaching: epochs taken over, one chosen by the family, or none.

A likeness figure orders the epochs and decides nothing; what nobody allows any more is never
kept. Likenesses that are withdrawn later are forgotten in core/services/likeness.py.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.domain import teaching as names
from core.domain.circle import Action
from core.domain.element import Element
from core.domain.photo import Photo
from core.domain.teaching import EpochReport, Learning, TaughtEpoch, Teaching, TeachingState
from core.errors import ConsentMissing, NotFound, StoreDamaged
from core.job_papers import from_json
from core.ports import JobFolder, PatientWork, Registry
from core.services import photo_board
from core.services.likeness import let_go_of_epochs
from core.services.photo_board import Wish
from core.services.teaching import check_consents, note_pace
from core.services.teaching_photos import good_photos

ADAPTER_TYPE = "application/octet-stream"
PORTRAIT_TYPE = "image/jpeg"
REFERENCES = 2  #: real photos beside the test portraits


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What would help where nothing was alike."""

    wishes: tuple[Wish, ...]  #: photos that are missing, the most useful first
    more_steps: bool


def take_over(work: PatientWork, registry: Registry, folder: JobFolder) -> Teaching | None:
    """Take over every epoch a finished job made; None when it was called off or forgotten.

    Safe to repeat. Where a consent is missing by now nothing is kept, and it ends there.
    """
    teaching = work.teachings.find(folder.job_id)
    _finish(work, folder.job_id)
    if teaching is None or teaching.state is not TeachingState.RUNNING:
        return None
    try:
        check_consents(work, work.elements.get(teaching.element_id))
    except (ConsentMissing, NotFound):
        return _ended(work, teaching, TeachingState.CANCELLED)
    reports = [report for report in _reports(folder) if report.portraits]  # else nothing to see
    epochs = tuple(_adopted(work, folder, report) for report in reports)
    if not epochs:
        return _ended(work, teaching, TeachingState.FAILED)
    note_pace(registry, teaching, reports[-1])
    taught = replace(teaching, state=TeachingState.TO_CHOOSE, epochs=epochs)
    work.teachings.save(taught)
    return taught


def fail(
    work: PatientWork, registry: Registry, folder: JobFolder, *, failure: str
) -> Teaching | None:
    """A job failed: keep the epochs it finished, if any, and why there are no more."""
    teaching = take_over(work, registry, folder)
    if teaching is None:
        return None
    told = replace(teaching, failure=failure)
    work.teachings.save(told)
    return told


def best_first(teaching: Teaching) -> list[TaughtEpoch]:
    """The epochs, the most alike first where that was measured, else the last."""
    return sorted(
        teaching.epochs,
        key=lambda epoch: (epoch.likeness if epoch.likeness is not None else -1.0, epoch.epoch),
        reverse=True,
    )


def references(work: PatientWork, teaching: Teaching) -> Sequence[Photo]:
    """Two real photos to look at beside the portraits, picked at random and then the same."""
    photos = good_photos(work, teaching.element_id)
    chance = random.Random(teaching.id)
    return chance.sample(list(photos), k=min(REFERENCES, len(photos)))


def chosen_by_another(teaching: Teaching, *, account_id: int) -> bool:
    """Whether somebody else chose among these, whom another answer would contradict."""
    of_another = teaching.chosen_by is not None and teaching.chosen_by != account_id
    return teaching.chosen_epoch is not None and of_another


def choose(work: PatientWork, *, teaching_id: str, epoch: int, account_id: int) -> Element:
    """The family says which epoch it is; what earlier teachings left goes for good."""
    work.require(Action.MAKE_PICTURES)
    teaching = work.teachings.get(teaching_id)
    chosen = teaching.epoch(epoch)
    if chosen is None:
        raise NotFound("no such epoch")
    element = work.elements.get(teaching.element_id)
    check_consents(work, element)
    taught = replace(
        element,
        instance_token=teaching.request.instance_token,
        adapter_id=chosen.adapter_id,
        approved=True,
        weight=1.0,
        whole=teaching.request.learning is Learning.CHECKPOINT,
        grey=teaching.request.grey,
    )
    work.elements.save(taught)
    kept = _without_other_checkpoints(work, teaching, chosen) if taught.whole else teaching
    work.teachings.save(
        replace(kept, state=TeachingState.CHOSEN, chosen_epoch=epoch, chosen_by=account_id)
    )
    _clear_earlier(work, teaching)
    return taught


def wear_less(work: PatientWork, *, teaching_id: str) -> Element:
    """Draw with less of what was chosen, so that places and actions come out again."""
    work.require(Action.MAKE_PICTURES)
    teaching = work.teachings.get(teaching_id)
    chosen = teaching.epoch(teaching.chosen_epoch or 0)
    if chosen is None or chosen.better_weight is None:
        raise NotFound("nothing lighter was seen to help")
    lighter = replace(work.elements.get(teaching.element_id), weight=chosen.better_weight)
    work.elements.save(lighter)
    return lighter


def _without_other_checkpoints(
    work: PatientWork, teaching: Teaching, chosen: TaughtEpoch
) -> Teaching:
    """Full checkpoints are too large to be kept beside the one that was chosen."""
    for epoch in teaching.epochs:
        if epoch != chosen:
            for media_id in epoch.media_ids:
                work.media.discard(media_id)
    return replace(teaching, epochs=(chosen,))


def none_alike(work: PatientWork, *, teaching_id: str) -> Advice:
    """The family says that none of them is like it; what would help.

    What it made can be seen again until the next is refused, unless it is full checkpoints.
    """
    work.require(Action.MAKE_PICTURES)
    teaching = work.teachings.get(teaching_id)
    work.teachings.save(
        replace(teaching, state=TeachingState.NONE_ALIKE, chosen_epoch=None, chosen_by=None)
    )
    element = work.elements.get(teaching.element_id)
    if element.adapter_id in {epoch.adapter_id for epoch in teaching.epochs}:
        work.elements.save(replace(element, adapter_id=None, approved=False, whole=False))
    _clear_refused(work, element.id)
    board = photo_board.board(work, element)
    return Advice(wishes=board.missing, more_steps=teaching.request.longer <= 1)


def _clear_refused(work: PatientWork, element_id: str) -> None:
    """Let go of what nobody found alike, but for the newest: a tap may have been a mistake."""
    asked = work.teachings.of_element(element_id)
    refused = [t for t in asked if t.state is TeachingState.NONE_ALIKE]
    for teaching in refused:
        if teaching.id != refused[-1].id or teaching.request.learning is Learning.CHECKPOINT:
            let_go_of_epochs(work, teaching)


def _finish(work: PatientWork, job_id: str) -> None:
    record = work.jobs.find(job_id)
    if record is not None:
        work.jobs.save(replace(record, taken_over=True))


def _ended(work: PatientWork, teaching: Teaching, state: TeachingState) -> Teaching:
    ended = replace(teaching, state=state)
    work.teachings.save(ended)
    return ended


def _reports(folder: JobFolder) -> tuple[EpochReport, ...]:
    try:
        return from_json(folder.read(names.REPORT), tuple[EpochReport, ...])
    except (NotFound, StoreDamaged):
        return ()


def _adopted(work: PatientWork, folder: JobFolder, report: EpochReport) -> TaughtEpoch:
    return TaughtEpoch(
        epoch=report.epoch,
        step=report.step,
        adapter_id=work.media.adopt(folder.job_id, report.adapter, media_type=ADAPTER_TYPE),
        portrait_ids=tuple(
            work.media.adopt(folder.job_id, name, media_type=PORTRAIT_TYPE)
            for name in report.portraits
        ),
        portrait_numbers=tuple(map(names.portrait_number, report.portraits)),
        likeness=report.likeness,
        scenes=report.scenes,
        nearest=report.nearest,
    )


def _clear_earlier(work: PatientWork, chosen: Teaching) -> None:
    """Let go of what earlier teachings of the element left; a later one may still be chosen."""
    for teaching in work.teachings.of_element(chosen.element_id):
        if teaching.id == chosen.id:
            return
        let_go_of_epochs(work, teaching)
