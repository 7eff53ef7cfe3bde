"""What in one space waits for its therapist, and in which order spaces are looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from core.ports import PatientWork
from core.services import rollups
from core.services.summaries import require_reader
from core.services.summary_blocks import person_code

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    patient_id: str
    code: str
    name: str  #: the name the person likes
    alerts: int  #: hard moments nobody has looked at
    undecided: int  #: summaries without a decision
    last_session: datetime | None
    days: int | None  #: of the person's calendar since then; None: no session yet
    report_due: bool


def attention(work: PatientWork, *, now: datetime, time_zone: str) -> Attention:
    """What waits here; refused to whoever may not read it.

    `time_zone`: for a person of whom none is known.
    """
    require_reader(work)
    waiting, last, patient = work.reviews.open(), work.reviews.last(), work.patient()
    ended_at, zone = last.ended_at if last else None, ZoneInfo(patient.time_zone or time_zone)
    return Attention(
        patient_id=patient.id,
        code=person_code(patient),
        name=patient.name,
        alerts=sum(review.alerts for review in waiting),
        undecided=sum(review.decision is None for review in waiting),
        last_session=ended_at,
        days=days_between(ended_at, now, zone) if ended_at else None,
        report_due=rollups.due(work, now=now),
    )


def days_between(earlier: datetime, now: datetime, zone: ZoneInfo) -> int:
    """How many midnights of that zone lie between."""
    return (now.astimezone(zone).date() - earlier.astimezone(zone).date()).days


def by_need(found: Iterable[Attention]) -> list[Attention]:
    """Open alerts first, then undecided summaries, then the longest without a session."""
    return sorted(found, key=lambda one: (-one.alerts, -one.undecided, one.last_session or _NEVER))
