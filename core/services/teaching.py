"""Teaching the model a subject: offered, ordered for now or for tonight, and called off.

A teaching is a row from the order to the choice, and its job has the same id. Consents are
looked at when it is ordered and again when it begins; what comes of it is in teaching_results.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from core.content.lexicon import Lexicon
from core.content.teaching import TeachingContent, TeachingPreset
from core.domain import picture_files
from core.domain import teaching as names
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.patient import Standing
from core.domain.teaching import Learning, Teaching, TeachingRequest, TeachingState
from core.domain.timer import Timer
from core.errors import ConsentMissing, NotFound, SpaceResting, TeachingRefused
from core.job_papers import to_json
from core.marking.credentials import Signer
from core.ports import Ids, JobFolder, PatientWork, Registry
from core.services import elements
from core.services.teaching_photos import age_years, good_photos, training_photos

PURPOSE = "teach"
TICK = "teaching.tonight"  #: the route of the timer that begins it in the night
NIGHT_HOUR = 23  #: local to the operator; when it is later already, tonight is now
MORNING_HOUR = 6
FEWEST_PHOTOS = 5  #: that may be left when the night comes
THOROUGH_PACE = 1.5  #: times as long as an adapter's, a step of all weights
MORE_STEPS = 1.5  #: times the preset's, where nothing was alike
_PRIORITY = 50

_PACE = "teaching_pace"  #: in the registry: seconds a step of a request, as last measured
_FIRST_PACE = 0.3  #: on two cores with the model that comes along


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What teaching an element would be, before anybody says yes."""

    element: Element
    photos: int
    preset: TeachingPreset
    gentle: bool  #: so few photos that it will be less alike
    learning: Learning
    seconds: int  #: as long as it will take, about


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingOrder:
    """Who asks for what; the defaults are right for a first time."""

    element_id: str
    account_id: int
    chat_id: int
    label_text: str  #: below every test portrait, in the person's language
    goes_on: bool = False  #: from what the element learnt last
    parent_element_id: str = ""  #: stand on what this element learnt, unchanged
    more_steps: bool = False  #: the last time nothing was alike
    learning: Learning = Learning.ADAPTER


