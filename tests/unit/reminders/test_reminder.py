"""Local days and hours, quiet hours, and one offer at a time."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.domain.patient import PatientId
from core.domain.reminder import Circumstances, Decision, Pace, Reminder

MADRID = ZoneInfo("Europe/Madrid")
TUESDAY, FRIDAY = 1, 4
MONDAY_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=MADRID)
FREE = Circumstances(open_to_sessions=True, in_session=False, last_begun=None)


def a_reminder(**changes: object) -> Reminder:
    reminder = Reminder(
        id="r1",
        patient_id=PatientId("p" * 16),
        account_id=1,
        time_zone="Europe/Madrid",
        hour=17,
        settled_at=MONDAY_NOON,
        weekdays=(TUESDAY, FRIDAY),
    )
    return replace(reminder, **changes)  # type: ignore[arg-type]


def at(day: int, hour: int, minute: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=MADRID).astimezone(UTC)


def decide(reminder: Reminder, now: datetime, around: Circumstances = FREE) -> Decision:
    return reminder.decide(now=now, occasion=reminder.occasion_at(now), around=around)


def offered(reminder: Reminder, now: datetime) -> Reminder:
    return reminder.offer(occasion=reminder.occasion_at(now), now=now)


def test_it_is_due_at_its_local_hour() -> None:
    reminder = a_reminder()
    assert reminder.next_at == at(3, 17)
    assert not reminder.due(now=at(3, 16, 59))
    assert reminder.due(now=at(3, 17))


@pytest.mark.parametrize(
    ("month", "before", "after", "utc_hours"), [(3, 27, 31, (16, 15)), (10, 23, 27, (15, 16))]
)
def test_the_local_hour_stays_when_the_clocks_change(
    month: int, before: int, after: int, utc_hours: tuple[int, int]
) -> None:
    earlier = a_reminder(settled_at=at(before, 12, month=month)).next_at
    later = a_reminder(settled_at=at(before, 18, month=month)).next_at
    assert earlier is not None
    assert later is not None
    assert later == at(after, 17, month=month)
    assert (earlier.hour, later.hour) == utc_hours


def test_without_days_nothing_is_due() -> None:
    assert a_reminder(weekdays=()).next_at is None


def test_once_a_month_is_the_first_such_day() -> None:
    reminder = a_reminder(weekdays=(TUESDAY,), pace=Pace.MONTHLY, settled_at=at(3, 18))
    assert reminder.next_at == at(7, 17, month=4)


def test_a_missed_one_waits_for_the_morning() -> None:
    reminder = a_reminder()
    assert not reminder.due(now=at(3, 22, 30))
    assert not reminder.due(now=at(4, 7, 59))
    assert reminder.due(now=at(4, 8))


def test_of_several_missed_ones_only_one_is_offered() -> None:
    late = at(20, 10)
    assert decide(a_reminder(), late) is Decision.OFFER
    assert offered(a_reminder(), late).next_at == at(20, 17)


def test_after_silence_nothing_is_offered_again() -> None:
    silent = offered(a_reminder(), at(3, 17))
    assert decide(silent, at(6, 17)) is Decision.DROP
    assert decide(silent.let_pass(now=at(6, 17)), at(10, 17)) is Decision.DROP


def test_an_answer_or_a_session_ends_the_silence() -> None:
    silent = offered(a_reminder(), at(3, 17))
    since = replace(FREE, last_begun=at(4, 11))
    assert decide(silent.answered(), at(6, 17)) is Decision.OFFER
    assert decide(silent, at(6, 17), since) is Decision.OFFER


@pytest.mark.parametrize(
    "around",
    [
        replace(FREE, open_to_sessions=False),
        replace(FREE, in_session=True),
        replace(FREE, last_begun=at(3, 10)),
    ],
    ids=["resting", "in a session", "led today"],
)
def test_some_days_pass_without_a_word(around: Circumstances) -> None:
    assert decide(a_reminder(), at(3, 17), around) is Decision.DROP


def test_what_did_not_go_out_is_asked_again_and_answered_the_same() -> None:
    occasion = a_reminder().occasion_at(at(3, 17))
    interrupted = a_reminder().offer(occasion=occasion, now=at(3, 17))
    again = interrupted.decide(now=at(3, 19), occasion=occasion, around=FREE)
    assert again is Decision.OFFER


def test_what_did_not_go_out_before_the_quiet_hours_comes_in_the_morning() -> None:
    occasion = a_reminder().occasion_at(at(3, 17))
    interrupted = a_reminder().offer(occasion=occasion, now=at(3, 17))
    night = at(3, 23)
    assert interrupted.decide(now=night, occasion=occasion, around=FREE) is Decision.WAIT
    waiting = interrupted.wait(now=night)
    assert waiting.next_at == at(4, 8)
    assert waiting.occasion_at(at(4, 8)) != occasion
    assert decide(waiting, at(4, 8)) is Decision.OFFER


def test_in_a_while_is_an_hour_later() -> None:
    snoozed = offered(a_reminder(), at(3, 17)).snooze(now=at(3, 17, 5))
    assert snoozed is not None
    assert snoozed.next_at == at(3, 18, 5)
    assert decide(snoozed, at(3, 18, 5)) is Decision.OFFER


def test_a_while_never_reaches_into_the_quiet_hours() -> None:
    assert a_reminder().snooze(now=at(3, 20, 10)) is None


def test_not_today_is_not_until_tomorrow() -> None:
    skipped = a_reminder(settled_at=at(3, 9)).skip_today(now=at(3, 9, 30))
    assert skipped.next_at == at(6, 17)


def test_two_days_a_week_are_enough() -> None:
    reminder = a_reminder()
    assert reminder.full_for(6)
    assert reminder.on(6, now=MONDAY_NOON) == reminder
    assert not reminder.full_for(TUESDAY)


def test_where_there_is_room_for_one_day_the_new_one_takes_its_place() -> None:
    reminder = a_reminder(pace=Pace.ONCE, weekdays=(TUESDAY,))
    assert reminder.on(6, now=MONDAY_NOON).weekdays == (6,)


def test_a_slower_pace_keeps_the_first_day() -> None:
    assert a_reminder().at_pace(Pace.MONTHLY, now=MONDAY_NOON).weekdays == (TUESDAY,)


def test_a_change_does_not_make_up_for_what_was_meant_earlier() -> None:
    changed = a_reminder().at_hour(10, now=at(3, 17, 30))
    assert changed.next_at == at(6, 10)


def test_who_moves_is_reminded_by_the_clock_there() -> None:
    there = a_reminder().in_zone("America/Mexico_City", now=MONDAY_NOON.astimezone(UTC))
    assert there.next_at == datetime(2026, 3, 3, 23, 0, tzinfo=UTC)


def test_a_skipped_day_and_its_snooze_are_both_over() -> None:
    snoozed = a_reminder().snooze(now=at(3, 17))
    assert snoozed is not None
    assert snoozed.skip_today(now=at(3, 17, 30)).next_at == at(6, 17)
