"""Leading a session: one at a time for a person, whoever leads, kept after every step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.content.care import Care
from core.content.probes import Probes
from core.content.questions import QuestionBank
from core.domain import interruptions
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.life import Level
from core.domain.patient import Standing
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.domain.session_clock import Due
from core.domain.session_record import CompanionDay, StopReason
from core.errors import ConsentMissing, SessionElsewhere, SessionsPaused, SpaceResting
from core.ports import Ids, PatientWork
from core.services import confidences, themes

MOST_MINUTES = {Level.OPEN: 45, Level.CHOICE: 25, Level.PRESENCE: 10}
HARD_DAYS = 3  #: in a row, before the companion is gently pointed to the therapist

Change = Callable[[ReminiscenceSession], ReminiscenceSession]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Who leads, what they lead with, and when: what every step of a session needs."""

    account_id: int
    bank: QuestionBank
    probes: Probes
    care: Care
    ids: Ids
    now: datetime


def begin(work: PatientWork, leader: Leader, *, page_id: str = "") -> ReminiscenceSession:
    """Open a session; the first ones, until a story was told, take the shortest way to it.

    Opened from a page of the book, it leads to looking at that page together.
    """
    work.require(Action.LEAD_SESSION)
    patient = work.patient()
    require_life(work)
    require_permission(work)
    if work.reviews.pausing():
        raise SessionsPaused
    if work.sessions.open_one() is not None:
        raise SessionElsewhere
    session = ReminiscenceSession.begin(
        session_id=leader.ids.new(),
        led_by=leader.account_id,
        level=patient.level,
        limit_minutes=patient.max_minutes or MOST_MINUTES[patient.level],
        now=leader.now,
        brief=not page_id and not any(s.record.taken_up for s in work.sessions.all()),
        looking_at=page_id,
    )
    return keep(work, leader, session.recorded(place=patient.session_place))


def require_life(work: PatientWork) -> None:
    """Nothing is led while the space rests, or after the person has died."""
    if work.patient().standing is not Standing.ACTIVE:
        raise SpaceResting


def require_permission(work: PatientWork) -> None:
    """No story is kept without somebody's yes, which may be withdrawn at any time."""
    if not permitted(work):
        raise ConsentMissing


def permitted(work: PatientWork) -> bool:
    """Whether what is told may be kept."""
    return work.consents.holding(ConsentKind.STORIES) is not None


