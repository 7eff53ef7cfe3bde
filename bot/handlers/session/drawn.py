"""Options as two drawings to point at, and two buttons with the same words (protocol §10)."""

from collections.abc import Iterable, Sequence

from bot.handlers.session.frame import leader_of
from bot.screens import Drawn, Rows, column
from bot.turns import Turn
from core.content.options import Option
from core.domain.conversation import Button
from core.domain.session import ReminiscenceSession
from core.services.choosing import options_now

LONGEST_BESIDE = 12  #: characters that half the width of a phone holds in large letters
YES, NO = "yes", "no"


def options_of(turn: Turn, session: ReminiscenceSession) -> tuple[Option, ...]:
    """What there is to choose from now, in the person's language."""
    return options_now(session, leader_of(turn), turn.patient.language)


def drawn(turn: Turn, options: Sequence[Option]) -> Drawn | None:
    """Their drawings side by side, said to be drawings."""
    if not options:
        return None
    label = turn.say.plain("session-drawn", count=len(options))
    return Drawn(tuple((option.drawing, option.label) for option in options), label)


def option_rows(turn: Turn, options: Sequence[Option], action: str) -> Rows:
    """One large button for each, by its place; below its drawing where that has room."""
    return _large(_button(turn, option, action, str(n)) for n, option in enumerate(options))


def yes_and_no(turn: Turn) -> tuple[Option, ...]:
    """The two answers about taste."""
    yes, no = turn.say.plain("session-taste-yes"), turn.say.plain("session-taste-no")
    return (
        Option(label=yes, told=YES, drawing="thumbs-up"),
        Option(label=no, told=NO, drawing="thumbs-down"),
    )


def yes_and_no_rows(turn: Turn) -> Rows:
    return _large(_button(turn, o, "session.taste", o.told) for o in yes_and_no(turn))


def _large(buttons: Iterable[Button]) -> Rows:
    shown = tuple(buttons)
    beside = all(len(button.label) <= LONGEST_BESIDE for button in shown)
    return (shown,) if beside and shown else column(shown)


def _button(turn: Turn, option: Option, action: str, argument: str) -> Button:
    sign = turn.services.bank.drawings.sign(option.drawing)
    return turn.button("session-option", action, argument, sign=sign, option=option.label)
