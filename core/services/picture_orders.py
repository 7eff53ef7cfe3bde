"""Ordering pictures: a checked scene becomes a sealed folder, a record and a ticket."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from core.domain import picture_files as names
from core.domain.change import ChangeRequest
from core.domain.consent import ConsentKind
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.patient import Standing
from core.domain.picture import PictureStyle, Recipe
from core.domain.scene import SceneCard
from core.domain.wish import USUAL, FineSettings
from core.errors import ConsentMissing, SpaceResting
from core.marking.credentials import Signer
from core.ports import Ids, JobFolder, PatientWork
from core.prompting.prompts import adapter_input
from core.prompting.recipe_codec import to_json
from core.services.face_guides import guide, pretending
from core.services.living import check_living
from core.services.picture_craft import PictureCraft
from core.services.picture_settings import seeds_of, tuned
from core.services.teaching_photos import good_photos

PURPOSE = "picture"
CHANGE_PURPOSE = "change"
TRIES_IN_A_SESSION = 2
_REFERENCES = 4  #: photos a candidate is compared with
IN_SESSION, AT_LEISURE = 5, 10  #: priorities: somebody waits for the first


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOrder:
    """Who asks for pictures of which scene, and what is written below them."""

    card: SceneCard
    style: PictureStyle
    label_text: str
    account_id: int
    chat_id: int
    session_id: str | None = None
    wish_id: str = ""  #: of an order with fine settings
    settings: FineSettings = USUAL
    language: str = ""  #: the settings are written in
    by_photos: bool = False  #: photos may guide a face, where there are too few to teach it


def tries_left(work: PatientWork, *, memory_id: str, session_id: str) -> int:
    """How often pictures of a memory may still be tried in a session; at leisure, always."""
    made = [
        job
        for job in work.jobs.all()
        if job.session_id == session_id
        and job.purpose in {PURPOSE, CHANGE_PURPOSE}
        and job.subject_id == memory_id
        and not job.refused
    ]
    return max(0, TRIES_IN_A_SESSION - len(made))


def request_pictures(
    work: PatientWork,
    folder: JobFolder,
    *,
    order: PictureOrder,
    craft: PictureCraft,
    signer: Signer,
    ids: Ids,
    now: datetime,
) -> tuple[JobRecord, Ticket]:
    """Seal all the worker needs, then keep the record; nothing is kept if sealing fails.

    Raise ConsentMissing, SpaceResting, PictureRefused or NothingToDraw.
    """
    check_allowed(work)
    recipe = usual_recipe(work, order, craft, seeds=seeds_of(order.settings, ids))
    recipe = tuned(recipe, order.settings, craft=craft, language=order.language)
    if order.by_photos:
        recipe = _with_face(work, recipe, order, craft)
    lend_subjects(work, folder, recipe)
    seal_marks(folder, label_text=order.label_text, signer=signer)
    folder.write(names.RECIPE, to_json(recipe))
    record = JobRecord(
        id=folder.job_id,
        kind=JobKind.PICTURE,
        purpose=PURPOSE,
        subject_id=order.card.memory_id,
        account_id=order.account_id,
        chat_id=order.chat_id,
        created_at=now,
        session_id=order.session_id,
        scene_id=order.card.id,
        wish_id=order.wish_id,
    )
    work.jobs.save(record)
    priority = IN_SESSION if order.session_id else AT_LEISURE
    ticket = Ticket(job_id=record.id, kind=record.kind, queue=Queue.GPU, priority=priority)
    return record, ticket


def _with_face(
    work: PatientWork, recipe: Recipe, order: PictureOrder, craft: PictureCraft
) -> Recipe:
    """The recipe, with what is drawn where photos guide the face."""
    stage = work.memories.get(order.card.memory_id).stage
    found = pretending(work, order.card, stage=stage, craft=craft)
    if found is None:
        return recipe
    person, acting = found
    told = usual_recipe(work, order, craft, seeds=recipe.seeds, elements=acting)
    told = tuned(told, order.settings, craft=craft, language=order.language)
    return replace(recipe, face=guide(person, told))


def check_allowed(work: PatientWork) -> None:
    """Raise SpaceResting or ConsentMissing where no pictures are made."""
    if work.patient().standing is Standing.PAUSED:
        raise SpaceResting("paused")
    if work.consents.holding(ConsentKind.STORIES) is None:
        raise ConsentMissing("stories may not be kept")


def usual_recipe(
    work: PatientWork,
    order: PictureOrder,
    craft: PictureCraft,
    *,
    seeds: Sequence[int],
    elements: Sequence[Element] | None = None,
) -> Recipe:
    """The recipe of a scene, with nothing set finely."""
    check_living(work, order.card, order.card.element_ids)
    return craft.writer.recipe(
        order.card,
        work.elements.all() if elements is None else elements,
        stage=work.memories.get(order.card.memory_id).stage,
        birth_year=work.patient().birth_year,
        figure=work.patient().figure,
        seeds=seeds,
        style=order.style,
    )


def lend_subjects(work: PatientWork, folder: JobFolder, ordered: Recipe | ChangeRequest) -> None:
    """Let a job read the adapters it needs, and no other; and see whom it should look like."""
    taught = {adapter_input(e): e for e in work.elements.all() if e.adapter_id}
    used = {use.input_name: taught[use.input_name] for use in ordered.all_adapters}
    subjects = [element for element in used.values() if element.kind is not ElementKind.STYLE]
    for name, element in used.items():
        work.media.lend(str(element.adapter_id), folder.job_id, name)
    for number, slot in enumerate(ordered.slots, start=1):
        _lend_photos(work, folder, slot.element_id, partial(names.slot_reference, number))
    if isinstance(ordered, Recipe) and ordered.face is not None:
        _lend_photos(work, folder, ordered.face.element_id, names.reference)
    elif len(subjects) == 1 and not ordered.slots:  # of several nobody could say which it is like
        _lend_photos(work, folder, subjects[0].id, names.reference)


def _lend_photos(
    work: PatientWork, folder: JobFolder, element_id: str, name: Callable[[int], str]
) -> None:
    for number, photo in enumerate(good_photos(work, element_id)[:_REFERENCES], start=1):
        work.media.lend(photo.media_id, folder.job_id, name(number))


def seal_marks(folder: JobFolder, *, label_text: str, signer: Signer) -> None:
    """Give a job what its pictures are marked with."""
    folder.write(names.LABEL, label_text.encode())
    folder.write(names.SIGNER_CHAIN, signer.chain_pem)
    folder.write(names.SIGNER_KEY, signer.key_pem)
