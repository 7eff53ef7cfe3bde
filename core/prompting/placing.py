"""Where several subjects stand in one picture: a box each, none over another.

Sizes follow what a subject is, sides what was told of it: "Rosa, on the left", "the dog behind".
Boxes are fractions of the picture, as people see it: left is the onlooker's left.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.content.words import words
from core.domain.element import ElementKind
from core.domain.scene import SceneCard
from core.domain.vetting import Box
from core.prompting.clauses import mentions_of

FLOOR = 0.95  #: where those in front stand
_FURTHER = 0.78  #: the floor and the size of those behind, as a share
_GAP, _EDGE = 0.03, 0.02
_LEAST_SQUEEZED = 0.8  #: of its height is left to whoever must become narrower

_SIZES = {
    ElementKind.PERSON: (0.38, 0.82),
    ElementKind.RELATIVE: (0.38, 0.82),
    ElementKind.PET: (0.4, 0.52),
    ElementKind.OBJECT: (0.34, 0.36),
}
_SIZES_OF_NOUNS = {
    "boy|girl|child|baby": (0.3, 0.58),
    "couple|family": (0.56, 0.82),
    "horse|cow|donkey|mule|ox|bull|camel": (0.52, 0.64),
    "cat|bird|canary|hen|rooster|rabbit|parrot|duck|turtle|hamster|goose|pigeon": (0.3, 0.32),
    "car|boat|ship|bus|train|truck|lorry|tractor|cart|caravan|piano|wardrobe": (0.5, 0.46),
    "house|hut|tent|tree|windmill|stall": (0.46, 0.62),
    "bicycle|motorcycle|motorbike|scooter|armchair|table|bed": (0.42, 0.44),
}


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BEHIND = "behind"


_TOLD = {
    Side.LEFT: re.compile(r"\b(?:izquierda|lado izquierdo|left)\b", re.IGNORECASE),
    Side.RIGHT: re.compile(r"\b(?:derecha|lado derecho|right)\b", re.IGNORECASE),
    Side.BEHIND: re.compile(
        r"\b(?:detrás|al fondo|behind|in the back(?:ground)?)\b", re.IGNORECASE
    ),
}
_AROUND_A_SIDE = frozenset(
    {"a", "al", "de", "del", "en", "la", "lado", "mi", "su", "mas"}
    | {"at", "in", "my", "of", "on", "our", "side", "the", "their", "to"}
)
_PIECES = re.compile(r"[.;,\n]|\b(?:y|e|and|mientras|while)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One subject, before it has a box."""

    kind: ElementKind
    class_noun: str
    sides: frozenset[Side] = frozenset()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height with all the room it wants."""
        noun = self.class_noun.split()[-1] if self.class_noun else ""
        special = (size for nouns, size in _SIZES_OF_NOUNS.items() if noun in nouns.split("|"))
        width, height = next(special, _SIZES.get(self.kind, _SIZES[ElementKind.OBJECT]))
        further = _FURTHER if Side.BEHIND in self.sides else 1.0
        return width * further, height * further


def boxes(standings: Sequence[Standing]) -> tuple[Box, ...]:
    """A box for each, in their order: beside each other, left to right as was told."""
    across = sorted(range(len(standings)), key=lambda n: _order(standings[n]))
    sizes = [standings[n].size for n in across]
    room = 1 - 2 * _EDGE - _GAP * (len(sizes) - 1)
    squeezed = min(1.0, room / sum(width for width, _ in sizes))
    spare = (room - squeezed * sum(width for width, _ in sizes)) / (len(sizes) + 1)
    found: dict[int, Box] = {}
    left = _EDGE + spare
    for number, (width, height) in zip(across, sizes, strict=True):
        right = left + width * squeezed
        tall = height * max(squeezed, _LEAST_SQUEEZED)
        floor = FLOOR if Side.BEHIND not in standings[number].sides else FLOOR * 0.86
        found[number] = Box(left=left, top=floor - tall, right=right, bottom=floor)
        left = right + _GAP + spare
    return tuple(found[number] for number in range(len(standings)))


def _order(standing: Standing) -> int:
    """Who was told to be left comes first; of the others everybody keeps their turn."""
    return (Side.RIGHT in standing.sides) - (Side.LEFT in standing.sides)


def told_sides(card: SceneCard, names: Sequence[str]) -> frozenset[Side]:
    """Where somebody of these names stands, as far as the scene's words say so."""
    found: set[Side] = set()
    for field in card.known.values():
        for piece, following in _pieces(field.text):
            mine = bool(mentions_of(names, piece))
            # "on the left, my sister": a side without anybody is of whoever comes next.
            if mine or (mentions_of(names, following) and not _names_somebody(piece)):
                found |= {side for side, said in _TOLD.items() if said.search(piece)}
    return frozenset(found)


def _pieces(text: str) -> list[tuple[str, str]]:
    pieces = [piece.strip() for piece in _PIECES.split(text)]
    return list(zip(pieces, [*pieces[1:], ""], strict=True))


def _names_somebody(piece: str) -> bool:
    """Whether a piece says more than a side."""
    for pattern in _TOLD.values():
        piece = pattern.sub(" ", piece)
    return bool({word.folded for word in words(piece)} - _AROUND_A_SIDE)
