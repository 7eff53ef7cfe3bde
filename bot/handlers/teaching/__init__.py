"""Teaching the model somebody: now or tonight, how it goes, and which portraits are most alike."""

from bot.handlers.teaching import arriving, choosing, knowing, offering
from bot.turns import Routes


def routes() -> Routes:
    return Routes(
        taps={**offering.taps(), **choosing.taps(), **knowing.taps()},
        results={**arriving.results(), **knowing.results()},
        ticks=arriving.ticks(),
    )
