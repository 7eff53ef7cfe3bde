"""/reminders: choosing days and an hour by tapping, and the programme."""

import pytest

from core.domain.circle import Role
from core.domain.patient import Standing
from core.domain.reminder import Pace, Reminder
from tests.fakes.turns import Phone
from tests.integration.reminders.months import Months


@pytest.fixture
def marta(months: Months) -> Phone:
    """A therapist."""
    return months.kit.member(5, "Marta", Role.THERAPIST, months.kit.patient_ids[0])


@pytest.fixture
def pablo(months: Months) -> Phone:
    """A companion."""
    return months.kit.member(4, "Pablo", Role.COMPANION, months.kit.patient_ids[0])


def reminders(months: Months) -> list[Reminder]:
    return list(months.kit.services.registry.reminders(months.kit.patient_ids[0]))


def test_days_are_chosen_by_tapping(months: Months) -> None:
    months.phone.command("reminders")
    assert "¿Qué días os aviso para un ratito con <b>Julián</b>?" in months.phone.last.text
    months.phone.tap("mar")
    months.phone.tap("vie")
    assert "✅ mar" in months.phone.last.labels
    months.phone.tap("Listo")
    assert "Aviso los martes y los viernes, a las 17:00." in months.phone.last.text


def test_the_good_hour_is_asked_once_where_it_is_needed(months: Months) -> None:
    months.kit.prepare(extras={})
    months.phone.command("reminders")
    assert "¿A qué hora está mejor?" in months.phone.last.text
    months.phone.tap("11:00")
    months.phone.tap("mar")
    months.phone.tap("Listo")
    assert "los martes, a las 11:00. Es la hora de Madrid." in months.phone.last.text


def test_a_good_hour_that_was_passed_over_is_not_asked_again(months: Months) -> None:
    months.kit.prepare(extras={})
    months.phone.command("reminders")
    months.phone.tap("Luego")
    assert "¿Qué días os aviso" in months.phone.last.text
    months.phone.command("reminders")
    assert "¿Qué días os aviso" in months.phone.last.text


def test_a_day_is_taken_off_by_tapping_it_again(months: Months) -> None:
    months.arrange("mar", "vie")
    months.phone.tap("Los días")
    months.phone.tap("✅ mar")
    assert [r.weekdays for r in reminders(months)] == [(4,)]


def test_the_same_tap_twice_is_the_same_as_once(months: Months) -> None:
    months.phone.command("reminders")
    before = months.phone.last.buttons["mar"]
    months.phone.tap_data(before)
    months.phone.tap_data(before)
    assert [r.weekdays for r in reminders(months)] == [(1,)]


def test_a_third_day_is_too_often(months: Months) -> None:
    months.arrange("mar", "vie")
    months.phone.tap("Los días")
    assert "basta" in months.phone.tap("dom").notice
    assert [r.weekdays for r in reminders(months)] == [(1, 4)]


def test_the_persons_good_hour_is_proposed(months: Months) -> None:
    months.kit.prepare(best_hour=11)
    months.phone.command("reminders")
    months.phone.tap("mar")
    months.phone.tap("Listo")
    assert "los martes, a las 11:00" in months.phone.last.text
    months.phone.tap("La hora")
    assert months.phone.last.labels[0] == "11:00, su buena hora"


def test_an_hour_in_the_quiet_hours_is_never_proposed(months: Months) -> None:
    months.kit.prepare(best_hour=23)
    months.phone.command("reminders")
    months.phone.tap("mar")
    assert [r.hour for r in reminders(months)] == [17]


def test_reminders_can_be_stopped(months: Months) -> None:
    months.arrange("mar")
    months.phone.tap("Sin avisos")
    assert "Ya no aviso" in months.phone.last.text
    assert reminders(months) == []


def test_while_all_rests_there_is_nothing_to_arrange(months: Months) -> None:
    months.kit.prepare(standing=Standing.DIED)
    months.phone.command("reminders")
    assert months.phone.last.text == "Ahora no aviso de nada."


def test_a_therapist_sets_the_programme_and_everybodys_days_follow(
    months: Months, marta: Phone
) -> None:
    months.arrange("mar", "vie")
    marta.command("reminders")
    marta.tap("Cada cuánto")
    marta.tap("Una al mes")
    assert [(r.pace, r.weekdays) for r in reminders(months)] == [(Pace.MONTHLY, (1,))]
    months.phone.command("reminders")
    assert "el primer martes de cada mes" in months.phone.last.text
    assert "La idea: una vez al mes." in months.phone.last.text


def test_a_companion_chooses_days_but_not_the_programme(months: Months, pablo: Phone) -> None:
    pablo.command("reminders")
    pablo.tap("mar")
    pablo.tap("Listo")
    assert "Cada cuánto" not in pablo.last.labels


def test_a_relative_has_no_reminders(months: Months) -> None:
    lucia = months.kit.member(3, "Lucía", Role.RELATIVE, months.kit.patient_ids[0])
    lucia.command("reminders")
    assert reminders(months) == []
    assert not any("días" in seen.text for seen in lucia.seen)


def test_after_twelve_sessions_once_a_month_is_suggested_once_and_never_forced(
    months: Months,
) -> None:
    months.arrange("mar", "vie")
    for day in range(3, 15):
        months.at(2026, 3, day, 10)
        months.lead()
    months.at(2026, 3, 17, 17)
    assert months.tick()
    assert "puede ser una vez al mes" in months.phone.last.text
    months.phone.tap("Hoy no")
    months.at(2026, 3, 20, 17)
    assert months.tick()
    assert months.phone.last.labels == ["Empezar", "En un rato", "Hoy no"]


def test_the_suggestion_can_be_taken_up_at_once(months: Months) -> None:
    months.arrange("mar", "vie")
    for day in range(3, 15):
        months.at(2026, 3, day, 10)
        months.lead()
    months.at(2026, 3, 17, 17)
    assert months.tick()
    months.phone.tap("Una al mes")
    assert months.phone.last.text == "De acuerdo: una vez al mes."
    assert [(r.pace, r.weekdays) for r in reminders(months)] == [(Pace.MONTHLY, (1,))]


def test_every_label_is_short(months: Months, marta: Phone) -> None:
    months.kit.prepare(best_hour=11)
    months.arrange("mar")
    marta.command("reminders")
    marta.tap("Cada cuánto")
    shown = [*months.phone.seen, *marta.seen]
    assert all(len(label) <= 24 for seen in shown for label in seen.labels)
