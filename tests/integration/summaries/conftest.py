"""Carmen's session, led by Ana, and Inés, who is told of it; real stores, real dispatcher."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.handlers import arrival, circle, help_pages, person, privacy, session, therapist
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.life import Level
from tests.fakes.turns import Door, TurnKit
from tests.integration.session.room import COMPANION, NEIGHBOURS, THERAPIST, Room
from tests.integration.summaries.examples import the_session, the_story

AREAS = (arrival, circle, help_pages, person, privacy, session, therapist)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    areas = [area.routes() for area in AREAS]
    doors = [Door(name).routes() for name in (*NEIGHBOURS, "pictures.offer")]
    with TurnKit.open(tmp_path, *doors, *areas) as opened:
        yield opened


@pytest.fixture
def room(kit: TurnKit) -> Room:
    """Ana is with Carmen; a therapist may be told."""
    phone = kit.member(COMPANION, "Ana", Role.OWNER)
    kit.prepare(name="Carmen", enrolled=True, level=Level.OPEN, song="Ojos verdes", country="ES")
    kit.allow(ConsentKind.STORIES, ConsentKind.SHARING)
    return Room(kit, phone, Door("pictures.offer"), Door("home.menu"))


@pytest.fixture
def told(room: Room) -> Room:
    """A session that is nearly over: only "and you?" is still to be tapped."""
    room.therapist()
    with room.kit.look() as work:
        work.memories.save(the_story())
        work.sessions.save(the_session())
        work.commit()
    return room


@pytest.fixture
def ended(told: Room) -> Room:
    told.phone.command("session")
    told.taps("Bien")
    return told


def english(room: Room) -> None:
    """Let the therapist speak English."""
    registry = room.kit.services.registry
    account = registry.account(THERAPIST)
    assert account is not None
    registry.save_account(replace(account, language=type(account.language)("en")))
