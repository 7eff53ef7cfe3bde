"""What is behind what is drawn: plain paper, or a place in a season and a light."""

import math
import random
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cv2
import numpy as np

SIDE_PX = 128
Colour = tuple[int, int, int]


class Place(StrEnum):
    FIELD = "field"
    BEACH = "beach"
    WATER = "water"
    MOUNTAINS = "mountains"
    TOWN = "town"
    FOREST = "forest"
    ROOM = "room"


class Season(StrEnum):
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Light(StrEnum):
    DAY = "day"
    SUNSET = "sunset"
    NIGHT = "night"
    RAIN = "rain"


PAPERS: dict[str, Colour] = {
    "white": (255, 255, 255), "cream": (250, 243, 224), "blue": (200, 226, 246),
    "pink": (250, 214, 222), "yellow": (252, 240, 188), "green": (206, 233, 198),
    "grey": (222, 224, 228),
}  # fmt: skip
_SKIES: dict[Light, tuple[Colour, Colour]] = {
    Light.DAY: ((146, 203, 246), (224, 242, 252)),
    Light.SUNSET: ((244, 136, 100), (254, 216, 140)),
    Light.NIGHT: ((22, 28, 70), (58, 66, 124)),
    Light.RAIN: ((140, 152, 170), (196, 204, 214)),
}  # fmt: skip
_DIM: dict[Light, float] = {Light.DAY: 1.0, Light.SUNSET: 0.86, Light.NIGHT: 0.5, Light.RAIN: 0.85}
_GRASS: dict[Season, Colour] = {
    Season.SPRING: (150, 208, 110), Season.SUMMER: (122, 188, 92),
    Season.AUTUMN: (206, 160, 84), Season.WINTER: (246, 249, 253),
}  # fmt: skip
_SAND, _SEA, _STREET = (244, 222, 170), (84, 172, 222), (186, 182, 180)
_WALL, _FLOOR, _PANE = (250, 236, 210), (196, 148, 104), (190, 226, 246)
_PETALS: tuple[Colour, ...] = ((250, 190, 210), (255, 240, 150), (255, 255, 255))
_SOFT = cv2.LINE_AA


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Either paper of a colour or a place; the horizon is where things stand."""

    paper: str | None = None
    place: Place | None = None
    season: Season = Season.SUMMER
    light: Light = Light.DAY
    horizon: int = SIDE_PX  #: pixels from above

    @property
    def inside(self) -> bool:
        return self.place is Place.ROOM


def paint(background: Background, chance: random.Random) -> Any:
    """(128, 128, 3) uint8; the same chance paints the same."""
    if background.place is None:
        picture = np.empty((SIDE_PX, SIDE_PX, 3), np.uint8)
        picture[:] = _near(PAPERS[background.paper or "white"], chance, 3)
        return picture
    picture = _sky(background)
    if background.inside:
        _room(picture, background, chance)
        return picture
    _far(picture, background, chance)
    picture[background.horizon :] = _ground(background, chance)
    if background.place is Place.BEACH:
        picture[background.horizon - 16 : background.horizon] = _dimmed(_SEA, background)
    _weather(picture, background, chance)
    return picture


def _sky(background: Background) -> Any:
    """Half as large would show steps; a row is enough, it is the same all along."""
    above, below = (np.array(colour, np.float32) for colour in _SKIES[background.light])
    share = np.minimum(np.arange(SIDE_PX, dtype=np.float32) / background.horizon, 1)[:, None]
    rows = (above + (below - above) * share).astype(np.uint8)
    return np.ascontiguousarray(np.broadcast_to(rows[:, None], (SIDE_PX, SIDE_PX, 3)))


def _far(picture: Any, background: Background, chance: random.Random) -> None:
    """What stands on the horizon."""
    horizon, place = background.horizon, background.place
    if place is Place.FIELD:
        middle = (chance.randint(10, 118), horizon + 14)
        cv2.ellipse(picture, middle, (70, 24), 0, 0, 360, _hill(background), -1, _SOFT)
    elif place is Place.MOUNTAINS:
        _mountains(picture, background, chance)
    elif place is Place.TOWN:
        _houses(picture, background, chance)
    elif place is Place.FOREST:
        _trees(picture, background, chance)


def _mountains(picture: Any, background: Background, chance: random.Random) -> None:
    rock, snow = _dimmed((150, 140, 160), background), _dimmed((245, 248, 252), background)
    for middle in (chance.randint(10, 50), chance.randint(75, 120)):
        height = chance.randint(34, 56)
        top, base = background.horizon - height, background.horizon + 2
        slope = [(middle - height, base), (middle, top), (middle + height, base)]
        cv2.fillPoly(picture, [np.array(slope)], rock, _SOFT)
        cap = [(middle - 11, top + 11), (middle, top), (middle + 11, top + 11)]
        cv2.fillPoly(picture, [np.array(cap)], snow, _SOFT)


def _houses(picture: Any, background: Background, chance: random.Random) -> None:
    left = chance.randint(-12, 0)
    while left < SIDE_PX:
        width, height = chance.randint(16, 26), chance.randint(22, 48)
        wall = chance.choice(((226, 190, 160), (210, 206, 214), (234, 214, 170), (200, 180, 190)))
        top = background.horizon - height
        right = left + width - 2
        cv2.rectangle(
            picture, (left, top), (right, background.horizon), _dimmed(wall, background), -1
        )
        pane = (255, 226, 130) if background.light is Light.NIGHT else _dimmed(_PANE, background)
        for down in range(top + 6, background.horizon - 8, 12):
            for across in range(left + 4, right - 4, 9):
                cv2.rectangle(picture, (across, down), (across + 3, down + 5), pane, -1)
        left += width


def _trees(picture: Any, background: Background, chance: random.Random) -> None:
    leaves = {Season.AUTUMN: (206, 120, 50), Season.WINTER: (214, 226, 234)}.get(
        background.season, (70, 138, 82)
    )
    left = chance.randint(-6, 4)
    while left < SIDE_PX + 10:
        height = chance.randint(34, 62)
        middle = (left, background.horizon - height // 2)
        shade = _dimmed(_near(leaves, chance, 14), background)
        cv2.ellipse(picture, middle, (11, height // 2 + 6), 0, 0, 360, shade, -1, _SOFT)
        left += chance.randint(13, 20)


def _room(picture: Any, background: Background, chance: random.Random) -> None:
    picture[: background.horizon] = _dimmed(_near(_WALL, chance, 10), background)
    picture[background.horizon :] = _dimmed(_near(_FLOOR, chance, 12), background)
    left = chance.choice((8, 84))
    pane = _SKIES[background.light][1 if background.light is Light.DAY else 0]
    cv2.rectangle(picture, (left, 12), (left + 36, 52), (255, 255, 255), -1)
    cv2.rectangle(picture, (left + 3, 15), (left + 33, 49), pane, -1)
    cv2.line(picture, (left + 18, 15), (left + 18, 49), (255, 255, 255), 2)


def _weather(picture: Any, background: Background, chance: random.Random) -> None:
    if background.light is Light.NIGHT:
        for _ in range(12):
            at = (chance.randint(2, 125), chance.randint(2, max(4, background.horizon - 30)))
            cv2.circle(picture, at, 1, (255, 250, 210), -1, _SOFT)
    if background.light is Light.RAIN:
        for _ in range(30):
            x, y = chance.randint(0, 127), chance.randint(0, 120)
            cv2.line(picture, (x, y), (x - 3, y + 9), (120, 140, 190), 1, _SOFT)
    elif background.season is Season.WINTER:
        for _ in range(26):
            at = (chance.randint(0, 127), chance.randint(0, 127))
            cv2.circle(picture, at, 1, (255, 255, 255), -1, _SOFT)


def _ground(background: Background, chance: random.Random) -> Any:
    """(rows, 128, 3): a little lighter at the horizon, flowers in spring, leaves in autumn."""
    base = {Place.BEACH: _SAND, Place.WATER: _SEA, Place.TOWN: _STREET}.get(
        background.place or Place.FIELD, _GRASS[background.season]
    )
    if background.place is Place.TOWN and background.season is Season.WINTER:
        base = _GRASS[Season.WINTER]
    rows = SIDE_PX - background.horizon
    ground = np.empty((rows, SIDE_PX, 3), np.uint8)
    ground[:] = _dimmed(_near(base, chance, 6), background)
    if background.place in (Place.FIELD, Place.FOREST) and background.season is Season.SPRING:
        for _ in range(14):
            at = (chance.randint(2, 125), chance.randint(3, max(4, rows - 2)))
            cv2.circle(ground, at, 2, _dimmed(chance.choice(_PETALS), background), -1, _SOFT)
    if background.place is Place.WATER:
        for _ in range(7):
            at = (chance.randint(4, 120), chance.randint(4, max(5, rows - 3)))
            light = _dimmed((150, 212, 242), background)
            cv2.ellipse(ground, at, (chance.randint(6, 12), 1), 0, 0, 360, light, -1, _SOFT)
    return ground


def _hill(background: Background) -> Colour:
    red, green, blue = _GRASS[background.season]
    return _dimmed((math.floor(red * 0.92), math.floor(green * 0.95), blue), background)


def _dimmed(colour: Colour, background: Background) -> Colour:
    """As the light of the scene leaves it."""
    share = _DIM[background.light]
    red, green, blue = colour
    return round(red * share), round(green * share), min(255, round(blue * (share + 0.04)))


def _near(colour: Colour, chance: random.Random, spread: int) -> Colour:
    red, green, blue = (min(255, max(0, v + chance.randint(-spread, spread))) for v in colour)
    return red, green, blue
