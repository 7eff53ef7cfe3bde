"""Choosing another approved picture, or a photo, for a page."""

from dataclasses import replace

from bot.handlers.book.captions import start
from bot.handlers.book.editing import panel
from bot.handlers.book.reading import gone, page_of
from bot.handlers.book.shelf import reader, show
from bot.screens import View
from bot.turns import Route, Turn
from core.book.texts import label
from core.domain.book import Spread
from core.domain.circle import Action
from core.errors import NotFound
from core.services import book_writing, books

_LABEL_UNITS = 300


def choose(turn: Turn, argument: str) -> None:
    """Show one choice at a time; `argument` is the page, and the number of the choice."""
    page_id, _, wanted = argument.partition("/")
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
        return
    choices = _choices(turn, spread)
    if not choices:
        turn.notice = turn.tr.plain("book-no-other-picture")
        panel(turn, page_id)
        return
    show(turn, _choice_view(turn, choices, int(wanted or 0) % len(choices)))


def put(turn: Turn, argument: str) -> None:
    """Put the chosen one on the page."""
    page_id, _, illustration_id = argument.partition("/")
    if books.open_page(turn.work, page_id) is not None:
        try:
            books.illustrate(turn.work, page_id, illustration_id=illustration_id)
        except NotFound:
            turn.notice = turn.tr.plain("book-no-other-picture")
    panel(turn, page_id)


def add(turn: Turn, argument: str) -> None:
    """Let the chosen one stand on the page too."""
    page_id, _, shown_id = argument.partition("/")
    if books.open_page(turn.work, page_id) is not None:
        added = book_writing.add_picture(turn.work, page_id, shown_id=shown_id)
        if not added:
            turn.notice = turn.tr.plain("book-page-full")
    page_of(turn, page_id)


def only_front(turn: Turn, page_id: str) -> None:
    """Leave the one in front alone on the page."""
    if books.open_page(turn.work, page_id) is not None:
        book_writing.only_front(turn.work, page_id)
    panel(turn, page_id)


def _choices(turn: Turn, spread: Spread) -> list[Spread]:
    """The page as it would be with each of the pictures and photos it does not show now."""
    found = books.illustrations(turn.work, spread.page.id)
    made = [replace(spread, picture=picture, photo=None) for picture in found.pictures]
    real = [replace(spread, picture=None, photo=photo) for photo in found.photos]
    return [choice for choice in (*made, *real) if choice.media_id != spread.media_id]


def _choice_view(turn: Turn, choices: list[Spread], place: int) -> View:
    chosen, page_id = choices[place], choices[place].page.id
    said = label(chosen, reader(turn))
    text = turn.tr(
        "book-choice",
        label=start(said.text, _LABEL_UNITS) if said else "",
        number=place + 1,
        count=len(choices),
    )
    shown_id = chosen.illustration.id if chosen.illustration else ""
    add = turn.button("book-button-add-this", "book.add_picture", f"{page_id}/{shown_id}")
    put_it = turn.button("book-button-this", "book.illustrate", f"{page_id}/{shown_id}")
    back = turn.button("book-button-previous", "book.pictures", f"{page_id}/{place - 1}")
    on = turn.button("book-button-next", "book.pictures", f"{page_id}/{place + 1}")
    line = (back, put_it, on) if len(choices) > 1 else (put_it,)
    leave = turn.button("book-button-back", "book.page_of", page_id)
    rows = (line, (add, leave) if chosen.page.picture_id or chosen.page.photo_id else (leave,))
    return View(text=text, picture=chosen.media_id, rows=rows)


def taps() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    return {
        "book.pictures": Route(edit, choose),
        "book.illustrate": Route(edit, put),
        "book.add_picture": Route(edit, add),
        "book.only_front": Route(edit, only_front),
    }
