"""What relatives do: tips for the next session, comments, and what became of what they sent."""

from bot.handlers.family import commenting, sending, tipping
from bot.turns import Routes

__all__ = ["routes"]


def routes() -> Routes:
    return Routes(
        taps={**tipping.taps(), **commenting.taps(), **sending.taps()},
        answers={**tipping.answers(), **commenting.answers()},
    )
