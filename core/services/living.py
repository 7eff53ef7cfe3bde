"""Who has died is drawn in the days they lived in, never as if they were here today."""

from collections.abc import Collection

from core.domain.consent import ConsentKind, GivenBy
from core.domain.element import Element
from core.domain.scene import SceneCard
from core.errors import PictureRefused
from core.ports import PatientWork
from core.prompting.ages import is_of_today


def check_living(work: PatientWork, card: SceneCard, element_ids: Collection[str]) -> None:
    """PictureRefused where somebody who has died would be drawn as if they lived today."""
    memory = work.memories.get(card.memory_id)
    if not is_of_today(card, memory.words, told_at=memory.told_at):
        return
    if any(e.taught and e.id in element_ids and _has_died(work, e) for e in work.elements.all()):
        raise PictureRefused(reason="gone")


def _has_died(work: PatientWork, element: Element) -> bool:
    """Whether the family allowed it for somebody who cannot any more."""
    consent = work.consents.holding(ConsentKind.LIKENESS, subject=element.id)
    return consent is not None and consent.given_by is GivenBy.FAMILY
