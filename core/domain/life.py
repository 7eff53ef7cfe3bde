"""A life in three book parts and five stages, and the themes that lead through it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class BookPart(StrEnum):
    """The three parts of the life book."""

    YOUTH = "youth"
    ADULTHOOD = "adulthood"
    LATER_LIFE = "later_life"


class LifeStage(StrEnum):
    """The five stages of the CANTOR therapists, by the code that themes carry."""

    CHILDHOOD = "C"
    ADOLESCENCE = "A"
    YOUNG_ADULT = "Y"
    ADULT = "D"
    LATER_LIFE = "L"

    @property
    def part(self) -> BookPart:
        return _PARTS[self]

    @property
    def ages(self) -> tuple[int, int]:
        """First and last age of the stage, in years; the last stage ends at 110."""
        return _AGES[self]

    @property
    def position(self) -> int:
        """Where the stage stands in a life, from 0."""
        return list(LifeStage).index(self)

    def decade(self, *, birth_year: int) -> int:
        """The decade in which the middle of this stage fell, e.g. 1950."""
        first, last = self.ages
        middle = birth_year + (first + min(last, 85)) // 2
        return middle // 10 * 10


_PARTS = {
    LifeStage.CHILDHOOD: BookPart.YOUTH,
    LifeStage.ADOLESCENCE: BookPart.YOUTH,
    LifeStage.YOUNG_ADULT: BookPart.ADULTHOOD,
    LifeStage.ADULT: BookPart.ADULTHOOD,
    LifeStage.LATER_LIFE: BookPart.LATER_LIFE,
}
_AGES = {
    LifeStage.CHILDHOOD: (0, 12),
    LifeStage.ADOLESCENCE: (13, 19),
    LifeStage.YOUNG_ADULT: (20, 35),
    LifeStage.ADULT: (36, 64),
    LifeStage.LATER_LIFE: (65, 110),
}


class Level(StrEnum):
    """How a person is addressed; set by people, never inferred (protocol §2)."""

    OPEN = "open"  #: open invitations
    CHOICE = "choice"  #: two concrete options, or yes and no
    PRESENCE = "presence"  #: company: comments and things to touch, no questions

    @property
    def gentler(self) -> "Level":
        """The next gentler level; `presence` stays."""
        return {Level.OPEN: Level.CHOICE}.get(self, Level.PRESENCE)


class Gate(StrEnum):
    """Facts of a life that some themes must not assume."""

    PARTNER = "partner"
    HAD_CHILDREN = "had_children"
    CARED_FOR = "cared_for"
    SCHOOLING = "schooling"
    PAID_WORK = "paid_work"
    MIGRATION = "migration"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One prompt of the bank; its wording lives in the locale's question file."""

    id: str  #: "C1.1"
    theme: str  #: "C1"
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Something to talk about in one stage, with what must be known before it is offered."""

    code: str  #: "C1"
    stage: LifeStage
    questions: tuple[Question, ...]
    drawing: str = ""  #: the name of the drawing it is offered with
    follow_up: "ProbeFamily | None" = None  #: what fits whatever was chosen; None: nothing does
    requires: frozenset[Gate] = frozenset()  #: any one of these opens the theme
    ungated_questions: tuple[str, ...] = ()  #: ids that may be asked with every gate shut
    sensitive: bool = False  #: "watch for" themes: never two in a row
    easy: bool = False  #: almost no recall needed: first sessions, and after a hard one
    late: bool = False  #: only late in the programme
    optional: bool = False  #: off when the family flagged it
    real_photos_only: bool = False  #: never pictured (young people)

    def questions_for(self, level: Level, *, gates: Collection[Gate]) -> tuple[Question, ...]:
        """The questions that may be asked at this level with these gates open."""
        fitting = tuple(q for q in self.questions if q.level is level)
        if not self.requires or self.requires & set(gates):
            return fitting
        return tuple(q for q in fitting if q.id in self.ungated_questions)


class ProbeFamily(StrEnum):
    """Kinds of follow-up, in the order they are preferred: senses, people, then feelings."""

    SIGHT = "sight"
    SOUND = "sound"
    SMELL = "smell"
    TASTE = "taste"
    TOUCH = "touch"
    MOVEMENT = "movement"
    PLACE = "place"
    ACTION = "action"
    PEOPLE = "people"
    FEELING = "feeling"
    MEANING = "meaning"
    ECHO = "echo"


class Feeling(StrEnum):
    """What a person may tap for a memory; the program never guesses one."""

    JOY = "joy"
    CALM = "calm"
    TENDERNESS = "tenderness"
    PRIDE = "pride"
    FUN = "fun"
    GRATITUDE = "gratitude"
    LONGING = "longing"
    SADNESS = "sadness"
