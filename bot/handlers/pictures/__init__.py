"""From a kept memory to an approved picture on its page, and from one picture to the next."""

from bot.handlers.pictures import (
    area,
    changing,
    choosing,
    enlarging,
    fine,
    listing,
    making,
    photo,
    photo_start,
    revealing,
    scene,
    steps,
)
from bot.turns import Routes


def routes() -> Routes:
    return Routes(
        taps={
            **making.taps(),
            **scene.taps(),
            **choosing.taps(),
            **revealing.taps(),
            **listing.taps(),
            **photo.taps(),
            **photo_start.taps(),
            **changing.taps(),
            **area.taps(),
            **steps.taps(),
            **fine.taps(),
        },
        answers={
            **scene.answers(),
            **revealing.answers(),
            **photo.answers(),
            **changing.answers(),
            **area.answers(),
            **fine.answers(),
        },
        commands=listing.commands(),
        results={
            **making.results(),
            **changing.results(),
            **area.results(),
            **enlarging.results(),
        },
    )
