"""Whether the model knows a place or a pet already: a few pictures of it, drawn without teaching.

The family looks at them and says. What it knows is drawn by its name from then on, with no
adapter; what it does not know is learnt from photos.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.content.files import LANGUAGES
from core.domain import picture_files as names
from core.domain.circle import Action
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind, JobRecord, Ticket
from core.domain.patient import Standing
from core.errors import NotFound, SpaceResting
from core.marking.credentials import Signer
from core.ports import Ids, JobFolder, PatientWork
from core.prompting.recipe_codec import to_json
from core.prompting.trials import known_words, trial_recipe
from core.services.picture_craft import PictureCraft
from core.services.picture_orders import AT_LEISURE, seal_marks
from core.services.teaching_photos import good_photos

PURPOSE = "know"
KINDS = frozenset({ElementKind.PLACE, ElementKind.PET})
PICTURES = 4
REFERENCES = 2  #: real photos beside them, where there are any


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialOrder:
    """Who wants to see what the model knows."""

    element_id: str
    account_id: int
    chat_id: int
    label_text: str  #: below every picture, in the person's language


def may_be_tried(element: Element) -> bool:
    """Whether a model may know such a thing, and nobody has said or taught yet."""
    said = element.known or element.not_known
    return element.kind in KINDS and not (element.taught or said)


def order_trial(
    work: PatientWork,
    folder: JobFolder,
    *,
    order: TrialOrder,
    craft: PictureCraft,
    signer: Signer,
    ids: Ids,
    now: datetime,
) -> tuple[JobRecord, Ticket]:
    """Seal all the worker needs; PictureRefused for a name that is not drawn."""
    work.require(Action.MAKE_PICTURES)
    if work.patient().standing is not Standing.ACTIVE:
        raise SpaceResting("nothing new is begun while the space rests")
    element = work.elements.get(order.element_id)
    if not may_be_tried(element):
        raise NotFound("nothing of this kind is tried")
    for language in LANGUAGES:
        craft.writer.wording.refusals.check(element.name, language)
    recipe = trial_recipe(craft.writer, element, seeds=[ids.seed() for _ in range(PICTURES)])
    seal_marks(folder, label_text=order.label_text, signer=signer)
    folder.write(names.RECIPE, to_json(recipe))
    record = _record(folder.job_id, order, now)
    work.jobs.save(record)
    return record, Ticket(job_id=record.id, kind=record.kind, priority=AT_LEISURE)


def _record(job_id: str, order: TrialOrder, now: datetime) -> JobRecord:
    return JobRecord(
        id=job_id,
        kind=JobKind.TRY,
        purpose=PURPOSE,
        subject_id=order.element_id,
        account_id=order.account_id,
        chat_id=order.chat_id,
        created_at=now,
    )


def call_off(work: PatientWork, *, job_id: str) -> str:
    """Stop it, and say of which element; the engine must be told by whoever calls this."""
    record = work.jobs.get(job_id)
    work.jobs.save(replace(record, taken_over=True))
    return record.subject_id


def take_over(work: PatientWork, folder: JobFolder) -> Element | None:
    """Keep what was drawn until somebody says whether it is like; None when there is nothing."""
    record = work.jobs.get(folder.job_id)
    work.jobs.save(replace(record, taken_over=True))
    element = work.elements.find(record.subject_id)
    if element is None or not may_be_tried(element):
        return None
    there = set(folder.names())
    drawn = [names.marked(number) for number in range(1, PICTURES + 1)]
    kept = [
        work.media.adopt(folder.job_id, name, media_type="image/jpeg")
        for name in drawn
        if name in there
    ]
    for media_id in element.tried_ids:
        work.media.discard(media_id)
    tried = replace(element, tried_ids=tuple(kept))
    work.elements.save(tried)
    return tried if kept else None


def beside(work: PatientWork, element: Element) -> Sequence[str]:
    """Real photos to look at first, by media id."""
    return [photo.media_id for photo in good_photos(work, element.id)[:REFERENCES]]


def say(work: PatientWork, element_id: str, *, it_knows: bool) -> Element:
    """The family said whether it is like; the pictures have served."""
    work.require(Action.MAKE_PICTURES)
    element = work.elements.get(element_id)
    for media_id in element.tried_ids:
        work.media.discard(media_id)
    words = known_words(element) if it_knows and may_be_tried(element) else element.known_as
    said = replace(element, tried_ids=(), known_as=words, not_known=not it_knows)
    work.elements.save(said)
    return said
