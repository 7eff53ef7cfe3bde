"""The five beats, and what the companion is asked afterwards."""

from dataclasses import replace

from core.domain.closing import AfterKind
from core.domain.consent import ConsentKind
from core.domain.job import JobKind
from core.domain.life import Feeling, Level
from core.domain.memory import Audience, Valence
from core.domain.patient import Language, Standing
from core.domain.session import SessionStage
from core.domain.session_record import CompanionDay, Hindered, ObservationItem, StopReason
from tests.fakes.turns import START
from tests.integration.book.conftest import jpeg, made
from tests.integration.session.room import Room


def told(room: Room) -> None:
    """One story, read back and found right; then the closing."""
    room.kit.prepare(pictures_on=False)
    room.to_question()
    room.phone.words("En el río había truchas. Las cogíamos con la mano.")
    room.taps("Ya está", "Sus palabras", "Por hoy, basta")


def to_after(room: Room, kind: AfterKind) -> None:
    room.close()
    while room.session.after[0].kind is not kind:
        onward = ("Solo nosotros", "Hecho", "Saltar")
        if room.session.after[0].kind is AfterKind.TELLING:
            onward = ("😊 Agradable",)
        room.taps(next(label for label in onward if label in room.phone.last.labels))


def test_the_five_beats_in_order(known: Room) -> None:
    told(known)
    first = known.shown
    assert "🗣 Gracias por contarme lo de «En el río había truchas»." in first
    assert "🗣 Yo me quedo con esto: «En el río había truchas»." in first
    known.taps("Seguir")
    assert "🗣 ¿Lo llamamos «En el río había truchas»?" in known.shown
    known.taps("Sí, así")
    assert "Aquí estamos, tú y yo." in known.shown
    assert "Y ahora, nuestra canción." in known.shown
    assert "No paséis enseguida a otra tarea" in known.shown


def test_a_yes_to_the_name_proposed_for_a_gesture_is_kept(known: Room) -> None:
    known.kit.prepare(level=Level.CHOICE, pictures_on=False)
    known.to_question()
    known.taps("De otra manera", "Con un gesto")
    known.phone.words("Movió las manos como tirando una canica.")
    known.taps("Ya está", "Así", "Seguir")
    theme = known.kit.services.translations.locale(Language.SPANISH).plain(
        f"theme-{known.memories[0].theme}-short"
    )
    assert f"¿Lo llamamos «{theme}»?" in known.shown
    known.taps("Sí, así")
    assert known.memories[0].title == theme
    assert "Aquí estamos" in known.shown


def test_another_name_is_simply_written(known: Room) -> None:
    told(known)
    known.taps("Seguir")
    known.phone.words("Las truchas\ndel  río")
    assert known.memories[0].title == "Las truchas del río"
    assert "Aquí estamos" in known.shown


def test_a_story_typed_where_a_name_was_asked_is_kept_whole_as_a_note(known: Room) -> None:
    told(known)
    known.taps("Seguir")
    before, story = known.memories, "Y luego bajábamos al molino con la cesta. " * 8
    known.phone.words(story)
    assert known.memories == before
    assert known.session.record.note == story
    assert "Lo guardo como nota tuya" in known.phone.seen[-2].text
    assert "🗣 ¿Lo llamamos «En el río había truchas»?" in known.shown


def test_a_voice_where_a_name_was_asked_is_kept_as_a_note(known: Room) -> None:
    told(known)
    known.taps("Seguir")
    known.voice(b"OggS and then")
    with known.kit.look() as work:
        (voice_id,) = known.session.record.note_voices
        assert work.media.read(voice_id) == b"OggS and then"


def test_what_is_neither_a_name_nor_a_note_leaves_the_name_asked(known: Room) -> None:
    told(known)
    known.taps("Seguir")
    known.voice(b"")
    assert "ha llegado vacía" in known.shown
    known.phone.words("Las truchas")
    assert known.memories[0].title == "Las truchas"


def test_a_retold_story_is_not_given_back_in_quotation_marks(known: Room) -> None:
    known.kit.prepare(pictures_on=False)
    known.to_question()
    known.phone.words("Pescaba truchas.")
    known.taps("Ya está", "Resumido", "Por hoy, basta")
    assert "🗣 Yo me quedo con esto: Pescaba truchas." in known.shown


def test_each_beat_screen_has_at_most_one_question(known: Room) -> None:
    told(known)
    while known.session.beats:
        assert known.shown.count("?") <= 1
        known.taps(known.phone.last.labels[0])


def test_a_session_at_choice_closes_after_one_story(known: Room) -> None:
    known.kit.prepare(level=Level.CHOICE, pictures_on=False)
    known.to_question()
    known.phone.words("La comba")
    if known.session.stage is SessionStage.DEEPEN:
        known.taps("Ya está")
    known.taps("Así")
    assert known.session.stage is SessionStage.CLOSE
    assert known.session.record.stop is None


def test_who_may_see_it_is_asked_and_the_book_has_its_page(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.AUDIENCE)
    known.taps("El libro")
    (memory,) = known.memories
    assert memory.audience is Audience.BOOK
    with known.kit.look() as work:
        assert work.pages.number_of(memory.id) == 1


