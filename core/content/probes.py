"""Follow-ups to what was just said: senses before people, people before feelings (protocol §6)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.content.files import FOLDER, LANGUAGES, check_keys, read_json
from core.content.options import Drawings, Option, two_drawings, two_options
from core.content.registers import check_tokens, filled, in_register
from core.content.words import fold, words
from core.domain.life import Level, ProbeFamily

ECHOED = 3  #: the last words given back, at most
#: Feeling and meaning wait for a good tone; an echo is for when nothing else fits.
TONE_NEEDED = frozenset({ProbeFamily.FEELING, ProbeFamily.MEANING})


@dataclass(frozen=True, slots=True)
class Probes:
    """The follow-ups in both languages, for the two levels that have them."""

    _wordings: Mapping[tuple[ProbeFamily, str, Level], str] = field(repr=False)
    _answers: Mapping[tuple[ProbeFamily, str], frozenset[str]] = field(repr=False)
    _options: Mapping[tuple[ProbeFamily, str], tuple[Option, ...]] = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Probes":
        content = read_json("probes.json", folder=folder)
        answered = read_json("answered.json", folder=folder)
        check_keys("probes.json", content, list(ProbeFamily))
        check_keys("answered.json", answered, list(ProbeFamily))
        drawings = Drawings.load(folder)
        wordings, options = {}, {}
        for family in ProbeFamily:
            check_keys(family, content[family], LANGUAGES, optional=["drawings"])
            for language in LANGUAGES:
                columns = content[family][language]
                where = f"{family} {language}"
                check_keys(where, columns, ["open"], optional=["choice", "options"])
                for level in columns.keys() - {"options"}:
                    values = frozenset({"words"} if family is ProbeFamily.ECHO else ())
                    check_tokens(where, columns[level], values=values)
                    wordings[family, language, Level(level)] = columns[level]
                options[family, language] = _options(where, content[family], columns, drawings)
        answers = {
            (family, language): frozenset(fold(text).split())
            for family in ProbeFamily
            for language, text in answered[family].items()
        }
        return cls(wordings, answers, options)

    def options(self, family: ProbeFamily, language: str) -> tuple[Option, ...]:
        """The two options of an either-or follow-up; none where nothing is to be chosen."""
        return self._options[family, language]

    def probe(
        self,
        family: ProbeFamily,
        level: Level,
        language: str,
        register: str = "tu",
        *,
        echo: str = "",
    ) -> str | None:
        """How the follow-up is said, or None where the level has none of this family."""
        text = self._wordings.get((family, language, level))
        if text is None:
            return None
        if family is ProbeFamily.ECHO:
            return filled(text, words=echo) if echo else None
        return in_register(text, register)

    def choose(
        self,
        told: str,
        level: Level,
        language: str,
        *,
        used: Collection[ProbeFamily] = (),
        among: Collection[ProbeFamily] = tuple(ProbeFamily),
        tone_is_good: bool = False,
    ) -> ProbeFamily | None:
        """The first family that what was told leaves open; None in presence."""
        said = {word.folded for word in words(told)}
        for family in among:
            if family in used or (family in TONE_NEEDED and not tone_is_good):
                continue
            if not said.isdisjoint(self._answers[family, language]):
                continue
            if self.probe(family, level, language, echo=echo_of(told)) is not None:
                return family
        return None


def _options(
    where: str, family: Mapping[str, Any], columns: Mapping[str, Any], drawings: Drawings
) -> tuple[Option, ...]:
    if "drawings" not in family:
        return ()
    drawn = two_drawings(where, family["drawings"], drawings)
    return two_options(where, columns["options"], drawn)


def echo_of(told: str) -> str:
    """The last two or three words, as they were said."""
    found = list(words(told))[-ECHOED:]
    return told[found[0].start : found[-1].end] if len(found) > 1 else ""
