"""A message of a story is changed in the chat while the story is still told or read back."""

from bot.handlers.session.frame import leader_of
from bot.handlers.session.present import show_present
from bot.handlers.session.telling import remarked
from bot.turns import Route, Turn
from bot.unkept import REWORDED, stays
from core.domain.circle import Action
from core.services import rewording
from core.services.rewording import Came
from core.services.story import Told


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
    if taken.came is Came.REMARK:
        remarked(turn, Told(words=incoming.argument))
    elif taken.came is Came.ENOUGH:
        turn.tell(turn.tr("session-reworded-twice"))
    elif taken.came is Came.CHANGED:
        turn.tell(turn.tr("session-reworded"))
        if taken.session is not None:
            show_present(turn, taken.session)


def answers() -> dict[str, Route]:
    return {REWORDED: Route(Action.ENTER, reworded)}
