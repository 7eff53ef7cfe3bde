"""A moment at which something is to be looked at again; kept, so that it survives a restart."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.patient import PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Its tick comes once `at` has passed; setting one of the same id again moves it."""

    id: str
    patient_id: PatientId
    account_id: int  #: whose chat it is about
    at: datetime
    tick: str  #: the route: "exercise.due"
    argument: str = ""

    @property
    def key(self) -> str:
        """Of its inbox row: the same moment is let in once."""
        return f"c:{self.id}:{self.at.isoformat(timespec='seconds')}"
