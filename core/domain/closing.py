"""The end of a session: the five beats, and what the companion is asked after them."""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.life import Level


class Beat(StrEnum):
    GOODBYE = "goodbye"  #: the kind goodbye, when today is not the day
    THANK = "thank"
    GIVE_BACK = "give_back"
    NAME = "name"
    NOW = "now"
    NEXT = "next"


Pages = tuple[tuple[Beat, ...], ...]


class ClosingKind(StrEnum):
    """Which beats a closing has; each page is one screen with at most one question."""

    RITUAL = "ritual"
    CALM = "calm"  #: after crying, fear or anger: come back to now, and until next time
    GOODBYE = "goodbye"

    def pages(self, level: Level) -> Pages:
        """The screens of this closing; at `presence` only beats 1, 4 and 5."""
        if self is ClosingKind.GOODBYE:
            return ((Beat.GOODBYE,),)
        if self is ClosingKind.CALM:
            return ((Beat.NOW, Beat.NEXT),)
        if level is Level.PRESENCE:
            return ((Beat.THANK,), (Beat.NOW, Beat.NEXT))
        return ((Beat.THANK, Beat.GIVE_BACK), (Beat.NAME,), (Beat.NOW, Beat.NEXT))


class AfterKind(StrEnum):
    """What the companion is asked once the person has been brought back to now."""

    MOOD = "mood"
    WORDS = "words"  #: a story nobody had read back yet
    AUDIENCE = "audience"  #: who may see it
    TELLING = "telling"  #: how telling it was, and whether to use it again
    ENJOYED = "enjoyed"  #: how much, and a feeling; not asked of what hurt
    CARD = "card"
    AROUND = "around"  #: what helped, and what got in the way
    YOU = "you"  #: how the companion is, and what they want to note


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterStep:
    kind: AfterKind
    memory_id: str = ""
