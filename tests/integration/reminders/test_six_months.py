"""October to April, clock in hand: both changes of the hour, restarts, days off, and silence."""

from datetime import date, datetime, timedelta

import pytest

from core.domain.patient import Standing
from tests.integration.reminders.months import MADRID, Months

TUESDAY, FRIDAY = 1, 4
HOUR = timedelta(hours=1)
BEGIN, FINISH = datetime(2026, 10, 1, 12, tzinfo=MADRID), datetime(2027, 4, 5, tzinfo=MADRID)

OFF = (date(2026, 11, 9), date(2026, 11, 18))  #: the machine was switched off
SILENT = (date(2026, 12, 1), date(2026, 12, 20))  #: nobody looked at the phone
PAUSED = (date(2027, 1, 11), date(2027, 1, 24))


def within(day: date, span: tuple[date, date]) -> bool:
    return span[0] <= day <= span[1]


def arranged_days() -> list[date]:
    days = [BEGIN.date() + timedelta(days=n) for n in range((FINISH - BEGIN).days)]
    return [day for day in days if day.weekday() in (TUESDAY, FRIDAY)]


def lived(months: Months) -> list[datetime]:
    """Go through the months; on offers Ana begins, snoozes and declines in turn."""
    months.kit.clock.time = BEGIN
    months.arrange("mar", "vie")
    answers = 0
    while months.now < FINISH:
        day = months.now.date()
        _change_of_life(months, day)
        if not within(day, OFF) and months.tick() and not within(day, SILENT):
            months.phone.tap(("Empezar", "En un rato", "Hoy no")[answers % 3])
            answers += 1
        months.kit.wait(HOUR)
    return months.offers


def _change_of_life(months: Months, day: date) -> None:
    at_noon = (months.now.hour, months.now.minute) == (12, 0)
    if at_noon and day.day in (1, 10):
        months.restart()
    if at_noon and day == SILENT[1] + timedelta(days=1):
        months.lead()
    if at_noon and day in PAUSED:
        standing = Standing.PAUSED if day == PAUSED[0] else Standing.ACTIVE
        months.kit.prepare(standing=standing)


@pytest.fixture
def offers(months: Months) -> list[datetime]:
    return lived(months)


def test_six_months_of_reminders(offers: list[datetime]) -> None:
    first_of_day = {moment.date(): moment for moment in reversed(offers)}
    expected = {
        day
        for day in arranged_days()
        if not any(within(day, span) for span in (OFF, SILENT, PAUSED))
    }
    after_off, in_silence = OFF[1] + timedelta(days=1), SILENT[0]

    assert set(first_of_day) == expected | {after_off, in_silence}
    on_time = [first_of_day[day] for day in expected]
    assert {(moment.hour, moment.minute) for moment in on_time} == {(17, 0)}
    assert {moment.utcoffset() for moment in on_time} == {timedelta(hours=1), timedelta(hours=2)}
    assert first_of_day[after_off].hour == 8
    again = set(offers) - set(first_of_day.values())
    assert {moment - first_of_day[moment.date()] for moment in again} == {HOUR}
    assert not [moment for moment in offers if moment.hour >= 21 or moment.hour < 8]
