"""What every screen of a session shares: how it is put together, and the ways to stop."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from bot.screens import Drawn, Rows, View
from bot.turns import Turn
from core.domain.conversation import Button
from core.domain.memory import Memory
from core.services.sessions import Leader

SAID = "🗣"  #: how a line begins that is read aloud
LONGEST_SHOWN = 1500  #: characters of a story on a screen; all of it is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionScreen:
    """Lines, buttons and what a free message would be; the ways to stop are added to all."""

    lines: tuple[Markup, ...]
    rows: Rows = ()
    expects: str = ""
    voices: tuple[str, ...] = ()
    picture: str | None = None  #: media id; the lines are its caption
    drawn: Drawn | None = None  #: drawings of ours, in the place of a picture


def leader_of(turn: Turn) -> Leader:
    services = turn.services
    return Leader(
        account_id=turn.account.id,
        bank=services.bank,
        probes=services.probes,
        care=services.care,
        ids=services.ids,
        now=turn.now,
    )


def show(turn: Turn, screen: SessionScreen, *, in_place: bool = False) -> None:
    """Show a screen of an open session; one with voices cannot take another's place.

    Also where it asks for no words: what is told unasked is told in this session.
    """
    turn.enter()
    rows = (*(row for row in screen.rows if row), ways_to_stop(turn))
    text = Markup("\n\n").join(loud(line) for line in screen.lines)
    view = View(
        text=text, rows=rows, voices=screen.voices, picture=screen.picture, drawn=screen.drawn
    )
    turn.show(view, in_place=in_place and not screen.voices)
    turn.expect(screen.expects)


def loud(line: Markup) -> Markup:
    """What is read aloud stands out, so that nobody has to look for it."""
    if not line.startswith(SAID) or "<b>" in line:
        return line
    return Markup("<b>{}</b>").format(line)


def ways_to_stop(turn: Turn) -> tuple[Button, ...]:
    """⏸ and 😟: on every screen of a session."""
    return (
        turn.button("session-button-pause", "session.pause"),
        turn.button("session-button-hard", "session.hard_moment"),
    )


def column_of(turn: Turn, *labels: tuple[str, str] | tuple[str, str, str]) -> Rows:
    """One button a row, from (label, action) or (label, action, argument)."""
    return tuple((turn.button(*label),) for label in labels)


def row_of(turn: Turn, *labels: tuple[str, str] | tuple[str, str, str]) -> tuple[Button, ...]:
    return tuple(turn.button(*label) for label in labels)


def lines(*given: Markup | None) -> tuple[Markup, ...]:
    return tuple(line for line in given if line is not None)


def block(given: Iterable[Markup]) -> Markup:
    """Lines that belong together, one below the other."""
    return Markup("\n").join(given)


def whole_story(turn: Turn, memory: Memory) -> tuple[Markup, ...]:
    """All the words as they were kept, for whoever is to put them right."""
    return (turn.tr("session-words", words=memory.words),) if memory.words else ()


def story(turn: Turn, memory: Memory) -> tuple[Markup, ...]:
    """The words as they were kept; of a very long story the beginning."""
    if len(memory.words) <= LONGEST_SHOWN:
        return whole_story(turn, memory)
    beginning = memory.words[:LONGEST_SHOWN].rstrip()
    return (
        turn.tr("session-words", words=f"{beginning}…"),
        turn.tr("session-words-cut"),
    )
