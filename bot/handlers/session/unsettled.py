"""The ways back to stories of which nobody said yet what to do with them."""

from bot.screens import LONGEST_LABEL, shortened
from bot.turns import Turn
from core.domain.conversation import Button
from core.domain.memory import Memory
from core.services.memories import default_title

ASK = "memory.ask"
WAITING = "book.waiting"  #: the list of stories that are not in the book


def settle_button(turn: Turn, memory: Memory) -> Button:
    """Ask about it again, by as much of its title as a button holds."""
    title = default_title(memory) or turn.tr.plain("sent-a-voice")
    around = len(turn.tr.plain("memory-settle", title=""))
    short = shortened(title, LONGEST_LABEL - around)
    return turn.button("memory-settle", ASK, memory.id, title=short)
