"""A listed phrase asks "shall we pause?" wherever it is written, and its words are not lost."""

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.life import Level
from core.domain.session import SessionStage
from tests.integration.session.room import Room

REMARK = "Está llorando."
STORY = "En el río había truchas."
ASKED = "¿Hacemos una pausa?"
GO_ON = "No, seguimos"


def read_back(room: Room) -> None:
    room.kit.prepare(pictures_on=False)
    room.to_question()
    room.phone.words(STORY)
    room.taps("Ya está")


def to_the_name(room: Room) -> None:
    read_back(room)
    room.taps("Sus palabras", "Por hoy, basta", "Seguir")


def test_in_company_it_is_noted_and_asked(known: Room) -> None:
    known.kit.prepare(level=Level.PRESENCE)
    known.to_question()
    known.phone.words(REMARK)
    assert ASKED in known.shown
    assert known.session.record.note == REMARK
    known.taps(GO_ON)
    assert known.session.stage is SessionStage.INVITE


def test_beside_a_story_read_back_it_is_kept_and_asked(known: Room) -> None:
    read_back(known)
    known.phone.words(REMARK)
    assert ASKED in known.shown
    assert known.memories[0].words == f"{STORY}\n{REMARK}"


def test_beside_a_voice_it_is_kept_and_asked(known: Room) -> None:
    known.to_question()
    known.voice()
    known.phone.words(REMARK)
    assert ASKED in known.shown
    assert known.memories[0].words == REMARK


def test_it_does_not_take_the_place_of_the_story_that_is_put_right(known: Room) -> None:
    read_back(known)
    known.taps("Cambiar")
    known.phone.words(REMARK)
    assert ASKED in known.shown
    assert known.memories[0].words == STORY
    assert known.session.record.note == REMARK


def test_written_once_more_it_was_part_of_the_story(known: Room) -> None:
    read_back(known)
    known.taps("Cambiar")
    told = "Y mi madre se echó a llorar de alegría."
    known.phone.words(told)
    known.taps(GO_ON)
    known.phone.words(told)
    assert known.memories[0].words == told


def to_the_mood(room: Room) -> None:
    room.phone.command("session")
    room.taps("Estamos", "Sí")


def to_the_opening(room: Room) -> None:
    to_the_mood(room)
    room.taps("Saltar")


ROADS = {
    SessionStage.BEFORE: to_the_mood,
    SessionStage.OPEN_RITUAL: to_the_opening,
    SessionStage.THEME: Room.to_themes,
}


@pytest.mark.parametrize("stage", ROADS)
def test_before_the_story_it_is_noted_and_asked(known: Room, stage: SessionStage) -> None:
    ROADS[stage](known)
    known.phone.words(REMARK)
    assert ASKED in known.shown
    assert "Lo guardo como nota tuya" in known.phone.seen[-2].text
    assert known.session.record.note == REMARK
    assert known.memories == []
    known.taps(GO_ON)
    assert known.session.stage is stage


def test_it_never_becomes_the_name_of_a_story(known: Room) -> None:
    to_the_name(known)
    title = known.memories[0].title
    known.phone.words(REMARK)
    assert ASKED in known.shown
    assert known.memories[0].title == title
    assert known.session.record.note == REMARK
    known.taps(GO_ON)
    assert "¿Lo llamamos" in known.shown


def test_in_a_hard_moment_nothing_more_is_asked(known: Room) -> None:
    known.to_question()
    known.taps("😟 Es un mal momento", "🌱 Se emociona")
    known.phone.words(REMARK)
    assert known.session.record.note == REMARK
    known.taps("Seguir")
    assert ASKED not in known.shown


def test_whoever_pauses_already_is_not_asked(known: Room) -> None:
    known.to_question()
    known.taps("⏸ Pausa")
    known.phone.words(REMARK)
    assert known.session.record.note == REMARK
    known.taps("Seguir")
    assert ASKED not in known.shown


def test_of_whoever_leads_nobody_it_is_a_message_like_any_other(known: Room) -> None:
    known.phone.words(REMARK)
    assert known.shown == "¿Lo guardo como recuerdo?"
    other = known.companion()
    known.to_themes()
    other.words(REMARK)
    assert other.last.text == "¿Lo guardo como recuerdo?"
    assert ASKED not in known.shown


@pytest.mark.parametrize("kind", [IncomingKind.PHOTO, IncomingKind.DOCUMENT])
def test_what_is_written_below_a_photo_is_an_answer(known: Room, kind: IncomingKind) -> None:
    known.to_question()
    known.phone.send(Incoming(kind=kind, text=STORY), file=b"jpeg")
    assert known.memories[0].words == STORY
    assert "/fotos" in known.phone.seen[-2].text
    assert known.session.stage is SessionStage.DEEPEN


def test_what_is_written_below_a_voice_is_kept_with_it(known: Room) -> None:
    known.to_question()
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/mp3", text=STORY)
    known.phone.send(note, file=b"ID3 her voice")
    (memory,) = known.memories
    assert memory.words == STORY
    assert len(memory.voice_ids) == 1


def test_a_voice_with_words_below_loses_neither_beside_another_voice(known: Room) -> None:
    known.to_question()
    known.voice()
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", text=STORY)
    known.phone.send(note, file=b"OggS more")
    (memory,) = known.memories
    assert memory.words == STORY
    assert len(memory.voice_ids) == 2
