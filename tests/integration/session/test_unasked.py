"""A message while nothing is asked: kept if they want, with who told it."""

from dataclasses import replace
from datetime import timedelta

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


def kept(room: Room) -> list[tuple[str, bool]]:
    return [(memory.words, memory.approved) for memory in room.memories]


def test_what_follows_before_anybody_answered_is_more_of_the_same_story(room: Room) -> None:
    room.phone.words("De joven bailaba.")
    room.phone.words("Y cantaba.")
    assert kept(room) == [("De joven bailaba.\nY cantaba.", False)]
    room.taps("Sí: lo contó Carmen", "Sus palabras", "Adolescencia", "El libro")
    assert kept(room) == [("De joven bailaba.\nY cantaba.", True)]


def test_there_is_one_question_about_a_story(room: Room) -> None:
    room.phone.words("De joven bailaba.")
    first = room.phone.last.buttons["No"]
    room.phone.words("Y cantaba.")
    assert room.phone.tap_data(first).notice
    assert len(room.memories) == 1


def test_a_voice_after_words_is_more_of_the_same_story(room: Room) -> None:
    room.phone.words("De joven bailaba.")
    room.voice(b"OggS and sang")
    (memory,) = room.memories
    assert memory.words == "De joven bailaba."
    assert len(memory.voice_ids) == 1


def test_hours_later_it_is_another_story_and_both_can_be_settled(room: Room) -> None:
    room.phone.words("De joven bailaba.")
    first = room.phone.last.buttons["Sí: lo cuento yo"]
    room.kit.wait(timedelta(hours=2))
    room.phone.words("El sábado fuimos al mar.")
    room.taps("Sí: lo cuento yo", "Vejez y hoy", "Solo nosotros")
    assert not room.phone.tap_data(first).notice
    room.taps("Adolescencia", "Solo nosotros")
    assert kept(room) == [("De joven bailaba.", True), ("El sábado fuimos al mar.", True)]


@pytest.mark.parametrize("meanwhile", ["session", "cancel"])
def test_the_question_stands_whatever_is_shown_meanwhile(known: Room, meanwhile: str) -> None:
    known.phone.words("De joven bailaba.")
    first = known.phone.last.buttons["Sí: lo cuento yo"]
    known.phone.command(meanwhile)
    assert not known.phone.tap_data(first).notice
    assert "¿De qué época es?" in known.shown
    known.phone.command(meanwhile)
    known.taps("Adolescencia", "Solo nosotros")
    assert kept(known) == [("De joven bailaba.", True)]


def test_the_question_leaves_the_buttons_of_a_session_alone(known: Room) -> None:
    known.to_themes()
    theme = known.phone.last.buttons[known.phone.last.labels[0]]
    known.phone.words("De joven bailaba.")
    assert not known.phone.tap_data(theme).notice
    assert known.session.record.themes


def test_once_it_is_settled_its_question_is_gone(room: Room) -> None:
    room.phone.words("De joven bailaba.")
    room.taps("Sí: lo cuento yo", "Adolescencia", "Solo nosotros")
    with room.kit.look() as work:
        standing = [s for s in work.open_screens(room.phone.account_id) if s.standing]
    assert standing == []


def test_a_question_about_a_story_that_is_gone_says_so(room: Room) -> None:
    room.phone.words("De joven bailaba.")
    with room.kit.look() as work:
        work.memories.remove(work.memories.all()[0].id)
        work.commit()
    room.taps("Sí: lo cuento yo")
    assert "ya no está" in room.shown


def left(room: Room) -> None:
    """A story whose question was lost, as older ones were; another one is told in a session."""
    room.phone.words("De joven bailaba en la plaza.")
    with room.kit.look() as work:
        for screen in work.open_screens(room.phone.account_id):
            work.save_screen(replace(screen, open=False))
        work.commit()
    room.phone.command("session")
    room.taps("Mejor otro día")


def test_at_the_end_of_a_session_it_is_asked_about_what_was_left(known: Room) -> None:
    left(known)
    assert "Queda algo que contaste" in known.shown
    known.taps("Decidir: De joven baila…")
    assert "De joven bailaba en la plaza." in known.shown
    known.taps("Sí: lo cuento yo", "Adolescencia", "Solo nosotros")
    assert kept(known) == [("De joven bailaba en la plaza.", True)]


def test_what_is_settled_already_is_not_asked_about_again(known: Room) -> None:
    left(known)
    again = known.phone.last.buttons["Decidir: De joven baila…"]
    known.phone.tap_data(again)
    known.taps("Sí: lo cuento yo", "Adolescencia", "Solo nosotros")
    known.phone.command("session")
    known.taps("Mejor otro día")
    assert not any(label.startswith("Decidir") for label in known.phone.last.labels)


def test_asked_again_the_last_answer_about_who_told_it_counts(known: Room) -> None:
    known.phone.words("De joven bailaba.")
    known.taps("Sí: lo contó Carmen")
    known.phone.command("session")
    known.taps("Mejor otro día", "Decidir: De joven baila…", "Sí: lo cuento yo")
    (memory,) = known.memories
    assert (memory.teller, memory.teller_name) == (Teller.COMPANION, "Ana")


def test_after_a_danger_nothing_more_is_asked(known: Room) -> None:
    known.phone.words("De joven bailaba.")
    known.to_question()
    known.taps("😟 Es un mal momento", "🆘 Peligro", "Terminar ahora")
    assert known.phone.last.labels == ["El libro", "Inicio"]
