"""From a kept memory to an approved picture on its page."""

from bot.handlers.pictures import choosing, listing, making, photo, revealing, scene
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
        },
        answers={**scene.answers(), **revealing.answers(), **photo.answers()},
        commands=listing.commands(),
        results=making.results(),
    )
