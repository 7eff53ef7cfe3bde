"""Hard moments: what follows from a tier, and who else has to know (protocol §9)."""

from dataclasses import replace

from core.domain import interruptions
from core.domain.distress import Situation, Tier
from core.domain.memory import Valence
from core.domain.picture import Picture
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.ports import PatientWork
from core.services import books, memories, pictures, themes
from core.services.sessions import Leader, keep, leading


def judge(work: PatientWork, leader: Leader, *, tier: Tier) -> ReminiscenceSession:
    """How hard it is; from `upset` on, theme and memory rest until a therapist has looked."""
    session = interruptions.judge(leading(work, leader), tier, now=leader.now)
    session = _of_page(work, session)
    moment = session.in_moment()
    if moment.flagged and moment.memory_id:
        memories.let_rest(work, moment.memory_id)
    return keep(work, leader, session)


def _of_page(work: PatientWork, session: ReminiscenceSession) -> ReminiscenceSession:
    """At a page of the book it is the page's theme that hurts, and not one talked of before."""
    if session.stage is not SessionStage.LOOK:
        return session
    moment = session.in_moment()
    shown = work.memories.find(moment.memory_id)
    return session.with_moment(replace(moment, theme=shown.theme if shown else ""))


def gentler(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    session = leading(work, leader)
    questions = themes.questions(work, session, bank=leader.bank)
    return keep(work, leader, interruptions.gentler(session, questions, now=leader.now))


def story_hurts(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """The companion says the story in hand is a painful one: it is heard, never pictured."""
    session = leading(work, leader)
    moment = session.in_moment()
    if not moment.memory_id:
        raise OutOfStep
    memories.weigh(work, moment.memory_id, valence=Valence.PAINFUL, use_again=True)
    return keep(work, leader, session)


def name_situation(work: PatientWork, leader: Leader, situation: Situation) -> ReminiscenceSession:
    """What it is most like; a picture that upset goes away for good ("Away it goes")."""
    before = leading(work, leader)
    session = interruptions.name_situation(before, situation)
    if situation is Situation.UPSET_BY_PICTURE and session != before:  # said once, not twice
        picture = _in_view(work, session)
        if picture is not None:
            pictures.reject_all_of_it(work, picture_id=picture.id)
            books.refresh_page(work, picture.memory_id)
    return keep(work, leader, session)


def _in_view(work: PatientWork, session: ReminiscenceSession) -> Picture | None:
    """The picture before the person: shown since this story began, or of the open page.

    The page may rest by now, so that nobody can open it; what stood on it is still known.
    """
    in_hand = session.in_moment().memory_id
    if in_hand not in {"", session.looking_at} or not session.looking_at:
        told = work.memories.find(in_hand)
        shown = pictures.last_shown(work, since=told.told_at if told else session.begun_at)
        if shown is not None:
            return shown
    page = work.pages.find(session.looking_at)
    return work.pictures.find(page.picture_id) if page and page.picture_id else None


def calm_again(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    session = leading(work, leader)
    return keep(work, leader, interruptions.calm_again(session, now=leader.now))


def close_after(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """When calm: the closing that fits."""
    session = leading(work, leader)
    return keep(work, leader, interruptions.close_after(session, now=leader.now))
