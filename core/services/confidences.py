"""What concerns abuse is for therapists alone: whoever it is about may be who reads.

Nothing is noted for it beside the alerts: what a session's alerts say of abuse holds for the
hard moments they were raised in, for the story that was in hand and what was told after it,
and for all that the session's companion wrote or spoke as a note. It holds until a therapist
says that it was none.
"""

from collections.abc import Iterable, Sequence

from core.domain.alert import Alert
from core.domain.circle import Role
from core.domain.distress import HardMoment
from core.domain.memory import Audience, Memory
from core.domain.session import ReminiscenceSession
from core.ports import PatientWork


def confided(work: PatientWork, session: ReminiscenceSession, *, reader: Role | None) -> bool:
    """Whether something of a session is to be kept from this reader."""
    return session.id in all_confided(work, (session,), reader=reader)


def all_confided(
    work: PatientWork, sessions: Iterable[ReminiscenceSession], *, reader: Role | None
) -> frozenset[str]:
    """The ids of those of a list of which something is to be kept from this reader."""
    alerts = [] if reader is Role.THERAPIST else _alerts(work)
    return frozenset(session.id for session in sessions if _raised_in(alerts, session))


def raised_in(work: PatientWork, session: ReminiscenceSession) -> Sequence[Alert]:
    """The alerts for which something of a session is kept back."""
    return _raised_in(_alerts(work), session)


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
    return memory.id in kept_back(work, (memory,), reader=reader)


def kept_back(
    work: PatientWork, memories: Iterable[Memory], *, reader: Role | None
) -> frozenset[str]:
    """The ids of those of a list that are kept from this reader."""
    return frozenset() if reader is Role.THERAPIST else told_of_abuse(work, memories)


def tells_of_abuse(work: PatientWork, memory: Memory) -> bool:
    """Whether it was in hand when abuse came out, or was told after that and is for us alone.

    Once whoever led let others see what was told later, it was not that.
    """
    return memory.id in told_of_abuse(work, (memory,))


def told_of_abuse(work: PatientWork, memories: Iterable[Memory]) -> frozenset[str]:
    """The ids of those of a list that tell of abuse; the alerts are read once for all."""
    alerts = _alerts(work)
    if not alerts:
        return frozenset()
    moments: dict[str, Sequence[HardMoment]] = {}
    found = set()
    for memory in memories:
        session_id = memory.session_id or ""
        if session_id not in moments:
            session = work.sessions.find(session_id)
            moments[session_id] = _among(alerts, session) if session else ()
        if _tells(memory, moments[session_id]):
            found.add(memory.id)
    return frozenset(found)


def _tells(memory: Memory, moments: Sequence[HardMoment]) -> bool:
    """Whether it belongs to these moments of its session."""
    if not moments:
        return False
    in_hand = any(moment.memory_id == memory.id for moment in moments)
    after = memory.told_at >= min(moment.at for moment in moments)
    return in_hand or (after and memory.audience is Audience.US)


def _moments(work: PatientWork, session: ReminiscenceSession) -> Sequence[HardMoment]:
    """The hard moments of a session in which an alert of abuse was raised."""
    return _among(_alerts(work), session)


def _among(alerts: Sequence[Alert], session: ReminiscenceSession) -> Sequence[HardMoment]:
    raised = _raised_in(alerts, session)
    return [m for m in session.record.moments if any(_in(m, alert) for alert in raised)]


def _raised_in(alerts: Sequence[Alert], session: ReminiscenceSession) -> list[Alert]:
    return [alert for alert in alerts if session.under_way_at(alert.raised_at)]


def _alerts(work: PatientWork) -> list[Alert]:
    """Of abuse, ever: mostly there are none, and nothing more is looked at."""
    return [alert for alert in work.alerts.all() if alert.confides]


def _in(moment: HardMoment, alert: Alert) -> bool:
    over = moment.ended_at is not None and alert.raised_at > moment.ended_at
    return moment.at <= alert.raised_at and not over
