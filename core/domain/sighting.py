"""Who saw what kind of thing, and on which day: never what stood in it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

KEPT = timedelta(days=366)
AGAIN_AFTER = timedelta(minutes=15)  #: turning a page need not write each time


class SightingKind(StrEnum):
    BOOK = "book"
    EDITION = "edition"  #: the book as a file: paper, HTML, video
    SUMMARY = "summary"
    DOWNLOAD = "download"
    PHOTOS = "photos"
    PICTURES = "pictures"
    PERSON = "person"  #: what is known about the person


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One account, one kind of thing, one day."""

    id: str
    account_id: int
    kind: SightingKind
    day: date  #: where the person lives
    last_at: datetime

    @classmethod
    def first(cls, *, account_id: int, kind: SightingKind, day: date, now: datetime) -> "Sighting":
        return cls(
            id=cls.key(account_id, kind, day),
            account_id=account_id,
            kind=kind,
            day=day,
            last_at=now,
        )

    @staticmethod
    def key(account_id: int, kind: SightingKind, day: date) -> str:
        return f"{account_id}.{kind}.{day.isoformat()}"

    def again(self, *, now: datetime) -> "Sighting":
        return replace(self, last_at=now) if now - self.last_at >= AGAIN_AFTER else self
