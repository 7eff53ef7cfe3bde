"""A teaching that failed by what it went on from is not asked for in the same way again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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
