"""The whole book as one page, sent as a file."""

import hashlib

from bot.handlers.book.shelf import reader
from bot.screens import View
from bot.turns import Route, Turn
from core.book.html import MEDIA_TYPE
from core.domain.circle import Action
from core.services.book_editions import BookTooLarge, Shelf, export_html
from core.services.book_files import PRINTED, kept_file

MOST_BYTES = 45_000_000  #: a bot may send 50 MB


def send_page(turn: Turn, _: str = "") -> None:
    """Print the book as it is now, and send it."""
    shelf = Shelf(most_bytes=MOST_BYTES)
    try:
        export_html(turn.work, reader=reader(turn), now=turn.now, out=shelf)
    except BookTooLarge:
        turn.tell(turn.tr("book-too-large"))
        return
    page = shelf.getvalue()
    media_id = kept_file(
        turn.work,
        PRINTED,
        face=hashlib.sha256(page).hexdigest(),
        make=lambda: page,
        media_type=MEDIA_TYPE,
    )
    name = turn.tr.plain("book-file-name")
    turn.show(View(text=turn.tr("book-exported"), document=media_id, document_name=name))


def taps() -> dict[str, Route]:
    return {"book.export": Route(Action.READ_BOOK, send_page)}
