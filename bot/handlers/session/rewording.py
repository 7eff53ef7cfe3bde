"""A message of a story is changed in the chat while the story is still told or read back."""

from bot.handlers.session.frame import leader_of
from bot.handlers.session.present import show_present
from bot.turns import Route, Turn
from bot.unkept import REWORDED, stays
from core.domain.circle import Action
from core.domain.session import SessionStage
from core.services import rewording


def reworded(turn: Turn, _: str) -> None:
    """Keep what it says now, and read it back where it was read back; else say that it stays."""
    incoming = turn.incoming
    taken = rewording.reword(
        turn.work,
        leader_of(turn),
        message_id=incoming.message_id or 0,
        words=incoming.argument,
    )
    if taken is None:
        stays(turn)
        return
    session = taken.session
    if not taken.changed:
        return
    turn.tell(turn.tr("session-reworded"))
    if session is not None and (session.stage is SessionStage.READ_BACK or session.asking_pause):
        show_present(turn, session)


def answers() -> dict[str, Route]:
    return {REWORDED: Route(Action.ENTER, reworded)}
