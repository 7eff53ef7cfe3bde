import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.imaging.enlarging import enlarged

SIDE = 64


def a_drawing(number: int) -> Image.Image:
    """Shapes at the large size, clean to the pixel: what an enlarged picture should come near."""
    random = np.random.default_rng(number)
    large = Image.new("RGB", (16 * SIDE, 16 * SIDE), (240, 235, 220))
    pen = ImageDraw.Draw(large)
    for _ in range(6):
        colour = tuple(int(v) for v in random.integers(20, 255, 3))
        x, y, reach = (int(v) for v in random.integers(100, 900, 3))
        pen.ellipse((x - reach // 2, y - reach // 2, x + reach // 2, y + reach // 3), fill=colour)
        corners = [tuple(int(v) for v in random.integers(0, 1024, 2)) for _ in range(3)]
        pen.polygon(corners, fill=colour)
    return large.resize((4 * SIDE, 4 * SIDE), Image.Resampling.LANCZOS)


def shrunk(picture: Image.Image) -> Image.Image:
    return picture.resize((SIDE, SIDE), Image.Resampling.BOX)


def error(one: Image.Image, other: Image.Image) -> float:
    """The mean square of the differences."""
    return float(np.square(np.asarray(one, float) - np.asarray(other, float)).mean())


@pytest.mark.parametrize("number", range(4))
def test_it_comes_nearer_to_the_truth_than_the_usual_way(number: int) -> None:
    truth = a_drawing(number)
    small = shrunk(truth)
    usual = small.resize(truth.size, Image.Resampling.LANCZOS)
    assert error(enlarged(small), truth) < 0.9 * error(usual, truth)


def test_it_invents_nothing_shrunk_again_it_is_what_it_was() -> None:
    small = shrunk(a_drawing(1))
    difference = np.abs(np.asarray(shrunk(enlarged(small)), int) - np.asarray(small, int))
    assert difference.mean() < 1.5
    assert np.percentile(difference, 99) < 25


def test_no_edge_rings() -> None:
    halves = np.full((16, 16, 3), 60, np.uint8)
    halves[:, 8:] = 200
    large = np.asarray(enlarged(Image.fromarray(halves)))
    assert (large.min(), large.max()) == (60, 200)


def test_a_plain_surface_stays_plain() -> None:
    large = enlarged(Image.new("RGB", (9, 7), (31, 97, 211)))
    assert large.size == (36, 28)
    assert large.getcolors() == [(36 * 28, (31, 97, 211))]


def test_a_slope_has_no_steps() -> None:
    slope = np.repeat(np.arange(0, 160, 5, dtype=np.uint8)[None, :, None], 8, axis=0)
    large = np.asarray(enlarged(Image.fromarray(np.repeat(slope, 3, axis=2))), int)[16, :, 0]
    assert np.diff(large).min() >= 0
    assert np.diff(large).max() <= 3


def test_nothing_becomes_larger_than_a_page_has_use_for() -> None:
    wide = Image.new("RGB", (1600, 8), (31, 97, 211))
    assert enlarged(wide).size == (3200, 16)
    assert enlarged(wide.resize((3000, 8))).size == (3000, 8)
