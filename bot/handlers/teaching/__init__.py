"""Teaching the model somebody: now or tonight, how it goes, and which portraits are most alike."""

from bot.handlers.teaching import arriving, choosing, offering
from bot.turns import Routes


def routes() -> Routes:
    return Routes(
        taps={**offering.taps(), **choosing.taps()},
        results=arriving.results(),
        ticks=arriving.ticks(),
    )
