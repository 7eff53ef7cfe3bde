"""What was taken for abuse and was none: a therapist gives it back to the family."""

from bot.handlers.therapist.reading import show
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.services import steering


def ask(turn: Turn, session_id: str) -> None:
    """Say what was kept back and what giving it back means, before it is done."""
    buttons = [
        turn.button("summaries-clear-yes", "summaries.cleared", session_id),
        turn.button("button-back", "summaries.back", session_id),
    ]
    view = View(text=turn.tr("summaries-ask-clear"), rows=column(buttons), standing=True)
    turn.show(view, in_place=True)


def cleared(turn: Turn, session_id: str) -> None:
    steering.clear_of_abuse(turn.work, session_id, account_id=turn.account.id, now=turn.now)
    turn.notice = turn.tr.plain("summaries-cleared")
    show(turn, session_id, in_place=True)


def taps() -> dict[str, Route]:
    care = Action.EDIT_CARE
    return {"summaries.clear": Route(care, ask), "summaries.cleared": Route(care, cleared)}
