"""How a question is put, and what has come of it so far (protocol §2, §6, §10)."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from core.domain.life import Level, ProbeFamily

#: Questions of the bank a session may put; comments have no limit but the clock.
PROMPTS: dict[Level, int | None] = {Level.OPEN: 3, Level.CHOICE: 2, Level.PRESENCE: None}
PROBES: dict[Level, int] = {Level.OPEN: 2, Level.CHOICE: 1, Level.PRESENCE: 0}
EDITS = 2  #: rounds of changing what was read back
UNANSWERED_BEFORE_GENTLER = 2
REFUSALS_BEFORE_CLOSING = 2


class Rung(IntEnum):
    """The ladder of closeness: two rungs a level, gone down and never up within a theme."""

    INVITATION = 1  #: an open invitation
    BEGINNING = 2  #: the beginning of a sentence, to finish
    OPTIONS = 3  #: two options, both plausible
    TASTE = 4  #: yes or no, about taste and not about facts
    COMMENT = 5  #: no question
    SHARED_ACTION = 6  #: sing, fold, smell, hold

    @classmethod
    def first_of(cls, level: Level) -> "Rung":
        return {Level.OPEN: cls.INVITATION, Level.CHOICE: cls.OPTIONS}.get(level, cls.COMMENT)

    @property
    def helped(self) -> bool:
        """Whether it is the second rung of its level: the same question, made easier."""
        return self in {Rung.BEGINNING, Rung.TASTE, Rung.SHARED_ACTION}

    @property
    def lower(self) -> "Rung":
        return Rung(min(self + 1, Rung.SHARED_ACTION))

    @property
    def own_words(self) -> bool:
        """Whether what is said counts as the person's own words (not from the options down)."""
        return self <= Rung.BEGINNING


class Writing(StrEnum):
    """What the companion's next message is, where it is not an answer."""

    CHANGE = "change"  #: other words for what was read back
    GESTURE = "gesture"  #: how the person answered without words
    COMPANION = "companion"  #: the companion tells it


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The theme, the question and the story of the moment."""

    theme: str = ""
    question_id: str = ""
    rung: Rung = Rung.INVITATION
    unanswered: int = 0  #: in a row
    memory_id: str = ""  #: the story being told
    probe: ProbeFamily | None = None  #: asked now
    probes: tuple[ProbeFamily, ...] = ()  #: asked for this story
    edits: int = 0
    writing: Writing | None = None
