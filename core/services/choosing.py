"""Two options to choose from, where a question offers them (protocol §10)."""

from core.content.options import Option
from core.domain.life import Level
from core.domain.patient import Language
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.domain.talk import Rung
from core.ports import PatientWork
from core.services import story
from core.services.sessions import Leader, keep, leading
from core.services.story import Told


def options_now(
    session: ReminiscenceSession, leader: Leader, language: Language
) -> tuple[Option, ...]:
    """The options of the question, or of the follow-up, that is asked; often none."""
    talk = session.talk
    if session.level is not Level.CHOICE or talk.writing is not None:
        return ()
    if session.stage is SessionStage.INVITE and talk.rung is Rung.OPTIONS:
        return leader.bank.options(talk.question_id, language)
    if session.stage is SessionStage.DEEPEN and talk.probe is not None:
        return leader.probes.options(talk.probe, language)
    return ()


def choose(work: PatientWork, leader: Leader, *, number: int) -> ReminiscenceSession:
    """Take the option that was pointed at as a full answer; it is kept as chosen."""
    options = options_now(leading(work, leader), leader, work.patient().language)
    if number >= len(options):
        raise OutOfStep
    return story.answer(work, leader, Told(words=options[number].told))


def like_it(work: PatientWork, leader: Leader, *, words: str) -> ReminiscenceSession:
    """A yes about taste, kept in the words that were asked."""
    if leading(work, leader).talk.rung is not Rung.TASTE:
        raise OutOfStep
    return story.answer(work, leader, Told(words=words))


def do_not_like_it(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """A no about taste is a full answer too: nothing to keep, and something else comes."""
    return keep(work, leader, leading(work, leader).not_to_taste(now=leader.now))
