"""Photos a family sends: whose they are, what became of each, and what is still missing."""

from bot.handlers.photos import (
    album,
    asking,
    boards,
    doubts,
    editing,
    permissions,
    receiving,
    unasked,
)
from bot.turns import Route, Routes
from core.domain.circle import Action


def routes() -> Routes:
    return Routes(
        taps={
            **boards.taps(),
            **permissions.taps(),
            **receiving.taps(),
            **doubts.taps(),
            **album.taps(),
            **editing.taps(),
            **unasked.taps(),
        },
        answers={**receiving.answers(), **editing.answers()},
        commands={"photos": Route(Action.SEND_PHOTOS, boards.open_photos)},
        results=receiving.results(),
        ticks=asking.ticks(),
    )