def test_a_picture_older_than_its_page_is_enlarged_once_the_story_is_for_the_book(
    known: Room,
) -> None:
    told(known)
    to_after(known, AfterKind.AUDIENCE)
    (memory,) = known.memories
    with known.kit.look() as work:
        plain = work.media.put(jpeg(), media_type="image/jpeg")
        made(work, memory.id, "p", plain_media_id=plain)
        work.commit()
    known.taps("El libro")
    with known.kit.look() as work:
        assert [(job.kind, job.subject_id) for job in work.jobs.all()] == [(JobKind.ENLARGE, "p")]


def test_until_somebody_answers_only_we_may_see_it(known: Room) -> None:
    told(known)
    known.close()
    assert known.memories[0].audience is Audience.US
    with known.kit.look() as work:
        assert work.pages.count() == 0


def test_how_telling_it_was_is_a_human_s_tap(known: Room) -> None:
    told(known)
    assert known.memories[0].valence is None
    to_after(known, AfterKind.TELLING)
    known.taps("😊 Agradable")
    assert known.memories[0].valence is Valence.PLEASANT
    assert known.memories[0].use_again


def test_a_story_that_hurt_leaves_the_book_and_is_not_used_again(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.AUDIENCE)
    known.taps("El libro", "💧 Dolió: dejarlo aparte")
    (memory,) = known.memories
    assert not memory.use_again
    with known.kit.look() as work:
        assert work.pages.count() == 0


def test_how_much_they_enjoyed_it_and_a_feeling_are_tapped(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.ENJOYED)
    assert known.phone.last.labels[:6] == ["0", "3", "5", "8", "10", "Hecho"]
    known.taps("8", "Ternura")
    (memory,) = known.memories
    assert (memory.enjoyment, memory.feeling) == (8, Feeling.TENDERNESS)
    assert {"✓ Disfrutó: 8 de 10", "✓ Ternura"} < set(known.phone.last.labels)
    assert known.phone.last.payload["replaces"]
    known.taps("✓ Ternura", "✓ Disfrutó: 8 de 10", "10", "Hecho")
    (memory,) = known.memories
    assert (memory.enjoyment, memory.feeling) == (10, "")


def test_of_a_story_that_hurt_nobody_asks_how_much_they_enjoyed_it(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.TELLING)
    known.taps("💧 Dolió: dejarlo aparte")
    assert known.session.after[0].kind is AfterKind.CARD


def test_skipping_how_it_was_skips_how_much(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.TELLING)
    known.taps("Saltar")
    assert known.session.after[0].kind is AfterKind.CARD
    assert known.memories[0].enjoyment is None


def test_all_of_it_can_be_left_with_one_tap(known: Room) -> None:
    told(known)
    known.close()
    known.taps("Terminar aquí")
    assert known.session.ended_at is not None
    assert known.memories[0].audience is Audience.US


def test_every_screen_after_the_goodbye_can_be_left(known: Room) -> None:
    told(known)
    known.close()
    seen = []
    while known.session.after and known.session.ended_at is None:
        seen.append(known.session.after[0].kind)
        labels = known.phone.last.labels
        assert {"Terminar aquí", "Saltar"} & set(labels)
        onward = {"Saltar", "Hecho", "Solo nosotros"}
        known.taps(next(label for label in labels if label in onward))
    assert len(seen) == 6
    replaced = [message.payload.get("replaces") for message in known.phone.seen[-6:]]
    assert replaced.count(None) == 1  # the thank-you: all before it was one living message


def test_what_they_did_without_words_is_not_told_to_their_face(known: Room) -> None:
    known.kit.prepare(level=Level.CHOICE, pictures_on=False)
    known.to_question()
    known.taps("De otra manera", "Con un gesto")
    known.phone.words("Hizo como que removía una olla.")
    known.taps("Ya está", "Así")
    while known.session.beats:
        assert "Hizo" not in known.shown
        known.taps(known.phone.last.labels[0])


def test_the_card_is_filled_by_taps_in_one_place(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.CARD)
    for _ in range(4):
        known.taps("Disfrutó")
    assert known.session.record.observation == {ObservationItem.ENJOYED: 3}
    assert "Se le veía disfrutar: <b>mucho</b>" in known.shown
    assert known.phone.last.payload["replaces"]
    known.taps("Disfrutó")
    assert known.session.record.observation == {}


def test_what_got_in_the_way_is_ticked(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.AROUND)
    known.taps("👎 El ruido", "👍 La canción")
    assert {"✓ El ruido", "✓ La canción"} < set(known.phone.last.labels)
    known.taps("✓ La canción", "Hecho")
    assert known.session.record.hindered == (Hindered.NOISE,)
    assert known.session.record.helped == ()


def test_the_companion_s_note_is_kept_word_for_word(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.YOU)
    known.phone.words("Nunca le había oído esto.  <3")
    assert known.session.record.note == "Nunca le había oído esto.  <3"
    assert "Apuntado" in known.shown
    known.taps("Bien")
    assert known.session.ended_at is not None


