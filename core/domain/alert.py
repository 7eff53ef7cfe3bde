"""An alert that a human has to acknowledge; it says that something happened, never what."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PASSED_ON_AFTER = timedelta(minutes=15)
ABUSE_STAYS = timedelta(days=1)  #: whatever is raised after it concerns it too


class AlertCause(StrEnum):
    UPSET = "upset"
    DANGER = "danger"
    ABUSE = "abuse"  #: for therapists alone, whatever happens
    COMPANION = "companion"  #: three hard days in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    id: str
    cause: AlertCause
    raised_by: int  #: account id of whoever led
    raised_at: datetime
    told: tuple[int, ...] = ()  #: account ids
    seen_by: int | None = None
    seen_at: datetime | None = None
    passed_on_at: datetime | None = None  #: to the family contact
    cleared_by: int | None = None  #: account id of the therapist who said it was no abuse
    cleared_at: datetime | None = None
    inherited: bool = False  #: nobody called it abuse: it followed alerts that concern it

    @property
    def open(self) -> bool:
        return self.seen_at is None

    @property
    def confides(self) -> bool:
        """Whether what was told with it is for therapists alone."""
        return self.cause is AlertCause.ABUSE and self.cleared_at is None

    @property
    def goes_to_family(self) -> bool:
        """Whether the family contact may be told when nobody answers."""
        return self.cause in {AlertCause.UPSET, AlertCause.DANGER}
