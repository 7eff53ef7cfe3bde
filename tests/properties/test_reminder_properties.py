"""Whatever happens, nobody is asked at night, nor twice in a row without an answer."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.patient import PatientId
from core.domain.reminder import Circumstances, Decision, Pace, Reminder

ZONES = (
    "Europe/Madrid",
    "America/Santiago",
    "America/Tijuana",
    "Atlantic/Canary",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
)


class Event(StrEnum):
    NOTHING = "nothing"
    BEGIN = "begin"
    SNOOZE = "snooze"
    SKIP = "skip"
    LEAD = "lead"
    REST = "rest"
    CRASH = "crash"  #: noted, not sent, and taken up again an hour later
    CHANGE_HOUR = "change_hour"
    CHANGE_ZONE = "change_zone"


@dataclass(slots=True)
class Life:
    """A reminder, what goes on around it, and what came of it."""

    reminder: Reminder
    now: datetime
    around: Circumstances = field(
        default_factory=lambda: Circumstances(
            open_to_sessions=True, in_session=False, last_begun=None
        )
    )
    unanswered: bool = False
    offers: int = 0

    def look(self) -> None:
        """What the clock does each time."""
        if self.reminder.due(now=self.now):
            self.decide(self.reminder.occasion_at(self.now))

    def decide(self, occasion: str) -> None:
        match self.reminder.decide(now=self.now, occasion=occasion, around=self.around):
            case Decision.OFFER:
                self.reminder = self.reminder.offer(occasion=occasion, now=self.now)
                self._sent()
            case Decision.DROP:
                self.reminder = self.reminder.let_pass(now=self.now)
            case Decision.WAIT:
                self.reminder = self.reminder.wait(now=self.now)

    def _sent(self) -> None:
        hour = self.now.astimezone(self.reminder.zone).hour
        assert 8 <= hour < 21
        assert not self.unanswered
        assert self.around.open_to_sessions
        self.unanswered = True
        self.offers += 1

    def happen(self, event: Event, number: int) -> None:
        match event:
            case Event.BEGIN | Event.LEAD:
                self.around = replace(self.around, last_begun=self.now)
                self.unanswered = False
                if event is Event.BEGIN:
                    self.reminder = self.reminder.answered()
            case Event.SNOOZE:
                later = self.reminder.snooze(now=self.now)
                self.reminder = later or self.reminder.skip_today(now=self.now)
                self.unanswered = False
            case Event.SKIP:
                self.reminder = self.reminder.skip_today(now=self.now)
                self.unanswered = False
            case Event.REST:
                awake = not self.around.open_to_sessions
                self.around = replace(self.around, open_to_sessions=awake)
            case Event.CRASH if self.reminder.due(now=self.now) and not self.unanswered:
                self._crash()
            case Event.CHANGE_HOUR:
                self.reminder = self.reminder.at_hour(number % 24, now=self.now)
            case Event.CHANGE_ZONE:
                zone = ZONES[number % len(ZONES)]
                self.reminder = self.reminder.in_zone(zone, now=self.now)

    def _crash(self) -> None:
        occasion = self.reminder.occasion_at(self.now)
        decision = self.reminder.decide(now=self.now, occasion=occasion, around=self.around)
        if decision is Decision.OFFER:
            self.reminder = self.reminder.offer(occasion=occasion, now=self.now)
            self.now += timedelta(hours=1)
            self.decide(occasion)


days = st.lists(st.integers(0, 6), min_size=1, max_size=2, unique=True)
happenings = st.lists(
    st.tuples(
        st.integers(min_value=1, max_value=60 * 24 * 5),
        st.sampled_from(Event),
        st.integers(min_value=0, max_value=1000),
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    weekdays=days,
    pace=st.sampled_from(Pace),
    story=happenings,
)
def test_never_two_unanswered_in_a_row_and_never_at_night(
    zone: str, hour: int, weekdays: list[int], pace: Pace, story: list[tuple[int, Event, int]]
) -> None:
    start = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
    reminder = Reminder(
        id="r",
        patient_id=PatientId("p" * 16),
        account_id=1,
        time_zone=zone,
        hour=hour,
        settled_at=start,
        weekdays=tuple(sorted(weekdays)),
        pace=pace,
    )
    life = Life(reminder, start)
    for minutes, event, number in story:
        life.now += timedelta(minutes=minutes)
        life.look()
        life.happen(event, number)


@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(8, 20),
    weekday=st.integers(0, 6),
    minutes=st.integers(0, 60 * 24 * 730),
)
def test_the_next_moment_is_within_a_week_at_the_local_hour(
    zone: str, hour: int, weekday: int, minutes: int
) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    reminder = Reminder(
        id="r",
        patient_id=PatientId("p" * 16),
        account_id=1,
        time_zone=zone,
        hour=hour,
        settled_at=start,
        weekdays=(weekday,),
    )
    at = reminder.next_at
    assert at is not None
    assert start < at <= start + timedelta(days=7, hours=2)
    local = at.astimezone(ZoneInfo(zone))
    assert (local.weekday(), local.hour, local.minute) == (weekday, hour, 0)
