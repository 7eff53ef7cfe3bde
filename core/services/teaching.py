"""Teaching the model a subject: offered, ordered for now or for tonight, and called off.

A teaching is a row from the order to the choice, and its job has the same id. Consents are
looked at when it is ordered and again when it begins; what comes of it is in teaching_results.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from core.content.lexicon import Lexicon
from core.content.teaching import TeachingContent, TeachingPreset
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.patient import Standing
from core.domain.teaching import EpochReport, Learning, Teaching, TeachingState
from core.domain.timer import Timer
from core.errors import (
    ConsentMissing,
    NotFound,
    SpaceResting,
    TeachingRefused,
    VivenciaError,
)
from core.marking.credentials import Signer
from core.ports import Ids, JobFolder, PatientWork, Registry
from core.services.teaching_photos import good_photos
from core.services.teaching_requests import (
    MORE_STEPS,
    TeachingOrder,
    asked_again,
    possible_parents,
    preset_for,
    seal,
    teaching_of,
)

PURPOSE = "teach"
TICK = "teaching.tonight"  #: the route of the timer that begins it in the night
NIGHT_HOUR = 23  #: local to the operator; when it is later already, tonight is now
MORNING_HOUR = 6
THOROUGH_PACE = 1.5  #: times as long as an adapter's, a step of all weights
_PRIORITY = 50

_NOT_BEGUN = {"few": "few", "few-thorough": "few", "parent": "gone", "start": "gone"}
_PACE = "teaching_pace"  #: in the registry: seconds a step as last measured, and of what model
_AROUND = 700  #: as long as so many steps, pictures of the class, portraits and checks take


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What teaching an element would be, before anybody says yes."""

    element: Element
    photos: int
    preset: TeachingPreset
    gentle: bool  #: so few photos that it will be less alike
    learning: Learning
    seconds: int | None  #: as long as it will take, about; None while nobody knows


def propose(
    work: PatientWork,
    registry: Registry,
    *,
    element_id: str,
    content: TeachingContent,
    learning: Learning = Learning.ADAPTER,
    longer: bool = False,
) -> Proposal:
    """What it would take; TeachingRefused, ConsentMissing or SpaceResting when it cannot be."""
    element = _allowed(work, element_id)
    photos = good_photos(work, element_id)
    preset = preset_for(content, len(photos), learning)
    pace = seconds_a_step(work, registry)
    steps = preset.steps(len(photos)) * (MORE_STEPS if longer else 1)
    work_steps = steps * (THOROUGH_PACE if learning.thorough else 1) + _AROUND
    return Proposal(
        element=element,
        photos=len(photos),
        preset=preset,
        gentle=preset not in {content.usual, content.thorough},
        learning=learning,
        seconds=round(work_steps * pace) if pace is not None else None,
    )


def order_now(
    work: PatientWork,
    folder: JobFolder,
    *,
    order: TeachingOrder,
    content: TeachingContent,
    lexicon: Lexicon,
    signer: Signer,
    ids: Ids,
    now: datetime,
) -> tuple[Teaching, Ticket]:
    """Seal all the worker needs, then keep the row and the record; the folder gives the id."""
    work.require(Action.MAKE_PICTURES)
    _allowed(work, order.element_id)
    teaching = teaching_of(work, folder.job_id, order, content, lexicon, ids=ids, now=now)
    return _begun(work, folder, teaching, signer, now=now)


def order_for_tonight(
    work: PatientWork,
    registry: Registry,
    *,
    order: TeachingOrder,
    content: TeachingContent,
    lexicon: Lexicon,
    time_zone: str,
    ids: Ids,
    now: datetime,
) -> Teaching:
    """Keep the order until the operator's night; a timer brings its tick then."""
    work.require(Action.MAKE_PICTURES)
    _allowed(work, order.element_id)
    teaching = teaching_of(work, ids.new(), order, content, lexicon, ids=ids, now=now)
    work.teachings.save(teaching)
    registry.set_timer(_timer(work, teaching, at=tonight(now, zone=ZoneInfo(time_zone))))
    return teaching


def begin_tonight(
    work: PatientWork,
    folder: JobFolder,
    *,
    teaching_id: str,
    content: TeachingContent,
    lexicon: Lexicon,
    signer: Signer,
    ids: Ids,
    now: datetime,
) -> tuple[Teaching, Ticket] | None:
    """Begin what waited for the night; None when nobody waits, or nobody allows it any more.

    It is asked for anew: by now there may be other photos and words, and another parent.
    """
    teaching = work.teachings.find(teaching_id)
    if teaching is None or teaching.state is not TeachingState.TONIGHT:
        return None
    try:
        _allowed(work, teaching.element_id, but=teaching_id)
        asked = asked_again(work, teaching, content, lexicon, ids=ids)
    except (ConsentMissing, NotFound, SpaceResting, TeachingRefused) as why:
        failure = _why_not_begun(why)
        work.teachings.save(replace(teaching, state=TeachingState.CANCELLED, failure=failure))
        return None
    return _begun(work, folder, asked, signer, now=now)


def _why_not_begun(why: VivenciaError) -> str:
    """A code with words of its own: a permission, photos, or what it was to begin with."""
    if isinstance(why, ConsentMissing):
        return "consent"
    if isinstance(why, NotFound):
        return "gone"
    return _NOT_BEGUN.get(why.reason, "") if isinstance(why, TeachingRefused) else ""


