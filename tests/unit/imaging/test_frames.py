import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from core.imaging.frames import (
    AreaUnusable,
    Box,
    all_else,
    around,
    check_area,
    filled,
    opacity_of,
    pasted,
    whole,
)

UNIT = 8
SIDES = st.integers(16, 300)


def an_area(size: tuple[int, int], box: Box) -> Image.Image:
    area = Image.new("L", size)
    ImageDraw.Draw(area).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=255)
    return area


def a_picture(size: tuple[int, int], *, seed: int = 0) -> Image.Image:
    random = np.random.default_rng(seed)
    return Image.fromarray(random.integers(0, 255, (size[1], size[0], 3), dtype=np.uint8))


@st.composite
def areas(draw: st.DrawFn) -> Image.Image:
    width, height = draw(SIDES), draw(SIDES)
    left, top = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
    box = (left, top, draw(st.integers(left + 1, width)), draw(st.integers(top + 1, height)))
    return an_area((width, height), box)


@given(areas(), st.sampled_from([64, 128]))
def test_a_frame_holds_its_area_and_fits_the_model(area: Image.Image, side: int) -> None:
    frame = around(area, side=side, unit=UNIT)
    left, top, right, bottom = frame.box
    inner = area.getbbox()
    assert inner is not None
    assert 0 <= left <= inner[0] < inner[2] <= right <= area.width
    assert 0 <= top <= inner[1] < inner[3] <= bottom <= area.height
    assert all(length % UNIT == 0 and length >= UNIT for length in frame.size)


@given(areas(), st.sampled_from([64, 128]))
def test_an_area_however_small_touches_a_latent(area: Image.Image, side: int) -> None:
    assert around(area, side=side, unit=UNIT).cells(area, UNIT).any()


@given(areas(), st.integers(0, 30))
def test_outside_the_area_not_a_pixel_changes(area: Image.Image, blur_px: int) -> None:
    base, drawn = a_picture(area.size), a_picture((64, 64), seed=1)
    frame = around(area, side=64, unit=UNIT)
    result = np.asarray(pasted(base, drawn, frame, area=area, blur_px=blur_px))
    outside = np.asarray(area) == 0
    assert (result[outside] == np.asarray(base)[outside]).all()


def test_without_blur_the_area_is_exactly_what_was_drawn() -> None:
    base, area = a_picture((64, 64)), an_area((64, 64), (20, 10, 40, 50))
    drawn = a_picture((64, 64), seed=1)
    frame = whole(base.size, side=64, unit=UNIT)
    result = np.asarray(pasted(base, drawn, frame, area=area, blur_px=0))
    inside = np.asarray(area) > 0
    assert (result[inside] == np.asarray(drawn)[inside]).all()


@pytest.mark.parametrize("blur_px", [0, 4, 30])
def test_an_area_of_the_whole_picture_shows_all_that_was_drawn(blur_px: int) -> None:
    assert (opacity_of(Image.new("L", (16, 16), 255), blur_px) == 1).all()


def test_an_edge_is_blurred_inwards() -> None:
    opacity = opacity_of(an_area((60, 60), (20, 20, 50, 50)), 8)[35]
    assert opacity[19] == 0
    rising = opacity[20:27]
    assert (np.diff(rising) > 0).all()
    assert opacity[35] == 1


def test_a_thin_line_shows_however_much_blur_is_wanted() -> None:
    opacity = opacity_of(an_area((60, 60), (10, 29, 50, 32)), 20)
    assert opacity[30, 30] == 1


def test_thin_and_thick_parts_of_one_area_have_edges_of_their_own() -> None:
    area = an_area((60, 60), (5, 5, 55, 40))
    area.paste(255, (10, 50, 50, 52))
    opacity = opacity_of(area, 10)
    assert opacity[50, 30] == 1
    assert opacity[6, 30] < 0.5


def test_a_small_area_is_drawn_with_its_surroundings() -> None:
    frame = around(an_area((512, 512), (100, 100, 104, 104)), side=512, unit=UNIT)
    assert frame.box == (38, 38, 166, 166)
    assert frame.size == (512, 512)


def test_an_area_in_a_corner_keeps_its_frame_inside() -> None:
    frame = around(an_area((512, 512), (480, 490, 512, 512)), side=512, unit=UNIT)
    assert frame.box == (384, 384, 512, 512)


@pytest.mark.parametrize(
    ("size", "drawn"),
    [
        ((512, 512), (512, 512)),
        ((768, 512), (768, 512)),
        ((768, 768), (768, 768)),
        ((2000, 1500), (888, 664)),
        ((64, 64), (360, 360)),
        ((515, 509), (512, 512)),
    ],
)
def test_a_whole_picture_is_drawn_at_its_own_size_where_the_model_can(
    size: tuple[int, int], drawn: tuple[int, int]
) -> None:
    assert whole(size, side=512, unit=UNIT).size == drawn


def test_an_empty_area_cannot_be_repainted() -> None:
    with pytest.raises(AreaUnusable):
        check_area(Image.new("L", (64, 64)), a_picture((64, 64)))


def test_an_area_of_another_size_cannot_be_repainted() -> None:
    with pytest.raises(AreaUnusable):
        check_area(Image.new("L", (64, 60), 255), a_picture((64, 64)))


@given(areas())
def test_an_area_and_all_else_are_the_whole_picture(area: Image.Image) -> None:
    other = np.asarray(all_else(area), int)
    assert (other + np.asarray(area, int) == 255).all()


def test_an_area_is_filled_from_what_lies_around_it() -> None:
    colours = np.zeros((60, 60, 3), np.uint8)
    colours[:, :30], colours[:, 30:] = (200, 40, 40), (40, 40, 200)
    area = an_area((60, 60), (10, 10, 50, 50))
    inside = np.asarray(area) > 0
    colours[inside] = (0, 255, 0)
    result = np.asarray(filled(Image.fromarray(colours), area), int)
    assert result[..., 1][inside].max() < 60
    assert result[30, 14, 0] > 150
    assert result[30, 46, 2] > 150
    assert (result[~inside] == colours[~inside]).all()


def test_a_picture_that_is_all_area_is_filled_with_its_own_mean() -> None:
    result = filled(a_picture((32, 32)), Image.new("L", (32, 32), 255))
    assert len(result.getcolors() or []) == 1
