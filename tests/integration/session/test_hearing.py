"""A voice note is listened to on the machine; its words are asked about, and count once agreed."""

from dataclasses import replace

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.job import JobKind, Queue, Ticket
from core.domain.memory import Wording
from core.domain.session import SessionStage
from core.worker.hearing import HearingBody
from tests.fakes.voices import voice_note
from tests.integration.session.room import Room

SAID = "Íbamos al río con mi tía Pilar"
REMARK = "Está llorando."


@pytest.fixture
def listening(known: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room whose worker is there, in front of a question."""
    kit, alive = known.kit, {Queue.CPU}
    kit.services = replace(kit.services, job_folders=kit._stores.job_folders)
    monkeypatch.setattr(kit.services.jobs, "worker_alive", alive.__contains__)
    known.to_question()
    return known


def hear(room: Room, words: str = SAID) -> None:
    """The worker listens, and the bot learns of it."""
    with room.kit.look() as work:
        record = min(work.jobs.waiting(), key=lambda record: record.created_at)
    folders = room.kit.services.job_folders
    body = HearingBody(folders, load_transcription=lambda: lambda *_, **__: words)
    body(Ticket(job_id=record.id, kind=JobKind.HEAR, queue=Queue.CPU), print, bool)
    done = Incoming(kind=IncomingKind.JOB, job_id=record.id, what="done")
    room.phone.send(done, key=f"j:{record.id}:done")


def test_what_was_heard_is_asked_about_and_kept_as_their_words(listening: Room) -> None:
    listening.voice(voice_note(2))
    hear(listening)
    assert f"«{SAID}»" in listening.shown
    assert listening.memories[0].words == ""
    listening.taps("Sí, eso dijo")
    (memory,) = listening.memories
    assert (memory.words, memory.wording, memory.approved) == (SAID, Wording.VERBATIM, True)
    assert len(memory.voice_ids) == 1


def test_words_of_distress_ask_for_a_pause_when_they_are_agreed_to(listening: Room) -> None:
    listening.voice(voice_note(2))
    hear(listening, REMARK)
    listening.taps("Sí, eso dijo")
    assert "¿Hacemos una pausa?" in listening.shown
    assert listening.memories[0].words == REMARK


def test_what_the_companion_writes_takes_its_place(listening: Room) -> None:
    listening.voice(voice_note(2))
    hear(listening)
    listening.phone.words("Íbamos al mar")
    assert "Sí, eso dijo" not in listening.phone.last.labels
    assert listening.memories[0].words == "Íbamos al mar"


def test_words_that_come_after_the_companions_are_not_shown(listening: Room) -> None:
    listening.voice(voice_note(2))
    listening.phone.words("Íbamos al mar")
    shown = len(listening.phone.seen)
    hear(listening)
    assert len(listening.phone.seen) == shown
    assert listening.memories[0].words == "Íbamos al mar"


def test_words_that_come_when_the_story_was_kept_interrupt_nobody(listening: Room) -> None:
    listening.voice(voice_note(2))
    listening.taps("Así, con su voz")
    shown = len(listening.phone.seen)
    hear(listening)
    assert len(listening.phone.seen) == shown
    assert listening.memories[0].wording is Wording.VOICE


def test_silence_asks_again_gently_and_keeps_it(listening: Room) -> None:
    listening.voice(voice_note(2, loudness=0))
    hear(listening)
    assert any("no se oye nada" in seen.text for seen in listening.phone.seen)
    assert listening.session.stage is SessionStage.READ_BACK
    assert len(listening.memories[0].voice_ids) == 1


def test_a_voice_recorded_again_after_silence_is_listened_to(listening: Room) -> None:
    listening.voice(voice_note(2, loudness=0))
    hear(listening)
    listening.voice(voice_note(2))
    hear(listening)
    listening.taps("Sí, eso dijo")
    (memory,) = listening.memories
    assert (memory.words, len(memory.voice_ids)) == (SAID, 2)


def test_what_is_heard_in_a_second_voice_stands_after_the_first(listening: Room) -> None:
    listening.voice(voice_note(2))
    hear(listening)
    listening.voice(voice_note(3))
    hear(listening, "y comíamos allí.")
    assert f"«{SAID}\ny comíamos allí.»" in listening.shown


def test_what_was_heard_in_a_voice_is_not_proposed_for_the_one_that_took_its_place(
    listening: Room,
) -> None:
    listening.voice(voice_note(2))
    hear(listening)
    listening.taps("Cambiar")
    listening.voice(voice_note(3))
    assert SAID not in listening.shown
    assert "Sí, eso dijo" not in listening.phone.last.labels
    hear(listening, "Íbamos al mar")
    assert "«Íbamos al mar»" in listening.shown


def test_words_that_come_after_another_voice_took_the_place_are_not_its_words(
    listening: Room,
) -> None:
    listening.voice(voice_note(2))
    listening.taps("Cambiar")
    listening.voice(voice_note(3))
    hear(listening)
    assert listening.memories[0].heard_words == ""
    assert "Sí, eso dijo" not in listening.phone.last.labels
    hear(listening, "Íbamos al mar")
    assert "«Íbamos al mar»" in listening.shown


def test_a_voice_that_comes_back_has_what_was_heard_in_it_again(listening: Room) -> None:
    listening.voice(voice_note(2))
    hear(listening)
    listening.taps("Cambiar")
    listening.voice(voice_note(3))
    hear(listening, "Íbamos al mar")
    listening.taps("Como estaba antes")
    assert any(SAID in seen.text for seen in listening.phone.seen[-2:])
    first = next(m for m in listening.memories if m.id == listening.session.talk.memory_id)
    assert (first.heard_words, len(first.voice_ids)) == (SAID, 1)


def test_a_job_of_a_former_version_that_names_no_voice_says_nothing(listening: Room) -> None:
    listening.voice(voice_note(2))
    with listening.kit.look() as work:
        (record,) = work.jobs.waiting()
        work.jobs.save(replace(record, voice_id=""))
        work.commit()
    hear(listening)
    assert listening.memories[0].heard_words == ""


def test_without_a_worker_nobody_is_asked_to_listen(known: Room) -> None:
    known.to_question()
    known.voice(voice_note(2))
    with known.kit.look() as work:
        assert work.jobs.waiting() == []


def test_a_long_note_has_a_word_on_it(known: Room) -> None:
    known.to_question()
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=50 * 60)
    known.phone.send(note, file=b"OggS long")
    assert any("de 50 minutos" in seen.text for seen in known.phone.seen)
    assert len(known.memories[0].voice_ids) == 1
