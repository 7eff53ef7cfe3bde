"""An edition of the life book that was made: what is in it, how long it stays, to whom it went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.domain.circle import Action

KEPT = timedelta(days=366)  #: older ones go


class EditionKind(StrEnum):
    PAGE = "page"  #: one web page
    PRINT = "print"
    ABOUT = "about"
    VIDEO = "video"
    SUMMARY = "summary"  #: of a session: no part of the book

    @property
    def to_be_read(self) -> Action:
        """What somebody must be allowed to, to have it."""
        if self is EditionKind.SUMMARY:
            return Action.READ_SUMMARIES
        return Action.LEAD_SESSION if self is EditionKind.ABOUT else Action.READ_BOOK

    @property
    def has_history(self) -> bool:
        """Whether earlier ones are worth having: of the book, not of what is true today."""
        return self in (EditionKind.PAGE, EditionKind.PRINT, EditionKind.VIDEO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """It was sent to somebody of the circle."""

    to_id: int  #: account id
    by_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    id: str
    kind: EditionKind
    code: str  #: which of its kind: a layout, "voice", "card"; empty where there is only one
    language: str
    face: str  #: a digest of all it says
    media_ids: tuple[str, ...]  #: its files, in order
    made_at: datetime
    memory_ids: tuple[str, ...] = ()  #: whose pages are in it
    shown_ids: tuple[str, ...] = ()  #: media ids of the pictures, photos and voices in it
    sendings: tuple[Sending, ...] = ()

    @property
    def slot(self) -> str:
        """Which series of editions it belongs to: only within one are there older and newer."""
        return f"{self.kind}/{self.code}/{self.language}"

    def sent(self, *, to_id: int, by_id: int, at: datetime) -> "Edition":
        return replace(self, sendings=(*self.sendings, Sending(to_id=to_id, by_id=by_id, at=at)))


def worth_keeping(series: Iterable[Edition], *, now: datetime) -> list[Edition]:
    """The newest of a series; of those before it the last of each month, for a year.

    The series comes in the order it was made in, which tells those of one moment apart.
    """
    latest = reversed(list(series))
    newest_first = sorted(latest, key=lambda each: each.made_at, reverse=True)
    kept = newest_first[:1]
    for edition in newest_first[1:]:
        young = edition.kind.has_history and now - edition.made_at < KEPT
        if young and _month(edition) != _month(kept[-1]):
            kept.append(edition)
    return kept


def next_to_go(series: Iterable[Edition], *, now: datetime) -> datetime | None:
    """When the oldest of those worth keeping will be too old; None while there is only one."""
    older = worth_keeping(series, now=now)[1:]
    return older[-1].made_at + KEPT if older else None


def _month(edition: Edition) -> tuple[int, int]:
    return edition.made_at.year, edition.made_at.month
