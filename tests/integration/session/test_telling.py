"""Answers become memories: words, voice, gestures; what is read back, and whose words they are."""

from dataclasses import replace

import pytest

from core.domain.conversation import OutboxKind
from core.domain.job import JobKind, JobRecord
from core.domain.life import Level, LifeStage
from core.domain.memory import Audience, Teller, ToldHow, Valence, Wording
from core.domain.session import SessionStage
from core.domain.talk import Rung
from core.domain.wish import PictureWish
from core.errors import NotFound
from tests.fakes.turns import START
from tests.integration.session.room import COMPANION, Room
from tests.unit.pictures.stories import PICTURE, SCENE

STORY = "En el río había truchas. Las cogíamos con la mano."


def test_an_answer_is_a_memory_at_once_seen_by_us_alone(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    (memory,) = known.memories
    assert memory.words == STORY
    assert not memory.approved
    assert memory.audience is Audience.US
    assert memory.session_id == known.session.id
    assert memory.theme == known.session.talk.theme


@pytest.mark.parametrize(
    "words", ["x" * 20_000, "🙂🙃", "<b>/start</b> & { $name }", "  con espacios  ", "Ça ira"]
)
def test_whatever_is_typed_is_kept_character_for_character(known: Room, words: str) -> None:
    known.to_question()
    known.phone.words(words)
    assert known.memories[0].words == words
    assert known.session.stage in {SessionStage.DEEPEN, SessionStage.READ_BACK}


def test_markup_in_a_story_is_shown_as_it_was_said(known: Room) -> None:
    known.to_question()
    known.phone.words("<b>mi calle</b>")
    known.taps("Ya está")
    assert "&lt;b&gt;mi calle&lt;/b&gt;" in known.shown


def test_their_words_may_be_quoted(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("Ya está", "Sus palabras")
    (memory,) = known.memories
    assert memory.wording is Wording.VERBATIM
    assert memory.quotable
    assert memory.approved
    assert memory.title == "En el río había truchas"


def test_retold_is_never_quoted_and_says_who_told_it(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("Ya está", "Resumido")
    (memory,) = known.memories
    assert not memory.quotable
    assert (memory.teller, memory.teller_name) == (Teller.PERSON, "Carmen")


def test_a_voice_note_is_a_complete_answer_and_is_played_back(known: Room) -> None:
    known.to_question()
    known.voice(b"OggS her voice")
    (memory,) = known.memories
    assert known.session.stage is SessionStage.READ_BACK
    assert known.phone.last.payload["voices"] == list(memory.voice_ids)
    with known.kit.look() as work:
        assert work.media.read(memory.voice_ids[0]) == b"OggS her voice"
    known.taps("Así, con su voz")
    assert known.memories[0].wording is Wording.VOICE
    assert known.offered.reached == []  # nothing is known yet to draw


def test_a_typed_sentence_beside_a_voice_lets_a_picture_be_made(known: Room) -> None:
    known.to_question()
    known.voice()
    known.phone.words("De niña pescaba truchas en el río.")
    assert "¿De quién son las palabras?" in known.shown
    known.taps("Resumido")
    (memory,) = known.memories
    assert memory.wording is Wording.RETOLD
    assert memory.voice_ids
    assert known.offered.reached == [memory.id]


def test_a_sentence_put_right_beside_a_voice_leaves_the_voice_where_it_was(known: Room) -> None:
    known.to_question()
    known.voice(b"OggS her voice")
    known.phone.words("De niña pescaba barbos en el río.")
    known.taps("Cambiar")
    known.phone.words("De niña pescaba truchas en el río.")
    (memory,) = known.memories
    assert memory.words == "De niña pescaba truchas en el río."
    assert memory.wording is Wording.RETOLD
    assert known.phone.last.payload["voices"] == list(memory.voice_ids)
    with known.kit.look() as work:
        assert [work.media.read(kept) for kept in memory.voice_ids] == [b"OggS her voice"]


def test_a_voice_told_anew_takes_the_place_of_the_first(known: Room) -> None:
    known.to_question()
    known.voice(b"OggS the first time")
    (first,) = known.memories[0].voice_ids
    known.taps("Cambiar")
    known.voice(b"OggS the second time")
    (second,) = known.memories[0].voice_ids
    known.taps("Así, con su voz")
    with known.kit.look() as work:
        assert work.media.read(second) == b"OggS the second time"
        with pytest.raises(NotFound):
            work.media.read(first)


def test_a_voice_that_was_no_correction_leaves_the_first_as_it_was(known: Room) -> None:
    known.to_question()
    known.voice(b"OggS the first time")
    known.taps("Cambiar")
    known.voice(b"OggS another story")
    known.taps("Como estaba antes")
    with known.kit.look() as work:
        heard = [work.media.read(voice) for m in known.memories for voice in m.voice_ids]
    assert heard == [b"OggS the first time", b"OggS another story"]
    assert "¿Lo guardo como recuerdo?" in known.shown
    assert known.session.stage is SessionStage.READ_BACK


def test_a_line_that_was_no_correction_leaves_the_story_as_it_was(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("Ya está", "Cambiar")
    known.phone.words("No era Vigo, era Lugo.")
    known.taps("Como estaba antes")
    assert [memory.words for memory in known.memories] == [STORY, "No era Vigo, era Lugo."]
    assert known.phone.last.payload["text"].startswith("<blockquote>No era Vigo")
    known.taps("No", "Sus palabras")
    assert [(memory.words, memory.quotable) for memory in known.memories] == [(STORY, True)]


def test_all_of_a_long_story_is_there_to_be_put_right(known: Room) -> None:
    long = "Íbamos andando hasta el mar. " * 100 + "Y volvíamos de noche."
    known.to_question()
    known.phone.words(long)
    known.taps("Ya está")
    assert "Y volvíamos de noche." not in known.shown
    known.taps("Cambiar")
    assert long in known.shown


def test_a_change_too_long_for_one_message_is_kept_whole(known: Room) -> None:
    parts = ["En el río había barbos. " * 170, "En la presa, " * 300]
    known.to_question()
    known.phone.words(STORY)
    known.taps("Ya está", "Cambiar")
    for part in parts:
        known.phone.words(part)
    assert [memory.words for memory in known.memories] == ["\n".join(parts)]


def test_an_empty_voice_note_asks_again_gently(known: Room) -> None:
    known.to_question()
    known.voice(b"")
    assert "ha llegado vacía" in known.shown
    assert known.session.stage is SessionStage.INVITE


def test_what_was_read_back_can_be_changed_twice_and_then_no_more(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("Ya está")
    for words in ("Había barbos.", "Había truchas y barbos."):
        known.taps("Cambiar")
        known.phone.words(words)
    assert known.memories[0].words == "Había truchas y barbos."
    assert "Cambiar" not in known.phone.last.labels


def test_changing_can_be_left_again(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("Ya está", "Cambiar", "Volver", "Sus palabras")
    assert known.memories[0].words == STORY


def test_what_is_added_while_reading_back_is_kept_too(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("Ya está")
    known.phone.words("Y merendábamos.")
    assert known.memories[0].words == f"{STORY}\nY merendábamos."


def test_what_is_chosen_between_options_is_not_kept_as_their_own_words(known: Room) -> None:
    known.kit.prepare(level=Level.CHOICE)
    known.to_question()
    known.phone.words("Las canicas")
    if known.session.stage is SessionStage.DEEPEN:
        known.taps("Ya está")
    assert "Sus palabras" not in known.phone.last.labels
    known.taps("Así")
    (memory,) = known.memories
    assert memory.told_how is ToldHow.CHOSEN
    assert not memory.quotable


def test_a_gesture_is_a_full_answer(known: Room) -> None:
    known.kit.prepare(level=Level.CHOICE)
    known.to_question()
    known.taps("De otra manera", "Con un gesto")
    known.phone.words("Movió las manos como tirando una canica.")
    assert known.memories[0].told_how is ToldHow.GESTURE


def test_the_companion_may_tell_it_and_it_says_so(known: Room) -> None:
    known.to_question()
    known.taps("No sale nada", "Lo cuento yo")
    known.phone.words("Siempre contaba lo del río.")
    (memory,) = known.memories
    assert (memory.teller, memory.teller_name) == (Teller.COMPANION, "Ana")
    assert not memory.quotable


def test_when_nothing_comes_the_question_is_made_easier_and_then_the_level_drops(
    known: Room,
) -> None:
    known.to_question()
    known.taps("No sale nada")
    assert known.session.talk.rung is Rung.BEGINNING
    known.taps("No sale nada")
    assert known.session.level is Level.CHOICE
    assert known.kit.person().level is Level.OPEN


def test_two_refusals_close_with_the_whole_ritual(known: Room) -> None:
    known.to_question()
    known.taps("Esta no", "Esta no")
    assert "Gracias por este ratito" in known.shown
    known.taps("Seguir", "Sí, así", "Hecho")
    assert known.session.stage is SessionStage.AFTER


def test_a_question_already_asked_is_not_asked_again_while_there_are_others(known: Room) -> None:
    known.to_question()
    first = known.session.talk.question_id
    known.phone.words(STORY)
    known.taps("Ya está", "Sus palabras")
    known.phone.command("session")
    known.taps("Sin imagen")
    assert known.session.talk.question_id != first


def test_a_listed_phrase_only_asks_whether_to_pause_and_the_words_are_kept(known: Room) -> None:
    known.to_question()
    known.phone.words("Se ha puesto a llorar al contar lo del río.")
    assert "¿Hacemos una pausa?" in known.shown
    assert known.session.record.moments == ()
    assert len(known.memories) == 1
    known.taps("No, seguimos")
    assert known.session.stage is SessionStage.DEEPEN


def test_a_photo_for_an_answer_is_declined_and_the_question_stays(known: Room) -> None:
    from bot.incoming import Incoming, IncomingKind

    known.to_question()
    known.phone.send(Incoming(kind=IncomingKind.PHOTO), file=b"jpeg")
    assert "/fotos" in known.shown
    known.phone.words(STORY)
    assert known.memories[0].words == STORY


def test_after_a_pause_the_thread_is_given_back(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("⏸ Pausa", "Seguir")
    assert "Me estabas contando lo de «En el río había truchas»" in known.shown


@pytest.mark.parametrize(
    ("changes", "theme"),
    [({"pictures_on": False}, "D3"), ({}, "L2")],
    ids=["pictures off", "real photos only"],
)
def test_no_picture_is_offered_where_none_may_be_made(
    known: Room, changes: dict[str, bool], theme: str
) -> None:
    bank = known.kit.services.bank
    others = frozenset(t.code for t in bank.themes() if t.code not in {theme, "D4"})
    known.kit.prepare(avoid_themes=others, **changes)
    short = known.kit.services.translations.locale("es").plain(f"theme-{theme}-short")
    known.to_themes()
    known.taps(next(label for label in known.phone.last.labels if short in label))
    known.phone.words(STORY)
    known.taps("Ya está", "Sus palabras")
    assert known.offered.reached == []
    assert known.session.stage is SessionStage.INVITE


def test_a_painful_story_is_not_pictured_and_kept_only_if_they_say_so(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("😟 Es un mal momento", "🌱 Se emociona", "Esta historia duele")
    assert "¿Quiere que lo guardemos?" in known.shown
    known.taps("Sí, guardarlo", "Ya está", "Sus palabras")
    assert known.memories[0].valence is Valence.PAINFUL
    assert known.offered.reached == []


def test_a_painful_story_they_do_not_want_kept_is_gone_and_its_voice_too(known: Room) -> None:
    known.to_question()
    known.voice()
    (voice_id,) = known.memories[0].voice_ids
    known.taps("😟 Es un mal momento", "🌱 Se emociona", "Esta historia duele")
    known.taps("No guardarlo")
    assert known.memories == []
    with known.kit.look() as work, pytest.raises(Exception):  # noqa: B017
        work.media.read(voice_id)
    assert known.session.stage is SessionStage.THEME


def drawn(room: Room) -> tuple[str, str]:
    """What was just told, half drawn: a picture to choose, a wish, and work still going on."""
    (memory,) = room.memories
    with room.kit.look() as work:
        marked, plain = (work.media.put(b"a picture", media_type="image/jpeg") for _ in "12")
        picture = replace(PICTURE, memory_id=memory.id, media_id=marked, plain_media_id=plain)
        work.pictures.save(picture)
        work.scenes.save(replace(SCENE, memory_id=memory.id))
        wish = PictureWish(id="w1", memory_id=memory.id, account_id=COMPANION, made_at=START)
        work.wishes.save(wish)
        subjects = {JobKind.PICTURE: memory.id, JobKind.ENLARGE: picture.id, JobKind.BOOK: "web"}
        for kind, subject_id in subjects.items():
            job = JobRecord(
                id=f"job-{kind}",
                kind=kind,
                purpose=kind,
                subject_id=subject_id,
                account_id=COMPANION,
                chat_id=COMPANION,
                created_at=START,
            )
            work.jobs.save(job)
        work.commit()
    return marked, plain


def test_what_was_drawn_of_a_story_they_do_not_want_kept_goes_with_it(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    files = drawn(known)
    known.taps("😟 Es un mal momento", "🌱 Se emociona", "Esta historia duele")
    known.taps("No guardarlo")
    with known.kit.look() as work:
        assert [*work.pictures.all(), *work.scenes.all(), *work.wishes.all()] == []
        for media_id in files:
            with pytest.raises(NotFound):
                work.media.read(media_id)


def test_work_on_a_story_they_do_not_want_kept_is_stopped_and_no_other(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    drawn(known)
    known.taps("😟 Es un mal momento", "🌱 Se emociona", "Esta historia duele")
    known.taps("No guardarlo")
    with known.kit.look() as work:
        assert [job.id for job in work.jobs.waiting()] == ["job-book"]
    assert known.kit.queued == [
        (OutboxKind.CANCEL, {"job_id": "job-enlarge"}),
        (OutboxKind.CANCEL, {"job_id": "job-picture"}),
    ]


def test_company_is_comments_and_things_to_touch(known: Room) -> None:
    known.kit.prepare(level=Level.PRESENCE)
    known.to_question()
    spoken = [line for line in known.shown.split("\n") if "🗣" in line]
    assert spoken
    assert not any("?" in line for line in spoken)
    known.taps("Le gusta")
    known.phone.words("Sonrió y apretó la llave.")
    assert known.session.record.note == "Sonrió y apretó la llave."
    assert known.memories == []


def test_in_company_turning_away_ends_it_at_once_and_kindly(known: Room) -> None:
    known.kit.prepare(level=Level.PRESENCE)
    known.to_question()
    known.taps("Se aparta")
    assert known.session.stage is SessionStage.CLOSE
    assert "🗣 Gracias." in known.shown


def test_memories_land_in_the_stage_of_their_theme(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    code = known.session.talk.theme
    assert known.memories[0].stage is LifeStage(code[0])


def test_the_companions_own_voice_is_called_theirs(known: Room) -> None:
    known.kit.prepare(level=Level.CHOICE)
    known.to_question()
    known.taps("De otra manera", "Lo cuento yo")
    known.voice(b"OggS my voice")
    assert "Tu voz está guardada." in known.shown
    assert "una frase con lo que cuentas" in known.shown
    assert "Así, con su voz" not in known.phone.last.labels
    known.phone.words("Mi madre hacía rosquillas.")
    assert "Tu voz está guardada, y esta frase al lado. ¿Así?" in known.shown
    assert "Hay más" not in known.phone.last.labels


def test_whose_words_they_are_is_asked_only_where_it_is_open(known: Room) -> None:
    known.kit.prepare(level=Level.CHOICE)
    known.to_question()
    known.taps("De otra manera", "Con un gesto")
    known.voice()
    known.phone.words("Movió las manos.")
    assert "Su voz está guardada, y esta frase al lado. ¿Así?" in known.shown
    known.phone.command("cancel")
    known.close()
    known.taps("Saltar")
    assert "Quedó sin repasar. ¿Así?" in known.shown


def test_there_is_more_is_offered_while_a_follow_up_fits(known: Room) -> None:
    known.to_question()
    known.phone.words(STORY)
    known.taps("Ya está")
    assert "Hay más" in known.phone.last.labels
    known.taps("Cambiar", "Volver", "Hay más")
    assert known.session.stage is SessionStage.DEEPEN
