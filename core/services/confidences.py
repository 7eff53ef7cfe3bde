"""What concerns abuse is for therapists alone: whoever it is about may be who reads.

Nothing is noted for it beside the alerts: what a session's alerts say of abuse holds for the
hard moments they were raised in, for the story that was in hand and what was told after it,
and for all that the session's companion wrote or spoke as a note.
"""

from collections.abc import Sequence

from core.domain.alert import Alert, AlertCause
from core.domain.circle import Role
from core.domain.distress import HardMoment
from core.domain.memory import Audience, Memory
from core.domain.session import ReminiscenceSession
from core.ports import PatientWork


def confided(work: PatientWork, session: ReminiscenceSession, *, reader: Role | None) -> bool:
    """Whether something of a session is to be kept from this reader."""
    return reader is not Role.THERAPIST and bool(_of_abuse(work, session))


def tellable(
    work: PatientWork, session: ReminiscenceSession, *, reader: Role | None
) -> tuple[HardMoment, ...]:
    """The hard moments this reader may know of: else those with an alert of abuse are left out."""
    hidden = () if reader is Role.THERAPIST else _moments(work, session)
    return tuple(moment for moment in session.record.moments if moment not in hidden)


def keeps_back(work: PatientWork, memory: Memory, *, reader: Role | None) -> bool:
    """Whether a story is kept from this reader wherever stories are, in lists, book and files.

    Whoever leads the session it is told in still has it on their screen, to the end of it.
    """
    return reader is not Role.THERAPIST and tells_of_abuse(work, memory)


def tells_of_abuse(work: PatientWork, memory: Memory) -> bool:
    """Whether it was in hand when abuse came out, or was told after that and is for us alone.

    Once whoever led let others see what was told later, it was not that.
    """
    if memory.session_id is None or not _alerts(work):
        return False
    session = work.sessions.find(memory.session_id)
    moments = _moments(work, session) if session is not None else ()
    if not moments:
        return False
    in_hand = any(moment.memory_id == memory.id for moment in moments)
    after = memory.told_at >= min(moment.at for moment in moments)
    return in_hand or (after and memory.audience is Audience.US)


def _moments(work: PatientWork, session: ReminiscenceSession) -> Sequence[HardMoment]:
    """The hard moments of a session in which an alert of abuse was raised."""
    raised = _of_abuse(work, session)
    return [m for m in session.record.moments if any(_in(m, alert) for alert in raised)]


def _of_abuse(work: PatientWork, session: ReminiscenceSession) -> list[Alert]:
    return [
        alert
        for alert in _alerts(work)
        if session.begun_at <= alert.raised_at
        and (session.ended_at is None or alert.raised_at <= session.ended_at)
    ]


def _alerts(work: PatientWork) -> list[Alert]:
    """Of abuse, ever: mostly there are none, and nothing more is looked at."""
    return [alert for alert in work.alerts.all() if alert.cause is AlertCause.ABUSE]


def _in(moment: HardMoment, alert: Alert) -> bool:
    over = moment.ended_at is not None and alert.raised_at > moment.ended_at
    return moment.at <= alert.raised_at and not over
