"""The life book in the chat: one message whose pages turn, and what can be changed in it."""

from bot.handlers.book import (
    about,
    adding,
    correcting,
    dating,
    editing,
    edition,
    filming,
    finding,
    history,
    illustrating,
    linking,
    ordering,
    printing,
    reading,
    sharing,
    waiting_stories,
)
from bot.turns import Route, Routes

__all__ = ["routes"]


def routes() -> Routes:
    return Routes(
        taps=_taps(),
        answers={
            **finding.answers(),
            **editing.answers(),
            **linking.answers(),
            **adding.answers(),
            **correcting.answers(),
            **about.answers(),
        },
        commands=reading.commands(),
        ticks=history.ticks(),
        results={**printing.results(), **filming.results(), **about.results()},
    )


def _taps() -> dict[str, Route]:
    return {
        **reading.taps(),
        **finding.taps(),
        **edition.taps(),
        **printing.taps(),
        **filming.taps(),
        **ordering.taps(),
        **editing.taps(),
        **illustrating.taps(),
        **linking.taps(),
        **dating.taps(),
        **adding.taps(),
        **correcting.taps(),
        **waiting_stories.taps(),
        **about.taps(),
        **history.taps(),
        **sharing.taps(),
    }
