"""The book on paper: chosen in a few taps, made by the worker, sent as a file."""

from dataclasses import replace

from bot.handlers.book import ordering
from bot.handlers.book.reading import open_book
from bot.handlers.book.shelf import reader, tell_of_damage
from bot.handlers.pictures import enlarging
from bot.screens import View, grid
from bot.turns import Route, Turn
from core.book.print_layout import Paper, PrintLayout
from core.book.texts import Reader
from core.domain.circle import Action
from core.domain.conversation import Button
from core.services import book_print, books
from core.services.book_orders import BOOK_PURPOSE, Order
from core.services.invitations import BOT_USERNAME

MAKE, CHOOSE = "book.print_make", "book.print"


def choose(turn: Turn, code: str = "") -> None:
    """Show what would be printed, and what else could be; the first button does it."""
    if not books.contents(turn.work):
        open_book(turn)
        return
    enlarging.for_paper(turn, books.all_spreads(turn.work))
    layout = PrintLayout.of(code)
    text = turn.tr(
        "print-ask",
        paper=turn.tr.plain(_paper_words(layout)),
        letters=turn.tr.plain("print-letters-large" if layout.large else "print-letters-normal"),
        trimmed="yes" if layout.trimmed else "no",
        voices="yes" if layout.voices else "no",
    )
    make = turn.button("print-button-make", MAKE, layout.code)
    back = turn.button("print-button-back", "book.open")
    rows = ((make,), *grid(_other_choices(turn, layout), width=2), (back,))
    in_place = turn.tapped is not None and turn.tapped.buttons[0].action == MAKE
    turn.show(View(text=text, rows=rows), in_place=in_place)


def _paper_words(layout: PrintLayout) -> str:
    words = f"print-paper-{layout.paper}"
    return f"{words}-landscape" if layout.landscape else words


def _other_choices(turn: Turn, layout: PrintLayout) -> list[Button]:
    """One button for each thing that could be otherwise."""
    other = Paper.A5 if layout.paper is Paper.A4 else Paper.A4
    others = {
        f"print-button-{other}": replace(layout, paper=other),
        f"print-button-{'normal' if layout.large else 'large'}": replace(
            layout, large=not layout.large
        ),
        f"print-button-{'upright' if layout.landscape else 'landscape'}": replace(
            layout, landscape=not layout.landscape
        ),
        f"print-button-{'untrimmed' if layout.trimmed else 'trimmed'}": replace(
            layout, trimmed=not layout.trimmed
        ),
    }
    if turn.services.registry.value(BOT_USERNAME):  # else there is nowhere to lead to
        words = f"print-button-{'no-codes' if layout.voices else 'codes'}"
        others[words] = replace(layout, voices=not layout.voices)
    return [turn.button(words, CHOOSE, changed.code) for words, changed in others.items()]


def make(turn: Turn, code: str) -> None:
    """Send the book at once if it was printed before, else have it printed."""
    if not books.contents(turn.work):
        open_book(turn)
        return
    layout = PrintLayout.of(code)
    tell_of_damage(turn)
    ordering.order_or_send(turn, _order(turn, layout))


def _order(turn: Turn, layout: PrintLayout) -> Order:
    return book_print.book_to_print(
        turn.work,
        reader=printed_for(turn),
        layout=layout,
        now=turn.now,
        ids=turn.services.ids,
        bot_username=turn.services.registry.value(BOT_USERNAME) or "",
    )


def printed_for(turn: Turn) -> Reader:
    """A printed book speaks the language of the person whose it is."""
    return replace(reader(turn), tr=turn.say)


def came(turn: Turn, _: str) -> None:
    """A printed book has come."""
    ordering.came(turn, again=lambda code: _order(turn, PrintLayout.of(code)))


def taps() -> dict[str, Route]:
    read = Action.READ_BOOK
    return {CHOOSE: Route(read, choose), MAKE: Route(read, make)}


def results() -> dict[str, Route]:
    return {BOOK_PURPOSE: Route(Action.READ_BOOK, came)}
