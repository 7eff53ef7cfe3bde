"""The book as a film: chosen in a tap or two, made by the worker, played in the chat."""

from bot.handlers.book import ordering
from bot.handlers.book.ordering import SILENT
from bot.handlers.book.printing import printed_for
from bot.handlers.book.reading import open_book
from bot.handlers.book.shelf import tell_of_damage
from bot.screens import View
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.services import book_video, books
from core.services.book_orders import VIDEO_PURPOSE, Order
from core.services.picture_signing import picture_signer

CHOOSE, MAKE = "book.video", "book.video_make"
VOICE = "voice"


def choose(turn: Turn, _: str = "") -> None:
    """Say what a film of the book is, and offer it with the voice or silent."""
    if not books.contents(turn.work):
        open_book(turn)
        return
    spoken = book_video.has_voices(turn.work)
    buttons = [turn.button("video-button-make", MAKE, VOICE if spoken else SILENT)]
    if spoken:
        buttons.append(turn.button("video-button-silent", MAKE, SILENT))
    buttons.append(turn.button("print-button-back", "book.open"))
    text = turn.tr("video-ask", spoken="yes" if spoken else "no")
    turn.show(View(text=text, rows=tuple((button,) for button in buttons)))


def make(turn: Turn, code: str) -> None:
    """Send the film at once if it was made before, else have it made."""
    if not books.contents(turn.work):
        open_book(turn)
        return
    tell_of_damage(turn)
    ordering.order_or_send(turn, _order(turn, code))


def came(turn: Turn, _: str) -> None:
    """A film has come."""
    ordering.came(turn, again=lambda code: _order(turn, code))


def _order(turn: Turn, code: str) -> Order:
    return book_video.book_to_film(
        turn.work,
        reader=printed_for(turn),
        spoken=code == VOICE,
        signer=picture_signer(turn.services.registry, now=turn.now),
        now=turn.now,
    )


def taps() -> dict[str, Route]:
    read = Action.READ_BOOK
    return {CHOOSE: Route(read, choose), MAKE: Route(read, make)}


def results() -> dict[str, Route]:
    return {VIDEO_PURPOSE: Route(Action.READ_BOOK, came)}
