"""What is said once for all that comes together: an album is many messages, and one answer.

The way back to the menu below it keeps what was said, of how many, and when it began.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.screens import View
from bot.turns import Turn
from core.domain.conversation import Button, Screen

TOGETHER = timedelta(minutes=1)  #: what comes later is answered anew: nobody is left without
MENU = "home.menu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line that was said of what came together."""

    screen: Screen
    count: int


def menu_button(turn: Turn, words: str, *, count: int = 1) -> Button:
    """The way back to the menu, below what is said once."""
    return turn.button("button-menu", MENU, f"{words} {count} {turn.now.isoformat()}")


def said_lately(turn: Turn, words: str = "") -> Said | None:
    """What was said of those that came just before; without words, whatever it was."""
    for screen in turn.work.open_screens(turn.chat_id):
        for button in screen.buttons:
            said, count, at = _read(button)
            if at is not None and turn.now - at < TOGETHER and words in {"", said}:
                return Said(screen=screen, count=count)
    return None


def say_once(turn: Turn, words: str) -> None:
    """Say a line that is the same for one and for many."""
    if said_lately(turn, words) is None:
        menu = menu_button(turn, words)
        turn.show(View(text=turn.tr(words), rows=((menu,),)), beside=True)


def say_counted(turn: Turn, words: str) -> None:
    """Say a line with how many it is true of: the same message, as more of them come."""
    said = said_lately(turn, words)
    count = said.count + 1 if said else 1
    if said is not None:
        turn.tapped = said.screen
    menu = menu_button(turn, words, count=count)
    view = View(text=turn.tr(words, count=count), rows=((menu,),))
    turn.show(view, in_place=said is not None, beside=True)


def _read(button: Button) -> tuple[str, int, datetime | None]:
    words = button.argument.split()
    if button.action != MENU or len(words) != 3:
        return "", 0, None
    said, count, at = words
    return said, int(count), datetime.fromisoformat(at)
