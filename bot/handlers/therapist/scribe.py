"""What the words of a summary are made with, and how much room they have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.content.questions import QuestionBank
from core.domain.memory import MemoryState
from core.i18n.translator import Translator

CORE_SESSIONS = 12  #: of the programme (protocol §3)
LONGEST_LETTERS = 240  #: of one piece of somebody's words, however few words it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much there is room for; words where nothing else is said."""

    memories: int
    quotes: int  #: memories with a quote
    note: int
    goal: int
    themes: int
    moments: int
    suggestions: int
    whole: bool = False  #: the detail


WHOLE = Room(
    memories=20,
    quotes=20,
    note=400,
    goal=200,
    themes=5,
    moments=10,
    suggestions=10,
    whole=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribe:
    """What the words of a summary are made with."""

    tr: Translator
    zone: ZoneInfo
    bank: QuestionBank
    room: Room

    def joined(self, parts: Iterable[str], *, by: str = "summaries-and") -> str:
        return self.tr.plain(by).join(part for part in parts if part)

    def theme(self, code: str) -> str:
        return (
            self.tr.plain(f"theme-{code}-short") if code else self.tr.plain("summaries-no-theme")
        )

    def cut(self, words: str, *, most: int) -> str:
        """The beginning of somebody's words, with dots where it was cut."""
        kept = words.split()[:most]
        text = " ".join(kept)
        letters = LONGEST_LETTERS * (8 if self.room.whole else 1)
        if len(text) > letters:
            return f"{text[: letters - 1]}…"
        return text if len(kept) == len(words.split()) else f"{text}…"


def day_of(tr: Translator, moment: datetime) -> str:
    return tr.plain("summaries-day", day=moment.day, month=moment.month)


def session_name(tr: Translator, number: int) -> str:
    if number == 0:
        return tr.plain("summaries-not-held")
    if number > CORE_SESSIONS:
        return tr.plain("summaries-session-beyond", number=number)
    return tr.plain("summaries-session", number=number, of=CORE_SESSIONS)


def state_name(tr: Translator, state: MemoryState) -> str:
    return tr.plain(f"summaries-state-{state}")
