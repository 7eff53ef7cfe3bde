"""What a session leaves for the therapist's summary: facts and human taps, nothing inferred."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.domain.distress import HardMoment
from core.domain.life import Level
from core.domain.talk import Rung


class Assent(StrEnum):
    YES = "yes"
    NOT_TODAY = "not_today"
    NOT_SURE = "not_sure"


class Rater(StrEnum):
    """Who chose a face."""

    PERSON = "person"  #: they pointed
    COMPANION = "companion"  #: as the companion sees them


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    face: int  #: 1-5, from very bad to very good; never added up
    rated_by: Rater


class PromptOutcome(StrEnum):
    TAKEN_UP = "taken_up"
    NOTHING_CAME = "nothing_came"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptOffered:
    """A question of the bank as it was put; no outcome when something came between."""

    question_id: str
    level: Level
    rung: Rung  #: how far help went
    outcome: PromptOutcome | None = None


class ObservationItem(StrEnum):
    """The observation card (protocol §12.2)."""

    ENJOYED = "enjoyed"
    INTEREST = "interest"
    AT_EASE = "at_ease"
    CONNECTED = "connected"
    INITIATIVE = "initiative"
    UPSET = "upset"


MOST = 3  #: 0 not at all, 1 a little, 2 quite, 3 a lot


class CompanionDay(StrEnum):
    GOOD = "good"
    SO_SO = "so_so"
    HARD = "hard"


class Helped(StrEnum):
    SONG = "song"
    OBJECT = "object"
    PHOTO = "photo"
    PICTURE = "picture"
    QUIET = "quiet"


class Hindered(StrEnum):
    NOISE = "noise"
    TIREDNESS = "tiredness"
    HEARING = "hearing"
    WORDING = "wording"
    PICTURE = "picture"


class StopReason(StrEnum):
    """Why a session ended early."""

    POSTPONED = "postponed"  #: before the person was asked
    NOT_TODAY = "not_today"
    TIME = "time"
    REFUSALS = "refusals"
    NOTHING_CAME = "nothing_came"
    NO_THEME = "no_theme"
    UNEASY = "uneasy"
    UPSET = "upset"
    DANGER = "danger"
    COMPANION = "companion"  #: the companion closed it
    TURNED_AWAY = "turned_away"
    LEFT = "left"  #: nobody came back to it


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """Everything the summary tells of a session (protocol §14), as it happened."""

    began_level: Level = Level.OPEN
    assent: Assent | None = None
    assent_took_a_while: bool = False
    mood_before: Mood | None = None
    mood_after: Mood | None = None
    place: str = ""  #: where sessions were held when it began
    song: str = ""  #: named on the screen of the opening
    themes: tuple[str, ...] = ()
    prompts: tuple[PromptOffered, ...] = ()
    level_drops: int = 0
    cues: tuple[str, ...] = ()  #: question ids whose object was on view
    pictures_offered: tuple[str, ...] = ()  #: memory ids
    moments: tuple[HardMoment, ...] = ()
    observation: dict[ObservationItem, int] = field(default_factory=dict)  #: absent: not told
    helped: tuple[Helped, ...] = ()
    hindered: tuple[Hindered, ...] = ()
    note: str = ""  #: the companion's, as typed
    note_voice_ids: tuple[str, ...] = ()
    note_voice_id: str = ""  #: of a former version, which kept only the last
    companion_day: CompanionDay | None = None
    stop: StopReason | None = None  #: None: it came to its own end

    @property
    def note_voices(self) -> tuple[str, ...]:
        """Media ids of the companion's spoken notes, the earliest first."""
        return tuple(filter(None, (self.note_voice_id, *self.note_voice_ids)))

    @property
    def taken_up(self) -> int:
        """How many prompts were taken up; counts only, never a rate."""
        return sum(p.outcome is PromptOutcome.TAKEN_UP for p in self.prompts)

    @property
    def refusals(self) -> int:
        return sum(p.outcome is PromptOutcome.REFUSED for p in self.prompts)
