"""Photos that a family might have of a place: drawn, sharp, and each like no other."""

import random
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

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


def _colour(chance: random.Random, *, low: int = 10) -> tuple[int, int, int]:
    return chance.randrange(low, 250), chance.randrange(low, 250), chance.randrange(low, 250)
