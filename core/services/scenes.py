"""From a kept memory to a scene the companion has checked (protocol §7.1-7.2)."""

from dataclasses import replace

from core.content.questions import QuestionBank
from core.domain.element import Element, ElementKind
from core.domain.memory import Memory, MemoryState, Valence
from core.domain.patient import Standing
from core.domain.scene import SceneAspect, SceneCard
from core.errors import NothingToDraw, PictureRefused
from core.ports import Ids, PatientWork
from core.prompting.captions import Phrase, phrases_of
from core.services import confidences
from core.services.picture_craft import PictureCraft


def may_have_pictures(work: PatientWork) -> bool:
    """Whether imagined pictures may be offered now, by the session's level or the person's."""
    session = work.sessions.open_one()
    patient = work.patient()
    return patient.allows_pictures(session.level if session else patient.level)


def may_be_shown(work: PatientWork) -> bool:
    """Whether there is somebody whom imagined pictures may be shown now."""
    return work.patient().standing is Standing.ACTIVE and may_have_pictures(work)


def drawable(work: PatientWork, *, memory_id: str, bank: QuestionBank) -> Memory:
    """The memory, when somebody told it and said yes to its words, and nothing forbids it."""
    memory = work.memories.get(memory_id)
    if not memory.approved:
        raise NothingToDraw("these words were not confirmed")
    if memory.state is MemoryState.LOST:
        raise PictureRefused("a lost memory is never offered again", reason="lost")
    hurts = memory.valence is Valence.PAINFUL or bool(memory.avoid_reason)
    if hurts or confidences.tells_of_abuse(work, memory):
        raise PictureRefused("a painful memory", reason="painful")
    if any(theme.real_photos_only for theme in bank.themes() if theme.code == memory.theme):
        raise PictureRefused("only real photos here", reason="theme")
    return memory


def draft_scene(
    work: PatientWork, *, memory_id: str, craft: PictureCraft, bank: QuestionBank, ids: Ids
) -> SceneCard:
    """The newest scene of a memory; the first time, drafted from its words.

    Whoever was taught since then is drawn in it from now on, and asked about again.
    """
    memory = drawable(work, memory_id=memory_id, bank=bank)
    known = work.scenes.of_memory(memory_id)
    elements, patient = work.elements.all(), work.patient()
    if known is not None:
        recast = craft.reader.recast(known, memory, patient, elements)
        return known if recast == known else _changed(work, known, recast, ids)
    card = craft.reader.draft(memory, patient, elements, scene_id=ids.new())
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
    return _changed(work, card, corrected, ids)


def choose_hand(
    work: PatientWork, *, card: SceneCard, element_id: str = "", ids: Ids
) -> SceneCard:
    """Draw it in a style that was taught; without one, in none of them."""
    styles = {e.id for e in hands(work)}
    kept = [other for other in card.element_ids if other not in styles]
    chosen = [element_id] if element_id in styles else []
    changed = replace(card, element_ids=(*kept, *chosen))
    return card if changed == card else _changed(work, card, changed, ids)


def hands(work: PatientWork) -> list[Element]:
    """The styles that were taught."""
    return [e for e in work.elements.all() if e.kind is ElementKind.STYLE and e.taught]


def approve_scene(work: PatientWork, *, card: SceneCard) -> SceneCard:
    """Keep that the companion checked the scene, as it was on their screen."""
    if not card.known:
        raise NothingToDraw("no field of the scene is known")
    approved = replace(card, approved=True)
    work.scenes.save(approved)
    return approved


def in_short(work: PatientWork, *, card: SceneCard, craft: PictureCraft) -> tuple[Phrase, ...]:
    """The known fields as the phrases of a caption."""
    told = work.memories.get(card.memory_id).words
    return phrases_of(card, told, craft.reader.lexicon)


def _changed(work: PatientWork, card: SceneCard, changed: SceneCard, ids: Ids) -> SceneCard:
    """Keep a change; what was approved stays as it was, for the pictures made from it."""
    kept = replace(changed, id=ids.new()) if card.approved else changed
    work.scenes.save(kept)
    return kept
