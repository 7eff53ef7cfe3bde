"""What somebody of the circle withdrew or took away while somebody else still looked at it."""

from bot.turns import Handler, Turn


def of_teaching(handler: Handler) -> Handler:
    """Only where the teaching is there still, which an argument names first."""

    def handled(turn: Turn, argument: str) -> None:
        teaching_id, _, _ = argument.partition(" ")
        if turn.work.teachings.find(teaching_id) is None:
            over(turn, words="teaching-gone")
        else:
            handler(turn, argument)

    return handled


def of_element(handler: Handler) -> Handler:
    """Only where the element is there still, which an argument names first."""

    def handled(turn: Turn, argument: str) -> None:
        element_id, _, _ = argument.partition(" ")
        if turn.work.elements.find(element_id) is None:
            over(turn, words="teaching-gone")
        else:
            handler(turn, argument)

    return handled


def over(turn: Turn, element_id: str = "", *, words: str = "teaching-over") -> None:
    """Say so, and show the board; without an element, whose photos there are."""
    turn.notice = turn.tr.plain(words)
    turn.go("photos.element", element_id)
