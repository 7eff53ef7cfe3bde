"""Finding a page by a word of it."""

from bot.handlers.book.captions import start
from bot.handlers.book.openings import contents_card
from bot.handlers.book.shelf import ask as ask_for
from bot.handlers.book.shelf import pass_on, show
from bot.handlers.book.turning import contents_button, titled_button
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.services import book_search

MOST_FOUND = 6  #: buttons on one screen
_SHOWN_WORDS = 60


def ask(turn: Turn, _: str = "") -> None:
    """Ask for the word."""
    view = View(text=turn.tr("book-ask-search"), rows=((contents_button(turn),),))
    ask_for(turn, view, "book.find")


def found(turn: Turn, _: str) -> None:
    """Show the pages that have it."""
    words = turn.incoming.text
    if turn.incoming.may_be_story(longest=book_search.LONGEST_QUERY):
        pass_on(turn)  # a story, not a word to look for
        return
    if not words.strip():
        ask(turn)
        return
    pages = book_search.search(turn.work, words, most=MOST_FOUND + 1)
    shown = start(words, _SHOWN_WORDS)
    if not pages:
        text = turn.tr("book-not-found", words=shown)
    elif len(pages) > MOST_FOUND:
        text = turn.tr("book-found-more", words=shown, count=MOST_FOUND)
    else:
        text = turn.tr("book-found", words=shown, count=len(pages))
    buttons = [titled_button(turn, page, "book.page_of") for page in pages[:MOST_FOUND]]
    last = [turn.button("book-button-search", "book.search"), contents_button(turn)]
    rows = (*column(buttons), tuple(last))
    show(turn, View(text=text, picture=contents_card(turn), rows=rows), anew=True)


def taps() -> dict[str, Route]:
    return {"book.search": Route(Action.READ_BOOK, ask)}


def answers() -> dict[str, Route]:
    return {"book.find": Route(Action.READ_BOOK, found)}
