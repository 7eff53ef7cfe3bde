"""A correction that was none: the words before it are back, and what was told is asked about."""

from bot.handlers.session import unasked
from bot.handlers.session.frame import leader_of
from bot.handlers.session.present import show_present
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.memory import Memory
from core.domain.session import OutOfStep, SessionStage
from core.services import memories, sessions


def take_back(turn: Turn, memory_id: str) -> Memory:
    """Bring the words before back; the memory that what was told instead is held in."""
    other_id, by = turn.services.ids.new(), unasked.storyteller(turn)
    return memories.as_before(turn.work, memory_id, other_id=other_id, by=by)


def as_before(turn: Turn, memory_id: str) -> None:
    """Read back what was told first; then ask what the other was."""
    session = sessions.leading(turn.work, leader_of(turn))
    in_hand = session.stage is SessionStage.READ_BACK and session.talk.memory_id == memory_id
    if not in_hand or session.interrupted:
        raise OutOfStep
    other = take_back(turn, memory_id)
    show_present(turn, session)
    unasked.ask(turn, other.id)


def taps() -> dict[str, Route]:
    return {"session.as_before": Route(Action.LEAD_SESSION, as_before)}
