"""When a scene was, how old the person was then, and which taught likeness is nearest."""

import re
from collections.abc import Sequence
from datetime import datetime

from core.content.words import fold, words
from core.domain.element import Element, ElementKind
from core.domain.life import LifeStage
from core.domain.scene import SceneAspect, SceneCard, Source

TOLERANCE_YEARS = 3  #: how far told years may lie outside a stage before the stage is trusted
TOO_FAR_YEARS = 20  #: a likeness further from a scene would show somebody of another age

#: Words for a scene of these days, folded; not "as if it were yesterday", nor "until today".
_TODAY = re.compile(
    r"(?<!fuera )(?<!fuese )(?<!hasta )(?<!were )(?<!was )(?<!until )(?<!desde )\b(?:"
    r"hoy|ayer|anoche|esta (?:mañana|tarde|noche|semana)|este (?:mes|año)|actualmente|"
    r"today|yesterday|last night|this (?:morning|afternoon|evening|week|month|year)|nowadays)\b"
)
_NOW = re.compile(r"\b(?:ahora|now)\b")  #: only where it is said when a scene was
_RECENT_YEARS = 1

_YEAR = re.compile(r"\b((?:19|20)\d\d)(s?)\b")
_TENS = {
    "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70,
    "ochenta": 80, "noventa": 90, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50,
    "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip


def scene_year(card: SceneCard) -> int | None:
    """The year of a scene; a round year that the family's facts gave stands for its decade."""
    when = card.field(SceneAspect.WHEN)
    year = year_of(card.text(SceneAspect.WHEN))
    if year is not None and when.source is Source.FAMILY_VERIFIED and year % 10 == 0:
        return year + 5
    return year


def year_of(text: str) -> int | None:
    """The year a text speaks of; of a decade its middle."""
    if match := _YEAR.search(text):
        return int(match[1]) + (5 if match[2] else 0)
    for word in words(text):
        if word.folded in _TENS:
            return 1905 + _TENS[word.folded]
        if re.fullmatch(r"[2-9]0", word.folded):
            return 1905 + int(word.folded)
    return 1945 if "posguerra" in fold(text) else None


def decade_words(text: str) -> str:
    """A decade as picture models have read it: `1950s`; nothing when none is told."""
    year = year_of(text)
    return f"{year // 10 * 10}s" if year is not None else ""


def age_in(card: SceneCard, stage: LifeStage, birth_year: int | None) -> int:
    """The person's age in the scene; the stage decides when years and stage disagree."""
    first, last = stage.ages
    middle = (first + min(last, 85)) // 2
    year = scene_year(card)
    if year is None or birth_year is None:
        return middle
    age = year - birth_year
    return age if first - TOLERANCE_YEARS <= age <= last + TOLERANCE_YEARS else middle


def is_of_today(card: SceneCard, told: str, *, told_at: datetime) -> bool:
    """Whether a scene is of the days in which it was told, as far as anybody said so.

    The decade that goes with a stage of life was said by nobody: what was told goes before it.
    """
    when = card.text(SceneAspect.WHEN)
    year = year_of(when)
    if year is not None and year >= told_at.year - _RECENT_YEARS:
        return True
    if year is not None and card.field(SceneAspect.WHEN).source is not Source.FAMILY_VERIFIED:
        return False
    return bool(_NOW.search(fold(when)) or says_today(f"{when} {told}"))


def says_today(told: str) -> bool:
    """Whether words speak of these days."""
    return bool(_TODAY.search(fold(told)))


def nearest_likeness(
    elements: Sequence[Element], year: int | None, *, age_years: int
) -> Element | None:
    """The taught likeness of the person that lies nearest: by its photos' years, or by its age.

    None where all are of quite another age: an old face on a child deceives.
    """
    taught = [e for e in elements if e.kind is ElementKind.PERSON and e.taught]
    near = [e for e in taught if _distance(e, year, age_years) <= TOO_FAR_YEARS]
    return min(near, key=lambda e: _distance(e, year, age_years), default=None)


def _distance(element: Element, year: int | None, age_years: int) -> int:
    if year is not None and element.first_year is not None:
        last = element.last_year if element.last_year is not None else element.first_year
        return _outside(year, element.first_year, last)
    return TOO_FAR_YEARS if element.age is None else _outside(age_years, *element.age.years)


def _outside(value: int, first: int, last: int) -> int:
    """How far a value lies from a span; 0 within it."""
    return max(first - value, value - last, 0)
