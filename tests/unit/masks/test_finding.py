import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.domain.change import SURE_FROM, Area, MaskRequest
from core.masks.finding import AreaFinder, Found
from core.masks.planes import iou
from tests.fakes.scenes import Mask, scene

WITH_PEOPLE = range(6)


@pytest.fixture(scope="module")
def finder() -> AreaFinder:
    return AreaFinder()


@pytest.fixture(scope="module")
def found(finder: AreaFinder) -> dict[Area, list[tuple[Found, Mask]]]:
    """What was found by name on each scene, and where it is."""
    return {
        area: [
            (finder.find(scene(n).picture, MaskRequest(area=area)), scene(n).areas[area])
            for n in WITH_PEOPLE
        ]
        for area in (Area.FACE, Area.CLOTHES, Area.BACKGROUND)
    }


@pytest.mark.parametrize(
    ("area", "least"), [(Area.FACE, 0.75), (Area.CLOTHES, 0.7), (Area.BACKGROUND, 0.9)]
)
def test_what_is_named_is_found(
    found: dict[Area, list[tuple[Found, Mask]]], area: Area, least: float
) -> None:
    assert np.mean([iou(one.mask, truth) for one, truth in found[area]]) > least


@pytest.mark.parametrize("area", [Area.FACE, Area.CLOTHES, Area.BACKGROUND])
def test_what_is_sure_is_right(found: dict[Area, list[tuple[Found, Mask]]], area: Area) -> None:
    """Below the stated confidence people are asked instead."""
    for one, truth in found[area]:
        assert one.confidence < SURE_FROM or iou(one.mask, truth) > 0.5


@pytest.mark.parametrize("area", [Area.FACE, Area.CLOTHES])
def test_without_anybody_nothing_is_claimed(finder: AreaFinder, area: Area) -> None:
    empty = scene(3, person=False).picture
    assert finder.find(empty, MaskRequest(area=area)).confidence < SURE_FROM


def test_the_only_thing_beside_a_person_is_found(finder: AreaFinder) -> None:
    beside = [scene(number) for number in range(8) if scene(number).thing]
    asked = MaskRequest(area=Area.OBJECT, words="the thing")
    found = [(finder.find(one.picture, asked), one) for one in beside]
    sure = [(one, truth) for one, truth in found if one.confidence >= SURE_FROM]
    assert len(sure) >= 0.6 * len(found)
    assert np.mean([iou(one.mask, truth.areas["thing"]) for one, truth in sure]) > 0.7


def test_among_several_things_nobody_is_told_which_is_meant(finder: AreaFinder) -> None:
    picture = Image.new("RGB", (256, 256), (250, 244, 230))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((20, 90, 100, 170), fill=(200, 60, 60))
    pen.rectangle((150, 90, 230, 170), fill=(60, 100, 190))
    found = finder.find(picture, MaskRequest(area=Area.OBJECT, words="the ball"))
    assert found.refused == "not-found"


def test_a_picture_that_is_no_drawing_has_no_only_thing(finder: AreaFinder) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (128, 128, 3), dtype=np.uint8)
    found = finder.find(Image.fromarray(noise), MaskRequest(area=Area.OBJECT))
    assert found.confidence < SURE_FROM


def test_the_background_of_a_drawing_is_all_but_what_stands_there(finder: AreaFinder) -> None:
    picture, red, green = two_things()
    found = finder.find(picture, MaskRequest(area=Area.BACKGROUND))
    assert found.confidence >= SURE_FROM
    assert iou(found.mask, ~(red | green)) >= 0.95


def test_a_picture_that_is_no_drawing_has_no_sure_background(finder: AreaFinder) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (128, 128, 3), dtype=np.uint8)
    found = finder.find(Image.fromarray(noise), MaskRequest(area=Area.BACKGROUND))
    assert found.confidence < SURE_FROM


def test_an_area_has_the_size_of_its_picture(finder: AreaFinder) -> None:
    picture = scene(2).picture.resize((128, 96))
    found = finder.find(picture, MaskRequest(area=Area.BACKGROUND))
    assert found.mask.shape == (96, 128)


def test_a_plain_surface_has_nobody(finder: AreaFinder) -> None:
    plain = Image.new("RGB", (128, 128), (220, 210, 200))
    found = finder.find(plain, MaskRequest(area=Area.CLOTHES))
    assert found.refused == "not-found"


def two_things() -> tuple[Image.Image, np.ndarray, np.ndarray]:
    """A red ball on the left and a green one on the right, before a plain wall."""
    picture = Image.new("RGB", (256, 256), (222, 236, 248))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((30, 120, 100, 190), fill=(220, 60, 50))
    pen.ellipse((150, 110, 230, 190), fill=(60, 150, 90))
    red = np.asarray(picture)[..., 0].astype(int) - np.asarray(picture)[..., 2] > 100
    green = np.asarray(picture)[..., 1].astype(int) - np.asarray(picture)[..., 0] > 50
    return picture, red, green


def heat_on(left: float, right: float) -> np.ndarray:
    """Coarse, as a model's is: (8, 8)."""
    heat = np.full((8, 8), 0.1, np.float32)
    heat[3:6, 1:3], heat[3:6, 5:7] = left, right
    return heat


def test_of_several_things_the_words_tell_which(finder: AreaFinder) -> None:
    picture, red, green = two_things()
    request = MaskRequest(area=Area.OBJECT, words="a ball")
    for left, right, meant in ((0.9, 0.3, red), (0.3, 0.9, green)):
        found = finder.find(picture, request, heat=heat_on(left, right))
        assert found.confidence >= SURE_FROM
        assert iou(found.mask, meant) > 0.85


def test_where_the_words_fit_both_nobody_is_sure(finder: AreaFinder) -> None:
    picture, *_ = two_things()
    request = MaskRequest(area=Area.OBJECT, words="a ball")
    assert finder.find(picture, request, heat=heat_on(0.6, 0.55)).confidence < SURE_FROM
    assert finder.find(picture, request).confidence < SURE_FROM


def test_on_a_photo_the_colours_of_the_warm_place_decide(finder: AreaFinder) -> None:
    noise = np.random.default_rng(3).integers(0, 90, (256, 256, 3), dtype=np.uint8)
    down, across = np.mgrid[0:256, 0:256]
    thing = (down - 128) ** 2 + (across - 90) ** 2 < 45**2
    noise[thing] += np.array([150, 20, 20], np.uint8)
    heat = np.exp(-((down - 128) ** 2 + (across - 90) ** 2) / 5000).astype(np.float32)
    request = MaskRequest(area=Area.OBJECT, words="a lamp")
    found = finder.find(Image.fromarray(noise), request, heat=heat)
    assert found.confidence >= SURE_FROM
    assert iou(found.mask, thing) > 0.8
    assert finder.find(Image.fromarray(noise), request).refused == "not-found"
