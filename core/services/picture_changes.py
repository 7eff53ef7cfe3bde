"""Changing a picture: what is wished becomes a sealed folder, a record and a ticket."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.domain.change import BASE, MASK, OTHER_FACES, REQUEST, ChangeRequest, ChangeWay
from core.domain.consent import ConsentKind
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.picture import PictureStyle
from core.domain.scene import SceneCard
from core.domain.wish import HowMuch, PictureWish
from core.errors import ConsentMissing, NothingToDraw
from core.marking.credentials import Signer
from core.photo_decoding import decode, encode
from core.ports import Ids, JobFolder, PatientWork
from core.prompting.recipe_codec import to_json
from core.prompting.several import standing_as
from core.services import picture_masks, picture_wishes
from core.services.living import check_living
from core.services.picture_craft import PictureCraft
from core.services.picture_orders import (
    AT_LEISURE,
    CHANGE_PURPOSE,
    IN_SESSION,
    check_allowed,
    lend_subjects,
    seal_marks,
)
from core.services.picture_settings import seeds_of, tuned

VARIED = 0.5  #: strength of "more like this one"
MOST_BASE_PX = 1024  #: of a photo that is drawn over


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOrder:
    """Who asks for which wish, and what is written below what comes."""

    wish: PictureWish
    label_text: str
    language: str  #: the wish's words are written in
    chat_id: int
    session_id: str | None = None


def request_change(
    work: PatientWork,
    folder: JobFolder,
    *,
    order: ChangeOrder,
    craft: PictureCraft,
    signer: Signer,
    ids: Ids,
    now: datetime,
) -> tuple[JobRecord, Ticket]:
    """Seal all the worker needs, then keep the record; nothing is kept if sealing fails.

    Raise ConsentMissing, SpaceResting, PictureRefused or NothingToDraw.
    """
    check_allowed(work)
    wish = order.wish
    request = usual_request(work, wish, craft, language=order.language)
    request = replace(
        tuned(request, wish.settings, craft=craft, language=order.language),
        seeds=seeds_of(wish.settings, ids),
    )
    _lend_base(work, folder, wish)
    if wish.mask_id:
        work.media.lend(wish.mask_id, folder.job_id, MASK)
    lend_subjects(work, folder, request)
    seal_marks(folder, label_text=order.label_text, signer=signer)
    folder.write(REQUEST, to_json(request))
    work.wishes.save(
        replace(picture_masks.drop_sketches(work, wish), ordered=True, request=request)
    )
    return _kept(work, folder.job_id, order, now=now)


def _lend_base(work: PatientWork, folder: JobFolder, wish: PictureWish) -> None:
    """What is changed: the picture as the model made it, or a photo at a size for models."""
    if wish.photo_id:
        content = work.media.read(work.photos.get(wish.photo_id).media_id)
        picture = decode(content).picture
        picture.thumbnail((MOST_BASE_PX, MOST_BASE_PX))
        folder.write(BASE, encode(picture))
    else:
        plain_id = work.pictures.get(wish.picture_id).plain_media_id
        work.media.lend(plain_id, folder.job_id, BASE)


def _kept(
    work: PatientWork, job_id: str, order: ChangeOrder, *, now: datetime
) -> tuple[JobRecord, Ticket]:
    record = JobRecord(
        id=job_id,
        kind=JobKind.CHANGE,
        purpose=CHANGE_PURPOSE,
        subject_id=order.wish.memory_id,
        account_id=order.wish.account_id,
        chat_id=order.chat_id,
        created_at=now,
        session_id=order.session_id,
        scene_id=scene_of(work, order.wish).id,
        wish_id=order.wish.id,
    )
    work.jobs.save(record)
    priority = IN_SESSION if order.session_id else AT_LEISURE
    ticket = Ticket(job_id=job_id, kind=record.kind, queue=Queue.GPU, priority=priority)
    return record, ticket


def usual_request(
    work: PatientWork, wish: PictureWish, craft: PictureCraft, *, language: str
) -> ChangeRequest:
    """What a wish asks of the worker with no text, steps or guidance set, and without seeds."""
    if wish.photo_id:
        return _from_photo(work, wish, craft)
    picture = picture_wishes.changeable(work, wish.picture_id)
    if picture is None:
        raise NothingToDraw("the picture is gone")
    if wish.way is ChangeWay.VARY:
        varied = _varied(work, wish, craft, style=picture.style, strength=VARIED)
        own_seed = None if picture.composite else picture.making.seed
        return replace(varied, near_seed=own_seed, composite=picture.composite)
    if not wish.mask_id:
        raise NothingToDraw("no part was chosen")
    part, settings = picture_wishes.part_of(work, wish, craft, language=language), wish.settings
    return ChangeRequest(
        way=ChangeWay.REPAINT,
        phrases=part.phrases,
        negative=part.negative,
        style=picture.style,
        num_inference_steps=part.preset.num_inference_steps,
        guidance_scale=part.preset.guidance_scale,
        seeds=(),
        strength=HowMuch.QUITE.strength if settings.strength is None else settings.strength,
        inverted=wish.inverted,
        masked_content=settings.masked_content,
        mask_blur_px=settings.mask_blur_px,
        composite=picture.composite,
        adapters=part.adapters,
    )


def scene_of(work: PatientWork, wish: PictureWish) -> SceneCard:
    """The scene a picture was made from; for a photo, the one of its memory."""
    if wish.picture_id:
        return work.scenes.get(work.pictures.get(wish.picture_id).scene_id)
    card = work.scenes.of_memory(wish.memory_id)
    if card is None:
        raise NothingToDraw("no scene")
    return card


def _from_photo(work: PatientWork, wish: PictureWish, craft: PictureCraft) -> ChangeRequest:
    """The scene drawn over a real photo, which it is marked with."""
    if work.consents.holding(ConsentKind.PHOTOS) is None or not work.photos.find(wish.photo_id):
        raise ConsentMissing("the photo may not be used")
    strength = wish.settings.strength
    drawn = _varied(
        work, wish, craft, style=wish.style, strength=VARIED if strength is None else strength
    )
    return replace(drawn, composite=True, faces_allowed=_faces_allowed(work, wish))


def _faces_allowed(work: PatientWork, wish: PictureWish) -> int:
    """None, or the person's alone: where it was permitted, and still is."""
    likeness = work.consents.holding(ConsentKind.LIKENESS, subject=wish.photo_id)
    permitted = 0 if likeness is None else 1
    return permitted if wish.faces_allowed is None else min(permitted, wish.faces_allowed)


