"""Subjects of a drawing: taken away with nothing left, and put where they belong."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from core.domain.vetting import Box
from core.worker.collage import emptied, put

SKY, GRASS = (150, 205, 245), (126, 190, 98)
LEFT = Box(left=0.1, top=0.4, right=0.45, bottom=0.9)
RIGHT = Box(left=0.6, top=0.5, right=0.9, bottom=0.9)


def a_field() -> Image.Image:
    field = Image.new("RGB", (128, 128), SKY)
    ImageDraw.Draw(field).rectangle((0, 90, 128, 128), fill=GRASS)
    return field


def with_a_ball(picture: Image.Image, middle: tuple[int, int], *, colour: str) -> Image.Image:
    picture = picture.copy()
    x, y = middle
    ImageDraw.Draw(picture).ellipse((x - 22, y - 22, x + 22, y + 22), fill=colour)
    return picture.filter(ImageFilter.GaussianBlur(0.7))


def reddish(picture: Image.Image) -> np.ndarray:
    red, green, blue = (np.asarray(picture, int)[..., n] for n in range(3))
    return (red > green + 60) & (red > blue + 60)


def test_what_stands_in_a_box_goes_also_where_it_sticks_out() -> None:
    before = with_a_ball(a_field(), (36, 50), colour="crimson")  # its head is above the box
    after = emptied(before, [LEFT])
    assert reddish(before).any()
    assert not reddish(after).any()


def test_what_stands_elsewhere_stays_to_the_pixel() -> None:
    before = with_a_ball(a_field(), (100, 40), colour="crimson")
    after = emptied(before, [LEFT])
    assert (np.asarray(after)[:, 76:] == np.asarray(before)[:, 76:]).all()


def test_the_ground_is_still_green_below_and_the_sky_blue_above() -> None:
    after = np.asarray(emptied(with_a_ball(a_field(), (36, 80), colour="crimson"), [LEFT]), int)
    below, above = after[120, 36], after[10, 36]
    assert below[1] > below[2]
    assert above[2] > above[0]


@pytest.mark.parametrize("at", [(64, 64), (50, 70)])
def test_it_is_cut_out_and_stands_on_the_floor_of_its_box(at: tuple[int, int]) -> None:
    alone = with_a_ball(Image.new("RGB", (128, 128), "white"), at, colour="crimson")
    red = reddish(put(a_field(), alone, RIGHT))
    rows, columns = np.nonzero(red)
    assert rows.max() / 128 == pytest.approx(RIGHT.bottom, abs=0.03)
    assert columns.mean() / 128 == pytest.approx((RIGHT.left + RIGHT.right) / 2, abs=0.02)
    assert (columns.max() - columns.min()) / 128 == pytest.approx(0.3, abs=0.04)


def test_nothing_of_its_own_surroundings_comes_with_it() -> None:
    alone = with_a_ball(Image.new("RGB", (128, 128), "white"), (64, 64), colour="crimson")
    field, after = np.asarray(a_field(), int), np.asarray(put(a_field(), alone, RIGHT), int)
    changed = np.abs(after - field).max(axis=2) > 40
    near = (
        np.asarray(
            Image.fromarray(reddish(Image.fromarray(after.astype(np.uint8))))
            .convert("L")
            .filter(ImageFilter.MaxFilter(5))
        )
        > 0
    )
    assert not (changed & ~near).any()


def test_of_the_ground_it_was_drawn_on_nothing_comes_from_beside_it() -> None:
    grass = np.random.default_rng(1).integers(0, 120, (28, 128, 3), dtype=np.uint8)
    grass[..., 1] += 100
    alone = Image.new("RGB", (128, 128), "white")
    alone.paste(Image.fromarray(grass), (0, 100))
    alone = with_a_ball(alone, (64, 82), colour="crimson")
    columns = np.nonzero(reddish(put(a_field(), alone, RIGHT)).any(axis=0))[0]
    assert (columns.max() - columns.min()) / 128 > 0.2  # as large as without any ground


def test_where_nothing_stands_out_all_of_it_goes_there_softly_round() -> None:
    plain = Image.new("RGB", (128, 128), "crimson")
    after = put(a_field(), plain, RIGHT)
    assert reddish(after).any()
    left, top = round(RIGHT.left * 128), round(RIGHT.bottom * 128) - 1
    assert not reddish(after)[top, left]  # no corner
    outside = np.ones((128, 128), bool)
    outside[round(RIGHT.top * 128) : round(RIGHT.bottom * 128), left : round(0.9 * 128)] = False
    assert (np.asarray(after)[outside] == np.asarray(a_field())[outside]).all()
