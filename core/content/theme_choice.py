"""Which two themes to offer: gates, what to avoid, what was told, and the programme's order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from core.content.questions import QuestionBank
from core.domain.life import Level, LifeStage, Theme
from core.domain.patient import Patient

OFFERED = 2
#: The stage suggested for each core session (protocol §3) but the twelfth, which is the
#: book together; after them any.
PROGRAMME = "LCCCAAYDDDL"
LATE_FROM = 10  #: sessions held before the late themes open


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeHistory:
    """What earlier sessions mean for the choice."""

    sessions: int = 0  #: how many have ended
    told: Mapping[str, int] = field(default_factory=dict)  #: memories by theme code
    previous: str = ""  #: code of the theme talked about last
    was_hard: bool = False  #: the last session had a hard moment
    resting: frozenset[str] = frozenset()  #: avoided until a therapist has looked
    passed_over: frozenset[str] = frozenset()  #: offered today and not wanted


def offer_themes(
    bank: QuestionBank,
    patient: Patient,
    history: ThemeHistory,
    *,
    level: Level | None = None,
    seed: int,
) -> tuple[Theme, ...]:
    """The two themes to offer, best first; fewer only when no others are open."""
    candidates = open_themes(bank, patient, history, level=level)
    offered: list[Theme] = []
    for theme in _in_order(candidates, history, seed):
        # One of the two at most is a sensitive one, so there is always another way to go.
        if theme.sensitive and any(other.sensitive for other in offered):
            continue
        offered.append(theme)
        if len(offered) == OFFERED:
            break
    return tuple(offered)


def open_themes(
    bank: QuestionBank, patient: Patient, history: ThemeHistory, *, level: Level | None = None
) -> tuple[Theme, ...]:
    """Every theme that may be talked about today, in the order of a life."""
    level = level or patient.level
    return tuple(t for t in bank.themes() if _open(bank, t, patient, history, level))


def _open(
    bank: QuestionBank, theme: Theme, patient: Patient, history: ThemeHistory, level: Level
) -> bool:
    if theme.code in patient.avoid_themes | history.resting | history.passed_over:
        return False
    if theme.sensitive and _must_be_gentle(bank, history):
        return False
    if theme.late and history.sessions < LATE_FROM:
        return False
    avoid = patient.avoid_words
    if bank.touches(theme.code, avoid):
        return False
    return bool(bank.questions_for(theme.code, level, gates=patient.gates, avoid=avoid))


def _must_be_gentle(bank: QuestionBank, history: ThemeHistory) -> bool:
    """No sensitive theme after another one, in a first session, or after a hard one."""
    after_sensitive = bool(history.previous) and bank.theme(history.previous).sensitive
    return after_sensitive or history.was_hard or not history.sessions


def _in_order(themes: Iterable[Theme], history: ThemeHistory, seed: int) -> list[Theme]:
    """Easy ones first when they should be, then the untold, then the programme's stage."""
    easy_first = history.was_hard or not history.sessions
    stage = _suggested(history.sessions)
    chance = Random(seed)

    def preference(theme: Theme) -> tuple[bool, int, int, bool, float]:
        return (
            easy_first and not theme.easy,
            history.told.get(theme.code, 0),
            abs(theme.stage.position - stage.position) if stage else 0,
            theme.optional,
            chance.random(),
        )

    return sorted(themes, key=preference)


def _suggested(sessions: int) -> LifeStage | None:
    return LifeStage(PROGRAMME[sessions]) if sessions < len(PROGRAMME) else None
