"""Changing a page: its title, its place, and whether it is in the book."""

from collections.abc import Callable

from markupsafe import Markup

from bot.handlers.book import captions
from bot.handlers.book.openings import contents_card, cover_card
from bot.handlers.book.pages import page_view, picture_of, place_words
from bot.handlers.book.reading import contents, gone
from bot.handlers.book.shelf import ask, asked_about, pass_on, show
from bot.handlers.book.turning import DELETE, WORDS, contents_button, titled_button
from bot.screens import View, column, grid
from bot.turns import Route, Turn
from core.book.texts import title_of
from core.domain.book import LONGEST_TITLE
from core.domain.circle import Action
from core.domain.memory import Memory
from core.services import books, pictures
from core.services.books import Direction
from core.services.pictures import Known

LISTED = 6  #: pages taken out on one screen
_DETAIL_UNITS = 400  #: a detail may not crowd the question out


def panel(turn: Turn, page_id: str) -> None:
    """Show what can be changed."""
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
        return
    buttons = [
        turn.button("book-button-title", "book.retitle", page_id),
        turn.button("book-button-words", WORDS, page_id),
        turn.button("book-button-picture", "book.pictures", page_id),
        turn.button("book-button-linking", "book.linking", page_id),
        turn.button("book-button-when", "book.when", page_id),
        turn.button("book-button-earlier", "book.earlier", page_id),
        turn.button("book-button-later", "book.later", page_id),
        turn.button("book-button-take-out", "book.take_out", page_id),
        turn.button("book-button-delete", DELETE, page_id),
        turn.button("book-button-back", "book.page_of", page_id),
    ]
    if spread.more:
        only = turn.button("book-button-only-front", "book.only_front", page_id)
        buttons.insert(3, only)
    if pictures.unsettled(spread.memory):
        buttons.insert(0, turn.button("book-button-family", "book.ask_family", page_id))
    text = turn.tr(
        "book-editing",
        title=title_of(spread.memory, turn.tr),
        place=place_words(turn, spread, books.contents(turn.work)),
    )
    show(turn, View(text=text, picture=picture_of(turn, spread), rows=grid(buttons, width=2)))


def ask_title(turn: Turn, page_id: str) -> None:
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
        return
    text = turn.tr("book-ask-title", title=title_of(spread.memory, turn.tr))
    back = turn.button("book-button-back", "book.page_of", page_id)
    ask(turn, View(text=text, rows=((back,),)), "book.title", page_id)


def titled(turn: Turn, argument: str) -> None:
    """Take the new title, and show the page with it."""

    def put(page_id: str, typed: str) -> None:
        books.retitle(turn.work, page_id, title=typed)

    take_typed(turn, argument, put, longest=LONGEST_TITLE)


def take_typed(
    turn: Turn, argument: str, put: Callable[[str, str], None], *, longest: int
) -> None:
    """Put what was typed on its page, and show the page; anything longer is a story."""
    page_id, typed = asked_about(argument), turn.incoming.text
    if turn.incoming.may_be_story(longest=2 * longest):
        pass_on(turn)
        return
    if books.open_page(turn.work, page_id) is not None:
        put(page_id, typed)
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        turn.tell(turn.tr("book-page-gone"))
    else:
        show(turn, page_view(turn, spread), anew=True)


def ask_family(turn: Turn, page_id: str) -> None:
    """Ask whoever changes the book what the family knows of a new detail; never the person."""
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
        return
    buttons = [
        turn.button(f"book-button-family-{known}", "book.family", f"{page_id}/{known}")
        for known in Known
    ]
    buttons.append(turn.button("book-button-back", "book.page_of", page_id))
    text = _what_came_up(turn, spread.memory)
    show(turn, View(text=text, picture=picture_of(turn, spread), rows=column(buttons)))


def _what_came_up(turn: Turn, memory: Memory) -> Markup:
    title, detail = title_of(memory, turn.tr), memory.possible_new_detail
    if detail in {"", pictures.UNNAMED_DETAIL}:
        return turn.tr("book-ask-family", title=title)
    shown = captions.start(detail, _DETAIL_UNITS)
    return turn.tr("book-ask-family-heard", title=title, detail=shown)


def family(turn: Turn, argument: str) -> None:
    """Take what the family knows, and go back to the page."""
    page_id, _, known = argument.partition("/")
    if books.open_page(turn.work, page_id) is not None:
        books.settle(turn.work, page_id, known=Known(known))
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
    else:
        show(turn, page_view(turn, spread))


def earlier(turn: Turn, page_id: str) -> None:
    _move(turn, page_id, Direction.EARLIER)


def later(turn: Turn, page_id: str) -> None:
    _move(turn, page_id, Direction.LATER)


def take_out(turn: Turn, page_id: str) -> None:
    """Take a page out, with a way back."""
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
        return
    books.take_out(turn.work, page_id)
    title = title_of(spread.memory, turn.tr)
    row = (turn.button("book-button-put-back", "book.put_back", page_id), contents_button(turn))
    text = turn.tr("book-taken-out", title=title)
    show(turn, View(text=text, picture=cover_card(turn), rows=(row,)))


def put_back(turn: Turn, page_id: str) -> None:
    """Bring a page back, and open the book at it."""
    books.put_back(turn.work, page_id)
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        turn.notice = turn.tr.plain("book-not-back")
        contents(turn)
    else:
        show(turn, page_view(turn, spread))


def taken_out(turn: Turn, start: str = "") -> None:
    """List what was taken out and could come back, the last of it first, a few at a time."""
    first = int(start or 0)
    pages = books.taken_out(turn.work)
    text = turn.tr("book-taken-out-list") if pages else turn.tr("book-none-taken-out")
    buttons = [
        titled_button(turn, page, "book.put_back") for page in pages[first : first + LISTED]
    ]
    if len(pages) > first + LISTED:
        onward = str(first + LISTED)
        buttons.append(turn.button("book-button-older", "book.taken_out", onward))
    rows = (*column(buttons), (contents_button(turn),))
    show(turn, View(text=text, picture=contents_card(turn), rows=rows))


def _move(turn: Turn, page_id: str, direction: Direction) -> None:
    if books.open_page(turn.work, page_id) and not books.move(turn.work, page_id, direction):
        turn.notice = turn.tr.plain("book-moved-to-end")
    panel(turn, page_id)


def taps() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    return {
        "book.edit": Route(edit, panel),
        "book.ask_family": Route(edit, ask_family),
        "book.family": Route(edit, family),
        "book.retitle": Route(edit, ask_title),
        "book.earlier": Route(edit, earlier),
        "book.later": Route(edit, later),
        "book.take_out": Route(edit, take_out),
        "book.put_back": Route(edit, put_back),
        "book.taken_out": Route(edit, taken_out),
    }


def answers() -> dict[str, Route]:
    return {"book.title": Route(Action.EDIT_BOOK, titled)}
