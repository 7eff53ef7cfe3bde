"""The line of where and when below a page: written by the family, or left to the book."""

from bot.handlers.book.editing import panel, take_typed
from bot.handlers.book.reading import gone
from bot.handlers.book.shelf import ask
from bot.screens import View
from bot.turns import Route, Turn
from core.book.texts import title_of
from core.domain.book import LONGEST_LINKING
from core.domain.circle import Action
from core.services import book_writing, books


def ask_line(turn: Turn, page_id: str) -> None:
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
        return
    text = turn.tr("book-ask-linking", title=title_of(spread.memory, turn.tr))
    buttons = [turn.button("book-button-no-line", "book.no_linking", page_id)]
    if spread.page.linking is not None:
        buttons.append(turn.button("book-button-own-line", "book.own_linking", page_id))
    back = turn.button("book-button-back", "book.page_of", page_id)
    ask(turn, View(text=text, rows=(tuple(buttons), (back,))), "book.linked", page_id)


def linked(turn: Turn, argument: str) -> None:
    """Take the line, and show the page with it."""

    def put(page_id: str, typed: str) -> None:
        book_writing.link(turn.work, page_id, words=typed)

    take_typed(turn, argument, put, longest=LONGEST_LINKING)


def without(turn: Turn, page_id: str) -> None:
    _put(turn, page_id, "")


def as_before(turn: Turn, page_id: str) -> None:
    _put(turn, page_id, None)


def _put(turn: Turn, page_id: str, words: str | None) -> None:
    if books.open_page(turn.work, page_id) is not None:
        book_writing.link(turn.work, page_id, words=words)
    panel(turn, page_id)


def taps() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    return {
        "book.linking": Route(edit, ask_line),
        "book.no_linking": Route(edit, without),
        "book.own_linking": Route(edit, as_before),
    }


def answers() -> dict[str, Route]:
    return {"book.linked": Route(Action.EDIT_BOOK, linked)}
