"""Carmen's circle: Ana, who owns it, and whoever else a test needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.handlers import arrival, circle, enrolment, help_pages, language, person, privacy
from core.domain.circle import Role
from tests.fakes.turns import Door, Phone, TurnKit

AREAS = (arrival, circle, enrolment, help_pages, language, person, privacy)


@pytest.fixture
def carry_on() -> Door:
    """Where a question asked by another area returns to."""
    return Door("session.carry_on")


@pytest.fixture
def kit(tmp_path: Path, carry_on: Door) -> Iterator[TurnKit]:
    areas = [area.routes() for area in AREAS]
    doors = [carry_on.routes(), Door("session.begin").routes(), Door("book.open").routes()]
    with TurnKit.open(tmp_path, *areas, *doors) as opened:
        yield opened


@pytest.fixture
def ana(kit: TurnKit) -> Phone:
    phone = kit.member(1, "Ana", Role.OWNER)
    kit.prepare(name="Carmen", enrolled=True)
    return phone


@pytest.fixture
def lucia(kit: TurnKit, ana: Phone) -> Phone:
    """A relative."""
    return kit.member(3, "Lucía", Role.RELATIVE, kit.patient_ids[0])


@pytest.fixture
def marta(kit: TurnKit, ana: Phone) -> Phone:
    """A therapist."""
    return kit.member(5, "Marta", Role.THERAPIST, kit.patient_ids[0])


@pytest.fixture
def pablo(kit: TurnKit, ana: Phone) -> Phone:
    """A companion."""
    return kit.member(4, "Pablo", Role.COMPANION, kit.patient_ids[0])
