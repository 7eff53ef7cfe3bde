"""Faces and names: errorless, spaced, stoppable, and nothing is counted (protocol §11)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.exercise import (
    GAPS_S,
    LONGEST,
    Card,
    Exercise,
    ExerciseElsewhere,
    ExerciseEnding,
    ExerciseStep,
    Way,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def exercise(*names: str) -> Exercise:
    cards = tuple(Card(element_id=name, photo_id=f"photo of {name}") for name in names)
    return Exercise(id="e1", led_by=1, asked_at=NOON, cards=cards)


def greeted(names: tuple[str, ...] = ("lucia",)) -> Exercise:
    """At the first greeting: a yes, and face and name together."""
    return exercise(*names).agree(now=NOON).met()


def after_wait(waiting: Exercise) -> tuple[Exercise, datetime]:
    assert waiting.due_at is not None
    return waiting.come_due(now=waiting.due_at), waiting.due_at


def test_face_and_name_come_before_any_greeting() -> None:
    assert exercise("lucia").agree(now=NOON).step is ExerciseStep.MEET
    with pytest.raises(ExerciseElsewhere):
        exercise("lucia").agree(now=NOON).came(now=NOON)


def test_nothing_begins_without_a_yes() -> None:
    with pytest.raises(ExerciseElsewhere):
        exercise("lucia").met()


def test_after_greetings_that_came_the_wait_grows_from_15_s_to_4_minutes() -> None:
    waits, now, going_on = [], NOON, greeted()
    while going_on.step is ExerciseStep.GREET:
        going_on = going_on.came(now=now)
        if going_on.due_at is None:
            break
        waits.append((going_on.due_at - now).total_seconds())
        going_on, now = after_wait(going_on)
    assert waits == [15, 30, 60, 120, 240]
    assert going_on.ending is ExerciseEnding.DONE  # eight minutes more would be too long


def test_the_longest_wait_is_eight_minutes() -> None:
    last = Card(element_id="lucia", photo_id="p", met=True, gap=len(GAPS_S) - 1)
    due = last.came(now=NOON).due_at
    assert due == NOON + timedelta(minutes=8)


def test_after_a_miss_the_wait_that_last_felt_easy_comes_back() -> None:
    going_on, now = after_wait(greeted().came(now=NOON))  # 15 s
    going_on, now = after_wait(going_on.came(now=now))  # 30 s
    going_on, now = after_wait(going_on.came(now=now))  # a minute: too long
    going_on = going_on.helped(now=now)
    assert going_on.due_at == now + timedelta(seconds=30)


def test_after_a_miss_at_the_very_first_the_shortest_wait_comes() -> None:
    assert greeted().helped(now=NOON).due_at == NOON + timedelta(seconds=15)


def test_a_wait_is_not_over_early() -> None:
    waiting = greeted().came(now=NOON)
    assert waiting.come_due(now=NOON + timedelta(seconds=14)) == waiting


def test_somebody_new_is_met_only_in_a_long_wait() -> None:
    going_on, now = after_wait(greeted(("lucia", "canelo")).came(now=NOON))
    assert (going_on.step, going_on.card.element_id) == (ExerciseStep.GREET, "lucia")
    going_on, now = after_wait(going_on.came(now=now))
    going_on = going_on.came(now=now)  # a minute to wait
    assert (going_on.step, going_on.card.element_id) == (ExerciseStep.MEET, "canelo")


def test_show_me_takes_turns_with_names_among_those_already_met() -> None:
    now, met = NOON, greeted(("lucia", "canelo"))
    shown = [met.choices]
    for _ in range(12):
        if met.step is ExerciseStep.MEET:
            met = met.met()
        elif met.step is ExerciseStep.GREET:
            shown.append(met.choices)
            met = met.came(now=now)
        else:
            met, now = after_wait(met)
    assert any(len(choices) == 2 for choices in shown)
    assert all(len(choices) == 1 or all(c.met for c in choices) for choices in shown)


def test_one_face_alone_is_never_a_choice() -> None:
    alone = replace(greeted(), cards=(replace(greeted().card, met=True, way=Way.SHOW),))
    assert len(alone.choices) == 1


def test_it_can_be_stopped_from_any_step() -> None:
    for going_on in (exercise("lucia"), greeted(), greeted().came(now=NOON)):
        over = going_on.end(ExerciseEnding.UNEASY, now=NOON)
        assert over.step is ExerciseStep.OVER


def test_of_what_happened_only_the_longest_easy_wait_stays() -> None:
    going_on, now = after_wait(greeted().came(now=NOON))
    going_on, now = after_wait(going_on.came(now=now))
    over = going_on.helped(now=now).end(ExerciseEnding.STOPPED, now=now)
    assert over.longest_s == 15
    assert over.cards == exercise("lucia").cards


@given(
    names=st.sampled_from([("a",), ("a", "b"), ("a", "b", "c")]),
    answers=st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=60),
)
def test_whatever_is_tapped_it_ends_and_never_waits_past_its_ten_minutes(
    names: tuple[str, ...], answers: list[tuple[bool, int]]
) -> None:
    now, going_on = NOON, exercise(*names).agree(now=NOON)
    for came, seconds in answers:
        now += timedelta(seconds=seconds)
        match going_on.step:
            case ExerciseStep.MEET:
                going_on = going_on.met()
            case ExerciseStep.GREET:
                going_on = going_on.came(now=now) if came else going_on.helped(now=now)
            case ExerciseStep.GAP:
                going_on, now = after_wait(replace(going_on))
        if going_on.due_at is not None:
            assert going_on.due_at < NOON + LONGEST
        if going_on.step is ExerciseStep.GREET:
            assert going_on.card.met or going_on.card.gap is None
