"""When a scene was, how old the person was, and which likeness is nearest."""

from dataclasses import replace

import pytest

from core.domain.element import Element, ElementKind, PersonAge
from core.domain.life import LifeStage
from core.domain.patient import Figure
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.prompting.ages import age_in, decade_words, nearest_likeness, scene_year, year_of
from core.prompting.drawn_scenes import drawn_scene


def card(when: str) -> SceneCard:
    field = SceneField(text=when, source=Source.PERSON)
    return SceneCard(id="s", memory_id="m", language="es", fields={SceneAspect.WHEN: field})


def likeness(key: str, first_year: int | None, last_year: int | None) -> Element:
    return Element(
        id=key,
        kind=ElementKind.PERSON,
        name="Julián",
        class_noun="man",
        instance_token=f"{key}xq",
        adapter_id=key,
        approved=True,
        may_be_drawn=True,
        first_year=first_year,
        last_year=last_year,
    )


@pytest.mark.parametrize(
    ("text", "year", "decade"),
    [
        ("en 1956", 1956, "1950s"),
        ("1950", 1950, "1950s"),
        ("the 1960s", 1965, "1960s"),
        ("los años setenta", 1975, "1970s"),
        ("años 60", 1965, "1960s"),
        ("the eighties", 1985, "1980s"),
        ("la posguerra", 1945, "1940s"),
        ("2004", 2004, "2000s"),
        ("hace mucho", None, ""),
    ],
)
def test_years_are_read(text: str, year: int | None, decade: str) -> None:
    assert year_of(text) == year
    assert decade_words(text) == decade


def test_the_age_follows_from_the_year() -> None:
    assert age_in(card("1956"), LifeStage.CHILDHOOD, 1944) == 12


def test_a_round_year_is_a_decade_only_when_it_comes_from_the_familys_facts() -> None:
    told = card("1950")
    known = SceneField(text="1950", source=Source.FAMILY_VERIFIED)
    assert scene_year(told) == 1950
    assert scene_year(replace(told, fields={SceneAspect.WHEN: known})) == 1955


@pytest.mark.parametrize(("when", "birth_year"), [("1990", 1944), ("", 1944), ("1956", None)])
def test_the_stage_decides_where_years_do_not(when: str, birth_year: int | None) -> None:
    assert age_in(card(when), LifeStage.CHILDHOOD, birth_year) == 6


def test_the_nearest_likeness_is_chosen() -> None:
    young, old = likeness("young", 1964, 1972), likeness("old", 2005, 2012)
    assert nearest_likeness([young, old], 1970, age_years=40) == young
    assert nearest_likeness([young, old], 1951, age_years=40) == young
    assert nearest_likeness([young, old], 1999, age_years=40) == old


def test_a_likeness_without_years_comes_last() -> None:
    dated, undated = likeness("dated", 1964, None), likeness("undated", None, None)
    assert nearest_likeness([undated, dated], 1980, age_years=40) == dated
    assert nearest_likeness([undated], 2000, age_years=40) == undated


@pytest.mark.parametrize(
    ("age_years", "nearest"),
    [(6, PersonAge.YOUNG), (45, PersonAge.ADULT), (75, PersonAge.OLD)],
)
@pytest.mark.parametrize("years", [(None, None), (1964, 1972)], ids=["undated", "dated"])
def test_where_no_years_can_be_compared_the_age_decides(
    age_years: int, nearest: PersonAge, years: tuple[int | None, int | None]
) -> None:
    ages = [replace(likeness(age.value, *years), age=age) for age in PersonAge]
    chosen = nearest_likeness(ages, None, age_years=age_years)
    assert chosen is not None
    assert chosen.age is nearest


def test_a_told_year_is_of_no_use_where_the_photos_have_none() -> None:
    young, old = (
        replace(likeness(age.value, None, None), age=age)
        for age in (PersonAge.YOUNG, PersonAge.OLD)
    )
    assert nearest_likeness([young, old], 2015, age_years=75) == old


@pytest.mark.parametrize(
    ("age", "age_years", "drawn"),
    [
        (PersonAge.YOUNG, 6, True),
        (PersonAge.ADULT, 6, False),
        (PersonAge.OLD, 6, False),
        (PersonAge.OLD, 24, False),
        (PersonAge.OLD, 45, True),
        (PersonAge.YOUNG, 75, False),
    ],
)
def test_nobody_is_drawn_with_a_face_of_quite_another_age(
    age: PersonAge, age_years: int, drawn: bool
) -> None:
    only = replace(likeness(age.value, None, None), age=age)
    assert (nearest_likeness([only], None, age_years=age_years) == only) is drawn


def test_without_a_birth_year_a_late_scene_is_drawn_with_the_old_likeness() -> None:
    young, old = (
        replace(likeness(age.value, None, None), age=age)
        for age in (PersonAge.YOUNG, PersonAge.OLD)
    )
    scene = drawn_scene(card(""), [young, old], LifeStage.LATER_LIFE, None, Figure.UNSAID)
    assert scene.person == old


def test_without_a_taught_likeness_there_is_none() -> None:
    untaught = Element(id="e", kind=ElementKind.PERSON, name="Julián", class_noun="man")
    assert nearest_likeness([untaught], 1970, age_years=40) is None
