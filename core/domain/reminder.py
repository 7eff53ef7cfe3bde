"""When somebody is reminded of a little while together, and when they are left in peace.

A reminder has local days and a local hour; it waits out the quiet hours, and while one of
its offers is unanswered it makes no other. It knows nothing of what is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.domain.patient import PatientId

CORE_SESSIONS = 12  #: protocol §3: after so many, once a month is suggested
QUIET_FROM = 21  #: local hour in which the quiet hours begin
QUIET_UNTIL = 8  #: the first hour that is not quiet
USUAL_HOUR = 17  #: when nobody has said which hour is a good one
SNOOZE = timedelta(hours=1)

_LONGEST_GAP_DAYS = 62  #: a monthly reminder comes at least so often
_FIRST_WEEK = 7


class Pace(StrEnum):
    """How often sessions are led (protocol §3)."""

    ONCE = "once"  #: a week
    TWICE = "twice"  #: a week
    MONTHLY = "monthly"

    @property
    def most_days(self) -> int:
        return 2 if self is Pace.TWICE else 1


class Decision(StrEnum):
    """What becomes of a reminder whose time has come."""

    OFFER = "offer"
    DROP = "drop"  #: this time is over without a word
    WAIT = "wait"  #: not in the quiet hours; it comes again
    NOTHING = "nothing"  #: it is not its time, or no longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How things stand with the person when a reminder is due."""

    open_to_sessions: bool  #: neither paused nor died, allowed, and not held back by a therapist
    in_session: bool
    last_begun: datetime | None  #: when the last session began


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One account's reminder for one person."""

    id: str
    patient_id: PatientId
    account_id: int
    time_zone: str  #: IANA name
    hour: int  #: local, 0-23
    settled_at: datetime  #: everything due up to here was offered or has passed
    weekdays: tuple[int, ...] = ()  #: Monday is 0; none: nothing is due
    pace: Pace = Pace.TWICE
    snoozed_until: datetime | None = None
    offered_at: datetime | None = None  #: an offer nobody has answered yet
    occasion: str = ""  #: which offer that is

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def next_at(self) -> datetime | None:
        """The next moment at which it may speak; a past one was missed and is still to come."""
        moment = self.snoozed_until or next(self._times(), None)
        return None if moment is None else self._out_of_quiet(moment)

    def due(self, *, now: datetime) -> bool:
        return self._owed(now) and not is_quiet(now, self.zone)

    def occasion_at(self, now: datetime) -> str:
        """A name for what is due now: the local day, and the time it was meant for."""
        meant = self.next_at or now
        return f"{now.astimezone(self.zone).date()}.{meant.astimezone(UTC):%d%H%M}"

    def decide(self, *, now: datetime, occasion: str, around: Circumstances) -> Decision:
        """Whether to speak; asked again for the same occasion it answers the same."""
        again = self.offered_at is not None and self.occasion == occasion
        if not again and not self._owed(now):
            return Decision.NOTHING
        if not around.open_to_sessions or around.in_session:
            return Decision.DROP
        if is_quiet(now, self.zone):
            return Decision.WAIT
        if self._led_today(around, now) or (not again and self._unanswered(around)):
            return Decision.DROP
        return Decision.OFFER

    def offer(self, *, occasion: str, now: datetime) -> "Reminder":
        passed = self.let_pass(now=now)
        return replace(passed, offered_at=now, occasion=occasion)

    def let_pass(self, *, now: datetime) -> "Reminder":
        """This time is over."""
        return replace(self, settled_at=max(now, self.settled_at), snoozed_until=None)

    def wait(self, *, now: datetime) -> "Reminder":
        """An offer that never went out is due again as soon as it may speak."""
        return replace(self, offered_at=None, occasion="", snoozed_until=now)

    def answered(self) -> "Reminder":
        return replace(self, offered_at=None)

    def snooze(self, *, now: datetime) -> "Reminder | None":
        """An hour later; None when that would be in the quiet hours."""
        later = now + SNOOZE
        if is_quiet(later, self.zone):
            return None
        return replace(self.answered(), snoozed_until=later)

    def skip_today(self, *, now: datetime) -> "Reminder":
        """Nothing more until local midnight."""
        tomorrow = now.astimezone(self.zone).date() + timedelta(days=1)
        return self.answered().let_pass(now=self._at(tomorrow, 0) - timedelta(seconds=1))

    def on(self, weekday: int, *, now: datetime) -> "Reminder":
        """Choose a day; where the pace has room for one only, it takes the other's place."""
        kept = () if self.pace.most_days == 1 else self.weekdays
        days = tuple(sorted({*kept, weekday}))
        return self if self.full_for(weekday) else self._afresh(now, weekdays=days)

    def off(self, weekday: int, *, now: datetime) -> "Reminder":
        return self._afresh(now, weekdays=tuple(d for d in self.weekdays if d != weekday))

    def full_for(self, weekday: int) -> bool:
        """Whether one day more would be too often."""
        return self.pace is Pace.TWICE and len({*self.weekdays, weekday}) > self.pace.most_days

    def at_hour(self, hour: int, *, now: datetime) -> "Reminder":
        return self._afresh(now, hour=hour)

    def at_pace(self, pace: Pace, *, now: datetime) -> "Reminder":
        return self._afresh(now, pace=pace, weekdays=self.weekdays[: pace.most_days])

    def in_zone(self, time_zone: str, *, now: datetime) -> "Reminder":
        return self if time_zone == self.time_zone else self._afresh(now, time_zone=time_zone)

    def _owed(self, now: datetime) -> bool:
        at = self.next_at
        return at is not None and at <= now

    def _afresh(self, now: datetime, **changes: object) -> "Reminder":
        """Arranged anew: what was meant for earlier is not made up for."""
        passed = self.let_pass(now=now)
        return replace(passed, **changes)  # type: ignore[arg-type]

    def _times(self) -> Iterator[datetime]:
        """What is due after everything that is settled, in order."""
        first = self.settled_at.astimezone(self.zone).date()
        for days in range(_LONGEST_GAP_DAYS):
            day = first + timedelta(days=days)
            if self._falls_on(day) and (moment := self._at(day, self.hour)) > self.settled_at:
                yield moment

    def _falls_on(self, day: date) -> bool:
        if day.weekday() not in self.weekdays:
            return False
        return self.pace is not Pace.MONTHLY or day.day <= _FIRST_WEEK

    def _at(self, day: date, hour: int) -> datetime:
        """A local hour in UTC; one the clocks leap over is the hour after."""
        return datetime.combine(day, time(hour), self.zone).astimezone(UTC)

    def _out_of_quiet(self, moment: datetime) -> datetime:
        if not is_quiet(moment, self.zone):
            return moment
        local = moment.astimezone(self.zone)
        day = local.date() + timedelta(days=int(local.hour >= QUIET_FROM))
        return self._at(day, QUIET_UNTIL)

    def _unanswered(self, around: Circumstances) -> bool:
        """Whether the last offer met with silence: neither a tap nor a session since."""
        if self.offered_at is None:
            return False
        return around.last_begun is None or around.last_begun < self.offered_at

    def _led_today(self, around: Circumstances, now: datetime) -> bool:
        if around.last_begun is None:
            return False
        return _day(around.last_begun, self.zone) == _day(now, self.zone)


def is_quiet(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether nobody is to be disturbed."""
    return is_quiet_hour(moment.astimezone(zone).hour)


def is_quiet_hour(hour: int) -> bool:
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
