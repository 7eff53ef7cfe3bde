import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.faces.decency import DecencyCheck


@pytest.fixture(scope="module")
def check() -> DecencyCheck:
    return DecencyCheck()


def noise() -> Image.Image:
    pixels = np.random.default_rng(0).integers(0, 256, (96, 128, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def house() -> Image.Image:
    drawn = Image.new("RGB", (256, 256), "lightblue")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((70, 110, 190, 220), fill="khaki")
    pen.polygon([(60, 110), (130, 50), (200, 110)], fill="firebrick")
    return drawn


@pytest.mark.parametrize("picture", [noise(), house(), house().convert("L"), house().convert("P")])
def test_what_shows_nobody_is_let_through(check: DecencyCheck, picture: Image.Image) -> None:
    assert 0 <= check.score(picture) < 0.2
    assert not check.refuses(picture)
