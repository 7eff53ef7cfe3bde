"""The trail without content: who saw which kind of thing, and when; kept for a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.circle import Action
from core.domain.sighting import KEPT, Sighting, SightingKind
from core.ports import PatientWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Onlooker:
    """One account, and the last day on which it saw each kind of thing."""

    account_id: int
    seen: tuple[tuple[SightingKind, date], ...]  #: the newest first


def note(
    work: PatientWork, *, account_id: int, kind: SightingKind, day: date, now: datetime
) -> None:
    """Write down that somebody saw something, in the same transaction; once a day is enough."""
    known = work.sightings.find(Sighting.key(account_id, kind, day))
    if known is None:
        work.sightings.forget_before(day - KEPT)
        work.sightings.save(Sighting.first(account_id=account_id, kind=kind, day=day, now=now))
    elif (again := known.again(now=now)) is not known:
        work.sightings.save(again)


def onlookers(work: PatientWork) -> Sequence[Onlooker]:
    """Everybody who saw something, who saw it last first; for who answers for the space."""
    work.require(Action.GIVE_CONSENT)
    newest = sorted(work.sightings.all(), key=lambda s: s.last_at, reverse=True)
    last: dict[int, dict[SightingKind, date]] = {}
    for sighting in newest:
        last.setdefault(sighting.account_id, {}).setdefault(sighting.kind, sighting.day)
    return [Onlooker(account_id=who, seen=tuple(seen.items())) for who, seen in last.items()]
