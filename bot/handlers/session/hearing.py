"""What was heard in a voice note, proposed while its story is read back."""

from bot.handlers.session.frame import leader_of
from bot.handlers.session.present import show_present
from bot.handlers.session.telling import show_or_picture
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.session import ReminiscenceSession, SessionStage
from core.services import hearing


def came(turn: Turn, _: str) -> None:
    """Show the words, or ask again where nothing was said; later than that, nothing."""
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is None or record.taken_over:
        return
    folder = turn.services.job_folders.folder(record.id)
    heard = hearing.take_over(turn.work, folder, record)
    session = _reading_back(turn, record.subject_id)
    if heard is None or session is None or not turn.may_here(Action.LEAD_SESSION):
        return
    if heard.silent:
        turn.tell(turn.tr("session-voice-silent"))
    if heard.silent or heard.words:
        show_present(turn, session)


def _reading_back(turn: Turn, memory_id: str) -> ReminiscenceSession | None:
    """The session in which this story stands on the screen of whoever told it."""
    session = turn.work.sessions.open_one()
    if session is None or session.interrupted or session.led_by != turn.account.id:
        return None
    stands = session.stage is SessionStage.READ_BACK and session.talk.memory_id == memory_id
    return session if stands else None


def right(turn: Turn, _: str) -> None:
    show_or_picture(turn, hearing.agree_to_heard(turn.work, leader_of(turn)))


def taps() -> dict[str, Route]:
    return {"session.heard_right": Route(Action.LEAD_SESSION, right)}


def results() -> dict[str, Route]:
    return {hearing.PURPOSE: Route(Action.LEAD_SESSION, came)}
