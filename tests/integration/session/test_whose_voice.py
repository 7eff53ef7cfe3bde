"""Whose voice a story is told by, said to whoever leads now."""

from dataclasses import replace

import pytest

from core.domain.memory import Teller
from tests.integration.session.room import Room


@pytest.fixture
def spoken(known: Room) -> Room:
    """Ana tells it herself, by voice, and it is read back."""
    known.to_question()
    known.taps("No sale nada", "Lo cuento yo")
    known.voice()
    assert known.memories[0].teller is Teller.COMPANION
    return known


def heard(room: Room, words: str) -> None:
    with room.kit.look() as work:
        (memory,) = work.memories.all()
        work.memories.save(replace(memory, heard_words=words))
        work.commit()


def taken_over(room: Room) -> str:
    luis = room.companion()
    luis.command("session")
    luis.tap("Seguirla yo")
    return luis.last.text


def test_who_told_it_reads_that_it_is_theirs(spoken: Room) -> None:
    assert "Tu voz está guardada." in spoken.shown


def test_who_took_over_reads_whose_it_is(spoken: Room) -> None:
    shown = taken_over(spoken)
    assert "La voz de Ana está guardada." in shown
    assert "Tu voz" not in shown


def test_who_took_over_is_not_asked_whether_they_said_it(spoken: Room) -> None:
    heard(spoken, "Íbamos al molino.")
    shown = taken_over(spoken)
    assert "¿Es lo que dijo Ana?" in shown
    assert "dijiste" not in shown


def test_a_sentence_beside_it_leaves_it_the_voice_of_who_told_it(spoken: Room) -> None:
    spoken.phone.words("Íbamos al molino.")
    assert "Tu voz está guardada, y esta frase al lado." in spoken.shown
    assert "La voz de Ana está guardada, y esta frase al lado." in taken_over(spoken)
