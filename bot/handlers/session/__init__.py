"""Leading a session in the chat; screens are rendered from the stored session alone."""

from bot.handlers.session import (
    hard,
    hearing,
    leading,
    looking,
    parting,
    rewording,
    taking_back,
    telling,
    unasked,
)
from bot.turns import Route, Routes
from core.domain.circle import Action

__all__ = ["routes"]


def routes() -> Routes:
    return Routes(
        taps={
            **leading.taps(),
            **telling.taps(),
            **taking_back.taps(),
            **hearing.taps(),
            **looking.taps(),
            **hard.taps(),
            **parting.taps(),
            **unasked.taps(),
        },
        answers={
            **telling.answers(),
            **looking.answers(),
            **parting.answers(),
            **rewording.answers(),
            **unasked.answers(),
        },
        commands={"session": Route(Action.LEAD_SESSION, leading.begin)},
        ticks=hard.ticks(),
        results=hearing.results(),
    )
