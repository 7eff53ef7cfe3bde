"""Follow-ups to what was just said: senses before people, people before feelings (protocol §6)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.content.files import FOLDER, LANGUAGES, check_keys, read_json
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

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Probes":
        content = read_json("probes.json", folder=folder)
        answered = read_json("answered.json", folder=folder)
        check_keys("probes.json", content, list(ProbeFamily))
        check_keys("answered.json", answered, list(ProbeFamily))
        wordings = {}
        for family in ProbeFamily:
            check_keys(family, content[family], LANGUAGES)
            for language, columns in content[family].items():
                check_keys(f"{family} {language}", columns, ["open"], optional=["choice"])
                for level, text in columns.items():
                    values = frozenset({"words"} if family is ProbeFamily.ECHO else ())
                    check_tokens(f"{family} {language}", text, values=values)
                    wordings[family, language, Level(level)] = text
        answers = {
            (family, language): frozenset(fold(text).split())
            for family in ProbeFamily
            for language, text in answered[family].items()
        }
        return cls(wordings, answers)

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
        tone_is_good: bool = False,
    ) -> ProbeFamily | None:
        """The first family that what was told leaves open; None in presence."""
        said = {word.folded for word in words(told)}
        for family in ProbeFamily:
            if family in used or (family in TONE_NEEDED and not tone_is_good):
                continue
            if not said.isdisjoint(self._answers[family, language]):
                continue
            if self.probe(family, level, language, echo=echo_of(told)) is not None:
                return family
        return None


def echo_of(told: str) -> str:
    """The last two or three words, as they were said."""
    found = list(words(told))[-ECHOED:]
    return told[found[0].start : found[-1].end] if len(found) > 1 else ""
