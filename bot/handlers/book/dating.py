"""When it was: the stage of life, and the decade where somebody knows it."""

from bot.handlers.book.editing import panel
from bot.handlers.book.pages import picture_of
from bot.handlers.book.reading import gone
from bot.handlers.book.shelf import show
from bot.screens import View, column, grid
from bot.turns import Route, Turn
from core.book.texts import title_of
from core.domain.book import Spread
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.life import LifeStage
from core.services import book_writing, books, preparation

UNKNOWN = "0"


def ask_stage(turn: Turn, page_id: str) -> None:
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
        return
    buttons = [
        turn.button(f"stage-{stage}", "book.when_stage", f"{page_id}/{stage}")
        for stage in LifeStage
    ]
    _show(turn, spread, "book-ask-when", column(buttons))


def ask_decade(turn: Turn, argument: str) -> None:
    """The decades of that stage; without a year of birth, which may be asked, there are none."""
    page_id, stage = argument.split("/")
    spread, choices = (
        books.open_page(turn.work, page_id),
        book_writing.decades(turn.work, LifeStage(stage), now=turn.now),
    )
    if spread is None:
        gone(turn)
    elif not choices and preparation.askable(turn.work, "birth_year"):
        turn.go("person.ask", f"birth_year>book.when_stage>{argument}")
    elif not choices:
        place(turn, f"{argument}/{UNKNOWN}")
    else:
        decades = [_decade_button(turn, argument, decade) for decade in choices]
        unknown = turn.button("book-button-unknown", "book.when_set", f"{argument}/{UNKNOWN}")
        _show(turn, spread, "book-ask-decade", (*grid(decades, width=3), (unknown,)))


def _decade_button(turn: Turn, argument: str, decade: int) -> Button:
    label = turn.tr.plain("book-button-decade", decade=decade)
    return Button(label=label, action="book.when_set", argument=f"{argument}/{decade}")


def place(turn: Turn, argument: str) -> None:
    """Put the page where it belongs in time."""
    page_id, stage, decade = argument.split("/")
    if books.open_page(turn.work, page_id) is not None:
        known = None if decade == UNKNOWN else int(decade)
        book_writing.date(turn.work, page_id, stage=LifeStage(stage), decade=known)
    panel(turn, page_id)


def _show(turn: Turn, spread: Spread, words: str, rows: tuple[tuple[Button, ...], ...]) -> None:
    back = turn.button("book-button-back", "book.page_of", spread.page.id)
    text = turn.tr(words, title=title_of(spread.memory, turn.tr))
    show(turn, View(text=text, picture=picture_of(turn, spread), rows=(*rows, (back,))))


def taps() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    return {
        "book.when": Route(edit, ask_stage),
        "book.when_stage": Route(edit, ask_decade),
        "book.when_set": Route(edit, place),
    }
