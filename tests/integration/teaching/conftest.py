"""A family before a teaching, after it, and where what was learnt hides scenes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.teaching import SceneCheck
from tests.integration.teaching.classroom import Classroom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    classroom = Classroom.open(tmp_path)
    with classroom.room.kit:
        yield classroom


@pytest.fixture
def learnt(room: Classroom) -> Classroom:
    """The epochs wait for the family's choice."""
    room.asks()
    room.room.ana.tap("Ahora")
    room.learns()
    return room


def hides(seen: int, *, weight: float = 1.0) -> SceneCheck:
    return SceneCheck(weight=weight, asked=12, seen=seen, seen_without=12)


@pytest.fixture
def hiding(room: Classroom) -> Classroom:
    """The most alike epoch hides scenes, and less of it does not; the last hides nothing."""
    room.scenes = ((hides(11),), (hides(7), hides(12, weight=0.8)), (hides(12),))
    room.asks()
    room.room.ana.tap("Ahora")
    room.learns()
    room.room.ana.tap("Ver los retratos")
    room.room.ana.tap("1")
    return room
