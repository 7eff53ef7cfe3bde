"""The person the stories belong to, as far as leading a session needs to know them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from core.domain.life import Gate, Level

PatientId = NewType("PatientId", str)  #: 16 of [a-z0-9]; in buttons too


class Language(StrEnum):
    SPANISH = "es"
    ENGLISH = "en"


class Register(StrEnum):
    """How Spanish addresses the person."""

    TU = "tu"
    USTED = "usted"


class Figure(StrEnum):
    """How pictures show the person where no likeness was taught."""

    MAN = "man"
    WOMAN = "woman"
    UNSAID = "unsaid"  #: neither: somebody


class Standing(StrEnum):
    """Whether life goes on in this space (product.md, journey 11)."""

    ACTIVE = "active"
    PAUSED = "paused"
    DIED = "died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A person, the way their circle described them; every field but the id may be unknown."""

    id: PatientId
    name: str = ""  #: the name the person likes
    language: Language = Language.SPANISH  #: what say-lines are read in
    register: Register = Register.TU
    level: Level = Level.OPEN
    level_set_by: int | None = None  #: account id; None until somebody answered
    avoid_words: tuple[str, ...] = ()  #: the companion's own words
    avoid_themes: frozenset[str] = frozenset()  #: theme codes
    themes_left_out: frozenset[str] = frozenset()  #: those of them that a therapist left out
    comfort: tuple[str, ...] = ()  #: what does them good
    song: str = ""
    birth_year: int | None = None
    figure: Figure = Figure.UNSAID
    places: tuple[str, ...] = ()
    gates: frozenset[Gate] = frozenset()  #: gates known to be open
    gates_shut: frozenset[Gate] = frozenset()  #: gates known to be shut; the rest nobody asked
    country: str = ""  #: ISO 3166 code, for emergency numbers; empty: the operator's default
    time_zone: str = ""  #: IANA name; empty: the operator's default
    max_minutes: int | None = None  #: None: the level's own
    best_hour: int | None = None  #: local, 0-23
    session_place: str = ""  #: where sessions are held: at home, in the day centre
    glasses: bool | None = None
    hearing_aid: bool | None = None
    swallow_safe: bool | None = None
    reads: bool | None = None
    toilet_words: str = ""  #: how they say that they need the toilet
    pain_words: str = ""  #: how they say that something hurts
    family_contact: str = ""
    alert_contact: int | None = None  #: account id: told of alerts that nobody answered
    pictures_on: bool | None = None  #: None: the level's default (off at `presence`)
    exercise_on: bool | None = None  #: faces and names; off until somebody decides
    standing: Standing = Standing.ACTIVE
    enrolled: bool = False  #: the few questions before the first session were answered or skipped
    extras: dict[str, str] = field(default_factory=dict)  #: answers asked when first needed

    def allows_pictures(self, level: Level) -> bool:
        """Whether imagined pictures may be offered at this level (protocol §2)."""
        if self.pictures_on is not None:
            return self.pictures_on
        return level is not Level.PRESENCE
