"""Somebody's phone beside a person who is known, with the session's own area on real stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.handlers import arrival
from bot.handlers import session as area
from bot.turns import Routes
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.life import Level
from tests.fakes.turns import Door, TurnKit
from tests.integration.session.room import COMPANION, NEIGHBOURS, Room, earlier_session


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Nobody has told anything yet: the first session takes the shortest way."""
    offered, home = Door("pictures.offer"), Door("home.menu")
    cancelling = Routes(commands={"cancel": arrival.routes().commands["cancel"]})
    doors = [Door(name).routes() for name in NEIGHBOURS]
    kit = TurnKit.open(
        tmp_path, area.routes(), cancelling, offered.routes(), home.routes(), *doors
    )
    with kit:
        phone = kit.member(COMPANION, "Ana", Role.OWNER)
        kit.prepare(name="Carmen", enrolled=True, level=Level.OPEN, song="Ojos verdes")
        kit.allow(ConsentKind.STORIES)
        yield Room(kit, phone, offered, home)


@pytest.fixture
def known(room: Room) -> Room:
    """A story was told before, so that sessions take their whole road."""
    with room.kit.look() as work:
        work.sessions.save(earlier_session())
        work.commit()
    return room
