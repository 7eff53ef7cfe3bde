"""The time of a session: what counts, when to ask, when to stop."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

EXTRA_MINUTES = 5  #: given once, when the companion asks for them


class Due(StrEnum):
    NOTHING = "nothing"
    ASK = "ask"  #: "close, or five minutes more?"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionClock:
    """Counts the time together; a pause does not count."""

    limit_minutes: int = 45
    running_since: datetime | None = None
    counted_s: int = 0  #: seconds before it last began to run
    asked: bool = False

    def seconds(self, *, now: datetime) -> int:
        running = (now - self.running_since).total_seconds() if self.running_since else 0
        return self.counted_s + max(0, int(running))

    def stopped(self, *, at: datetime) -> "SessionClock":
        return replace(self, counted_s=self.seconds(now=at), running_since=None)

    def started(self, *, at: datetime) -> "SessionClock":
        return self if self.running_since else replace(self, running_since=at)

    def due(self, *, now: datetime) -> Due:
        """Ask at the limit; five minutes later it is over, whatever was answered."""
        minutes = self.seconds(now=now) / 60
        if minutes >= self.limit_minutes + EXTRA_MINUTES:
            return Due.STOP
        return Due.ASK if minutes >= self.limit_minutes and not self.asked else Due.NOTHING
