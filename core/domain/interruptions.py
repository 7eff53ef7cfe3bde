"""What may come between at any point of a session: a pause, a hard moment, the end of its time.

Functions over a session, so that the machine of its stages (session.py) stays in one view.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from core.domain.closing import ClosingKind
from core.domain.distress import ComfortStep, HardMoment, MomentEnding, Situation, Tier
from core.domain.session import OutOfStep, QuestionFor, ReminiscenceSession, SessionStage
from core.domain.session_clock import Due
from core.domain.session_record import StopReason

COLD_AFTER = timedelta(hours=3)

_ASKING = frozenset({SessionStage.INVITE, SessionStage.DEEPEN})
_ENDING = frozenset({SessionStage.CLOSE, SessionStage.AFTER, SessionStage.SUMMARY})
_REASONS = {
    Tier.TENDER: StopReason.COMPANION,
    Tier.UNEASY: StopReason.UNEASY,
    Tier.UPSET: StopReason.UPSET,
    Tier.DANGER: StopReason.DANGER,
}


def pause(session: ReminiscenceSession, *, now: datetime) -> ReminiscenceSession:
    """⏸, from anywhere; the clock stands still."""
    clock = session.alive().clock.stopped(at=now)
    return replace(session, paused=True, clock=clock, asking_pause=False, asking_time=False)


def resume(session: ReminiscenceSession, *, now: datetime) -> ReminiscenceSession:
    if not session.alive().paused or session.moment:
        raise OutOfStep
    return replace(session, paused=False, clock=session.going(now=now))


def hard_moment(session: ReminiscenceSession, *, now: datetime) -> ReminiscenceSession:
    """😟, from anywhere: ask how hard it is; during a hard moment, ask again.

    At a page of the book the theme is the page's, which the session does not know.
    """
    if session.alive().moment:
        return session.with_moment(replace(session.in_moment(), asking=True))
    moment = HardMoment(
        at=now,
        theme="" if session.stage is SessionStage.LOOK else session.talk.theme,
        question_id=session.talk.question_id,
        memory_id=session.in_hand,
    )
    quiet = replace(session, asking_pause=False, asking_time=False)
    return quiet.recorded(moments=(*session.record.moments, moment))


def judge(session: ReminiscenceSession, tier: Tier, *, now: datetime) -> ReminiscenceSession:
    """How hard it is; from `upset` on the session stands still."""
    judged = session.with_moment(session.in_moment().judged(tier))
    if not judged.in_moment().flagged:
        return judged
    return replace(judged, paused=True, clock=judged.clock.stopped(at=now))


def comfort(session: ReminiscenceSession, step: ComfortStep) -> ReminiscenceSession:
    """Show this comfort step."""
    return session.with_moment(replace(session.in_moment(), step=step))


def name_situation(session: ReminiscenceSession, situation: Situation) -> ReminiscenceSession:
    return session.with_moment(replace(session.in_moment(), situation=situation))


def offer_comfort(session: ReminiscenceSession) -> ReminiscenceSession:
    """Uneasy: something from the comfort list instead of questions."""
    return session.with_moment(replace(session.in_moment(), offering=True))


def calm_again(session: ReminiscenceSession, *, now: datetime) -> ReminiscenceSession:
    """Back to where we were, after a moment that was not more than uneasy.

    From a question that made them uneasy to other themes, or to the closing if it was the last.
    """
    moment = session.in_moment()
    if moment.flagged:
        raise OutOfStep
    calm = session.moment_over(MomentEnding.WENT_ON, now=now)
    if moment.tier is Tier.UNEASY and session.stage in _ASKING:
        if not calm.prompts_left:
            return calm.close(stop=StopReason.UNEASY, now=now)
        aside = (*session.set_aside, session.talk.theme)
        return calm.go(SessionStage.THEME, offered=(), set_aside=aside)
    return calm


def gentler(
    session: ReminiscenceSession, questions: QuestionFor, *, now: datetime
) -> ReminiscenceSession:
    """Uneasy: one level down, and not that question again."""
    if session.in_moment().flagged:
        raise OutOfStep
    calm = session.moment_over(MomentEnding.GENTLER, now=now)
    if session.stage in _ASKING:
        return calm.gentler(questions, now=now)
    level = session.level.gentler
    drops = session.record.level_drops + (level is not session.level)
    return replace(calm.recorded(level_drops=drops), level=level)


def close_after(session: ReminiscenceSession, *, now: datetime) -> ReminiscenceSession:
    """The closing that fits how hard it was."""
    moment = session.in_moment()
    stop = StopReason.COMPANION if moment.tier is None else _REASONS[moment.tier]
    kind = ClosingKind.CALM if moment.flagged else ClosingKind.RITUAL
    return session.close(stop=stop, kind=kind, now=now)


def help_called(session: ReminiscenceSession, *, now: datetime) -> ReminiscenceSession:
    """An emergency: the session ends at once, the only way past the closing."""
    if session.in_moment().tier is not Tier.DANGER:
        raise OutOfStep
    helped = session.moment_over(MomentEnding.HELP, now=now)
    return helped.stopped(StopReason.DANGER).end(now=now)


def ask_pause(session: ReminiscenceSession) -> ReminiscenceSession:
    """A listed phrase came: ask "shall we pause?", and nothing else."""
    return replace(session.alive(), asking_pause=True)


def ask_time(session: ReminiscenceSession) -> ReminiscenceSession:
    clock = replace(session.alive().clock, asked=True)
    return replace(session, asking_time=True, clock=clock)


def go_on(session: ReminiscenceSession) -> ReminiscenceSession:
    """No pause, or five minutes more: the present screen again."""
    return replace(session.alive(), asking_pause=False, asking_time=False)


def due(session: ReminiscenceSession, *, now: datetime) -> Due:
    """What the clock asks for; nothing during a hard moment, a pause or the closing."""
    if session.interrupted or session.stage in _ENDING:
        return Due.NOTHING
    return session.clock.due(now=now)


def cold(session: ReminiscenceSession, *, now: datetime) -> bool:
    """Whether it was left so long ago that nobody is sitting together any more."""
    return now - (session.touched_at or session.begun_at) > COLD_AFTER
