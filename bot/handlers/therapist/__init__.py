"""What therapists are told, and how they steer: summaries, decisions, goals, reports."""

from bot.handlers.therapist import deciding, reading
from bot.turns import Route, Routes
from core.domain.circle import Action

__all__ = ["routes"]


def routes() -> Routes:
    return Routes(
        taps={**reading.taps(), **deciding.taps()},
        answers={**deciding.answers()},
        commands={"summaries": Route(Action.READ_SUMMARIES, reading.open_list)},
    )
