"""The three-monthly roll-up: counts and plain lists since the last one, concluded by a human."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.content.questions import QuestionBank
from core.domain.alert import AlertCause
from core.domain.circle import Role
from core.domain.distress import HardMoment, Tier
from core.domain.exercise import LEFT_AFTER
from core.domain.life import LifeStage
from core.domain.memory import Memory, MemoryState
from core.domain.picture import Picture, PictureStatus
from core.domain.session import ReminiscenceSession
from core.domain.session_record import CompanionDay
from core.domain.steering import PeriodReport
from core.ports import PatientWork
from core.services.confidences import tellable
from core.services.steering import LONGEST_NOTE, require_hand
from core.services.summaries import require_reader
from core.services.summary_blocks import was_held

EVERY = timedelta(days=91)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """What happened in a period; nothing in it is compared with another."""

    since: datetime
    until: datetime
    sessions: int
    refused: int  #: sessions the person did not want, or that were put off
    mean_minutes: int
    themes: tuple[tuple[LifeStage, tuple[str, ...]], ...]
    memories_new: int
    states: tuple[tuple[MemoryState, int], ...]  #: as therapists confirmed them
    moods: tuple[tuple[datetime, int | None, int | None], ...]  #: one a session
    accepted: int
    rejected: int
    avoid_added: tuple[str, ...]
    avoid_removed: tuple[str, ...]
    adverse: int  #: hard moments of tier 2 and 3 of which this reader may know, in exercises too
    companion_days: tuple[CompanionDay, ...]
    conclusion: str = ""


def due(work: PatientWork, *, now: datetime) -> bool:
    """Whether three months have passed with sessions in them, and no report since."""
    reports, first, last = work.reports.all(), work.reviews.earliest(), work.reviews.last()
    if first is None or last is None:
        return False
    since = reports[-1].until if reports else first.ended_at
    return now - since >= EVERY and last.ended_at >= since


def roll_up(work: PatientWork, *, bank: QuestionBank, now: datetime) -> RollUp | None:
    """What there is to say since the last report; None before the first session."""
    require_reader(work)
    since = _begins(work)
    if since is None:
        return None
    present, before = work.patient().avoid_words, _avoided(work.reports.all())
    return _counted(work, bank, since=since, until=now, avoided=present, before=before)


def earlier(work: PatientWork) -> Sequence[PeriodReport]:
    """The reports that were concluded, the newest first."""
    require_reader(work)
    return work.reports.all()[::-1]


def concluded(work: PatientWork, report_id: str, *, bank: QuestionBank) -> RollUp:
    """A report of before, as much of it as is still kept; NotFound when there is none."""
    require_reader(work)
    report = work.reports.get(report_id)
    before = _avoided([r for r in work.reports.all() if r.until <= report.since])
    since, until, avoided = report.since, report.until, report.avoid_words
    counted = _counted(work, bank, since=since, until=until, avoided=avoided, before=before)
    return replace(counted, conclusion=report.conclusion)


def _counted(
    work: PatientWork,
    bank: QuestionBank,
    *,
    since: datetime,
    until: datetime,
    avoided: Sequence[str],
    before: Sequence[str],
) -> RollUp:
    """A period, with the avoid-list as it stood at its end and at the end of the one before."""
    ended = [s for s in work.sessions.all() if s.ended_at and since <= s.ended_at <= until]
    held = [session for session in ended if was_held(session)]
    memories = [m for m in work.memories.all() if since <= m.told_at <= until]
    pictures = [p for p in work.pictures.all() if since <= p.made_at <= until]
    return RollUp(
        since=since,
        until=until,
        sessions=len(held),
        refused=len(ended) - len(held),
        mean_minutes=_mean_minutes(held),
        themes=_themes(held, bank),
        memories_new=len(memories),
        states=_states(memories),
        moods=tuple(_faces(session) for session in held),
        accepted=_count(pictures, PictureStatus.APPROVED),
        rejected=_count(pictures, PictureStatus.REJECTED),
        avoid_added=tuple(word for word in avoided if word not in before),
        avoid_removed=tuple(word for word in before if word not in avoided),
        adverse=_in_sessions(work, ended) + _in_exercises(work, since=since, until=until),
        companion_days=tuple(s.record.companion_day for s in ended if s.record.companion_day),
    )


def conclude(
    work: PatientWork, *, conclusion: str, account_id: int, report_id: str, now: datetime
) -> PeriodReport | None:
    """Close the period with the therapist's own words; None when there are none."""
    require_hand(work)
    since, cleaned = _begins(work), conclusion.strip()
    if since is None or not 0 < len(cleaned) <= LONGEST_NOTE:
        return None
    report = PeriodReport(
        id=report_id,
        since=since,
        until=now,
        conclusion=cleaned,
        made_by=account_id,
        avoid_words=work.patient().avoid_words,
    )
    work.reports.save(report)
    return report


def _begins(work: PatientWork) -> datetime | None:
    """Where the period that is not reported yet begins."""
    reports = work.reports.all()
    if reports:
        return reports[-1].until
    return next((session.begun_at for session in work.sessions.all()), None)


def _avoided(reports: Sequence[PeriodReport]) -> tuple[str, ...]:
    """The avoid-list as it stood when the last of them was concluded."""
    return reports[-1].avoid_words if reports else ()


def _mean_minutes(held: Sequence[ReminiscenceSession]) -> int:
    seconds = [session.clock.seconds(now=session.ended_at or session.begun_at) for session in held]
    return round(sum(seconds) / len(seconds) / 60) if seconds else 0


def _themes(
    held: Sequence[ReminiscenceSession], bank: QuestionBank
) -> tuple[tuple[LifeStage, tuple[str, ...]], ...]:
    codes = dict.fromkeys(code for session in held for code in session.record.themes)
    by_stage = {
        stage: tuple(code for code in codes if bank.theme(code).stage is stage)
        for stage in LifeStage
    }
    return tuple((stage, themes) for stage, themes in by_stage.items() if themes)


def _states(memories: Sequence[Memory]) -> tuple[tuple[MemoryState, int], ...]:
    return tuple((state, sum(m.state is state for m in memories)) for state in MemoryState)


def _faces(session: ReminiscenceSession) -> tuple[datetime, int | None, int | None]:
    before, after = session.record.mood_before, session.record.mood_after
    return (
        session.begun_at,
        before.face if before else None,
        after.face if after else None,
    )


def _count(pictures: Sequence[Picture], status: PictureStatus) -> int:
    return sum(picture.status is status for picture in pictures)


def _in_sessions(work: PatientWork, ended: Sequence[ReminiscenceSession]) -> int:
    """How often it was hard in them, as far as who asks may know."""
    return sum(_adverse(tellable(work, session, reader=work.role)) for session in ended)


def _adverse(moments: Sequence[HardMoment]) -> int:
    return sum((moment.tier or Tier.TENDER) >= Tier.UPSET for moment in moments)


def _in_exercises(work: PatientWork, *, since: datetime, until: datetime) -> int:
    """How often it was hard at faces and names: of that nothing is kept but the alert.

    What got worse while somebody stayed with them is one hard moment.
    """
    sessions, moments, last = work.sessions.all(), 0, None
    for alert in sorted(work.alerts.all(), key=lambda alert: alert.raised_at):
        raised_at = alert.raised_at
        known = work.role is Role.THERAPIST or not alert.confides
        if alert.cause is AlertCause.COMPANION or not (known and since <= raised_at <= until):
            continue
        if any(session.under_way_at(raised_at) for session in sessions):
            continue
        moments += last is None or raised_at - last > LEFT_AFTER
        last = raised_at
    return moments
