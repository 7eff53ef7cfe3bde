import random
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from core.marking.label import with_label
from core.masks.brush import painted_area
from core.masks.planes import iou
from tests.fakes.scenes import scene
from tests.fakes.strokes import Stroke, lasso, marker, painted, pen, through_telegram

Change = Callable[[Image.Image], Image.Image]

STROKES = [pen, marker, lasso]


def sent_picture(number: int) -> Image.Image:
    """A labelled picture, as Telegram gives it back."""
    large = scene(number).picture.resize((512, 512), Image.Resampling.LANCZOS)
    return through_telegram(with_label(large, "Imagen imaginada"))


def agreement(sent: Image.Image, back: Image.Image, meant: np.ndarray) -> float:
    found = painted_area(np.asarray(sent), np.asarray(back))
    assert found.refused == ""
    return iou(found.mask, meant)


def twice_and_small(picture: Image.Image) -> Image.Image:
    return through_telegram(through_telegram(picture, quality=70), longest_px=400)


def turned(picture: Image.Image) -> Image.Image:
    return through_telegram(picture.transpose(Image.Transpose.ROTATE_90))


def mirrored(picture: Image.Image) -> Image.Image:
    return through_telegram(picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT))


@pytest.mark.parametrize("change", [through_telegram, twice_and_small, turned, mirrored])
@pytest.mark.parametrize("stroke", STROKES)
def test_what_was_painted_is_found(
    stroke: Callable[[random.Random], Stroke], change: Change
) -> None:
    number = STROKES.index(stroke) * 7
    sent = sent_picture(number)
    over, meant = painted(sent, stroke(random.Random(number)))
    assert agreement(sent, change(over), meant) > 0.9


def test_it_is_found_on_a_crop_as_well() -> None:
    scores = []
    for number, stroke in enumerate([*STROKES, pen]):
        sent = sent_picture(number)
        over, meant = painted(sent, stroke(random.Random(number)))
        width, height = over.size
        box = (int(width * 0.06), int(height * 0.05), int(width * 0.97), int(height * 0.95))
        left = np.zeros_like(meant)
        left[box[1] : box[3], box[0] : box[2]] = True
        back = through_telegram(over.crop(box))
        scores.append(agreement(sent, back, meant & left))
    assert np.mean(scores) >= 0.85
    assert min(scores) > 0.7


def test_a_crop_of_the_same_shape_is_not_taken_for_the_whole() -> None:
    sent = sent_picture(25)
    over, meant = painted(sent, marker(random.Random(25)))
    width, height = over.size
    box = (width // 25, height // 25, width * 24 // 25, height * 24 // 25)
    assert agreement(sent, through_telegram(over.crop(box)), meant) > 0.9


def test_two_strokes_of_two_colours_are_one_area() -> None:
    sent, chance = sent_picture(3), random.Random(3)
    over, first = painted(sent, pen(chance))
    over, second = painted(over, pen(chance))
    assert agreement(sent, through_telegram(over), first | second) > 0.9


def test_what_a_line_encloses_belongs_to_it() -> None:
    sent = sent_picture(5)
    over, meant = painted(sent, lasso(random.Random(5)))
    found = painted_area(np.asarray(sent), np.asarray(through_telegram(over)))
    rows, columns = np.nonzero(meant)
    assert found.mask[int(rows.mean()), int(columns.mean())]


@pytest.mark.parametrize("number", range(3))
def test_a_picture_nothing_was_painted_on_is_refused(number: int) -> None:
    sent = sent_picture(number)
    back = through_telegram(sent, quality=75)
    assert painted_area(np.asarray(sent), np.asarray(back)).refused == "nothing-painted"


@pytest.mark.parametrize("number", range(5))
def test_another_picture_is_refused(number: int) -> None:
    sent, other = sent_picture(number), sent_picture(number + 40)
    assert painted_area(np.asarray(sent), np.asarray(other)).refused


def test_a_line_around_nearly_all_of_it_is_refused() -> None:
    sent = sent_picture(1)
    corners = [(0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95), (0.05, 0.04)]
    around = Stroke(points=corners, colour=(20, 115, 230), width=0.02, lasso=True)
    over, _ = painted(sent, around)
    assert painted_area(np.asarray(sent), np.asarray(through_telegram(over))).refused == "too-much"


def test_a_picture_of_another_shape_is_refused() -> None:
    sent = sent_picture(1)
    stretched = sent.resize((sent.width * 2, sent.height // 2))
    assert painted_area(np.asarray(sent), np.asarray(stretched)).refused == "other-picture"