def test_the_companion_s_note_may_be_voices_and_none_is_lost(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.YOU)
    known.voice(b"OggS the first")
    known.voice(b"OggS the second")
    with known.kit.look() as work:
        kept = [work.media.read(voice_id) for voice_id in known.session.record.note_voices]
    assert kept == [b"OggS the first", b"OggS the second"]
    assert "Apuntado" in known.shown


def test_without_the_permission_nothing_said_while_closing_is_kept(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.YOU)
    with known.kit.look() as work:
        held = work.consents.holding(ConsentKind.STORIES)
        work.consents.save(held.withdraw(at=START))
        work.commit()
    known.voice(b"OggS one more story")
    known.phone.words("Y otra más")
    record = known.session.record
    assert (record.note, record.note_voices) == ("", ())
    assert "No lo he guardado" in known.phone.seen[-2].text


def test_the_last_answer_ends_the_session_with_thanks(known: Room) -> None:
    told(known)
    to_after(known, AfterKind.YOU)
    known.taps("Bien")
    assert known.session.ended_at is not None
    assert known.session.record.companion_day is CompanionDay.GOOD
    assert "Hoy hay una historia más." in known.shown


def test_three_hard_days_in_a_row_point_gently_to_help(known: Room) -> None:
    therapist = known.therapist()
    for _ in range(3):
        known.to_question()
        known.taps("Por hoy, basta")
        to_after(known, AfterKind.YOU)
        known.taps("Mal")
    assert "tú también cuentas" in known.shown
    (alert,) = therapist.read()
    assert "tres veces seguidas" in alert.text


def test_who_skips_the_question_learns_nothing_of_anothers_hard_days(known: Room) -> None:
    for _ in range(3):
        known.to_question()
        known.taps("Por hoy, basta")
        to_after(known, AfterKind.YOU)
        known.taps("Mal")
    other = replace(known, phone=known.companion())
    other.to_question()
    other.taps("Por hoy, basta")
    to_after(other, AfterKind.YOU)
    other.taps("Saltar")
    assert other.session.ended_at is not None
    assert "tú también cuentas" not in other.shown


def test_closing_early_says_so_in_the_record(known: Room) -> None:
    known.to_question()
    known.taps("Por hoy, basta")
    assert known.session.record.stop is StopReason.COMPANION


def test_nothing_is_shared_with_the_book_by_company(known: Room) -> None:
    known.kit.prepare(level=Level.PRESENCE)
    known.to_question()
    known.taps("Le gusta", "Por hoy, basta")
    assert [step.kind for step in known.session.after] == []
    known.close()
    kinds = {step.kind for step in known.session.after}
    assert AfterKind.AUDIENCE not in kinds


def test_cancelling_is_a_closing_and_never_a_hard_drop(known: Room) -> None:
    known.to_question()
    known.phone.command("cancel")
    assert known.session.stage is SessionStage.CLOSE
    known.phone.command("cancel")
    assert known.session.stage is SessionStage.CLOSE
    known.close()
    known.phone.command("cancel")
    assert known.session.ended_at is not None


def test_cancelling_when_they_are_upset_closes_with_the_calm_beats(known: Room) -> None:
    known.to_question()
    known.taps("😟 Es un mal momento", "🌧 Lo pasa mal")
    known.phone.command("cancel")
    assert "Aquí estamos" in known.shown
    assert known.session.record.stop is StopReason.UPSET


def test_with_another_rater_what_is_typed_is_a_note_still(known: Room) -> None:
    told(known)
    known.close()
    before = known.memories
    known.taps("Mejor la elijo yo")
    known.phone.words("Hoy estaba de buen humor.")
    assert known.session.record.note == "Hoy estaba de buen humor."
    assert known.memories == before


def test_once_the_space_rests_an_open_session_closes_kindly(known: Room) -> None:
    known.to_question()
    known.kit.prepare(standing=Standing.PAUSED)
    known.tick()
    assert known.session.stage is SessionStage.CLOSE
    assert "en reposo" in known.shown
    assert "🗣 Gracias por este ratito." in known.shown
    known.close()
    known.taps("Terminar aquí")
    assert known.session.ended_at is not None


def test_before_they_said_yes_the_space_at_rest_means_another_day(known: Room) -> None:
    known.phone.command("session")
    known.kit.prepare(standing=Standing.PAUSED)
    known.tick()
    assert "🗣 No pasa nada. Otro día." in known.shown


def test_a_hard_moment_comes_to_its_end_though_the_space_rests(known: Room) -> None:
    known.to_question()
    known.taps("😟 Es un mal momento", "🌱 Se emociona")
    known.kit.prepare(standing=Standing.PAUSED)
    seen = len(known.phone.seen)
    known.tick()
    assert len(known.phone.seen) == seen
    known.taps("Seguir")
    known.tick()
    assert known.session.stage is SessionStage.CLOSE


def test_a_closing_under_way_is_not_begun_again_though_the_space_rests(known: Room) -> None:
    told(known)
    known.taps("Seguir")
    known.kit.prepare(standing=Standing.PAUSED)
    seen = len(known.phone.seen)
    known.tick()
    assert len(known.phone.seen) == seen