def propose(
    work: PatientWork,
    registry: Registry,
    *,
    element_id: str,
    content: TeachingContent,
    learning: Learning = Learning.ADAPTER,
) -> Proposal:
    """What it would take; TeachingRefused, ConsentMissing or SpaceResting when it cannot be."""
    element = _allowed(work, element_id)
    photos = good_photos(work, element_id)
    preset = _preset(content, len(photos), learning)
    pace = seconds_a_step(registry) * (THOROUGH_PACE if learning.thorough else 1)
    return Proposal(
        element=element,
        photos=len(photos),
        preset=preset,
        gentle=preset not in {content.usual, content.thorough},
        learning=learning,
        seconds=round(preset.steps(len(photos)) * pace),
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
    teaching = _asked(work, folder.job_id, order, content, lexicon, ids=ids, now=now)
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
    teaching = _asked(work, ids.new(), order, content, lexicon, ids=ids, now=now)
    work.teachings.save(teaching)
    registry.set_timer(_timer(work, teaching, at=tonight(now, zone=ZoneInfo(time_zone))))
    return teaching


def begin_tonight(
    work: PatientWork,
    folder: JobFolder,
    *,
    teaching_id: str,
    content: TeachingContent,
    signer: Signer,
    now: datetime,
) -> tuple[Teaching, Ticket] | None:
    """Begin what waited for the night; None when nobody waits, or nobody allows it any more.

    The photos are those that are still there and good.
    """
    teaching = work.teachings.find(teaching_id)
    if teaching is None or teaching.state is not TeachingState.TONIGHT:
        return None
    try:
        _allowed(work, teaching.element_id, but=teaching_id)
    except (ConsentMissing, NotFound, SpaceResting, TeachingRefused):
        work.teachings.save(replace(teaching, state=TeachingState.CANCELLED))
        return None
    photos = training_photos(work, teaching.element_id, content.seen)
    if len(photos) < FEWEST_PHOTOS:
        work.teachings.save(replace(teaching, state=TeachingState.CANCELLED))
        return None
    asked = replace(teaching, request=replace(teaching.request, photos=photos))
    return _begun(work, folder, asked, signer, now=now)


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


def parent_changed(work: PatientWork, element_id: str) -> bool:
    """Whether what it stands on was taught anew since: teach it again."""
    chosen = [t for t in work.teachings.of_element(element_id) if t.chosen_epoch is not None]
    if not chosen or not chosen[-1].parent_element_id:
        return False
    parent = work.elements.find(chosen[-1].parent_element_id)
    return parent is not None and parent.adapter_id != chosen[-1].parent_adapter_id


def possible_parents(work: PatientWork, element_id: str) -> list[Element]:
    """What an element could stand on: an adapter, and standing on nothing else itself."""
    standing = {t.element_id for t in work.teachings.all() if t.parent_element_id}
    return [
        element
        for element in work.elements.all()
        if element.taught
        and not element.whole
        and element.id != element_id
        and element.id not in standing
    ]


def share_token(work: PatientWork, *, element_id: str, with_element_id: str) -> Element:
    """Let two elements, a couple, go by one token; what the first learnt is no longer its."""
    work.require(Action.MAKE_PICTURES)
    other = work.elements.get(with_element_id)
    shared = replace(
        work.elements.get(element_id), instance_token=other.instance_token, approved=False
    )
    work.elements.save(shared)
    return shared


def seconds_a_step(registry: Registry) -> float:
    """How long a step of a request takes on this machine, as far as is known."""
    return float(registry.value(_PACE) or _FIRST_PACE)


def note_pace(registry: Registry, teaching: Teaching, *, whole_seconds: float) -> None:
    """Keep what a teaching really took, so that the next is foretold better."""
    if whole_seconds > 0 and not teaching.request.learning.thorough:
        registry.set_value(_PACE, f"{whole_seconds / teaching.request.steps:.4f}")


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


def _preset(content: TeachingContent, photos: int, learning: Learning) -> TeachingPreset:
    if learning.thorough and photos < content.thorough.fewest_photos:
        raise TeachingRefused(reason="few-thorough")
    preset = content.thorough if learning.thorough else content.preset(photos)
    if preset is None:
        raise TeachingRefused(reason="few")
    return preset


def learning_for(element: Element, *, goes_on: bool, thorough: Learning | None) -> Learning:
    """How an element is taught thoroughly; a checkpoint is gone on from in no other way.

    Only the person's ages are kept whole: there is one of them in a picture at most.
    """
    if goes_on and element.whole:
        return Learning.CHECKPOINT
    if thorough is Learning.CHECKPOINT and element.kind is not ElementKind.PERSON:
        return Learning.EXTRACTED
    return thorough or Learning.ADAPTER


def _asked(
    work: PatientWork,
    teaching_id: str,
    order: TeachingOrder,
    content: TeachingContent,
    lexicon: Lexicon,
    *,
    ids: Ids,
    now: datetime,
) -> Teaching:
    _allowed(work, order.element_id)
    photos = training_photos(work, order.element_id, content.seen)
    preset = _preset(content, len(photos), order.learning)
    parent = _parent(work, order)
    element = elements.name_for_model(work, order.element_id, ids=ids, lexicon=lexicon)
    steps = preset.steps(len(photos))
    request = TeachingRequest(
        element_id=element.id,
        kind=element.kind,
        instance_token=element.instance_token,
        class_noun=element.class_noun,
        photos=photos,
        steps=round(steps * MORE_STEPS) if order.more_steps else steps,
        epochs=preset.epochs,
        rank=preset.rank,
        learning_rate=preset.learning_rate,
        batch_size=preset.batch_size,
        seed=ids.seed(),
        age_years=age_years(work, element),
        parent_hash=_digest(work, parent.adapter_id) if parent else "",
        start_hash=_digest(work, element.adapter_id) if order.goes_on else "",
        learning=order.learning,
    )
    stands_on = _stands_on(work, order, parent)
    return Teaching(
        id=teaching_id,
        element_id=element.id,
        request=request,
        state=TeachingState.TONIGHT,
        ordered_by=order.account_id,
        chat_id=order.chat_id,
        ordered_at=now,
        label_text=order.label_text,
        parent_element_id=stands_on[0],
        parent_adapter_id=stands_on[1],
        start_adapter_id=(element.adapter_id or "") if order.goes_on else "",
    )


def _parent(work: PatientWork, order: TeachingOrder) -> Element | None:
    """The element it stands on, unchanged; what it goes on from would change."""
    if not order.parent_element_id:
        return None
    possible = {element.id: element for element in possible_parents(work, order.element_id)}
    if order.goes_on or order.learning.thorough or order.parent_element_id not in possible:
        raise TeachingRefused(reason="parent")
    return possible[order.parent_element_id]


def _stands_on(work: PatientWork, order: TeachingOrder, parent: Element | None) -> tuple[str, str]:
    """The element below and its adapter; an adapter that is gone on from carries its own."""
    if parent is not None:
        return parent.id, parent.adapter_id or ""
    chosen = [t for t in work.teachings.of_element(order.element_id) if t.chosen_epoch]
    if not order.goes_on or not chosen:
        return "", ""
    return chosen[-1].parent_element_id, chosen[-1].parent_adapter_id


def _digest(work: PatientWork, media_id: str | None) -> str:
    if media_id is None:
        raise TeachingRefused(reason="start")
    digest = hashlib.sha256()
    for piece in work.media.pieces(media_id):
        digest.update(piece)
    return digest.hexdigest()


def _begun(
    work: PatientWork, folder: JobFolder, teaching: Teaching, signer: Signer, *, now: datetime
) -> tuple[Teaching, Ticket]:
    running = replace(teaching, state=TeachingState.RUNNING)
    _seal(work, folder, running, signer)
    work.teachings.save(running)
    record = JobRecord(
        id=running.id,
        kind=JobKind.TEACH,
        purpose=PURPOSE,
        subject_id=running.element_id,
        account_id=running.ordered_by,
        chat_id=running.chat_id,
        created_at=now,
    )
    work.jobs.save(record)
    ticket = Ticket(job_id=record.id, kind=record.kind, queue=Queue.GPU, priority=_PRIORITY)
    return running, ticket


def _seal(work: PatientWork, folder: JobFolder, teaching: Teaching, signer: Signer) -> None:
    media_of = {photo.id: photo.media_id for photo in work.photos.all()}
    for photo in teaching.request.photos:
        work.media.lend(media_of[photo.photo_id], folder.job_id, names.photo_file(photo.photo_id))
    if teaching.request.parent_hash:
        work.media.lend(teaching.parent_adapter_id, folder.job_id, names.PARENT)
    if teaching.request.start_hash:
        work.media.lend(teaching.start_adapter_id, folder.job_id, names.START)
    folder.write(picture_files.LABEL, teaching.label_text.encode())
    folder.write(picture_files.SIGNER_CHAIN, signer.chain_pem)
    folder.write(picture_files.SIGNER_KEY, signer.key_pem)
    folder.write(names.REQUEST, to_json(teaching.request))


def _timer(work: PatientWork, teaching: Teaching, *, at: datetime) -> Timer:
    return Timer(
        id=teaching.id,
        patient_id=work.patient_id,
        account_id=teaching.ordered_by,
        at=at,
        tick=TICK,
        argument=teaching.id,
    )
