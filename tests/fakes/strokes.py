"""What an editor on a phone does to a picture: strokes, crops, turns and JPEG, made in code."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Points = Sequence[tuple[float, float]]

COLOURS: list[Colour] = [(229, 38, 43), (255, 212, 0), (20, 176, 74), (20, 115, 230)]


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A stroke in fractions of the picture; a lasso means all it goes around."""

    points: Points
    colour: Colour
    width: float  #: of the longer side
    opacity: float = 1.0
    lasso: bool = False


def pen(chance: random.Random) -> Stroke:
    """Scribbling over a place with full colour."""
    return Stroke(points=_scribble(chance), colour=chance.choice(COLOURS), width=0.05)


def marker(chance: random.Random) -> Stroke:
    return Stroke(points=_scribble(chance), colour=chance.choice(COLOURS), width=0.07, opacity=0.6)


def lasso(chance: random.Random) -> Stroke:
    """A line around a place."""
    x, y = chance.uniform(0.35, 0.65), chance.uniform(0.35, 0.65)
    wide, high = chance.uniform(0.12, 0.25), chance.uniform(0.12, 0.25)
    turns = np.linspace(0.2, 2 * np.pi + 0.3, 40)
    points = [(x + wide * np.cos(t), y + high * np.sin(t)) for t in turns]
    return Stroke(points=points, colour=chance.choice(COLOURS), width=0.018, lasso=True)


def painted(picture: Image.Image, stroke: Stroke) -> tuple[Image.Image, np.ndarray]:
    """The picture with the stroke, and the area that is meant."""
    longer = max(picture.size)
    points = [(x * picture.width, y * picture.height) for x, y in stroke.points]
    ink = Image.new("L", picture.size)
    _draw(ink, points, max(1, round(stroke.width * longer)))
    colour = Image.new("RGB", picture.size, stroke.colour)
    over = Image.composite(colour, picture, ink.point(lambda value: round(value * stroke.opacity)))
    if stroke.lasso:
        ImageDraw.Draw(ink).polygon(points, fill=255)
    return over, np.asarray(ink) > 127


def through_telegram(
    picture: Image.Image, *, quality: int = 87, longest_px: int = 1280
) -> Image.Image:
    """Shrunk and encoded, as each way through Telegram does."""
    smaller = picture.copy()
    smaller.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    encoded = BytesIO()
    smaller.save(encoded, "JPEG", quality=quality)
    return Image.open(encoded).convert("RGB")


def _draw(ink: Image.Image, points: Points, width: int) -> None:
    drawing = ImageDraw.Draw(ink)
    for here, there in pairwise(points):
        drawing.line((here, there), fill=255, width=width)
    for x, y in points:
        drawing.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)


def _scribble(chance: random.Random) -> Points:
    """To and fro, downwards."""
    left, top = chance.uniform(0.15, 0.5), chance.uniform(0.15, 0.5)
    wide = chance.uniform(0.15, 0.3)
    return [
        (left + (wide if turn % 2 else 0), top + 0.035 * turn)
        for turn in range(chance.randrange(5, 9))
    ]
