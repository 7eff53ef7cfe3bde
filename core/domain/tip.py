"""A tip for the next session: "ask about the boat". Offered to who leads, never forced."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_TIP = 300  #: characters


class TipState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"  #: whoever led said they would ask about it
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    id: str
    words: str
    given_by: int  #: account id
    given_at: datetime
    state: TipState = TipState.WAITING
    answered_at: datetime | None = None
    session_id: str | None = None

    @property
    def waiting(self) -> bool:
        return self.state is TipState.WAITING
