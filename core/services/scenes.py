"""From a kept memory to a scene the companion has checked (protocol §7.1-7.2)."""

import re
from collections.abc import Mapping
from dataclasses import replace

from core.content.questions import QuestionBank
from core.domain.memory import Memory, Valence
from core.domain.scene import SceneAspect, SceneCard
from core.errors import NothingToDraw, PictureRefused
from core.ports import Ids, PatientWork
from core.services.picture_craft import PictureCraft

#: The order in which a scene is told in one sentence.
_IN_A_SENTENCE = (
    SceneAspect.WHERE,
    SceneAspect.LIGHT,
    SceneAspect.WHO,
    SceneAspect.DOING,
    SceneAspect.OBJECT,
    SceneAspect.WHEN,
    SceneAspect.FEELING,
)


def may_have_pictures(work: PatientWork) -> bool:
    """Whether imagined pictures may be offered now, by the session's level or the person's."""
    session = work.sessions.open_one()
    patient = work.patient()
    return patient.allows_pictures(session.level if session else patient.level)


def drawable(work: PatientWork, *, memory_id: str, bank: QuestionBank) -> Memory:
    """The memory, when somebody told it and said yes to its words, and nothing forbids it."""
    memory = work.memories.get(memory_id)
    if not memory.approved:
        raise NothingToDraw("these words were not confirmed")
    if memory.valence is Valence.PAINFUL or memory.avoid_reason:
        raise PictureRefused("a painful memory", reason="painful")
    if any(theme.real_photos_only for theme in bank.themes() if theme.code == memory.theme):
        raise PictureRefused("only real photos here", reason="theme")
    return memory


def draft_scene(
    work: PatientWork, *, memory_id: str, craft: PictureCraft, bank: QuestionBank, ids: Ids
) -> SceneCard:
    """The newest scene of a memory; the first time, drafted from its words."""
    memory = drawable(work, memory_id=memory_id, bank=bank)
    known = work.scenes.of_memory(memory_id)
    if known is not None:
        return known
    card = craft.reader.draft(memory, work.patient(), work.elements.all(), scene_id=ids.new())
    work.scenes.save(card)
    return card


def correct_scene(
    work: PatientWork,
    *,
    card: SceneCard,
    aspect: SceneAspect,
    text: str,
    craft: PictureCraft,
    ids: Ids,
) -> SceneCard:
    """Put one field in the companion's words; no text makes it unknown.

    A scene that was approved stays as it was, because pictures were made from it: the
    correction becomes a scene of its own.
    """
    elements, patient = work.elements.all(), work.patient()
    corrected = craft.reader.correct(card, aspect, text, elements, patient=patient)
    if card.approved:
        corrected = replace(corrected, id=ids.new())
    work.scenes.save(corrected)
    return corrected


def approve_scene(work: PatientWork, *, card: SceneCard) -> SceneCard:
    """Keep that the companion checked the scene, as it was on their screen."""
    if not card.known:
        raise NothingToDraw("no field of the scene is known")
    approved = replace(card, approved=True)
    work.scenes.save(approved)
    return approved


def in_short(card: SceneCard) -> tuple[SceneAspect, ...]:
    """The known fields in the order of a sentence, without what another one says already."""
    known = {aspect: _plain(card.field(aspect).text) for aspect in card.known}
    return tuple(a for a in _IN_A_SENTENCE if a in known and not _said_elsewhere(a, known))


def _said_elsewhere(aspect: SceneAspect, known: Mapping[SceneAspect, str]) -> bool:
    own = known[aspect]
    others = (text for other, text in known.items() if other is not aspect)
    return any(f" {own} " in f" {text} " and own != text for text in others)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