def turn_away(work: PatientWork, *, job_id: str) -> None:
    """Forget what was wished of a photo with others on it; the try does not count."""
    record = work.jobs.find(job_id)
    if record is None or record.taken_over:
        return
    work.wishes.remove(record.wish_id)
    work.jobs.save(replace(record, refused=(OTHER_FACES,), wish_id=""))


def _varied(
    work: PatientWork,
    wish: PictureWish,
    craft: PictureCraft,
    *,
    style: PictureStyle,
    strength: float,
) -> ChangeRequest:
    """The same scene once more, with today's elements and consents, over what there is."""
    patient, card = work.patient(), scene_of(work, wish)
    check_living(work, card, card.element_ids)
    recipe = craft.writer.recipe(
        card,
        work.elements.all(),
        stage=work.memories.get(wish.memory_id).stage,
        birth_year=patient.birth_year,
        figure=patient.figure,
        seeds=(),
        style=style,
    )
    made = work.pictures.get(wish.picture_id).making.slots if wish.picture_id else ()
    recipe = standing_as(recipe, made)
    return ChangeRequest(
        way=ChangeWay.VARY,
        phrases=recipe.phrases,
        negative=recipe.negative,
        style=recipe.style,
        num_inference_steps=recipe.num_inference_steps,
        guidance_scale=recipe.guidance_scale,
        seeds=recipe.seeds,
        strength=strength,
        adapters=recipe.adapters,
        slots=recipe.slots,
    )