def leading(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """The open session of this leader; refused when there is none or somebody else leads it.

    A tap after hours goes on with it, and the time nobody was there does not count.
    """
    work.require(Action.LEAD_SESSION)
    session = work.sessions.open_one()
    if session is None:
        raise OutOfStep
    if session.led_by != leader.account_id:
        raise SessionElsewhere
    return _with_song(work, _warm(session, now=leader.now))


def _warm(session: ReminiscenceSession, *, now: datetime) -> ReminiscenceSession:
    return session.picked_up(now=now) if interruptions.cold(session, now=now) else session


def _with_song(work: PatientWork, session: ReminiscenceSession) -> ReminiscenceSession:
    """Whoever comes from the opening had the song on the screen, if one was known by then."""
    if session.stage is not SessionStage.OPEN_RITUAL:
        return session
    return session.recorded(song=work.patient().song)


def keep(work: PatientWork, leader: Leader, session: ReminiscenceSession) -> ReminiscenceSession:
    """Store a session after a step; at the theme stage with two themes on offer."""
    choosing = session.stage is SessionStage.THEME and not session.interrupted
    if choosing and not session.offered:
        codes = themes.offer(work, session, bank=leader.bank, seed=leader.ids.seed())
        session = session.offer(codes, now=leader.now)
    session = replace(session, touched_at=leader.now)
    work.sessions.save(session)
    return session


def step(work: PatientWork, leader: Leader, change: Change) -> ReminiscenceSession:
    """Take one step of the session this leader has open."""
    return keep(work, leader, change(leading(work, leader)))


def choose_theme(work: PatientWork, leader: Leader, *, code: str) -> ReminiscenceSession:
    session = leading(work, leader)
    if code not in session.offered:
        raise OutOfStep
    questions = themes.questions(work, session, bank=leader.bank, theme=code)
    question_id = questions(session.level)
    if question_id is None:
        return keep(work, leader, session.other_theme())
    return keep(work, leader, session.choose(code, question_id))


def nothing_came(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    session = leading(work, leader)
    questions = themes.questions(work, session, bank=leader.bank)
    return keep(work, leader, session.nothing_came(questions, now=leader.now))


def declined(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    session = leading(work, leader)
    questions = themes.questions(work, session, bank=leader.bank)
    return keep(work, leader, session.declined(questions, now=leader.now))


def picture_over(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    session = leading(work, leader)
    questions = themes.questions(work, session, bank=leader.bank)
    return keep(work, leader, session.picture_over(questions, now=leader.now))


def close_now(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """The companion wants to close: always through the closing, never a hard drop."""
    session = leading(work, leader)
    if session.moment is not None:
        return keep(work, leader, interruptions.close_after(session, now=leader.now))
    looked = session.stage is SessionStage.LOOK  # there was nothing to be told
    early = StopReason.COMPANION if not session.agreed and not looked else None
    return keep(work, leader, session.close(now=leader.now, stop=early))


def take_over(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """Lead on what somebody else began.

    Where abuse was told in it, its screens are for who heard it: others wait, and once nobody
    comes back to it, it ends.
    """
    work.require(Action.LEAD_SESSION)
    session = work.sessions.open_one()
    if session is None:
        raise OutOfStep
    warm = _warm(session, now=leader.now)
    if session.led_by == leader.account_id or _open_to(work, session):
        return keep(work, leader, warm.taken_over(leader.account_id))
    if not interruptions.cold(session, now=leader.now):
        raise SessionElsewhere
    return keep(work, leader, warm.leave(now=leader.now))


def _open_to(work: PatientWork, session: ReminiscenceSession) -> bool:
    return not confidences.confided(work, session, reader=work.role)


def pick_up(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """Go on with a session that was left hours or days ago."""
    return step(work, leader, lambda session: session.picked_up(now=leader.now))


def leave_behind(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """End a session nobody came back to; what was told in it is kept."""
    return step(work, leader, lambda session: session.leave(now=leader.now))


def leave_of(work: PatientWork, *, account_id: int, now: datetime) -> ReminiscenceSession | None:
    """End what somebody leads who may not lead any more; what was told in it is kept."""
    session = work.sessions.open_one()
    if session is None or session.led_by != account_id:
        return None
    return leave_open(work, now=now)


def leave_open(work: PatientWork, *, now: datetime) -> ReminiscenceSession | None:
    """End the open session, whoever leads it; what was told in it is kept."""
    session = work.sessions.open_one()
    if session is None:
        return None
    session = _warm(session, now=now).leave(now=now)
    work.sessions.save(session)
    return session


def tick(work: PatientWork, *, now: datetime) -> ReminiscenceSession | None:
    """Look at the clock of the open session and do what is due; None when nothing is."""
    session, standing = work.sessions.open_one(), work.patient().standing
    stepped = _timely(session, standing, now=now) if session is not None else None
    if stepped is not None:
        work.sessions.save(stepped)
    return stepped


def _timely(
    session: ReminiscenceSession, standing: Standing, *, now: datetime
) -> ReminiscenceSession | None:
    """The step that is due; where the space rests now, the closing, once nothing interrupts."""
    if standing is Standing.PAUSED:
        waits = session.interrupted or session.closing
        return None if waits else session.close(now=now)
    due = interruptions.due(session, now=now) if standing is Standing.ACTIVE else Due.NOTHING
    if due is Due.NOTHING:
        return None
    if due is Due.ASK:
        return interruptions.ask_time(session)
    return session.close(now=now, stop=StopReason.TIME)


def hard_days_in_a_row(
    until_now: Iterable[ReminiscenceSession], last: ReminiscenceSession
) -> bool:
    """Whether who led the last one tapped "hard" after it, and after those they led before.

    Sessions that somebody else led, and those after which nothing was tapped, do not count.
    """
    own = [s.record.companion_day for s in until_now if s.led_by == last.led_by]
    days = [day for day in own if day is not None]
    hard = last.record.companion_day is CompanionDay.HARD
    return hard and days[-HARD_DAYS:] == [CompanionDay.HARD] * HARD_DAYS
