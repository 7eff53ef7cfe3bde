"""A session as its therapist is told of it: the fifteen blocks of protocol §14, in order.

Facts, human taps and human words; no field is inferred and none is a score. A quote is
a piece of what was really said, letter by letter, or absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any

from core.domain.change import Area
from core.domain.circle import Role
from core.domain.consent import GivenBy
from core.domain.distress import ComfortStep, MomentEnding, Situation, Tier
from core.domain.life import Level, LifeStage
from core.domain.memory import MemoryState, Teller, ToldHow, Valence, Verification, Wording
from core.domain.picture import PictureStyle
from core.domain.session_record import (
    CompanionDay,
    Helped,
    Hindered,
    ObservationItem,
    Rater,
    StopReason,
)
from core.domain.steering import Decision

LONGEST_QUOTE = 25  #: words


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    person: str  #: a code, never the full name
    number: int  #: of the sessions that were held, from 1; 0: it was not held
    began_at: datetime
    ended_at: datetime | None
    minutes: int  #: together; a pause does not count
    companion: Role | None  #: of who led it at the end; None: no longer in the circle
    started_by: Role | None
    handed_over: int  #: how many times somebody else took over
    level: Level  #: at the start
    last_level: Level
    language: str
    place: str = ""  #: where sessions are held, as the family calls it
    therapists: tuple[str, ...] = ()  #: who are linked, by the names the circle knows


class AlertKind(StrEnum):
    DANGER = "danger"
    UPSET = "upset"
    PICTURE_MADE = "picture_made"  #: a detail nobody told, after a picture (§7.9)
    CONSENT_WITHDRAWN = "consent_withdrawn"
    COMPANION = "companion"  #: "hard" three times in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    kind: AlertKind
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAndTheme:
    goal: str  #: the therapist's own words; empty: none was set
    stages: tuple[LifeStage, ...]
    themes: tuple[str, ...]
    song: str
    cues: tuple[str, ...]  #: question ids whose object was on view
    photos: int  #: real photos of the session's memories


class AssentGiven(StrEnum):
    GIVEN = "given"
    AFTER_A_WHILE = "after_a_while"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_SURE = "not_sure"  #: it stayed at "not sure"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedBy:
    before: Rater | None
    after: Rater | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodFaces:
    before: int | None  #: 1-5
    after: int | None
    rated_by: RatedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    offered: int
    taken_up: int
    refused: int
    initiative: bool | None  #: as the companion marked it; None: not marked
    level_drops: int
    stopped_early: StopReason | None
    longest_run: int = 0  #: prompts taken up one after the other, without one that was not


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryLine:
    id: str
    theme: str
    withheld: bool  #: painful, resting, or for nobody outside: no title, no words
    title: str
    quote: str
    new: bool
    valence: Valence | None
    enjoyment: int | None
    feeling: str
    teller: Teller
    told_how: ToldHow
    wording: Wording
    verification: Verification
    proposed: MemoryState | None  #: by how it was told; a therapist decides
    state: MemoryState | None  #: as a therapist decided


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentLine:
    tier: Tier | None
    theme: str
    situation: Situation | None  #: what the companion named
    ending: MomentEnding | None
    comfort: tuple[ComfortStep, ...]  #: the steps that were shown, in order
    flagged: bool  #: theme and memory rest until a therapist has looked
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLine:
    memory_id: str
    accepted: bool
    rejected: int  #: candidates that were put away
    changed: int  #: orders after the first
    style: PictureStyle | None
    likeness: bool
    picture_id: str  #: the one accepted
    title: str = ""  #: of its memory; empty where a summary says no more than the theme
    likeness_by: tuple[GivenBy, ...] = ()  #: who allowed the likenesses in this space
    areas: tuple[Area, ...] = ()  #: what was changed


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionWords:
    note: str  #: word for word
    voice: bool  #: the note was spoken
    day: CompanionDay | None


class SuggestionKind(StrEnum):
    THEME = "theme"
    AVOID = "avoid"  #: a theme that rests
    LEVEL = "level"
    KEEP = "keep"  #: what helped
    HOMEWORK = "homework"  #: for the family: a photo or a thing of this theme


class Reason(StrEnum):
    EASY_AFTER_HARD = "easy_after_hard"
    UNTOLD = "untold"
    KNOWN = "known"
    LEVEL_DROPPED = "level_dropped"
    HELPED = "helped"
    HARD_MOMENT = "hard_moment"
    TOLD_TODAY = "told_today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    kind: SuggestionKind
    what: str  #: a theme's code, a level, a Helped
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which lines people gave and which the program put together; no line is AI-written."""

    human: tuple[str, ...]  #: JSON keys
    program: tuple[str, ...]
    picture_models: tuple[str, ...]
    transcript: tuple[str, ...]  #: ids of the memories with all that was said
    edits: tuple[Decision, ...]  #: every decision there was, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """The blocks by their stable JSON keys; `helped` and `hindered` are one block."""

    session_id: str
    draft: bool  #: the companion's taps are not in yet
    header: Header
    alerts: tuple[Alert, ...]
    goal: GoalAndTheme
    assent: AssentGiven
    mood: MoodFaces
    observation: Mapping[ObservationItem, int | None]
    participation: Participation
    memories: tuple[MemoryLine, ...]
    helped: tuple[Helped, ...]
    hindered: tuple[Hindered, ...]
    hard_moments: tuple[MomentLine, ...]
    pictures: tuple[PictureLine, ...]
    companion: CompanionWords
    suggestions: tuple[Suggestion, ...]
    decision: Decision | None
    provenance: Provenance

    @property
    def held(self) -> bool:
        """Whether the person said yes to it."""
        return self.header.number > 0


#: The blocks in the order of §14; "helped" stands for what helped and what got in the way.
BLOCKS = (
    "header",
    "alerts",
    "goal",
    "assent",
    "mood",
    "observation",
    "participation",
    "memories",
    "helped",
    "hard_moments",
    "pictures",
    "companion",
    "suggestions",
    "decision",
    "provenance",
)


def as_json(value: object) -> Any:
    """Plain values for a JSON file; of a summary, its blocks by their stable keys."""
    if isinstance(value, SessionSummary):
        keys = [f.name for f in fields(value) if f.name not in {"session_id", "draft"}]
        return {key: as_json(getattr(value, key)) for key in keys}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {as_json(key): as_json(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else value
