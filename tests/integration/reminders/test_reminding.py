"""What the clock asks, when it is silent, and what the three buttons do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.life import Level
from core.domain.patient import Standing
from core.domain.session import ReminiscenceSession
from core.domain.steering import Choice, Decision, SessionReview
from tests.integration.reminders.months import ANA, OFFER, Months

BUTTONS = ["Empezar", "En un rato", "Hoy no"]


@pytest.fixture
def asked(months: Months) -> Months:
    """Tuesday, five o'clock: Ana has just been asked."""
    months.arrange("mar", "vie")
    months.at(2026, 3, 3, 17)
    assert months.tick()
    return months


def test_the_invitation_names_no_illness_and_has_three_buttons(asked: Months) -> None:
    assert asked.phone.last.text == OFFER
    assert asked.phone.last.labels == BUTTONS


def test_in_another_country_the_clock_asks_by_the_time_of_its_city(months: Months) -> None:
    months.kit.prepare(extras={"skipped.best_hour": "2026-03-02"})
    months.lead()
    months.phone.command("start")
    months.phone.tap("Otro país")
    months.phone.tap("México")
    months.phone.tap("Mexico City")
    months.arrange("mar")
    assert "Es la hora de Mexico City." in months.phone.last.text
    months.at(2026, 3, 3, 17)
    assert not months.tick()
    months.at(2026, 3, 4, 0)  # five o'clock on Tuesday there
    assert months.tick()


def test_the_clock_asks_once(asked: Months) -> None:
    asked.kit.wait(timedelta(minutes=1))
    assert not asked.tick()


def test_beginning_opens_the_session(asked: Months) -> None:
    asked.phone.tap("Empezar")
    assert asked.begun.reached == [""]
    assert asked.phone.last.text == "¡Vamos!"
    assert asked.phone.last.labels == []


def test_in_a_while_asks_again_after_an_hour(asked: Months) -> None:
    asked.phone.tap("En un rato")
    assert asked.phone.last.text == "De acuerdo. Vuelvo a preguntar a las 18:00."
    asked.kit.wait(timedelta(minutes=59))
    assert not asked.tick()
    asked.kit.wait(timedelta(minutes=1))
    assert asked.tick()


def test_not_today_is_the_next_day_arranged(asked: Months) -> None:
    asked.phone.tap("Hoy no")
    asked.at(2026, 3, 3, 20)
    assert not asked.tick()
    asked.at(2026, 3, 6, 17)
    assert asked.tick()


def test_an_invitation_can_be_answered_days_later(asked: Months) -> None:
    asked.phone.command("start")
    asked.at(2026, 3, 8, 12)
    asked.phone.tap("Empezar")
    assert asked.begun.reached == [""]


def test_it_does_not_take_the_buttons_off_what_somebody_is_doing(months: Months) -> None:
    months.arrange("mar")
    months.phone.command("start")
    months.at(2026, 3, 3, 17)
    assert months.tick()
    months.phone.tap("Hoy no")
    assert not months.phone.tap("Sesión").notice
    assert months.begun.reached == [""]


def test_silence_is_answered_with_silence(asked: Months) -> None:
    for day in (6, 10, 13):
        asked.at(2026, 3, day, 17)
        assert not asked.tick()


def test_who_looks_at_the_reminders_is_reminded_again(asked: Months) -> None:
    asked.phone.command("reminders")
    asked.at(2026, 3, 6, 17)
    assert asked.tick()


def test_a_session_led_without_the_button_is_an_answer_too(asked: Months) -> None:
    asked.at(2026, 3, 4, 11)
    asked.lead()
    asked.at(2026, 3, 6, 17)
    assert asked.tick()


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.DIED])
def test_nothing_is_asked_while_all_rests_nor_made_up_for_later(
    months: Months, standing: Standing
) -> None:
    months.arrange("mar")
    months.kit.prepare(standing=standing)
    months.at(2026, 3, 3, 17)
    assert not months.tick()
    months.kit.prepare(standing=Standing.ACTIVE)
    months.at(2026, 3, 3, 18)
    assert not months.tick()


