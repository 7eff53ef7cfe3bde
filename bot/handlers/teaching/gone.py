"""What somebody of the circle withdrew or took away while somebody else still looked at it."""

from collections.abc import Callable

from bot.incoming import IncomingKind
from bot.turns import Handler, Turn


def of_teaching(handler: Handler) -> Handler:
    """Only where the teaching is there still, which an argument names first."""
    return _while_there(handler, lambda turn, found: turn.work.teachings.find(found) is not None)


def of_element(handler: Handler, *, place: int = 0) -> Handler:
    """Only where the element is there still, which an argument names first, or in that place."""
    return _while_there(
        handler, lambda turn, found: turn.work.elements.find(found) is not None, place
    )


def _while_there(
    handler: Handler, is_there: Callable[[Turn, str], bool], place: int = 0
) -> Handler:
    def handled(turn: Turn, argument: str) -> None:
        if is_there(turn, argument.split(" ")[place]):
            handler(turn, argument)
        else:
            over(turn, words="teaching-gone")

    return handled


def over(turn: Turn, element_id: str = "", *, words: str = "teaching-over") -> None:
    """Say so, and show the board; without an element, whose photos there are."""
    if turn.incoming.kind is IncomingKind.TAP:
        turn.notice = turn.tr.plain(words)
    else:  # over a message nothing can be shown for a moment
        turn.tell(turn.tr(words))
    turn.go("photos.element", element_id)
