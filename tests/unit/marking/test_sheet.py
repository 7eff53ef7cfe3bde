import pytest
from PIL import Image

from core.marking.sheet import contact_sheet


def plain(colour: str, size: tuple[int, int] = (600, 600)) -> Image.Image:
    return Image.new("RGB", size, colour)


def test_pictures_stand_side_by_side_in_reading_order() -> None:
    sheet = contact_sheet([plain("red"), plain("lime"), plain("blue")], ["1", "2", "3"], 2)
    middles = [sheet.getpixel(place) for place in ((200, 200), (590, 200), (200, 620))]
    assert middles == [(255, 0, 0), (0, 255, 0), (0, 0, 255)]


def test_a_caption_is_written_below_its_picture() -> None:
    without = contact_sheet([plain("red")], [""], 1)
    captioned = contact_sheet([plain("red")], ["La cocina de la abuela, de mañana"], 1)
    assert captioned.height > without.height
    below = captioned.crop((0, 24 + 360, captioned.width, captioned.height)).convert("L")
    assert min(below.tobytes()) < 60


def test_tall_and_small_pictures_are_shown_whole() -> None:
    tall = contact_sheet([plain("red", (300, 900))], ["x"], 1)
    assert tall.height > 900
    assert tall.getpixel((204, 900)) == (255, 0, 0)


def test_fewer_pictures_than_columns_leave_no_empty_column() -> None:
    assert contact_sheet([plain("red")], ["x"], 4).width == 360 + 2 * 24


@pytest.mark.parametrize(("captions", "columns"), [([], 2), (["one", "two"], 2), (["one"], 0)])
def test_a_sheet_that_cannot_be_laid_out_is_refused(captions: list[str], columns: int) -> None:
    with pytest.raises(ValueError, match="a sheet needs"):
        contact_sheet([plain("red")], captions, columns)
