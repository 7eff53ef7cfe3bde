"""While a person has died, or all is paused, nothing is said of teaching."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.domain.circle import Role
from core.domain.teaching import TeachingState
from core.ports import PatientWork
from core.services import persons
from tests.integration.teaching.classroom import Classroom

NIGHT = datetime(2026, 3, 2, 22, 5, tzinfo=UTC)  # 23:05 in Madrid
MORNING = datetime(2026, 3, 3, 8, 1, tzinfo=UTC)


def dies(work: PatientWork) -> None:
    persons.has_died(work, now=NIGHT)


def happens(room: Classroom, what: Callable[[PatientWork], None]) -> None:
    with room.room.kit.look() as work:
        what(work)
        work.commit()


@pytest.mark.parametrize("rests", [persons.rest, dies])
def test_what_was_learnt_in_the_night_is_not_told_in_the_morning(
    room: Classroom, rests: Callable[[PatientWork], None]
) -> None:
    room.asks()
    room.room.ana.tap("Esta noche")
    room.room.kit.clock.time = NIGHT
    room.ticks()
    room.learns()
    happens(room, rests)
    told = len(room.room.ana.seen)
    room.room.kit.clock.time = MORNING
    room.ticks()
    assert len(room.room.ana.seen) == told
    happens(room, persons.wake)
    room.boards()
    assert "Elegir el retrato" in room.room.ana.last.labels


def test_what_is_learnt_while_all_is_paused_is_not_told(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Ahora")
    happens(room, persons.rest)
    told = len(room.room.ana.seen)
    room.learns()
    room.room.kit.wait(timedelta(hours=20))
    room.ticks()
    assert all("replaces" in seen.payload for seen in room.room.ana.seen[told:])
    assert [t.state for t in room.teachings()] == [TeachingState.TO_CHOOSE]


def test_a_teaching_that_a_death_stopped_by_mistake_can_be_asked_for_again(
    room: Classroom,
) -> None:
    room.asks()
    room.room.ana.tap("Ahora")
    happens(room, dies)
    happens(room, persons.wake)
    assert [t.state for t in room.teachings()] == [TeachingState.CANCELLED]
    room.asks()
    assert "Ahora" in room.room.ana.last.labels


@pytest.mark.parametrize("rests", [persons.rest, dies])
def test_the_board_of_a_space_that_rests_says_nothing_of_it(
    learnt: Classroom, rests: Callable[[PatientWork], None]
) -> None:
    happens(learnt, rests)
    learnt.boards()
    assert "retrato" not in learnt.room.ana.last.text
    assert "Elegir el retrato" not in learnt.room.ana.last.labels


def test_who_may_not_teach_any_more_does_not_wait_for_it(room: Classroom) -> None:
    room.asks()
    ana, registry = room.room.ana, room.room.kit.services.registry
    ana.tap("Ahora")
    (member,) = registry.members(room.room.patient_id)
    registry.join(replace(member, role=Role.RELATIVE))
    told = len(ana.seen)
    room.learns()
    (ended,) = ana.seen[told:]
    assert ended.text == "He terminado con: <b>Carmen, de joven</b>."
    assert "replaces" in ended.payload
