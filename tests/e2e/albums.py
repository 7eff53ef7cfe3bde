"""Photos that a family might have of a place or of somebody: sharp, and each like no other."""

import random
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.unit.vetting.conftest import as_jpeg, portrait

HEIC = Path(__file__).parents[1] / "unit" / "pictures" / "photos" / "drawn-house.heic"
SIZE = (900, 700)


@cache
def drawn(number: int) -> bytes:
    """A street of coloured houses, as a JPEG with a position hidden in it."""
    chance = random.Random(number)
    picture = Image.new("RGB", SIZE, _colour(chance, low=120))
    pen = ImageDraw.Draw(picture)
    for _ in range(60):
        left, top = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
        box = (left, top, left + chance.randrange(20, 260), top + chance.randrange(20, 200))
        pen.rectangle(box, fill=_colour(chance), outline=_colour(chance), width=3)
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (40.0, 24.0, 30.0)}
    content = BytesIO()
    picture.save(content, "JPEG", quality=92, exif=exif)
    return content.getvalue()


@cache
def face_of(name: str) -> bytes:
    """A public portrait, as a photo from a phone's chat."""
    return as_jpeg(portrait(name))


@cache
def in_a_street(name: str, number: int) -> bytes:
    """Somebody from a public portrait in a drawn street; twelve of them are like no other."""
    chance = random.Random(number)
    street = Image.open(BytesIO(drawn(number))).convert("RGB")
    tall = chance.randrange(480, 680)
    somebody = portrait(name)
    somebody = somebody.resize((round(somebody.width * tall / somebody.height), tall))
    somebody = _under_trees(somebody, number)
    soft = Image.new("L", somebody.size)
    width = somebody.width
    ImageDraw.Draw(soft).ellipse((0.08 * width, 0.02 * tall, 0.92 * width, 1.2 * tall), fill=255)
    soft = soft.filter(ImageFilter.GaussianBlur(12))
    street.paste(somebody, (chance.randrange(street.width - width), street.height - tall), soft)
    return as_jpeg(street)


def _under_trees(picture: Image.Image, number: int) -> Image.Image:
    """With other shadows each time, or one portrait would be one photo, wherever it stands."""
    down, across = np.mgrid[0 : 1 : picture.height * 1j, 0 : 1 : picture.width * 1j]
    towards, further = np.pi * (number % 4) / 4, 2 * np.pi * (number // 4) / 3
    waves = np.sin(14 * (across * np.cos(towards) + down * np.sin(towards)) + further)
    lit = np.asarray(picture) * (0.8 + 0.4 * waves)[..., None]
    return Image.fromarray(lit.clip(0, 255).astype(np.uint8))


def _colour(chance: random.Random, *, low: int = 10) -> tuple[int, int, int]:
    return chance.randrange(low, 250), chance.randrange(low, 250), chance.randrange(low, 250)