def test_nothing_is_asked_while_somebody_leads(months: Months) -> None:
    months.arrange("mar")
    months.at(2026, 3, 3, 16, 50)
    with months.kit.look() as work:
        work.sessions.save(
            ReminiscenceSession.begin(
                session_id="s1",
                led_by=ANA,
                level=Level.OPEN,
                limit_minutes=45,
                now=months.kit.clock.time,
            )
        )
        work.commit()
    months.at(2026, 3, 3, 17)
    assert not months.tick()


def test_nothing_is_asked_while_a_therapist_holds_sessions_back(months: Months) -> None:
    months.arrange("mar")
    now = months.kit.clock.time
    pause = Decision(choice=Choice.PAUSE_SESSIONS, decided_by=5, decided_at=now)
    with months.kit.look() as work:
        work.reviews.save(SessionReview(id="s0", ended_at=now, decisions=(pause,)))
        work.commit()
    months.at(2026, 3, 3, 17)
    assert not months.tick()


def test_nothing_is_asked_while_nobody_allows_stories_to_be_kept(months: Months) -> None:
    months.arrange("mar")
    with months.kit.look() as work:
        allowed = work.consents.holding(ConsentKind.STORIES)
        assert allowed is not None
        work.consents.save(allowed.withdraw(at=months.kit.clock.time))
        work.commit()
    months.at(2026, 3, 3, 17)
    assert not months.tick()
    months.phone.command("reminders")
    assert "falta el permiso para guardar historias" in months.phone.last.text


def test_a_missed_one_is_asked_once_after_a_restart(months: Months) -> None:
    months.arrange("mar", "vie")
    months.at(2026, 3, 14, 22)
    months.restart()
    assert not months.tick()
    months.at(2026, 3, 15, 8)
    assert months.tick()
    months.phone.tap("Hoy no")
    months.at(2026, 3, 15, 20)
    assert not months.tick()


def test_one_that_was_taken_in_but_not_applied_is_asked_once_after_a_restart(
    months: Months,
) -> None:
    months.arrange("mar")
    months.at(2026, 3, 3, 17)
    months.let_in()
    months.restart()
    for row in months.kit.services.registry.open_rows():
        months.apply(row)
        months.apply(row)
    assert [months.is_offer(seen) for seen in months.phone.read()] == [True]
    assert not months.tick()


def test_one_that_was_interrupted_waits_out_the_quiet_hours(months: Months) -> None:
    months.arrange("mar")
    months.at(2026, 3, 3, 17)
    months.let_in()
    months.at(2026, 3, 3, 23)
    months.restart()
    for row in months.kit.services.registry.open_rows():
        months.apply(row)
    assert months.phone.read() == []
    months.at(2026, 3, 4, 8)
    assert months.tick()


def test_who_left_is_not_asked(months: Months) -> None:
    pablo = months.kit.member(4, "Pablo", Role.COMPANION, months.kit.patient_ids[0])
    pablo.command("reminders")
    pablo.tap("mar")
    months.kit.services.registry.leave(4, months.kit.patient_ids[0])
    months.at(2026, 3, 3, 17)
    months.tick()
    assert not any(months.is_offer(seen) for seen in pablo.read())


def test_who_may_not_lead_any_more_is_not_asked(months: Months) -> None:
    months.arrange("mar")
    registry = months.kit.services.registry
    mine = registry.memberships(ANA)[0]
    registry.join(replace(mine, role=Role.RELATIVE))
    months.at(2026, 3, 3, 17)
    assert not months.tick()
    assert registry.reminders(months.kit.patient_ids[0]) == []


def test_each_is_asked_in_their_language(months: Months) -> None:
    emma = months.kit.member(7, "Emma", Role.COMPANION, months.kit.patient_ids[0], language="en")
    emma.command("reminders")
    emma.tap("Tue")
    months.at(2026, 3, 3, 17)
    months.tick()
    emma.read()
    assert emma.last.text == "A little while with Julián?"
    assert emma.last.labels == ["Begin", "In a while", "Not today"]


def test_the_clock_is_the_persons_wherever_they_move(months: Months) -> None:
    months.arrange("mar")
    months.kit.prepare(time_zone="Atlantic/Canary")
    months.at(2026, 3, 3, 17)
    assert not months.tick()
    months.at(2026, 3, 3, 18)
    assert months.tick()
