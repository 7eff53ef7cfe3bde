"""Hard moments: what follows from a tier, and who else has to know (protocol §9)."""

from core.domain import interruptions
from core.domain.distress import Situation, Tier
from core.domain.memory import Valence
from core.domain.session import OutOfStep, ReminiscenceSession
from core.ports import PatientWork
from core.services import books, memories, pictures, themes
from core.services.sessions import Leader, keep, leading


def judge(work: PatientWork, leader: Leader, *, tier: Tier) -> ReminiscenceSession:
    """How hard it is; from `upset` on, theme and memory rest until a therapist has looked."""
    session = interruptions.judge(leading(work, leader), tier, now=leader.now)
    moment = session.in_moment()
    if moment.flagged and moment.memory_id:
        memories.let_rest(work, moment.memory_id)
    return keep(work, leader, session)


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
    session = interruptions.name_situation(leading(work, leader), situation)
    if situation is Situation.UPSET_BY_PICTURE:
        picture = pictures.last_shown(work, since=session.begun_at)
        if picture is not None:
            pictures.reject(work, picture_id=picture.id)
            books.refresh_page(work, picture.memory_id)
    return keep(work, leader, session)


def calm_again(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    session = leading(work, leader)
    return keep(work, leader, interruptions.calm_again(session, now=leader.now))


def close_after(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """When calm: the closing that fits."""
    session = leading(work, leader)
    return keep(work, leader, interruptions.close_after(session, now=leader.now))
