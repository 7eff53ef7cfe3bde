"""What is wished of a picture, step by step: which part, what should be there, how strongly.

Nothing is asked of the worker yet; a wish becomes an order in picture_changes.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from core.content.translation import LexiconTranslation
from core.domain.change import Area, ChangeWay
from core.domain.circle import Account
from core.domain.element import Element, ElementKind
from core.domain.photo import Photo
from core.domain.picture import Picture, PictureStatus
from core.domain.wish import HowMuch, PictureWish
from core.errors import NothingToDraw
from core.ports import Ids, PatientWork
from core.prompting.changes import PartPrompt, PartWish, checked_words, part_prompt
from core.services import picture_masks
from core.services.living import check_living
from core.services.picture_craft import PictureCraft

LONGEST_WORDS = 200  #: characters; a prompt has room for far fewer

_LIKENESSES = frozenset({ElementKind.PERSON, ElementKind.RELATIVE})
_FITTING = {
    Area.FACE: _LIKENESSES,
    Area.CLOTHES: frozenset[ElementKind](),
    Area.BACKGROUND: frozenset({ElementKind.PLACE}),
    Area.OBJECT: frozenset({ElementKind.PET, ElementKind.OBJECT}),
}
_ANYTHING = frozenset(ElementKind) - {ElementKind.STYLE}


def begin(
    work: PatientWork,
    *,
    picture: Picture,
    account: Account,
    ids: Ids,
    now: datetime,
    way: ChangeWay = ChangeWay.REPAINT,
    element_id: str = "",
) -> PictureWish:
    """Open a wish for a picture; nothing is asked of the worker yet.

    What the same account had begun with it and never ordered goes.
    """
    for old in work.wishes.all():
        if not old.ordered and (old.picture_id, old.account_id) == (picture.id, account.id):
            picture_masks.forget_area(work, old)
            work.wishes.remove(old.id)
    wish = PictureWish(
        id=ids.new(),
        memory_id=picture.memory_id,
        account_id=account.id,
        made_at=now,
        way=way,
        picture_id=picture.id,
        element_id=element_id,
    )
    return _saved(work, wish)


def begin_from_photo(
    work: PatientWork,
    *,
    photo: Photo,
    memory_id: str,
    faces_allowed: int,
    account: Account,
    ids: Ids,
    now: datetime,
) -> PictureWish:
    """Open a wish for a picture that is drawn over a real photo of so many people."""
    wish = PictureWish(
        id=ids.new(),
        memory_id=memory_id,
        account_id=account.id,
        made_at=now,
        way=ChangeWay.VARY,
        photo_id=photo.id,
        faces_allowed=faces_allowed,
    )
    return _saved(work, wish)


def changeable(work: PatientWork, picture_id: str) -> Picture | None:
    """The picture, unless it is gone or was rejected since."""
    picture = work.pictures.find(picture_id)
    gone = picture is None or picture.status is PictureStatus.REJECTED
    return None if gone else picture


def areas(work: PatientWork) -> tuple[Area, ...]:
    """The parts that can be found by name; a face only where one may be drawn."""
    faces = any(e.taught and e.kind in _LIKENESSES for e in work.elements.all())
    named = (Area.FACE, Area.CLOTHES, Area.BACKGROUND, Area.OBJECT)
    return named if faces else named[1:]


def elements_for(work: PatientWork, wish: PictureWish) -> list[Element]:
    """Taught elements that could be in the part, by the names the family gave them."""
    kinds = _FITTING.get(wish.area, _ANYTHING) if wish.area and not wish.inverted else _ANYTHING
    return [e for e in work.elements.all() if e.taught and e.kind in kinds]


def name_object(
    work: PatientWork, *, wish: PictureWish, words: str, language: str, craft: PictureCraft
) -> PictureWish:
    """Keep what the object is called; PictureRefused or NothingToDraw for some words."""
    if not checked_words(craft.writer, words, language):
        raise NothingToDraw
    return _saved(work, replace(wish, area=Area.OBJECT, object_words=words))


def in_english(craft: PictureCraft, words: str, *, language: str) -> str:
    """What can be said in English of a few words, for whoever looks for the thing."""
    english = LexiconTranslation(craft.reader.lexicon)
    return english.translate(words, source=language, target="en")


def choose_side(work: PatientWork, *, wish: PictureWish, inverted: bool) -> PictureWish:
    """Change the part, or everything else."""
    return _saved(work, replace(wish, inverted=inverted))


def set_strength(work: PatientWork, *, wish: PictureWish, how_much: HowMuch) -> PictureWish:
    settings = replace(wish.settings, strength=how_much.strength)
    return _saved(work, replace(wish, settings=settings))


def fill_part(
    work: PatientWork,
    *,
    wish: PictureWish,
    craft: PictureCraft,
    language: str,
    words: str = "",
    element_id: str = "",
) -> PictureWish:
    """Keep what should be there; PictureRefused or NothingToDraw when it cannot be drawn."""
    filled = replace(wish, words=words, element_id=element_id)
    part_of(work, filled, craft, language=language)
    return _saved(work, filled)


def part_of(
    work: PatientWork, wish: PictureWish, craft: PictureCraft, *, language: str
) -> PartPrompt:
    """The prompt of what should be there; PictureRefused or NothingToDraw when it cannot be."""
    picture = work.pictures.get(wish.picture_id)
    patient, elements = work.patient(), work.elements.all()
    card = work.scenes.get(picture.scene_id)
    check_living(work, card, (*card.element_ids, wish.element_id))
    likeness, noun = craft.writer.whose(
        card,
        elements,
        stage=work.memories.get(picture.memory_id).stage,
        birth_year=patient.birth_year,
        figure=patient.figure,
    )
    part = PartWish(
        area=wish.area or Area.PAINTED,
        words=wish.words,
        language=language,
        element=_by_id(elements, wish.element_id),
        class_noun=noun,
        inverted=wish.inverted,
        style=picture.style,
    )
    if part.element is None and part.of_the_person:
        part = replace(part, element=likeness)  # the person's own face, the person's own clothes
    return part_prompt(craft.writer, part)


def _saved(work: PatientWork, wish: PictureWish) -> PictureWish:
    work.wishes.save(wish)
    return wish


def _by_id(elements: Iterable[Element], element_id: str) -> Element | None:
    return next((e for e in elements if e.id == element_id and e.taught), None)
