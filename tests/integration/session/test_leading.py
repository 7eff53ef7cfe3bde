"""Who may begin, one session at a time, taking over, and coming back after a restart."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.consent import ConsentKind
from core.domain.job import JobKind, JobRecord
from core.domain.life import Level
from core.domain.patient import Standing
from core.domain.session import SessionStage
from core.domain.session_record import StopReason
from tests.fakes.turns import START
from tests.integration.session.room import Room
from tests.unit.pictures.stories import MEMORY, PICTURE

STOPS = {"⏸ Pausa", "😟 Es un mal momento"}


def test_without_permission_nothing_begins_and_the_way_to_it_is_shown(room: Room) -> None:
    with room.kit.look() as work:
        work.consents.remove(ConsentKind.STORIES)
        work.commit()
    room.phone.command("session")
    assert "Dar permiso" in room.phone.last.labels
    with room.kit.look() as work:
        assert work.sessions.open_one() is None


def test_a_resting_space_has_no_sessions(room: Room) -> None:
    room.kit.prepare(standing=Standing.PAUSED)
    room.phone.command("session")
    assert "en reposo" in room.shown


def test_postponing_ends_it_with_a_kind_line(known: Room) -> None:
    known.phone.command("session")
    known.taps("Mejor otro día")
    assert "otro día" in known.shown
    assert known.session.record.stop is StopReason.POSTPONED


def test_how_they_say_what_they_need_stands_on_the_first_screen(known: Room) -> None:
    known.phone.command("session")
    assert "Si le duele algo" not in known.shown
    known.kit.prepare(reads=False, toilet_words="«hacer pis»", pain_words="se toca la frente")
    known.phone.command("session")
    assert "No lee" in known.shown
    assert "Si quiere ir al baño: «hacer pis»" in known.shown
    assert "Si le duele algo: se toca la frente" in known.shown


def test_not_today_has_the_kind_goodbye(known: Room) -> None:
    known.phone.command("session")
    known.taps("Estamos", "Hoy no")
    assert "No pasa nada. Otro día." in known.shown
    known.taps("Hecho")
    assert known.session.ended_at is not None


def test_not_sure_is_asked_again_later(known: Room) -> None:
    known.phone.command("session")
    known.taps("Estamos", "No lo tengo claro")
    assert "No lo tengo claro" not in known.phone.last.labels
    known.taps("Sí")
    assert known.session.record.assent_took_a_while


def test_the_companion_may_choose_the_face_instead(known: Room) -> None:
    known.phone.command("session")
    known.taps("Estamos", "Sí", "Mejor la elijo yo", "😐")
    mood = known.session.record.mood_before
    assert mood is not None
    assert (mood.face, mood.rated_by) == (3, "companion")


def test_the_song_opens_and_is_asked_for_when_nobody_knows_it(known: Room) -> None:
    known.phone.command("session")
    known.taps("Estamos", "Sí", "Saltar")
    assert "Ojos verdes" in known.shown
    known.kit.prepare(song="")
    known.phone.command("session")
    assert "Apuntar la canción" in known.phone.last.labels


def test_who_may_not_name_the_song_is_not_asked_for_it(known: Room) -> None:
    known.kit.prepare(song="")
    other = known.companion()
    other.command("session")
    for label in ("Estamos", "Sí", "Saltar"):
        other.tap(label)
    assert "Seguir" in other.last.labels
    assert "Apuntar la canción" not in other.last.labels


def test_what_was_named_at_the_opening_is_kept_with_the_session(known: Room) -> None:
    known.kit.prepare(session_place="en el patio", song="")
    known.phone.command("session")
    known.taps("Estamos", "Sí", "Saltar")
    known.kit.prepare(session_place="en el centro", song="Ojos verdes")
    known.phone.command("session")
    known.taps("Seguir")
    known.kit.prepare(song="La Zarzamora")
    record = known.session.record
    assert (record.place, record.song) == ("en el patio", "Ojos verdes")


def test_a_song_that_nobody_came_to_is_not_kept_with_the_session(room: Room) -> None:
    room.phone.command("session")
    room.taps("Sí")
    assert room.session.stage is SessionStage.THEME
    assert room.session.record.song == ""


def test_something_else_offers_two_other_themes(known: Room) -> None:
    known.to_themes()
    first = set(known.session.offered)
    known.taps("Otra cosa")
    assert not first & set(known.session.offered)


def test_no_theme_on_the_avoid_list_is_ever_offered(known: Room) -> None:
    bank = known.kit.services.bank
    avoided = frozenset(t.code for t in bank.themes() if t.code not in {"C4", "D3"})
    known.kit.prepare(avoid_themes=avoided)
    known.to_themes()
    assert set(known.session.offered) == {"C4", "D3"}
    known.taps("Otra cosa")
    assert known.session.record.stop is StopReason.NO_THEME


def test_somebody_else_is_offered_to_take_it_over_and_the_first_phone_is_told(
    known: Room,
) -> None:
    known.to_question()
    other = known.companion()
    other.command("session")
    assert "Seguirla yo" in other.last.labels
    other.tap("Seguirla yo")
    assert known.session.led_by == other.account_id
    known.phone.read()
    assert "Luis sigue la sesión" in known.shown
    assert "No sale nada" in other.last.labels


def test_after_a_take_over_the_first_phone_leads_no_more(known: Room) -> None:
    known.to_question()
    other = known.companion()
    other.command("session")
    other.tap("Seguirla yo")
    before = known.session
    assert known.phone.tap("No sale nada").notice
    assert known.session == before


def test_a_take_over_leaves_the_question_about_a_story_of_the_first_phone(known: Room) -> None:
    known.to_themes()
    known.phone.words("De joven bailaba.")
    keep = known.phone.last.buttons["Sí: lo cuento yo"]
    other = known.companion()
    other.command("session")
    other.tap("Seguirla yo")
    known.phone.read()
    assert not known.phone.tap_data(keep).notice
    assert "¿De qué época es?" in known.shown


def test_a_tap_on_an_old_button_does_not_count_the_night(known: Room) -> None:
    known.to_question()
    known.kit.wait(timedelta(minutes=20))
    known.phone.command("cancel")
    known.kit.wait(timedelta(hours=16))
    known.close()
    assert known.session.clock.seconds(now=known.kit.clock.now()) == 20 * 60


def test_whoever_takes_it_over_the_next_day_does_not_count_the_night(known: Room) -> None:
    known.to_question()
    known.kit.wait(timedelta(days=1))
    other = known.companion()
    other.command("session")
    other.tap("Seguirla yo")
    assert known.session.clock.seconds(now=known.kit.clock.now()) < 60


def test_a_session_left_for_a_day_can_be_picked_up(known: Room) -> None:
    known.to_question()
    known.kit.wait(timedelta(days=1))
    known.phone.command("session")
    known.taps("Retomarla")
    assert known.session.stage is SessionStage.INVITE
    assert known.session.clock.seconds(now=known.kit.clock.now()) < 60


def test_or_it_is_ended_and_another_begins(known: Room) -> None:
    known.to_question()
    known.kit.wait(timedelta(days=1))
    known.phone.command("session")
    known.taps("Empezar otra")
    assert known.session.stage is SessionStage.READY
    with known.kit.look() as work:
        assert work.sessions.count() == 2


def road(room: Room, stage: SessionStage) -> None:
    """Walk to a stage by taps alone."""
    room.phone.command("session")
    for label in ("Estamos", "Sí", "Saltar", "Seguir"):
        if room.session.stage is stage:
            return
        room.taps(label)
    if room.session.stage is stage:
        return
    room.taps(room.phone.last.labels[0])
    if stage is SessionStage.INVITE:
        return
    room.phone.words("Un día de sol en el río.")
    for stop, label in (
        (SessionStage.DEEPEN, "Ya está"),
        (SessionStage.READ_BACK, "Sus palabras"),
        (SessionStage.PICTURE, ""),
    ):
        if room.session.stage is stage:
            return
        if stop is room.session.stage and label:
            room.taps(label)
    room.phone.command("session")
    room.taps("Sin imagen", "Por hoy, basta")
    if stage is SessionStage.AFTER:
        room.close()


#: Of a session that begins with a theme; test_looking_together has the other road.
STAGES = [s for s in SessionStage if s not in {SessionStage.SUMMARY, SessionStage.LOOK}]


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_shown_again_from_the_stored_session_alone(
    known: Room, stage: SessionStage
) -> None:
    road(known, stage)
    assert known.session.stage is stage
    known.phone.command("session")
    first = known.phone.last
    known.phone.command("session")
    assert (known.phone.last.text, known.phone.last.labels) == (first.text, first.labels)


@pytest.mark.parametrize("stage", STAGES)
def test_pause_and_the_hard_moment_stand_on_every_screen_and_work(
    known: Room, stage: SessionStage
) -> None:
    road(known, stage)
    known.phone.command("session")
    assert set(known.phone.last.labels) >= STOPS
    known.taps("⏸ Pausa")
    assert known.session.paused
    known.taps("😟 Es un mal momento")
    assert set(known.phone.last.labels) >= STOPS
    known.taps("Ya pasó", "Seguir")
    assert known.session.stage is stage
    assert not known.session.interrupted


@pytest.mark.parametrize("stage", STAGES)
def test_an_old_button_changes_nothing_at_any_stage(known: Room, stage: SessionStage) -> None:
    known.phone.command("session")
    old = known.phone.last.buttons["Estamos"]
    road(known, stage)
    before = known.session
    if stage is SessionStage.READY:
        known.phone.command("session")
        before = known.session
    assert known.phone.tap_data(old).notice
    assert known.session == before


def test_a_picture_that_came_too_late_is_offered_at_the_next_opening(known: Room) -> None:
    order = JobRecord(
        id="job1",
        kind=JobKind.PICTURE,
        purpose="pictures",
        subject_id="m1",
        account_id=1,
        chat_id=1,
        created_at=START,
        taken_over=True,
    )
    memory = replace(MEMORY, id="m1", told_at=START)
    picture = replace(PICTURE, memory_id=memory.id, job_id=order.id, made_at=START)
    with known.kit.look() as work:
        work.memories.save(memory)
        work.jobs.save(order)
        work.pictures.save(picture)
        work.commit()
    known.phone.command("session")
    known.taps("Estamos", "Sí", "Saltar")
    assert "🖼 Mirarla ahora" in known.phone.last.labels


def test_something_to_smell_is_not_to_be_tasted_unless_they_swallow_well(known: Room) -> None:
    bank = known.kit.services.bank
    others = frozenset(t.code for t in bank.themes() if t.code not in {"C5", "D4"})
    known.kit.prepare(level=Level.PRESENCE, avoid_themes=others)
    known.to_themes()
    known.taps(next(label for label in known.phone.last.labels if label.startswith("🥘")))
    assert "Solo oler y tocar." in known.shown
    known.kit.prepare(swallow_safe=True)
    known.phone.command("session")
    assert "Solo oler y tocar." not in known.shown


def test_an_open_session_is_left_in_peace_once_the_space_rests(known: Room) -> None:
    known.to_question()
    known.kit.prepare(standing=Standing.DIED)
    known.kit.wait(timedelta(minutes=60))
    seen = len(known.phone.seen)
    known.tick()
    assert len(known.phone.seen) == seen
    known.phone.command("session")
    assert "en reposo" in known.shown


def test_a_story_taken_out_elsewhere_does_not_block_the_session(known: Room) -> None:
    known.to_question()
    known.phone.words("En el río había truchas.")
    with known.kit.look() as work:
        work.memories.remove(work.memories.all()[0].id)
        work.commit()
    known.phone.command("session")
    known.taps("Cerrar con cariño")
    assert known.session.stage is SessionStage.CLOSE


def test_without_permission_any_more_no_answer_is_kept(known: Room) -> None:
    known.to_question()
    with known.kit.look() as work:
        work.consents.remove(ConsentKind.STORIES)
        work.commit()
    known.phone.words("En el río había truchas.")
    assert known.memories == []
    assert "permiso" in known.shown
