"""A sheet with one or two drawings to point at."""

import io

import pytest
from PIL import Image

from core.content.options import drawing_path
from core.marking.option_sheet import WIDTH_PX, option_sheet

HOUSE, KITE = (drawing_path("house"), "La casa y la calle"), (drawing_path("kite"), "Juegos")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def colours(sheet: Image.Image, left: float, right: float) -> int:
    """How many colours are between two places, each as a share of the width."""
    part = sheet.crop((round(left * WIDTH_PX), 20, round(right * WIDTH_PX), 200))
    return len(part.getcolors(maxcolors=1_000_000))


def test_two_drawings_stand_side_by_side_and_fit_a_phone() -> None:
    sheet = opened(option_sheet([HOUSE, KITE], "Son dibujos"))
    assert sheet.width == WIDTH_PX
    assert sheet.height < WIDTH_PX
    assert colours(sheet, 0.05, 0.45) > 1000
    assert colours(sheet, 0.55, 0.95) > 1000


def test_one_alone_stands_in_the_middle() -> None:
    sheet = opened(option_sheet([HOUSE], "Es un dibujo"))
    assert colours(sheet, 0.3, 0.7) > 1000
    assert colours(sheet, 0.0, 0.2) < 50


def test_short_words_need_no_second_line() -> None:
    short = opened(option_sheet([KITE, KITE], "Son dibujos"))
    assert short.height < opened(option_sheet([HOUSE, KITE], "Son dibujos")).height


@pytest.mark.parametrize("label", ["Son dibujos", "These are drawings"])
def test_it_says_that_they_are_drawings(label: str) -> None:
    with_words = opened(option_sheet([HOUSE], label))
    strip = with_words.crop((0, with_words.height - 40, WIDTH_PX, with_words.height))
    assert strip.convert("L").getextrema()[0] < 90
