"""Ownership on its way to somebody else: offered by an owner, or restored by the operator."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

STANDS = timedelta(days=7)  #: how long somebody has to say yes


class TransferState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    id: str
    to: int  #: account id of who becomes the owner
    asked_at: datetime
    given_by: int | None = None  #: account id of the owner who hands over; None: the operator
    due_at: datetime | None = None  #: when the operator's wait is over
    state: TransferState = TransferState.WAITING
    ended_by: int | None = None
    ended_at: datetime | None = None

    @property
    def waiting(self) -> bool:
        return self.state is TransferState.WAITING

    def stands(self, *, now: datetime) -> bool:
        """Whether it can still be taken: nobody becomes an owner by a question of long ago."""
        return self.waiting and now < self.asked_at + STANDS
