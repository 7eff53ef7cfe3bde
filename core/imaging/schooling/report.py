"""What was measured, as figures to keep beside a model's card and as lines to print."""

import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any

from core.imaging.schooling import codec_measure, teaching_measure
from core.imaging.schooling.judge_school import Skill
from core.imaging.schooling.measure import (
    RIGHT_OF_FOUR,
    Drawn,
    Timing,
    right_of_each,
    shares_right,
)
from core.imaging.schooling.teaching_measure import Changed, Taught

LEAST: Mapping[str, float] = {
    **codec_measure.LEAST, **teaching_measure.LEAST,
    "right": 0.80, "concepts": 54, "pairs": 0.50, "alone": 0.95,
}  # fmt: skip
MOST: Mapping[str, float] = {"one": 2.0, "four": 5.0, "loading": 1.0, "size_mb": 60.0}
_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure, and what is wanted of it."""

    name: str
    value: float
    wanted: float | None
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        compare = operator.le if self.at_most else operator.ge
        return self.wanted is None or bool(compare(self.value, self.wanted))

    @property
    def goal(self) -> str:
        """`at least 0.8`, or nothing."""
        if self.wanted is None:
            return ""
        return f"{'at most' if self.at_most else 'at least'} {self.wanted:g}"


def drawing_figures(
    *,
    concepts: Sequence[Drawn],
    pairs: Sequence[Drawn],
    timing: Timing,
    trip: Mapping[str, float],
    skill: Skill,
    size_bytes: int,
) -> dict[str, Any]:
    """All that says how well a model draws, rounded, by name."""
    languages = shares_right(concepts)
    weak = {language: _weak(concepts, language) for language in languages}
    asked = len({each.asked for each in concepts})
    return {
        "size_mb": round(size_bytes / 1e6, 1),
        "right": {language: round(share, _DIGITS) for language, share in languages.items()},
        "concepts": {language: asked - len(names) for language, names in weak.items()},
        "weak": weak,
        "pairs": round(mean(each.right for each in pairs), _DIGITS),
        "round_trip": dict(trip),
        "seconds": _rounded(timing),
        "judge": _rounded(skill),
    }


def teaching_figures(taught: Taught, changed: Changed) -> dict[str, Any]:
    """All that says how well it can be taught and changed."""
    return {"teaching": _rounded(taught), "changing": _rounded(changed)}


def lines(found: Mapping[str, Any]) -> Iterator[Line]:
    """Every figure in words, with what is wanted of it."""
    for language, share in found["right"].items():
        yield _line(f"pictures read right, {language}", "right", share)
    for language, count in found["concepts"].items():
        yield _line(f"concepts right in two of four, {language}", "concepts", count)
    yield _line("both of a pair", "pairs", found["pairs"])
    yield _line("megabytes", "size_mb", found["size_mb"])
    for group in ("round_trip", "seconds", "teaching", "changing", "judge"):
        for name, value in found.get(group, {}).items():
            yield _line(f"{group.replace('_', ' ')}: {name.replace('_', ' ')}", name, value)


def mistaken(concepts: Sequence[Drawn]) -> Iterator[str]:
    """Each concept that is not drawn well, and what the judge takes its pictures for."""
    for language in shares_right(concepts):
        for name in _weak(concepts, language):
            own = [d for d in concepts if d.language == language and d.asked == (name,)]
            yield f"{language} {name}: {', '.join(drawn.read[0] for drawn in own)}"


def _weak(concepts: Sequence[Drawn], language: str) -> list[str]:
    counts = right_of_each(concepts, language)
    return [name for name, count in counts.items() if count < RIGHT_OF_FOUR]


def _line(words: str, name: str, value: float) -> Line:
    at_most = name in MOST
    return Line(
        name=words, value=value, wanted=(MOST if at_most else LEAST).get(name), at_most=at_most
    )


def _rounded(measured: Timing | Skill | Taught | Changed) -> dict[str, float]:
    return {name: round(value, _DIGITS) for name, value in asdict(measured).items()}
