"""A phone at the door of an empty house."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.handlers import arrival, enrolment
from tests.fakes.turns import Door, Phone, TurnKit


@pytest.fixture
def session() -> Door:
    """Where enrolment hands over."""
    return Door("session.begin")


@pytest.fixture
def kit(tmp_path: Path, session: Door) -> Iterator[TurnKit]:
    carry_on, consent = Door("session.carry_on"), Door("privacy.ask")
    areas = (arrival.routes(), enrolment.routes(), session.routes())
    with TurnKit.open(tmp_path, *areas, carry_on.routes(), consent.routes()) as opened:
        yield opened


@pytest.fixture
def ana(kit: TurnKit) -> Phone:
    """Ana, in Spanish, who has just opened an operator's link."""
    phone = kit.phone(1, "Ana")
    phone.command("start", kit.invitation())
    return phone


@pytest.fixture
def rose(kit: TurnKit) -> Phone:
    """Rose, in English, who has just opened an operator's link."""
    phone = kit.phone(2, "Rose", language="en")
    phone.command("start", kit.invitation())
    return phone
