"""A page of the book looked at together: its picture, its words to read aloud, no question."""

from bot.handlers.book.captions import start
from bot.handlers.book.pages import picture_of
from bot.handlers.book.shelf import reader
from bot.handlers.session.frame import SessionScreen, lines, row_of
from bot.screens import Rows
from bot.turns import Turn
from core.book.texts import label, title_of
from core.domain.book import Spread
from core.domain.life import Level
from core.domain.session import ReminiscenceSession
from core.services import looking

_WORDS_UNITS = 420  #: with all else below a picture they fit into its caption
_LINE_UNITS = 160


def look(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """The page, or that the book is empty now; a story told meanwhile is kept."""
    spread = looking.open_page(turn.work, session)
    if spread is None:
        close = row_of(turn, ("session-close", "session.close"))
        return SessionScreen(lines=(turn.tr("session-look-empty"),), rows=(close,))
    said, memory = label(spread, reader(turn)), spread.memory
    company = session.level is Level.PRESENCE
    words = start(memory.words, _WORDS_UNITS)
    title = start(title_of(memory, turn.say), _LINE_UNITS)
    return SessionScreen(
        lines=lines(
            turn.say("session-say-look", title=title),
            turn.tr("session-look-words", words=words) if words else None,
            turn.tr("session-look-label", label=start(said.text, _LINE_UNITS)) if said else None,
            turn.tr("session-look-guide-presence" if company else "session-look-guide"),
        ),
        rows=_rows(turn, spread),
        # In company nothing is asked of what they say, and nothing of it enters the book.
        expects="session.aside" if company else "session.look_told",
        picture=picture_of(turn, spread),
    )


def _rows(turn: Turn, spread: Spread) -> Rows:
    beside = (
        ("book-button-previous", looking.before(turn.work, spread)),
        ("book-button-next", looking.after(turn.work, spread)),
    )
    turning = [
        (label, "session.look_at", str(page.number)) for label, page in beside if page is not None
    ]
    below: list[tuple[str, str]] = [("session-close", "session.close")]
    if spread.memory.voice_ids:
        below.insert(0, ("book-button-voice", "session.look_listen"))
    return (row_of(turn, *turning), row_of(turn, *below))
