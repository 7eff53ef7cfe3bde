"""How a therapist steers: decisions after a session, goals, outside results, reports."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Choice(StrEnum):
    """Is it suitable to go on? (protocol §14, block 14)"""

    CONTINUE = "continue"
    ADAPT = "adapt"
    PAUSE_PICTURES = "pause_pictures"
    PAUSE_SESSIONS = "pause_sessions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    choice: Choice
    decided_by: int  #: account id
    decided_at: datetime
    note: str = ""  #: the therapist's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReview:
    """What therapists have made of one session that has ended; earlier decisions stay."""

    id: str  #: the session's id
    ended_at: datetime
    alerts: int = 0  #: hard moments nobody has looked at
    decisions: tuple[Decision, ...] = ()

    @property
    def decision(self) -> Decision | None:
        """The one that holds."""
        return self.decisions[-1] if self.decisions else None

    @property
    def pausing(self) -> bool:
        """Whether no session may begin because of it."""
        return self.decision is not None and self.decision.choice is Choice.PAUSE_SESSIONS

    @property
    def open(self) -> bool:
        """Whether it still asks for a therapist."""
        return self.decision is None or self.alerts > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the sessions are for, in the therapist's words; the newest one holds."""

    id: str
    text: str
    set_by: int  #: account id
    set_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleResult:
    """A result of a scale taken elsewhere: kept and listed, never compared or drawn."""

    id: str
    name: str
    value: str  #: as it was written
    day: date
    entered_by: int  #: account id
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport:
    """A three-monthly roll-up that was closed with the therapist's own conclusion."""

    id: str
    since: datetime
    until: datetime
    conclusion: str
    made_by: int  #: account id
    avoid_words: tuple[str, ...] = ()  #: the avoid-list as it stood
