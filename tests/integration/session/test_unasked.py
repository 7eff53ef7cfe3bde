"""A message while nothing is asked: kept if they want, with who told it."""

import pytest

from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.life import LifeStage
from core.domain.memory import Audience, Teller, Wording
from tests.integration.session.room import Room


def test_it_is_asked_whether_to_keep_it(room: Room) -> None:
    room.phone.words("Cantaba en el coro.")
    assert room.shown == "¿Lo guardo como recuerdo?"
    assert not room.memories[0].approved


def test_no_forgets_it(room: Room) -> None:
    room.phone.words("Cantaba en el coro.")
    room.taps("No")
    assert room.memories == []


def test_what_the_person_told_may_be_their_words(room: Room) -> None:
    room.phone.words("Yo cantaba en el coro.")
    room.taps("Sí: lo contó Carmen", "Sus palabras", "Adolescencia", "El libro")
    (memory,) = room.memories
    assert (memory.teller, memory.teller_name) == (Teller.PERSON, "Carmen")
    assert memory.quotable
    assert memory.stage is LifeStage.ADOLESCENCE
    assert memory.audience is Audience.BOOK
    with room.kit.look() as work:
        assert work.pages.count() == 1


def test_what_the_companion_tells_is_retold_and_says_so(room: Room) -> None:
    room.phone.words("Cantaba en el coro.")
    room.taps("Sí: lo cuento yo", "Infancia", "Solo nosotros")
    (memory,) = room.memories
    assert (memory.teller, memory.teller_name) == (Teller.COMPANION, "Ana")
    assert memory.wording is Wording.RETOLD


def test_a_voice_note_is_kept_as_a_voice(room: Room) -> None:
    room.voice()
    room.taps("Sí: lo contó Carmen", "Infancia", "El círculo")
    (memory,) = room.memories
    assert memory.wording is Wording.VOICE
    assert memory.voice_ids


def test_a_relative_may_tell_one(room: Room) -> None:
    relative = room.kit.member(9, "Pilar", Role.RELATIVE, room.kit.patient_ids[0])
    relative.words("De joven bailaba muy bien.")
    relative.tap("Sí: lo cuento yo")
    (memory,) = room.memories
    assert (memory.teller, memory.teller_name) == (Teller.FAMILY, "Pilar")


def test_without_permission_nothing_is_kept(room: Room) -> None:
    with room.kit.look() as work:
        work.consents.remove(ConsentKind.STORIES)
        work.commit()
    room.phone.words("Cantaba en el coro.")
    assert room.memories == []
    assert "permiso" in room.shown


@pytest.mark.parametrize("words", ["🙂", "x" * 20_000, "<i>no</i>"])
def test_any_words_are_taken_as_they_are(room: Room, words: str) -> None:
    room.phone.words(words)
    assert room.memories[0].words == words


def test_within_a_session_it_belongs_to_it_and_the_session_goes_on(known: Room) -> None:
    known.to_themes()
    known.phone.words("¡El río! Qué frío estaba.")
    known.taps("Sí: lo contó Carmen", "Sus palabras", "Infancia", "Solo nosotros")
    assert known.memories[0].session_id == known.session.id
    assert "¿Cuál apetece más?" in known.shown
