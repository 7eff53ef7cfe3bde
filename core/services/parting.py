"""Saying goodbye when the space was put to rest while somebody sat together."""

from datetime import datetime

from core.domain.patient import Standing
from core.domain.session import ReminiscenceSession
from core.ports import PatientWork


def close_at_rest(work: PatientWork, *, now: datetime) -> ReminiscenceSession | None:
    """Lead an open session to its closing; None where that is not due, or under way.

    A pause and a hard moment come to their own end first.
    """
    session = work.sessions.open_one()
    if work.patient().standing is not Standing.PAUSED or session is None:
        return None
    if session.interrupted or session.closing:
        return None
    session = session.close(now=now)
    work.sessions.save(session)
    return session
