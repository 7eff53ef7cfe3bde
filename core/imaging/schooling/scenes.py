"""Small scenes put together from drawings: what the bundled model is taught on.

Of a hundred, thirty-two show one thing large in the middle, thirteen one thing small or to a
side, forty-five two things, and ten a place with somebody or something before it. The same
chance makes the same scene.
"""

import random
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import cv2
import numpy as np

from core.imaging.schooling.backgrounds import (
    PAPERS,
    SIDE_PX,
    Background,
    Light,
    Place,
    Season,
    paint,
)
from core.imaging.schooling.concepts import Concept, Stand
from core.imaging.schooling.looks import (
    TONES,
    TURNS,
    USUAL_TONE,
    Look,
    Looks,
    colour_of,
    needs_tone,
)
from core.imaging.schooling.spots import Kind, Spot, spots

UNMEASURED_SHARE = 0.55  #: of the scenes a measured concept gets
_ON_PAPER = 0.42
_THIRD = 0.14  #: of the pairs and places outside: something in the sky too
_PLACE_ALONE = 0.4


SHARES = {Kind.CENTRED: 0.32, Kind.SMALL: 0.13, Kind.PAIR: 0.45, Kind.PLACE: 0.10}
_STYLES = {"glossy": 0.7, "flat": 0.3}
_TONES = {tone: 0.4 if tone == USUAL_TONE else 0.15 for tone in TONES}
_LIGHTS = {Light.DAY: 0.56, Light.SUNSET: 0.17, Light.NIGHT: 0.17, Light.RAIN: 0.10}
_SEASONS = {Season.SUMMER: 0.46, Season.SPRING: 0.18, Season.AUTUMN: 0.18, Season.WINTER: 0.18}
_PLACES: dict[Stand, tuple[Place, ...]] = {
    Stand.GROUND: (
        Place.FIELD,
        Place.FIELD,
        Place.BEACH,
        Place.MOUNTAINS,
        Place.TOWN,
        Place.FOREST,
    ),
    Stand.TABLE: (Place.FIELD, Place.BEACH, Place.TOWN, Place.ROOM, Place.ROOM),
    Stand.SKY: (Place.FIELD, Place.BEACH, Place.WATER, Place.MOUNTAINS, Place.TOWN),
    Stand.WATER: (Place.WATER,),
}
_CHOOSY_FIRST = (Stand.WATER, Stand.GROUND, Stand.SKY, Stand.TABLE)
_WEATHER_WANTS = {"moon": Light.NIGHT, "rain": Light.RAIN, "sun": Light.DAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing in a scene, and where: pixels from the left and from above."""

    concept: str
    look: Look
    portrait: bool
    colour: str | None  #: where it came in several
    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A picture and what is in it, from left to right; of a place, what stands before it first."""

    picture: Any = field(repr=False, compare=False)  #: (128, 128, 3) uint8
    kind: Kind
    elements: tuple[Element, ...]
    above: Element | None  #: something more, in the sky
    background: Background
    style: str

    @property
    def concepts(self) -> tuple[str, ...]:
        more = (self.above.concept,) if self.above else ()
        return (*(element.concept for element in self.elements), *more)


@dataclass(kw_only=True)
class Stage:
    """Composes scenes; about a millisecond each."""

    looks: Looks

    def compose(
        self, chance: random.Random, *, kind: Kind | None = None, only: Sequence[Concept] = ()
    ) -> Scene:
        """A scene by chance, of a kind and of some concepts only where these are given."""
        kind = kind or _pick(chance, SHARES)
        shown = self._shown(chance, kind, only)
        background = self._background(chance, kind, shown)
        style = _pick(chance, _STYLES)
        picture = paint(background, chance)
        places = spots(kind, chance, shown, background)
        elements = [
            self._put(picture, concept, spot, style, chance, portraits=kind is Kind.CENTRED)
            for concept, spot in zip(shown, places, strict=True)
        ]
        if kind is Kind.PLACE:
            elements.reverse()
        above = None if only else self._above(picture, kind, shown, background, style, chance)
        return Scene(
            picture=picture,
            kind=kind,
            elements=tuple(elements),
            above=above,
            background=background,
            style=style,
        )

    def _shown(
        self, chance: random.Random, kind: Kind, only: Sequence[Concept]
    ) -> tuple[Concept, ...]:
        """What a scene is of, in the order it is painted in."""
        if kind is Kind.PLACE:
            place = self._one(chance, [c for c in only if c.kind == "place"] or self._grounds)
            if chance.random() < _PLACE_ALONE:
                return (place,)
            return (place, self._one(chance, [c for c in only if c != place] or self._in_front))
        concepts = only or self.looks.concepts.all
        first = self._one(chance, concepts)
        if kind is not Kind.PAIR:
            return (first,)
        others = [c for c in concepts if not self.looks.concepts.passes_for(c.id, first.id)]
        return (first, self._one(chance, others))

    def _one(self, chance: random.Random, concepts: Sequence[Concept]) -> Concept:
        return chance.choices(concepts, [_share(concept) for concept in concepts])[0]

    def _background(
        self, chance: random.Random, kind: Kind, shown: Sequence[Concept]
    ) -> Background:
        if chance.random() < _ON_PAPER * (0.5 if kind is Kind.PLACE else 1):
            paper = "white" if chance.random() < 0.5 else chance.choice(tuple(PAPERS))
            return Background(paper=paper)
        ids = {concept.id for concept in shown}
        light = next((_WEATHER_WANTS[i] for i in ids if i in _WEATHER_WANTS), None)
        return Background(
            place=chance.choice(_places({concept.stands for concept in shown})),
            season=Season.WINTER if "snow" in ids else _pick(chance, _SEASONS),
            light=light or _pick(chance, _LIGHTS),
            horizon=chance.randint(74, 94),
        )

    def _above(
        self,
        picture: Any,
        kind: Kind,
        shown: Sequence[Concept],
        background: Background,
        style: str,
        chance: random.Random,
    ) -> Element | None:
        """The sun or the moon, where there is a sky and room in it."""
        crowded = kind in (Kind.CENTRED, Kind.SMALL) or background.place is None
        full = any(concept.stands is Stand.SKY for concept in shown)
        if crowded or full or background.inside or chance.random() > _THIRD:
            return None
        name = {Light.NIGHT: "moon", Light.RAIN: "rain"}.get(background.light, "sun")
        spot = Spot(x=chance.choice((20, 64, 108)), y=18, side=26, rests=False)
        concept = self.looks.concepts[name]
        return self._put(picture, concept, spot, style, chance, portraits=False)

    def _put(
        self,
        picture: Any,
        concept: Concept,
        spot: Spot,
        style: str,
        chance: random.Random,
        *,
        portraits: bool,
    ) -> Element:
        """Paint a concept into a picture."""
        portrait = portraits and concept.portrait is not None and chance.random() < 0.35
        drawing = concept.portrait if portrait else chance.choice(concept.drawings)
        look = Look(
            drawing=str(drawing),
            style=style,
            tone=_pick(chance, _TONES) if concept.id in self._with_skin else None,
            turn=_turn(concept, chance),
        )
        cut_out = _fitted(self.looks.of(look), spot.side)
        height, width = cut_out.shape[:2]
        left = round(min(max(spot.x - width / 2, 2 - width * 0.04), SIDE_PX - 2 - width * 0.96))
        top = round(spot.y - height if spot.rests else spot.y - height / 2)
        _blend(picture, cut_out, left, max(top, -height // 20))
        return Element(
            concept=concept.id,
            look=look,
            portrait=portrait,
            colour=colour_of(concept, look.turn),
            left=left,
            top=top,
            width=width,
            height=height,
        )

    @cached_property
    def _with_skin(self) -> frozenset[str]:
        concepts = self.looks.concepts
        return frozenset(c.id for c in concepts.all if needs_tone(c, concepts))

    @cached_property
    def _grounds(self) -> tuple[Concept, ...]:
        return self.looks.concepts.of_kind("place")

    @cached_property
    def _in_front(self) -> tuple[Concept, ...]:
        found = self.looks.concepts.of_kind("person", "activity", "event", "animal", "vehicle")
        return tuple(concept for concept in found if concept.stands is Stand.GROUND)


def _fitted(look: Any, side: float) -> Any:
    """A look as large as wanted.

    Never mirrored or tilted: of what comes in several ways, a small model draws the middle.
    """
    scale = side / max(look.shape[:2])
    size = (max(4, round(look.shape[1] * scale)), max(4, round(look.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.resize(look, size, interpolation=how)


def _blend(picture: Any, cut_out: Any, left: int, top: int) -> None:
    """Lay a cut-out, its colours multiplied with its opacity, over a picture."""
    height, width = cut_out.shape[:2]
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + width, SIDE_PX), min(top + height, SIDE_PX)
    seen = cut_out[y0 - top : y1 - top, x0 - left : x1 - left]
    under = picture[y0:y1, x0:x1]
    through = 255 - seen[..., 3:].astype(np.uint16)
    under[:] = seen[..., :3] + ((under * through + 127) // 255).astype(np.uint8)


def _places(stands: Set[Stand]) -> tuple[Place, ...]:
    """Where all of them may be; what floats and what walks meet on the beach."""
    if {Stand.WATER, Stand.GROUND} <= stands:
        return (Place.BEACH,)
    return _PLACES[next(stand for stand in _CHOOSY_FIRST if stand in stands)]


def _turn(concept: Concept, chance: random.Random) -> int:
    """Other colours for half of what comes in several; a shade to and fro for animals."""
    if concept.hue is not None and chance.random() < 0.5:
        return chance.randrange(TURNS)
    return chance.choice((-1, 0, 0, 1)) % TURNS if concept.teachable else 0


def _share(concept: Concept) -> float:
    return concept.share * (1.0 if concept.measured else UNMEASURED_SHARE)


def _pick(chance: random.Random, shares: dict[Any, float]) -> Any:
    return chance.choices(list(shares), list(shares.values()))[0]
