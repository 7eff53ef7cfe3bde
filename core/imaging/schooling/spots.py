"""Where things go in a scene, by its kind: large in the middle, to a side, two side by side.

Little of it is chance: what a caption leaves open, a small model draws the middle of.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.imaging.schooling.backgrounds import Background
from core.imaging.schooling.concepts import Concept, Stand


class Kind(StrEnum):
    CENTRED = "centred"
    SMALL = "small"  #: or to a side
    PAIR = "pair"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where something goes: on its feet at y, or with its middle there."""

    x: float
    y: float
    side: float  #: its longer side, pixels
    rests: bool


def spots(
    kind: Kind, chance: random.Random, shown: Sequence[Concept], background: Background
) -> tuple[Spot, ...]:
    """One for each concept, in the order they are painted in."""
    return _SPOTS[kind](chance, shown, background)


def _centred(
    chance: random.Random, shown: Sequence[Concept], background: Background
) -> tuple[Spot, ...]:
    side = chance.uniform(100, 108)
    return (
        _spot(chance, shown[0], background, x=64 + chance.uniform(-2, 2), side=side, near=0.9),
    )


def _small(
    chance: random.Random, shown: Sequence[Concept], background: Background
) -> tuple[Spot, ...]:
    side = chance.uniform(48, 68)
    x = chance.choice((chance.uniform(32, 44), 64 + chance.uniform(-4, 4), chance.uniform(84, 96)))
    return (_spot(chance, shown[0], background, x=x, side=side, near=chance.uniform(0.3, 0.9)),)


def _pair(
    chance: random.Random, shown: Sequence[Concept], background: Background
) -> tuple[Spot, ...]:
    base, near = chance.uniform(62, 68), chance.uniform(0.7, 0.95)
    spots = [
        _spot(
            chance,
            concept,
            background,
            x=middle + chance.uniform(-2, 2),
            side=min(62, base * (0.5 + 0.5 * concept.size)),
            near=near,
        )
        for concept, middle in zip(shown, (33, 95), strict=True)
    ]
    return tuple(spots)


def _before_a_place(
    chance: random.Random, shown: Sequence[Concept], background: Background
) -> tuple[Spot, ...]:
    x = 64 + chance.uniform(-2, 2)
    if len(shown) == 1:
        return (_spot(chance, shown[0], background, x=x, side=chance.uniform(106, 114), near=0.8),)
    place = _spot(chance, shown[0], background, x=x, side=chance.uniform(98, 106), near=0.4)
    front, side = chance.uniform(30, 40), chance.uniform(54, 62)
    return (place, _spot(chance, shown[1], background, x=front, side=side, near=1.0))


def _spot(
    chance: random.Random,
    concept: Concept,
    background: Background,
    *,
    x: float,
    side: float,
    near: float,
) -> Spot:
    """On the ground where there is one: lower the nearer it is, from the horizon (0) on (1)."""
    if background.place is None:
        return Spot(x=x, y=64 + chance.uniform(-2, 2), side=side, rests=False)
    if concept.stands is Stand.SKY:
        return Spot(x=x, y=max(side / 2 + 4, 46) + chance.uniform(-2, 2), side=side, rests=False)
    low = background.horizon + 8
    y = low + (122 - low) * min(1, max(0, near)) + chance.uniform(-2, 2)
    return Spot(x=x, y=max(y, side * 0.98), side=side, rests=True)


_SPOTS = {
    Kind.CENTRED: _centred,
    Kind.SMALL: _small,
    Kind.PAIR: _pair,
    Kind.PLACE: _before_a_place,
}
