"""What a teaching is asked for with: its recipe, what it begins with, and the folder it gets."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from core.content.lexicon import Lexicon
from core.content.teaching import TeachingContent, TeachingPreset
from core.domain import picture_files
from core.domain import teaching as names
from core.domain.element import Element, ElementKind
from core.domain.teaching import Learning, Rival, Teaching, TeachingRequest, TeachingState
from core.errors import TeachingRefused
from core.job_papers import to_json
from core.marking.credentials import Signer
from core.ports import Ids, JobFolder, PatientWork
from core.services import elements
from core.services.likeness import counts
from core.services.teaching_losses import photo_gone_since
from core.services.teaching_photos import age_years, good_photos, training_photos

MORE_STEPS = 1.5  #: times the preset's, where nothing was alike
_REFUSED, _UNFIT = "token", "adapter"  #: codes of jobs that failed by a name, by what was learnt
_FAILED_BY_WHAT_WAS = frozenset({_REFUSED, _UNFIT, "parent", "gone"})
_FAILED_BY_ITS_SIZE = frozenset({"thorough", "disk"})  #: of all weights
_RIVAL_WORKS = 8  #: of each other style


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


def possible_parents(work: PatientWork, element_id: str) -> list[Element]:
    """What an element could stand on: what stands on nothing else itself.

    Another program's, or one for another model, is left out once nothing could stand on it;
    so is what learnt from a photo that was taken away.
    """
    asked = work.teachings.all()
    standing = {t.element_id for t in asked if t.parent_element_id and counts(t)}
    unfit = {t.parent_adapter_id for t in asked if t.failure == _UNFIT}
    return [
        element
        for element in work.elements.all()
        if element.taught
        and element.id != element_id
        and element.id not in standing
        and element.adapter_id not in unfit
        and not photo_gone_since(work, element)
    ]


def must_begin_anew(work: PatientWork, element_id: str) -> bool:
    """Whether going on from what was learnt would fail as it did, or should not be.

    The last teaching failed by that, or as a full checkpoint, which is gone on from in no other
    way; or a photo it was learnt from is gone.
    """
    element, asked = work.elements.get(element_id), work.teachings.of_element(element_id)
    failure = asked[-1].failure if asked else ""
    if failure in _FAILED_BY_WHAT_WAS or (element.whole and failure in _FAILED_BY_ITS_SIZE):
        return True
    return photo_gone_since(work, element)


def teaching_of(
    work: PatientWork,
    teaching_id: str,
    order: TeachingOrder,
    content: TeachingContent,
    lexicon: Lexicon,
    *,
    ids: Ids,
    now: datetime,
) -> Teaching:
    """The row of an order; TeachingRefused where photos, or what it begins with, do not do."""
    order = _as_it_may_be(work, order)
    parent = _parent(work, order)
    preset = preset_for(content, len(good_photos(work, order.element_id)), order.learning)
    anew = not order.goes_on and _token_refused(work, order.element_id)
    element = elements.name_for_model(work, order.element_id, ids=ids, lexicon=lexicon, anew=anew)
    below, its_adapter = _stands_on(work, order, parent)
    return Teaching(
        id=teaching_id,
        element_id=element.id,
        request=_request(work, order, element, parent, preset, content, seed=ids.seed()),
        state=TeachingState.TONIGHT,
        ordered_by=order.account_id,
        chat_id=order.chat_id,
        ordered_at=now,
        label_text=order.label_text,
        parent_element_id=below,
        parent_adapter_id=its_adapter,
        start_adapter_id=(element.adapter_id or "") if order.goes_on else "",
    )


def asked_again(
    work: PatientWork,
    teaching: Teaching,
    content: TeachingContent,
    lexicon: Lexicon,
    *,
    ids: Ids,
) -> Teaching:
    """The same order on what is there by now; TeachingRefused where that does not do."""
    request = teaching.request
    order = TeachingOrder(
        element_id=teaching.element_id,
        account_id=teaching.ordered_by,
        chat_id=teaching.chat_id,
        label_text=teaching.label_text,
        goes_on=bool(request.start_hash),
        parent_element_id=teaching.parent_element_id if request.parent_hash else "",
        more_steps=request.longer > 1,
        learning=request.learning,
    )
    return teaching_of(
        work, teaching.id, order, content, lexicon, ids=ids, now=teaching.ordered_at
    )


def may_be_thorough(work: PatientWork, content: TeachingContent, element_id: str) -> bool:
    """Whether there are photos enough to teach all weights."""
    return len(good_photos(work, element_id)) >= content.thorough.fewest_photos


def preset_for(content: TeachingContent, photos: int, learning: Learning) -> TeachingPreset:
    """The numbers for so many photos; TeachingRefused when they are too few."""
    if learning.thorough and photos < content.thorough.fewest_photos:
        raise TeachingRefused(reason="few-thorough")
    preset = content.thorough if learning.thorough else content.preset(photos)
    if preset is None:
        raise TeachingRefused(reason="few")
    return preset


def _request(
    work: PatientWork,
    order: TeachingOrder,
    element: Element,
    parent: Element | None,
    preset: TeachingPreset,
    content: TeachingContent,
    *,
    seed: int,
) -> TeachingRequest:
    photos = training_photos(work, element.id, content.seen)
    steps = preset.steps(len(photos))
    longer = MORE_STEPS if order.more_steps else 1.0
    return TeachingRequest(
        element_id=element.id,
        kind=element.kind,
        instance_token=element.instance_token,
        class_noun=element.class_noun,
        photos=photos,
        steps=round(steps * longer),
        longer=longer,
        epochs=preset.epochs,
        rank=preset.rank,
        learning_rate=preset.learning_rate,
        batch_size=preset.batch_size,
        seed=seed,
        age_years=age_years(work, element),
        rivals=rivals_of(work, element),
        parent_hash=_digest(work, parent.adapter_id) if parent else "",
        parent_whole=parent is not None and parent.whole,
        start_hash=_digest(work, element.adapter_id) if order.goes_on else "",
        learning=order.learning,
    )


def rivals_of(work: PatientWork, element: Element) -> tuple[Rival, ...]:
    """Of a style: the others that are there to tell it from."""
    if element.kind is not ElementKind.STYLE:
        return ()
    others = [e for e in work.elements.all() if e.kind is ElementKind.STYLE and e.may_be_drawn]
    works = {e.id: len(good_photos(work, e.id)[:_RIVAL_WORKS]) for e in others}
    return tuple(
        Rival(element_id=other, works=count)
        for other, count in works.items()
        if count and other != element.id
    )


def _as_it_may_be(work: PatientWork, order: TeachingOrder) -> TeachingOrder:
    """Anew, where a photo went that it was to go on from, after it was asked for."""
    gone = order.goes_on and photo_gone_since(work, work.elements.get(order.element_id))
    return replace(order, goes_on=False) if gone else order


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


def _token_refused(work: PatientWork, element_id: str) -> bool:
    """Whether the last teaching failed because the token means something to the tokenizer."""
    asked = work.teachings.of_element(element_id)
    return bool(asked) and asked[-1].failure == _REFUSED


def _digest(work: PatientWork, media_id: str | None) -> str:
    if media_id is None:
        raise TeachingRefused(reason="start")
    digest = hashlib.sha256()
    for piece in work.media.pieces(media_id):
        digest.update(piece)
    return digest.hexdigest()


def seal(work: PatientWork, folder: JobFolder, teaching: Teaching, signer: Signer) -> None:
    """Give the job all it needs."""
    media_of = {photo.id: photo.media_id for photo in work.photos.all()}
    for photo in teaching.request.photos:
        work.media.lend(media_of[photo.photo_id], folder.job_id, names.photo_file(photo.photo_id))
    if teaching.request.parent_hash:
        work.media.lend(teaching.parent_adapter_id, folder.job_id, names.PARENT)
    if teaching.request.start_hash:
        work.media.lend(teaching.start_adapter_id, folder.job_id, names.START)
    for rival in teaching.request.rivals:
        for number, shown in enumerate(good_photos(work, rival.element_id)[: rival.works]):
            name = names.rival_file(rival.element_id, number)
            work.media.lend(shown.media_id, folder.job_id, name)
    folder.write(picture_files.LABEL, teaching.label_text.encode())
    folder.write(picture_files.SIGNER_CHAIN, signer.chain_pem)
    folder.write(picture_files.SIGNER_KEY, signer.key_pem)
    folder.write(names.REQUEST, to_json(teaching.request))
