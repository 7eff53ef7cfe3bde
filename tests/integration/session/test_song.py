"""The song is asked for in a session, where ⏸ and 😟 are never more than a tap away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.handlers import person
from bot.handlers import session as area
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from tests.fakes.turns import Door, TurnKit
from tests.integration.session.room import COMPANION, Room, earlier_session

STORY = "Bailábamos en la plaza hasta que se hacía de día, y mi padre nos esperaba en la puerta. "


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Room]:
    """At the opening, with the question for the song on the screen."""
    offered, home = Door("pictures.offer"), Door("home.menu")
    kit = TurnKit.open(tmp_path, area.routes(), person.routes(), offered.routes(), home.routes())
    with kit:
        phone = kit.member(COMPANION, "Ana", Role.OWNER)
        kit.prepare(name="Carmen", enrolled=True)
        kit.allow(ConsentKind.STORIES)
        with kit.look() as work:
            work.sessions.save(earlier_session())
            work.commit()
        room = Room(kit, phone, offered, home)
        phone.command("session")
        room.taps("Estamos", "Sí", "Saltar", "Apuntar la canción")
        yield room


def test_the_ways_to_stop_stand_below_the_question(asked: Room) -> None:
    assert asked.phone.last.labels[-2:] == ["⏸ Pausa", "😟 Es un mal momento"]
    asked.taps("😟 Es un mal momento")
    assert asked.session.interrupted


def test_what_was_written_opens_the_session(asked: Room) -> None:
    asked.phone.words("La paloma")
    assert "La paloma" in asked.shown
    assert asked.kit.person().song == "La paloma"


def test_a_story_in_its_place_is_no_song(asked: Room) -> None:
    asked.phone.words(STORY * 2)
    assert [memory.words for memory in asked.memories] == [STORY * 2]
    assert asked.kit.person().song == ""
    assert "¿Lo guardo como recuerdo?" in asked.shown
