"""A recipe of several subjects: as a whole, without them, with one of them, or elsewhere."""

from collections.abc import Iterable
from dataclasses import replace

from core.domain.picture import Phrase, Recipe, Slot, SlotMade
from core.domain.scene import SceneAspect

#: Sources of what is seen around subjects. A token outside of slots is a place's.
_AROUND = frozenset(
    {"token", "style", SceneAspect.WHERE, SceneAspect.WHEN, SceneAspect.LIGHT}
    | {SceneAspect.FEELING}
)


def whole(recipe: Recipe) -> Recipe:
    """All of it in one pass, everybody as what they are."""
    return replace(recipe, phrases=(*_classes(recipe.slots), *recipe.phrases))


def surroundings(recipe: Recipe) -> Recipe:
    """What is seen where nobody stands."""
    around = tuple(phrase for phrase in recipe.phrases if phrase.source in _AROUND)
    return replace(recipe, phrases=around)


def in_one_pass(recipe: Recipe) -> Recipe:
    """Only the first as themselves, the others as what they are: two would blend."""
    if not recipe.slots:
        return recipe
    first, *others = recipe.slots
    token = [phrase for phrase in first.phrases if phrase.source == "token"]
    return replace(
        recipe,
        phrases=(*token, *_classes(others), *recipe.phrases),
        adapters=(*recipe.adapters, first.adapter),
        slots=(),
    )


def standing_as(recipe: Recipe, made: Iterable[SlotMade]) -> Recipe:
    """Everybody where they stand on a picture that was made; in one pass where nobody knows."""
    boxes = {each.element_id: each.box for each in made}
    if not recipe.slots or not all(slot.element_id in boxes for slot in recipe.slots):
        return in_one_pass(recipe)
    slots = tuple(replace(slot, box=boxes[slot.element_id]) for slot in recipe.slots)
    return replace(recipe, slots=slots)


def _classes(slots: Iterable[Slot]) -> list[Phrase]:
    return [phrase for slot in slots for phrase in slot.generic if phrase.source != "style"]
