"""One guided conversation, S0-S11 of the protocol, as a state machine."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.life import Level


class SessionStage(StrEnum):
    READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminiscenceSession:
    id: str
    led_by: int
    level: Level
    stage: SessionStage
    begun_at: datetime
    ended_at: datetime | None = None
