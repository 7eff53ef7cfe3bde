"""The whole book as one page, sent as a file."""

from bot.handlers.book.shelf import reader
from bot.screens import View
from bot.turns import Route, Turn
from core.book.html import MEDIA_TYPE
from core.book.texts import Reader
from core.domain.circle import Action
from core.services import book_editions
from core.services.book_editions import BookTooLarge, no_more_than
from core.services.book_files import PRINTED, found_file, keep_file

MOST_BYTES = 45_000_000  #: a bot may send 50 MB


def send_page(turn: Turn, _: str = "") -> None:
    """Send the book as it is now; made anew only when it says something new."""
    book_editions.make_copies(turn.work)
    who = reader(turn)
    face = book_editions.page_face(turn.work, reader=who, now=turn.now)
    try:
        media_id = found_file(turn.work, PRINTED, face=face) or _made(turn, who, face)
    except BookTooLarge:
        turn.tell(turn.tr("book-too-large"))
        return
    name = turn.tr.plain("book-file-name")
    turn.show(View(text=turn.tr("book-exported"), document=media_id, document_name=name))


def _made(turn: Turn, who: Reader, face: str) -> str:
    pieces = book_editions.page_pieces(turn.work, reader=who, now=turn.now)
    media_id = turn.work.media.put_pieces(no_more_than(MOST_BYTES, pieces), media_type=MEDIA_TYPE)
    return keep_file(turn.work, PRINTED, face=face, media_id=media_id)


def taps() -> dict[str, Route]:
    return {"book.export": Route(Action.READ_BOOK, send_page)}
