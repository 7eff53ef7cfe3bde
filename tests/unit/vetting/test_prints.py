"""Old prints on a table, and everything that only looks like one."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.vetting import prints
from tests.unit.vetting.conftest import portrait
from tests.unit.vetting.drawn import TABLES, print_on_table, sepia, side_by_side


@pytest.mark.parametrize("colour", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("degrees", [-12, 0, 9])
@pytest.mark.parametrize("name", ["hopper", "collins"])
def test_a_print_is_found_by_its_corners(
    name: str, degrees: int, colour: tuple[int, int, int]
) -> None:
    scene, corners = print_on_table(portrait(name, times=1), degrees=degrees, colour=colour)

    found = prints.find(np.asarray(scene))

    assert found is not None
    assert np.abs(found - corners).max() < 8


def test_a_print_becomes_a_photo_seen_from_above() -> None:
    photo = sepia(portrait("hopper", times=1))
    scene, corners = print_on_table(photo, border_px=0, perspective=0.3)

    alone = prints.straightened(scene, corners)

    assert alone.width / alone.height == pytest.approx(photo.width / photo.height, rel=0.12)
    small = (np.asarray(each.convert("L").resize((48, 48)), float) for each in (alone, photo))
    assert np.corrcoef(*(each.ravel() for each in small))[0, 1] > 0.95


@pytest.mark.parametrize("name", ["hopper", "collins"])
@pytest.mark.parametrize("box", [(0, 0, 1, 1), (0.1, 0.1, 0.9, 0.9), (0.2, 0, 1, 0.8)])
def test_a_portrait_is_no_print(name: str, box: tuple[float, ...]) -> None:
    whole = portrait(name)
    cut = whole.crop(
        tuple(
            round(edge * side)
            for edge, side in zip(box, (whole.width, whole.height) * 2, strict=True)
        )
    )

    assert prints.find(np.asarray(cut)) is None


def test_two_people_side_by_side_are_no_print() -> None:
    assert prints.find(np.asarray(side_by_side([portrait("hopper"), portrait("collins")]))) is None


def test_an_empty_sheet_of_paper_is_no_print() -> None:
    sheet = Image.new("RGB", (500, 600), (245, 245, 240))
    scene, _ = print_on_table(sheet)

    assert prints.find(np.asarray(scene)) is None


def test_a_print_on_a_chequered_cloth_is_left_as_it_is() -> None:
    scene, corners = print_on_table(portrait("hopper", times=1))
    cloth = Image.new("RGB", scene.size, "white")
    pen = ImageDraw.Draw(cloth)
    for x in range(0, scene.width, 120):
        for y in range(x // 120 % 2 * 120, scene.height, 240):
            pen.rectangle((x, y, x + 120, y + 120), fill=(200, 40, 40))
    mask = Image.new("L", scene.size, 255)
    ImageDraw.Draw(mask).polygon([tuple(corner) for corner in corners], fill=0)
    scene.paste(cloth, mask=mask)

    assert prints.find(np.asarray(scene)) is None


def test_a_print_that_is_not_seen_whole_is_left_as_it_is() -> None:
    scene, _ = print_on_table(portrait("hopper", times=1), degrees=0)

    assert prints.find(np.asarray(scene.crop((0, 0, 1200, 700)))) is None
