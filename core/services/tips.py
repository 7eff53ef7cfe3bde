"""Tips for the next session: left by the circle, offered to who leads, never forced on anybody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.content.questions import QuestionBank
from core.content.words import mentions
from core.domain.circle import Action
from core.domain.life import Level
from core.domain.session import ReminiscenceSession
from core.domain.tip import LONGEST_TIP, Tip, TipState
from core.ports import PatientWork
from core.services.sessions import require_life, require_permission
from core.services.themes import left_alone

_QUOTES = "«»“”\"' "  #: it is shown between quotation marks of our own


def leave(
    work: PatientWork, *, words: str, account_id: int, tip_id: str, now: datetime
) -> Tip | None:
    """Keep a tip for who leads next; None when it is empty or too long."""
    work.require(Action.TELL_MEMORY)
    require_life(work)
    require_permission(work)
    cleaned = " ".join(words.split()).strip(_QUOTES)
    if not 0 < len(cleaned) <= LONGEST_TIP:
        return None
    tip = Tip(id=tip_id, words=cleaned, given_by=account_id, given_at=now)
    work.tips.save(tip)
    return tip


def to_offer(work: PatientWork, session: ReminiscenceSession, *, bank: QuestionBank) -> Tip | None:
    """The oldest tip that may be mentioned now: one a session, and nothing that is avoided."""
    if session.level is Level.PRESENCE or for_session(work, session.id):
        return None
    return next((tip for tip in work.tips.waiting() if not _avoided(work, tip, bank)), None)


def for_session(work: PatientWork, session_id: str) -> Tip | None:
    """The tip that was answered in this session."""
    return next((tip for tip in work.tips.all() if tip.session_id == session_id), None)


def take(work: PatientWork, tip_id: str, *, session_id: str, now: datetime) -> Tip:
    """Whoever leads will ask about it, when it fits."""
    return _answer(work, tip_id, TipState.TAKEN, session_id=session_id, now=now)


def decline(work: PatientWork, tip_id: str, *, session_id: str, now: datetime) -> Tip:
    """Not this one; it is not offered again."""
    return _answer(work, tip_id, TipState.DECLINED, session_id=session_id, now=now)


def of(work: PatientWork, account_id: int) -> Sequence[Tip]:
    """What one account left, the newest first."""
    return work.tips.of(account_id)[::-1]


def _answer(
    work: PatientWork, tip_id: str, state: TipState, *, session_id: str, now: datetime
) -> Tip:
    work.require(Action.LEAD_SESSION)
    tip = work.tips.get(tip_id)
    if tip.waiting:
        tip = replace(tip, state=state, answered_at=now, session_id=session_id)
        work.tips.save(tip)
    return tip


def _avoided(work: PatientWork, tip: Tip, bank: QuestionBank) -> bool:
    """Whether it is about something left alone: by the family, or until a therapist has looked."""
    if mentions(work.patient().avoid_words, tip.words):
        return True
    return any(bank.touches(code, (tip.words,)) for code in left_alone(work))
