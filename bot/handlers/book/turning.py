"""The buttons that turn pages, and those that change what is on them from more than one place."""

from dataclasses import replace

from bot.handlers.book.captions import button_label
from bot.turns import Turn
from core.book.texts import title_of
from core.domain.book import Page
from core.domain.conversation import Button

WORDS, DELETE = "book.words", "book.delete"


def page_button(turn: Turn, number: int) -> Button:
    return turn.button("book-button-next", "book.page", str(number))


def cover_button(turn: Turn) -> Button:
    return turn.button("book-button-cover", "book.cover")


def contents_button(turn: Turn) -> Button:
    return turn.button("book-button-contents", "book.contents")


def chapter_button(turn: Turn, stage: str) -> Button:
    label = turn.tr.plain(f"stage-{stage}")
    return turn.button("book-button-stage", "book.chapter", stage, stage=label)


def titled_button(turn: Turn, page: Page, action: str) -> Button:
    """A button with a page's title on it."""
    memory = turn.work.memories.get(page.id)
    return Button(label=button_label(title_of(memory, turn.tr)), action=action, argument=page.id)


def line_of(turn: Turn, *, back: Button, on: Button | None) -> tuple[Button, ...]:
    """Back, contents, on: always in the same place; the last page has nothing after it."""
    back = replace(back, label=turn.tr.plain("book-button-previous"))
    if on is None:
        return back, contents_button(turn)
    on = replace(on, label=turn.tr.plain("book-button-next"))
    return back, contents_button(turn), on
