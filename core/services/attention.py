"""What in one space waits for its therapist, and in which order spaces are looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

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
    report_due: bool


def attention(work: PatientWork, *, now: datetime) -> Attention:
    """What waits here; refused to whoever may not read it."""
    require_reader(work)
    waiting, last, patient = work.reviews.open(), work.reviews.last(), work.patient()
    return Attention(
        patient_id=patient.id,
        code=person_code(patient),
        name=patient.name,
        alerts=sum(review.alerts for review in waiting),
        undecided=sum(review.decision is None for review in waiting),
        last_session=last.ended_at if last else None,
        report_due=rollups.due(work, now=now),
    )


def by_need(found: Iterable[Attention]) -> list[Attention]:
    """Open alerts first, then undecided summaries, then the longest without a session."""
    return sorted(found, key=lambda one: (-one.alerts, -one.undecided, one.last_session or _NEVER))
