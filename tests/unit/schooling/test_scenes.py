import random
from collections import Counter

import numpy as np
import pytest

from core.imaging.schooling.backgrounds import (
    PAPERS,
    SIDE_PX,
    Background,
    Light,
    Place,
    Season,
    paint,
)
from core.imaging.schooling.concepts import Stand
from core.imaging.schooling.looks import TURNS, Look, colour_of
from core.imaging.schooling.scenes import SHARES, Scene, Stage
from core.imaging.schooling.spots import Kind

MANY = 600


@pytest.fixture(scope="module")
def scenes(stage: Stage) -> list[Scene]:
    return [stage.compose(random.Random(number)) for number in range(MANY)]


def test_the_same_chance_makes_the_same_scene(stage: Stage, scenes: list[Scene]) -> None:
    for number in range(20):
        again = stage.compose(random.Random(number))
        assert again == scenes[number]
        assert np.array_equal(again.picture, scenes[number].picture)


def test_a_scene_is_a_picture_of_128_by_128_in_colour(scenes: list[Scene]) -> None:
    assert {scene.picture.shape for scene in scenes} == {(SIDE_PX, SIDE_PX, 3)}
    assert all(scene.picture.dtype == np.uint8 for scene in scenes)


@pytest.mark.parametrize("kind", Kind)
def test_kinds_of_scenes_come_in_their_shares(scenes: list[Scene], kind: Kind) -> None:
    found = sum(scene.kind is kind for scene in scenes) / MANY
    assert found == pytest.approx(SHARES[kind], abs=0.06)


def test_three_scenes_of_ten_are_flat_and_none_mixes_styles(scenes: list[Scene]) -> None:
    for scene in scenes:
        assert {element.look.style for element in scene.elements} == {scene.style}
    flat = sum(scene.style == "flat" for scene in scenes) / MANY
    assert flat == pytest.approx(0.3, abs=0.05)


def test_what_is_measured_is_shown_about_twice_as_often(stage: Stage, scenes: list[Scene]) -> None:
    shown = Counter(name for scene in scenes for name in scene.concepts)
    measured = {concept.id for concept in stage.looks.concepts.measured}
    share = sum(count for name, count in shown.items() if name in measured) / shown.total()
    assert 0.6 < share < 0.85


def test_the_first_of_a_pair_is_left_of_the_second(scenes: list[Scene]) -> None:
    pairs = [scene.elements for scene in scenes if scene.kind is Kind.PAIR]
    assert pairs
    assert all(left.middle + 20 < right.middle for left, right in pairs)


def test_no_two_of_a_pair_pass_for_each_other(stage: Stage, scenes: list[Scene]) -> None:
    for scene in scenes:
        if scene.kind is Kind.PAIR:
            left, right = scene.elements
            assert not stage.looks.concepts.passes_for(left.concept, right.concept)


def test_what_is_small_is_smaller_than_what_fills_the_middle(scenes: list[Scene]) -> None:
    sides = {
        kind: [max(s.elements[0].width, s.elements[0].height) for s in scenes if s.kind is kind]
        for kind in (Kind.SMALL, Kind.CENTRED)
    }
    assert max(sides[Kind.SMALL]) <= 74 < min(sides[Kind.CENTRED])


def test_nothing_hangs_far_out_of_the_picture(scenes: list[Scene]) -> None:
    for scene in scenes:
        for element in scene.elements:
            assert element.left > -8
            assert element.left + element.width < SIDE_PX + 8


def test_boats_are_on_water_or_with_walkers_on_the_beach_and_houses_in_no_room(
    stage: Stage, scenes: list[Scene]
) -> None:
    for scene in scenes:
        stands = {stage.looks.concepts[element.concept].stands for element in scene.elements}
        if scene.background.place is not None and Stand.WATER in stands:
            with_walkers = Stand.GROUND in stands
            assert scene.background.place is (Place.BEACH if with_walkers else Place.WATER)
        if Stand.GROUND in stands:
            assert scene.background.place is not Place.ROOM


def test_a_scene_can_be_of_some_concepts_only(stage: Stage) -> None:
    only = [stage.looks.concepts["dog"], stage.looks.concepts["house"]]
    for number in range(20):
        scene = stage.compose(random.Random(number), kind=Kind.PAIR, only=only)
        assert set(scene.concepts) == {"dog", "house"}


def test_a_turned_hue_has_the_name_of_its_colour(stage: Stage) -> None:
    car = stage.looks.concepts["car"]
    assert colour_of(car, 0) == "red"
    assert colour_of(car, TURNS * 2 // 3) == "blue"
    assert colour_of(stage.looks.concepts["church"], 0) is None


def test_a_turn_changes_colours_and_leaves_the_outline(stage: Stage) -> None:
    plain = stage.looks.of(Look(drawing="automobile", style="flat"))
    turned = stage.looks.of(Look(drawing="automobile", style="flat", turn=8))
    assert np.array_equal(plain[..., 3], turned[..., 3])
    assert not np.array_equal(plain[..., :3], turned[..., :3])


@pytest.mark.parametrize("place", Place)
def test_a_place_looks_different_by_day_and_by_night(place: Place) -> None:
    day, night = (
        paint(Background(place=place, light=light, horizon=84), random.Random(1))
        for light in (Light.DAY, Light.NIGHT)
    )
    assert day.mean() > night.mean() + 25


def test_winter_is_whiter_than_summer() -> None:
    summer, winter = (
        paint(Background(place=Place.FIELD, season=season, horizon=84), random.Random(1))
        for season in (Season.SUMMER, Season.WINTER)
    )
    assert winter[90:].min(axis=2).mean() > summer[90:].min(axis=2).mean() + 80


def test_paper_is_one_colour() -> None:
    for paper in PAPERS:
        picture = paint(Background(paper=paper), random.Random(1))
        assert (picture == picture[0, 0]).all()
