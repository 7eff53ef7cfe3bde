"""A teaching that failed by what it went on from is not asked for in the same way again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.domain.teaching import Learning
from core.services import teaching_results
from tests.integration.teaching.classroom import Classroom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """What was learnt was chosen, and later photos are to be learnt."""
    classroom = Classroom.open(tmp_path)
    with classroom.room.kit:
        ana = classroom.room.ana
        classroom.asks()
        ana.tap("Ahora")
        classroom.learns()
        ana.tap("Ver los retratos")
        ana.tap("1")
        yield classroom


def test_what_no_longer_fits_is_said_and_learnt_from_the_beginning(room: Classroom) -> None:
    ana = room.room.ana
    room.failure = "adapter"
    room.asks()
    ana.tap("Ahora")
    room.learns()
    assert "desde el principio" in ana.last.text
    room.failure = ""
    ana.tap("Probar otra vez")
    assert "Sigo desde lo que ya sé" not in ana.last.text
    ana.tap("Ahora")
    room.learns()
    assert not room.taught[-1].start_hash


def test_a_card_that_is_too_small_is_said_to_be(room: Classroom) -> None:
    room.failure = "card"
    room.asks()
    room.room.ana.tap("Ahora")
    room.learns()
    assert "se queda corta para aprender" in room.room.ana.last.text


@pytest.mark.parametrize("code", ["disk", "thorough"])
def test_where_all_weights_are_too_many_it_is_learnt_in_the_usual_way(
    room: Classroom, code: str
) -> None:
    """Also where a full checkpoint is drawn with, which is gone on from in no other way."""
    ana = room.room.ana
    room.room.change(replace(room.element, whole=True))
    room.failure = code
    room.asks()
    ana.tap("Ahora")
    room.learns()
    room.failure = ""
    ana.tap("Probar otra vez")
    ana.tap("Ahora")
    room.learns()
    assert room.taught[-1].learning is Learning.ADAPTER
    assert not room.taught[-1].start_hash


def test_a_night_that_was_to_go_on_from_what_is_gone_says_so(room: Classroom) -> None:
    ana, clock = room.room.ana, room.room.kit.clock
    room.asks()
    ana.tap("Esta noche")
    first = room.teachings()[0]
    with room.room.kit.look() as work:
        teaching_results.none_alike(work, teaching_id=first.id)
        work.commit()
    clock.time = datetime(2026, 3, 2, 22, 5, tzinfo=UTC)
    room.ticks()
    clock.time = datetime(2026, 3, 3, 8, 1, tzinfo=UTC)
    room.ticks()
    assert "Se ha quitado lo que ya sabía" in ana.last.text
    ana.tap("Probar otra vez")
    ana.tap("Ahora")
    room.learns()
    assert not room.taught[-1].start_hash


def test_nothing_whole_is_left_where_none_is_alike(room: Classroom) -> None:
    room.room.change(replace(room.element, whole=True))
    [taught] = room.teachings()
    with room.room.kit.look() as work:
        teaching_results.none_alike(work, teaching_id=taught.id)
        work.commit()
    assert not room.element.whole


def test_for_longer_after_all_weights_is_all_weights_again(room: Classroom) -> None:
    ana, kit = room.room.ana, room.room.kit
    kit.services = replace(kit.services, thorough=Learning.EXTRACTED)
    room.asks()
    ana.tap("Aprender más a fondo")
    ana.tap("Ahora")
    room.learns()
    ana.tap("Ver los retratos")
    ana.tap("Ninguno se parece")
    ana.tap("Aprender más rato")
    assert "Más a fondo" in ana.last.text
    ana.tap("Ahora")
    room.learns()
    first, second = room.taught[-2:]
    assert second.learning is Learning.EXTRACTED
    assert second.steps == round(first.steps * 1.5)
