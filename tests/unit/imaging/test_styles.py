"""Styles are told apart by works that show different things."""

import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from core.imaging.styles import StyleEye
from tests.unit.imaging.pupils import a_pipeline

Stroke = Callable[[ImageDraw.ImageDraw, random.Random], None]


def hatching(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    left, top = chance.randrange(250), chance.randrange(250)
    pen.line((left, top, left + 18, top + 18), fill=(70, 70, 75), width=1)


def blots(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    left, top, size = chance.randrange(220), chance.randrange(220), chance.randrange(30, 60)
    colour = (chance.randrange(150, 255), chance.randrange(60, 160), chance.randrange(40, 90))
    pen.ellipse((left, top, left + size, top + size), fill=colour)


def dots(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    left, top = chance.randrange(250), chance.randrange(250)
    colour = tuple(chance.randrange(255) for _ in range(3))
    pen.ellipse((left, top, left + 5, top + 5), fill=colour)


def work(stroke: Stroke, seed: int) -> Image.Image:
    """Something painted in one way on a ground of any colour."""
    chance = random.Random(seed)
    ground = tuple(chance.randrange(190, 250) for _ in range(3))
    picture = Image.new("RGB", (256, 256), ground)
    pen = ImageDraw.Draw(picture)
    for _ in range(400 if stroke is not blots else 40):
        stroke(pen, chance)
    return picture


STYLES: dict[str, Stroke] = {"pencil": hatching, "blots": blots, "dots": dots}


@pytest.fixture(scope="module")
def eye() -> StyleEye:
    works = {name: [work(s, seed) for seed in range(4)] for name, s in STYLES.items()}
    return StyleEye(a_pipeline("sd").vae, works)


@pytest.mark.parametrize("name", list(STYLES))
def test_a_new_work_is_nearest_to_those_of_its_own_hand(eye: StyleEye, name: str) -> None:
    assert [eye.nearest(work(STYLES[name], seed)) for seed in (50, 51)] == [name, name]


def test_likeness_is_more_for_the_own_hand_than_for_another(eye: StyleEye) -> None:
    picture = work(hatching, 60)
    assert eye.likeness(picture, "pencil") > 0 > eye.likeness(picture, "dots")
