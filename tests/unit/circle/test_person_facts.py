"""Whatever is typed, a fact learns it or says that it cannot; it never breaks."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.patient import Figure, Patient, PatientId
from core.services.countries import COUNTRIES
from core.services.person_facts import FACTS, LONGEST, Section, of_section

NOBODY = Patient(id=PatientId("a" * 16))


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(FACTS)), answer=st.text(max_size=LONGEST + 50))
def test_any_text_is_learnt_or_refused(name: str, answer: str) -> None:
    learnt = FACTS[name].learn(NOBODY, answer)
    assert learnt is None or learnt.id == NOBODY.id


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(FACTS)), data=st.data())
def test_every_answer_on_a_button_is_learnt_and_known(name: str, data: st.DataObject) -> None:
    fact = FACTS[name]
    if fact.choices and name != "register":
        learnt = fact.learn(NOBODY, data.draw(st.sampled_from(fact.choices)))
        assert learnt is not None
        # A level is known once somebody's name stands by it, a figure once one is said.
        assert fact.known(learnt) or name == "level" or learnt.figure is Figure.UNSAID


def test_an_unknown_person_has_no_known_facts_but_the_defaults() -> None:
    assert {name for name, fact in FACTS.items() if fact.known(NOBODY)} == {"language", "register"}


def test_a_figure_can_be_taken_back() -> None:
    said = FACTS["figure"].learn(NOBODY, "woman")
    assert said is not None
    assert FACTS["figure"].learn(said, "unsaid") == NOBODY


def test_every_time_zone_that_can_be_tapped_exists() -> None:
    for zones in COUNTRIES.values():
        assert all(ZoneInfo(zone).key == zone for zone in zones)


def test_a_country_changed_forgets_a_time_zone_of_another() -> None:
    spain = FACTS["country"].learn(NOBODY, "ES")
    assert spain is not None
    canaries = FACTS["time_zone"].learn(spain, "Atlantic/Canary")
    assert canaries is not None
    again, peru = (FACTS["country"].learn(canaries, code) for code in ("ES", "PE"))
    assert again is not None
    assert peru is not None
    assert (again.time_zone, peru.time_zone) == ("Atlantic/Canary", "America/Lima")


@pytest.mark.parametrize(
    ("country", "time_zone"),
    [("NO", "Europe/Oslo"), ("CA", ""), ("MX", "America/Mexico_City"), ("PT", "")],
)
def test_a_country_with_one_time_zone_says_what_time_it_is(country: str, time_zone: str) -> None:
    learnt = FACTS["country"].learn(NOBODY, country)
    assert learnt is not None
    assert learnt.time_zone == time_zone


def test_what_is_no_country_is_not_taken_for_one() -> None:
    assert FACTS["country"].learn(NOBODY, "UK") is None


@pytest.mark.parametrize(
    ("typed", "time_zone"),
    [
        ("toronto", "America/Toronto"),
        ("Ciudad Juárez", "America/Ciudad_Juarez"),
        ("Hermosillo", "America/Hermosillo"),
        ("Europe/Madrid", "Europe/Madrid"),
    ],
)
def test_a_time_zone_is_known_by_its_city(typed: str, time_zone: str) -> None:
    learnt = FACTS["time_zone"].learn(NOBODY, typed)
    assert learnt is not None
    assert learnt.time_zone == time_zone


def test_every_fact_stands_in_one_part_of_the_page() -> None:
    listed = [fact.name for section in Section for fact in of_section(section)]
    assert sorted(listed) == sorted(FACTS)


def test_the_same_place_is_kept_once() -> None:
    once = FACTS["places"].learn(NOBODY, "Getafe, Getafe;\n Getafe ")
    assert once is not None
    assert once.places == ("Getafe",)
