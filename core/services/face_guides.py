"""A face guided by photos, for people with fewer photos than teaching wants.

Only with the consent that teaching needs, only for grown-ups, and only where a single person
is drawn; whether the worker's model can be guided shows when it draws, so the recipe holds both.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.domain.consent import ConsentKind
from core.domain.element import Element, ElementKind
from core.domain.life import LifeStage
from core.domain.picture import FaceGuide, Phrase, Recipe
from core.domain.scene import SceneCard
from core.ports import PatientWork
from core.prompting.ages import age_in
from core.prompting.prompts import OF_AGE
from core.services.photo_board import RECOMMENDED
from core.services.picture_craft import PictureCraft
from core.services.teaching_photos import good_photos

_STAND_IN = "qzwxk"  #: a token nobody has, in place of one who was not taught


def pretending(
    work: PatientWork, card: SceneCard, *, stage: LifeStage, craft: PictureCraft
) -> tuple[Element, Sequence[Element]] | None:
    """Whom photos may guide, and all elements as if they were taught; None where nobody may be."""
    patient, elements = work.patient(), work.elements.all()
    if age_in(card, stage, patient.birth_year) < OF_AGE:
        return None
    acting = [_acting(element) if _may_guide(work, element) else element for element in elements]
    person, _ = craft.writer.whose(
        card, acting, stage=stage, birth_year=patient.birth_year, figure=patient.figure
    )
    if person is None or not _may_guide(work, person):
        return None
    return person, acting


def guide(element: Element, told: Recipe) -> FaceGuide | None:
    """What is drawn where photos guide the face: of whom nothing was learnt, only the noun."""
    if told.slots:
        return None
    learnt = element.instance_token != _STAND_IN
    phrases = told.phrases if learnt else tuple(map(_untold, told.phrases))
    return FaceGuide(element_id=element.id, phrases=phrases, negative=told.negative)


def _untold(phrase: Phrase) -> Phrase:
    if _STAND_IN not in phrase.text:
        return phrase
    return replace(phrase, text=phrase.text.replace(f"{_STAND_IN} ", "a "), source="figure")


def _acting(element: Element) -> Element:
    if element.taught:
        return element
    return replace(element, instance_token=_STAND_IN, adapter_id=_STAND_IN, approved=True)


def _may_guide(work: PatientWork, element: Element) -> bool:
    """A person who allowed it and has a few good photos, but not enough of them."""
    if element.kind is not ElementKind.PERSON or not element.may_be_drawn:
        return False
    if work.consents.holding(ConsentKind.PHOTOS) is None:
        return False
    if work.consents.holding(ConsentKind.LIKENESS, subject=element.id) is None:
        return False
    return 0 < len(good_photos(work, element.id)) < RECOMMENDED
