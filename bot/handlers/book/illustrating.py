"""Choosing another approved picture, or a photo, for a page; and taking one away."""

from dataclasses import replace

from bot.handlers.book.captions import start
from bot.handlers.book.editing import panel
from bot.handlers.book.reading import gone, page_of
from bot.handlers.book.shelf import reader, show
from bot.handlers.letting_go import taking_away
from bot.handlers.pictures import enlarging
from bot.screens import View, column
from bot.turns import Route, Turn
from core.book.texts import label
from core.domain.book import Spread
from core.domain.circle import Action
from core.errors import NotFound
from core.services import book_writing, books

ASK_REMOVE, REMOVED = "book.ask_remove", "book.removed"
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
        enlarging.page_for_paper(turn, page_id)
    panel(turn, page_id)


def add(turn: Turn, argument: str) -> None:
    """Let the chosen one stand on the page too."""
    page_id, _, shown_id = argument.partition("/")
    if books.open_page(turn.work, page_id) is not None:
        added = book_writing.add_picture(turn.work, page_id, shown_id=shown_id)
        enlarging.page_for_paper(turn, page_id)
        if not added:
            turn.notice = turn.tr.plain("book-page-full")
    page_of(turn, page_id)


def only_front(turn: Turn, page_id: str) -> None:
    """Leave the one in front alone on the page."""
    if books.open_page(turn.work, page_id) is not None:
        book_writing.only_front(turn.work, page_id)
    panel(turn, page_id)


def ask_remove(turn: Turn, argument: str) -> None:
    """Once more, with the one it is about: what goes does not come back."""
    page_id, _, shown_id = argument.partition("/")
    spread = books.open_page(turn.work, page_id)
    chosen = None if spread is None else _chosen(turn, spread, shown_id)
    if chosen is None:
        choose(turn, page_id)
        return
    learnt = chosen.photo is not None and chosen.photo.element_id is not None
    kind = "picture" if chosen.photo is None else "learnt" if learnt else "photo"
    yes = turn.button("book-button-remove-yes", REMOVED, argument)
    no = turn.button("book-button-keep-it", "book.pictures", page_id)
    text = turn.tr("book-ask-remove", kind=kind)
    show(turn, View(text=text, picture=chosen.media_id, rows=column([yes, no])))


def remove(turn: Turn, argument: str) -> None:
    """Take one away for good, from the page and from what was made with it."""
    page_id, _, shown_id = argument.partition("/")
    if books.open_page(turn.work, page_id) is not None:
        with taking_away(turn):
            book_writing.remove_shown(turn.work, page_id, shown_id=shown_id)
    page_of(turn, page_id)


def _chosen(turn: Turn, spread: Spread, shown_id: str) -> Spread | None:
    choices = _choices(turn, spread)
    return next((c for c in choices if c.illustration and c.illustration.id == shown_id), None)


def _choices(turn: Turn, spread: Spread) -> list[Spread]:
    """The page with each of the pictures and photos it may have, the one it has now last."""
    found = books.illustrations(turn.work, spread.page.id)
    made = [replace(spread, picture=picture, photo=None) for picture in found.pictures]
    real = [replace(spread, picture=None, photo=photo) for photo in found.photos]
    return sorted((*made, *real), key=lambda choice: choice.media_id == spread.media_id)


def _choice_view(turn: Turn, choices: list[Spread], place: int) -> View:
    chosen, page = choices[place], choices[place].page
    said = label(chosen, reader(turn))
    shown_id = chosen.illustration.id if chosen.illustration else ""
    front = page.photo_id or page.picture_id
    text = turn.tr(
        "book-choice",
        label=start(said.text, _LABEL_UNITS) if said else "",
        number=place + 1,
        count=len(choices),
        here="yes" if shown_id == front else "no",
    )
    argument = f"{page.id}/{shown_id}"
    add = turn.button("book-button-add-this", "book.add_picture", argument)
    put_it = turn.button("book-button-this", "book.illustrate", argument)
    away = turn.button("book-button-remove", ASK_REMOVE, argument)
    back = turn.button("book-button-previous", "book.pictures", f"{page.id}/{place - 1}")
    on = turn.button("book-button-next", "book.pictures", f"{page.id}/{place + 1}")
    leave = turn.button("book-button-back", "book.page_of", page.id)
    line = () if shown_id == front else (put_it,)
    line = (back, *line, on) if len(choices) > 1 else line
    ways = (add, away) if front and shown_id != front else (away,)
    rows = tuple(row for row in (line, ways, (leave,)) if row)
    return View(text=text, picture=chosen.media_id, rows=rows)


def taps() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    return {
        "book.pictures": Route(edit, choose),
        "book.illustrate": Route(edit, put),
        "book.add_picture": Route(edit, add),
        "book.only_front": Route(edit, only_front),
        ASK_REMOVE: Route(edit, ask_remove),
        REMOVED: Route(edit, remove),
    }
