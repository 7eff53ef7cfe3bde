"""Who allowed what, when, and whether it still holds."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class ConsentKind(StrEnum):
    """Each is asked, given and withdrawn on its own."""

    STORIES = "stories"
    PHOTOS = "photos"
    LIKENESS = "likeness"  #: per element (`subject`)
    SHARING = "sharing"  #: with a therapist
    RESEARCH = "research"


class GivenBy(StrEnum):
    """On whose authority."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    CARER = "carer"
    SHOWN = "shown"  #: whoever is to be learnt, for themselves
    GUARDIAN = "guardian"  #: of a minor who is to be learnt
    FAMILY = "family"  #: of somebody who has died


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    id: str
    kind: ConsentKind
    given_by: GivenBy
    recorded_by: int  #: account id
    given_at: datetime
    subject: str = ""  #: element id for a likeness; empty: the person
    withdrawn_at: datetime | None = None

    @property
    def holds(self) -> bool:
        return self.withdrawn_at is None

    def withdraw(self, *, at: datetime) -> "Consent":
        """The same consent, withdrawn; the first withdrawal stays."""
        return self if self.withdrawn_at else replace(self, withdrawn_at=at)
