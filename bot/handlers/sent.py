"""Files made only to be sent: after their day they are gone, and nobody needs to hear of it."""

from bot.turns import Route, Routes, Turn
from core.domain.circle import Action
from core.services import sent_files

LET_GO = "sent.let_go"


def watch(turn: Turn) -> None:
    """Come back when the next file has had its day."""
    at = sent_files.next_due(turn.work)
    if at is not None:
        turn.come_back(LET_GO, at=at)


def let_go(turn: Turn, _: str = "") -> None:
    sent_files.let_go(turn.work, now=turn.now)
    turn.keep()
    watch(turn)


def routes() -> Routes:
    return Routes(ticks={LET_GO: Route(Action.READ_BOOK, let_go)})