def cancel(work: PatientWork, *, teaching_id: str) -> Teaching:
    """Call it off; the engine must be told of a running one by whoever calls this."""
    work.require(Action.MAKE_PICTURES)
    teaching = work.teachings.get(teaching_id)
    if not teaching.under_way:
        return teaching
    record = work.jobs.find(teaching.id)
    if record is not None:
        work.jobs.save(replace(record, taken_over=True))
    cancelled = replace(teaching, state=TeachingState.CANCELLED)
    work.teachings.save(cancelled)
    return cancelled


def latest(work: PatientWork, element_id: str) -> Teaching | None:
    """The teaching that was asked for last."""
    asked = work.teachings.of_element(element_id)
    return asked[-1] if asked else None


def changed_parent(work: PatientWork, element_id: str) -> Element | None:
    """What it stands on, where that was taught anew since and can be stood on: teach it again."""
    chosen = [t for t in work.teachings.of_element(element_id) if t.chosen_epoch is not None]
    if not chosen or not chosen[-1].parent_element_id:
        return None
    below, its_adapter = chosen[-1].parent_element_id, chosen[-1].parent_adapter_id
    possible = {parent.id: parent for parent in possible_parents(work, element_id)}
    parent = possible.get(below)
    return parent if parent is not None and parent.adapter_id != its_adapter else None


def seconds_a_step(work: PatientWork, registry: Registry) -> float | None:
    """How long a step takes on this machine; None while no teaching told, or on another model."""
    seconds, _, model = (registry.value(_PACE) or "").partition(" ")
    drawn_with = [p.making.base_model for p in work.pictures.all() if p.making.base_model]
    if not model or (drawn_with and drawn_with[-1] != model):
        return None
    return float(seconds)


def note_pace(registry: Registry, teaching: Teaching, report: EpochReport) -> None:
    """Keep what a teaching really took, so that the next is foretold better."""
    if report.whole_seconds > 0 and not teaching.request.learning.thorough:
        seconds = report.whole_seconds / (teaching.request.steps + _AROUND)
        registry.set_value(_PACE, f"{seconds:.4f} {report.base_model}")


def tonight(now: datetime, *, zone: ZoneInfo) -> datetime:
    """The next moment of the night: at once in the small hours, else this evening late."""
    local = now.astimezone(zone)
    if local.hour >= NIGHT_HOUR or local.hour < MORNING_HOUR:
        return now
    return datetime.combine(local.date(), time(NIGHT_HOUR), zone).astimezone(now.tzinfo)


def _allowed(work: PatientWork, element_id: str, *, but: str = "") -> Element:
    """The element, if everybody who has to allow it does and it is not being taught already."""
    if work.patient().standing is not Standing.ACTIVE:
        raise SpaceResting("nothing is taught while the space rests")
    element = work.elements.get(element_id)
    check_consents(work, element)
    if any(t.under_way and t.id != but for t in work.teachings.of_element(element_id)):
        raise TeachingRefused(reason="under-way")
    return element


def check_consents(work: PatientWork, element: Element) -> None:
    """ConsentMissing unless photos may be kept and whoever is shown may be drawn."""
    if work.consents.holding(ConsentKind.PHOTOS) is None:
        raise ConsentMissing("photos may not be kept")
    shown = element.kind.shows_somebody
    if shown and work.consents.holding(ConsentKind.LIKENESS, subject=element.id) is None:
        raise ConsentMissing("nobody allowed this likeness")
    if not element.may_be_drawn:
        raise ConsentMissing("it may not be drawn")


def learning_for(element: Element, *, goes_on: bool, thorough: Learning | None) -> Learning:
    """How an element is taught thoroughly; a checkpoint is gone on from in no other way.

    Only the person's ages are kept whole: there is one of them in a picture at most.
    """
    if goes_on and element.whole:
        return Learning.CHECKPOINT
    if thorough is Learning.CHECKPOINT and element.kind is not ElementKind.PERSON:
        return Learning.EXTRACTED
    return thorough or Learning.ADAPTER


def _begun(
    work: PatientWork, folder: JobFolder, teaching: Teaching, signer: Signer, *, now: datetime
) -> tuple[Teaching, Ticket]:
    running = replace(teaching, state=TeachingState.RUNNING)
    seal(work, folder, running, signer)
    work.teachings.save(running)
    record = record_of(running, now=now)
    work.jobs.save(record)
    ticket = Ticket(job_id=record.id, kind=record.kind, queue=Queue.GPU, priority=_PRIORITY)
    return running, ticket


def record_of(teaching: Teaching, *, now: datetime) -> JobRecord:
    """The job of a teaching, or the one it would have where it waits for the night."""
    return JobRecord(
        id=teaching.id,
        kind=JobKind.TEACH,
        purpose=PURPOSE,
        subject_id=teaching.element_id,
        account_id=teaching.ordered_by,
        chat_id=teaching.chat_id,
        created_at=now,
    )


def _timer(work: PatientWork, teaching: Teaching, *, at: datetime) -> Timer:
    return Timer(
        id=teaching.id,
        patient_id=work.patient_id,
        account_id=teaching.ordered_by,
        at=at,
        tick=TICK,
        argument=teaching.id,
    )
