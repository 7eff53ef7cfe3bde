"""The whole book as one page, sent as a file."""

from bot.handlers.book import history
from bot.handlers.book.shelf import reader, tell_of_damage
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.services import book_editions
from core.services.book_editions import BookTooLarge

MOST_BYTES = 45_000_000  #: a bot may send 50 MB


def send_page(turn: Turn, _: str = "") -> None:
    """Send the book as it is now; made anew only when it says something new."""
    book_editions.make_copies(turn.work)
    try:
        made = book_editions.page_edition(
            turn.work,
            reader=reader(turn),
            now=turn.now,
            most_bytes=MOST_BYTES,
            ids=turn.services.ids,
        )
    except BookTooLarge:
        paper = turn.button("print-button-open", "book.print")
        back = turn.button("print-button-back", "book.open")
        turn.show(View(text=turn.tr("book-too-large"), rows=column([paper, back])))
        return
    history.watch_age(turn)
    tell_of_damage(turn)
    history.hand_over(turn, made)


def taps() -> dict[str, Route]:
    return {"book.export": Route(Action.READ_BOOK, send_page)}
