"""😟: four tiers, comfort one step at a time, human help, and who is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.distress import Tier
from core.domain.life import Level
from core.domain.memory import UNTIL_REVIEW
from core.domain.picture import Picture, PictureStatus
from core.domain.session import SessionStage
from core.domain.session_record import StopReason
from tests.integration.session.room import Room
from tests.unit.pictures.stories import PICTURE

HARD = "😟 Es un mal momento"
TIERS = ("🌱 Se emociona", "🌤 No está a gusto", "🌧 Lo pasa mal", "🆘 Peligro")


def told(room: Room) -> None:
    room.to_question()
    room.phone.words("En el río había truchas.")


def test_tender_asks_nothing_and_goes_on_where_it_was(known: Room) -> None:
    told(known)
    known.taps(HARD, TIERS[0])
    assert "puede ser parte de una buena historia" in known.shown
    assert "?" not in known.shown
    known.taps("Seguir")
    assert known.session.stage is SessionStage.DEEPEN


def test_uneasy_offers_something_easier(known: Room) -> None:
    known.to_question()
    known.taps(HARD, TIERS[1], "Algo más fácil")
    assert known.session.level is Level.CHOICE
    assert known.session.stage is SessionStage.INVITE


def test_uneasy_offers_what_does_them_good(known: Room) -> None:
    known.kit.prepare(comfort=("la manta azul", "café con leche"))
    known.to_question()
    known.taps(HARD, TIERS[1], "Algo que le guste")
    assert "la manta azul · café con leche" in known.shown
    known.taps("Cerrar con cariño")
    assert known.session.record.stop is StopReason.UNEASY
    assert "Gracias por este ratito" in known.shown


def test_after_an_uneasy_moment_the_closing_ends_on_something_pleasant(known: Room) -> None:
    known.kit.prepare(comfort=("la manta azul",))
    known.to_question()
    known.taps(HARD, TIERS[1], "Cerrar con cariño")
    assert "Termina con algo que le guste: la manta azul" in known.shown


def test_upset_comforts_one_step_at_a_time_and_then_closes(known: Room) -> None:
    told(known)
    known.taps(HARD, TIERS[2])
    seen = []
    for number in range(1, 6):
        seen.append(f"<b>{number}.</b>" in known.shown)
        if number < 5:
            known.taps("Siguiente paso")
    assert all(seen)
    known.taps("Hay calma: cerrar")
    assert "Aquí estamos" in known.shown
    assert known.session.record.stop is StopReason.UPSET


def test_naming_the_feeling_brings_the_line_to_say(known: Room) -> None:
    known.kit.prepare(register="usted")
    known.to_question()
    known.taps(HARD, TIERS[2], "Siguiente paso", "Pena")
    assert "🗣 Veo que duele. Estoy aquí con usted." in known.shown


def seen(room: Room) -> Picture:
    """A picture of what was just told, which the person sees now."""
    with room.kit.look() as work:
        *_, memory = work.memories.all()
        marked, plain = (work.media.put(b"a picture", media_type="image/jpeg") for _ in "12")
        shown = replace(
            PICTURE,
            memory_id=memory.id,
            media_id=marked,
            plain_media_id=plain,
            shown_at=room.kit.clock.now(),
        )
        work.pictures.save(shown)
        work.commit()
    return shown


def test_a_picture_that_upset_goes_away_for_good(known: Room) -> None:
    told(known)
    shown = seen(known)
    known.taps(HARD, TIERS[2], "Siguiente paso", "Por la imagen")

    with known.kit.look() as work:
        assert work.pictures.get(shown.id).status is PictureStatus.REJECTED


def test_a_picture_they_saw_before_the_story_in_hand_stays(known: Room) -> None:
    told(known)
    earlier = seen(known)
    known.taps("Ya está", "Sus palabras")
    known.phone.command("session")
    known.taps("Sin imagen")
    known.kit.wait(timedelta(minutes=5))
    known.phone.words("Y en la era, el trillo.")
    known.taps(HARD, TIERS[2], "Siguiente paso", "Por la imagen")

    with known.kit.look() as work:
        assert work.pictures.get(earlier.id).status is earlier.status


def test_upset_lets_the_memory_and_the_theme_rest_until_a_therapist_has_looked(
    known: Room,
) -> None:
    told(known)
    theme = known.session.talk.theme
    known.taps(HARD, TIERS[2], "Hay calma: cerrar", "Hecho")
    (memory,) = known.memories
    assert memory.avoid_reason == UNTIL_REVIEW
    assert not memory.use_again
    assert not memory.in_book
    while known.session.ended_at is None:
        known.taps(next(x for x in ("Hecho", "Saltar") if x in known.phone.last.labels))
    known.to_themes()
    for _ in range(8):
        if known.session.stage is not SessionStage.THEME:
            break
        assert theme not in known.session.offered
        known.taps("Otra cosa")


def test_the_therapist_is_told_at_once_and_nothing_of_the_story(known: Room) -> None:
    therapist = known.therapist()
    told(known)
    known.taps(HARD, TIERS[2])
    (alert,) = therapist.read()
    assert "nivel 2" in alert.text
    assert "Carmen" in alert.text
    assert "truchas" not in alert.text


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("ES", ("112", "024")),
        ("GB", ("999", "116 123")),
        ("US", ("911", "988")),
        ("", ("112",)),
        ("PE", ("106", "113, opción 5")),
    ],
)
def test_danger_shows_the_numbers_of_the_country(
    known: Room, country: str, numbers: tuple[str, ...]
) -> None:
    known.kit.prepare(country=country)
    known.to_question()
    known.taps(HARD, TIERS[3])
    assert all(number in known.shown for number in numbers)
    assert "Nadie está mirando este chat." in known.shown


def test_danger_shows_the_family_contact_and_asks_nothing(known: Room) -> None:
    known.kit.prepare(family_contact="Marta, 600 000 000")
    known.to_question()
    known.taps(HARD, TIERS[3])
    assert "Marta, 600 000 000" in known.shown
    assert "?" not in known.shown


def test_danger_sends_nobody_to_a_therapist_there_is_not(known: Room) -> None:
    known.kit.prepare(family_contact="Marta, 600 000 000")
    known.to_question()
    known.taps(HARD, TIERS[3])
    assert "habla solo con un profesional" in known.shown


def test_danger_can_end_at_once_and_nothing_more_is_asked(known: Room) -> None:
    told(known)
    known.taps(HARD, TIERS[3], "Terminar ahora")
    assert known.session.ended_at is not None
    assert "no pregunto nada más" in known.shown
    assert not known.memories[0].in_book


def test_the_tier_can_rise_but_never_fall(known: Room) -> None:
    known.to_question()
    known.taps(HARD, TIERS[2], HARD)
    assert TIERS[0] not in known.phone.last.labels
    known.taps(TIERS[3])
    moment = known.session.moment
    assert moment is not None
    assert moment.tier is Tier.DANGER


def test_a_moment_that_passed_leaves_the_session_where_it_was(known: Room) -> None:
    known.to_question()
    question = known.shown
    known.taps(HARD, "Ya pasó")
    assert known.shown == question


def test_at_the_limit_it_asks_and_five_minutes_later_it_closes(known: Room) -> None:
    known.to_question()
    known.kit.wait(timedelta(minutes=45))
    known.tick()
    assert "Ya van 45 minutos" in known.shown
    known.taps("Cinco más")
    assert known.session.stage is SessionStage.INVITE
    known.kit.wait(timedelta(minutes=5))
    known.tick()
    assert "Se ha acabado el tiempo" in known.shown
    assert known.session.record.stop is StopReason.TIME


def test_the_clock_is_quiet_before_the_limit(known: Room) -> None:
    known.to_question()
    seen = len(known.phone.seen)
    known.kit.wait(timedelta(minutes=44))
    known.tick()
    assert len(known.phone.seen) == seen


def test_the_person_s_own_limit_counts(known: Room) -> None:
    known.kit.prepare(max_minutes=12)
    known.to_question()
    known.kit.wait(timedelta(minutes=12))
    known.tick()
    assert "12 minutos" in known.shown


def test_a_story_told_when_the_time_ran_out_is_not_lost(known: Room) -> None:
    told(known)
    known.kit.wait(timedelta(minutes=51))
    known.tick()
    known.close()
    known.taps("Saltar")
    assert "Quedó sin repasar" in known.shown
    known.taps("Sus palabras")
    assert known.memories[0].approved


def test_the_clock_speaks_to_whoever_leads_now(known: Room) -> None:
    known.to_question()
    other = known.companion()
    other.command("session")
    other.tap("Seguirla yo")
    known.kit.wait(timedelta(minutes=45))
    known.tick()
    other.read()
    assert "45 minutos" in other.last.text


@pytest.mark.parametrize("minutes", [45, 50])
def test_the_clock_shows_nothing_to_a_leader_who_was_removed(known: Room, minutes: int) -> None:
    known.to_question()
    other = known.companion()
    other.command("session")
    other.tap("Seguirla yo")
    known.kit.services.registry.leave(other.account_id, known.kit.patient_ids[0])
    known.kit.wait(timedelta(minutes=minutes))
    other.read()
    known.tick()
    assert not other.read()
    assert known.session.ended_at is not None


def test_an_alert_wakes_the_therapist_s_chat_at_once(known: Room) -> None:
    therapist = known.therapist()
    known.to_question()
    known.taps(HARD)
    applied = known.phone.tap(TIERS[2])
    assert applied.chats == {known.phone.account_id, therapist.account_id}


@pytest.mark.parametrize("tier", TIERS)
def test_what_is_written_in_a_hard_moment_is_the_companion_s_note_and_asks_nothing(
    known: Room, tier: str
) -> None:
    known.to_question()
    known.taps(HARD, tier)
    screen = known.shown
    known.phone.words("Llama a su madre.")
    assert known.shown == screen
    assert known.session.record.note == "Llama a su madre."
    assert known.memories == []


@pytest.mark.parametrize("pages", [0, 1, 2])
def test_while_they_say_goodbye_nothing_easier_is_offered(known: Room, pages: int) -> None:
    known.kit.prepare(level=Level.CHOICE)
    known.to_question()
    known.taps("De otra manera", "Por hoy, basta")
    for _ in range(pages):
        known.taps(known.phone.last.labels[0])
    known.taps(HARD, TIERS[1])
    assert "Algo más fácil" not in known.phone.last.labels
    known.taps("Algo que le guste", "Quiere seguir")
    assert known.session.stage is SessionStage.CLOSE


def test_at_the_last_question_nothing_easier_is_offered_and_calm_leads_to_the_closing(
    known: Room,
) -> None:
    known.to_question()
    with known.kit.look() as work:
        session = work.sessions.open_one()
        asked = session.record.prompts * 3
        work.sessions.save(session.recorded(prompts=asked))
        work.commit()
    known.taps(HARD, TIERS[1])
    assert "Algo más fácil" not in known.phone.last.labels
    known.taps("Algo que le guste", "Quiere seguir")
    assert known.session.stage is SessionStage.CLOSE
    assert len(known.session.record.prompts) == 3


def test_a_story_read_back_is_not_made_easier(known: Room) -> None:
    told(known)
    known.taps("Ya está", HARD, TIERS[1])
    assert "Algo más fácil" not in known.phone.last.labels


def test_a_closing_whose_level_dropped_goes_on(known: Room) -> None:
    known.kit.prepare(level=Level.CHOICE)
    known.to_question()
    known.taps("De otra manera", "Por hoy, basta")
    with known.kit.look() as work:  # as it was stored when something easier was still offered
        work.sessions.save(replace(known.session, level=Level.PRESENCE))
        work.commit()
    known.phone.command("session")
    known.close()
    assert known.session.stage is SessionStage.AFTER
