"""Reading: cover, contents, chapters and pages in one message that turns in place."""

from bot.handlers.book.captions import whole_words
from bot.handlers.book.openings import (
    TAKE,
    chapter_view,
    contents_view,
    cover_view,
    empty_view,
    take_view,
)
from bot.handlers.book.pages import page_view
from bot.handlers.book.shelf import forget_question, reader, show
from bot.screens import View
from bot.turns import Route, Turn
from core.book.texts import page_text, title_of
from core.domain.circle import Action
from core.domain.life import LifeStage
from core.services import books


def open_book(turn: Turn, _: str = "") -> None:
    """Put the book on the table, as a new message."""
    forget_question(turn)
    if books.contents(turn.work):
        show(turn, cover_view(turn), anew=True)
    else:
        turn.show(empty_view(turn))


def cover(turn: Turn, _: str = "") -> None:
    if books.contents(turn.work):
        show(turn, cover_view(turn))
    else:
        turn.show(empty_view(turn))


def take(turn: Turn, _: str = "") -> None:
    """What the book can become, to be taken along."""
    if books.contents(turn.work):
        show(turn, take_view(turn))
    else:
        turn.show(empty_view(turn))


def contents(turn: Turn, _: str = "") -> None:
    if books.contents(turn.work):
        show(turn, contents_view(turn))
    else:
        turn.show(empty_view(turn))


def chapter(turn: Turn, stage: str) -> None:
    """Open a chapter; the contents when it has no pages any more."""
    view = chapter_view(turn, LifeStage(stage))
    if view is None:
        contents(turn)
    else:
        show(turn, view)


def page(turn: Turn, number: str) -> None:
    """Turn to a page; the contents when the book has become shorter."""
    spread = books.open_at(turn.work, int(number))
    if spread is None:
        contents(turn)
    else:
        show(turn, page_view(turn, spread))


def page_of(turn: Turn, page_id: str) -> None:
    """Turn to the page of a memory."""
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
    else:
        show(turn, page_view(turn, spread))


def look(turn: Turn, argument: str) -> None:
    """See the next of the pictures that stand on a page."""
    page_id, _, front = argument.partition("/")
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
    else:
        show(turn, page_view(turn, spread, front=int(front or 0)))


def voice(turn: Turn, page_id: str) -> None:
    """Let the voice that told it be heard."""
    spread = books.open_page(turn.work, page_id)
    if spread is None or not spread.memory.voice_ids:
        gone(turn)
        return
    title = turn.tr("book-voice", title=title_of(spread.memory, turn.tr))
    turn.show(View(text=title, voices=spread.memory.voice_ids))


def heard(turn: Turn, page_id: str) -> None:
    """Somebody scanned the code on a printed page: open it, and let the voice be heard."""
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
    else:
        show(turn, page_view(turn, spread), anew=True)
        voice(turn, page_id)


def whole(turn: Turn, page_id: str) -> None:
    """Send all the words of a page, however many messages they take."""
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        gone(turn)
    else:
        turn.tell(whole_words(page_text(spread, reader(turn)), turn.tr))


def gone(turn: Turn) -> None:
    """The page was taken out in the meantime: say so, and offer the rest."""
    turn.notice = turn.tr.plain("book-page-gone")
    contents(turn)


def taps() -> dict[str, Route]:
    read = Action.READ_BOOK
    return {
        "book.open": Route(read, open_book),
        "book.cover": Route(read, cover),
        TAKE: Route(read, take),
        "book.contents": Route(read, contents),
        "book.chapter": Route(read, chapter),
        "book.page": Route(read, page),
        "book.page_of": Route(read, page_of),
        "book.look": Route(read, look),
        "book.voice": Route(read, voice),
        "book.heard": Route(read, heard),
        "book.whole": Route(read, whole),
    }


def commands() -> dict[str, Route]:
    return {"book": Route(Action.READ_BOOK, open_book)}
