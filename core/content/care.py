"""What helps when a moment is hard: lines to say, numbers to call, phrases to listen for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.content.files import FOLDER, LANGUAGES, check_keys, read_json
from core.content.registers import check_tokens, filled, in_register
from core.content.words import words
from core.errors import ContentInvalid


class Comfort(StrEnum):
    """Situations that have a line to read aloud (protocol §9)."""

    SAD = "sad"
    ANGRY = "angry"
    ASHAMED = "ashamed"
    ASKS_FOR_SOMEONE = "asks_for_someone"
    BELIEVES_IT_IS_THEN = "believes_it_is_then"
    UPSET_BY_PICTURE = "upset_by_picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumbers:
    """Whom to call: at once, and when somebody does not want to live.

    `113/5` is the number 113 and then the key 5.
    """

    danger: tuple[str, ...]
    despair: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Care:
    _comfort: Mapping[Comfort, Mapping[str, str]] = field(repr=False)
    _emergency: Mapping[str, EmergencyNumbers]
    _elsewhere: EmergencyNumbers
    _distress: Mapping[str, tuple[tuple[str, ...], ...]] = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Care":
        content = read_json("care.json", folder=folder)
        parts = ("comfort_lines", "emergency", "emergency_elsewhere", "distress_phrases")
        check_keys("care.json", content, parts)
        check_keys("distress_phrases", content["distress_phrases"], LANGUAGES)
        return cls(
            _comfort_lines(content["comfort_lines"]),
            {code: _numbers(code, given) for code, given in content["emergency"].items()},
            _numbers("elsewhere", content["emergency_elsewhere"]),
            {
                language: tuple(_folded(phrase) for phrase in phrases)
                for language, phrases in content["distress_phrases"].items()
            },
        )

    def comfort(
        self, situation: Comfort, language: str, register: str = "tu", *, role: str = ""
    ) -> str:
        """The line to read aloud; asking for someone needs to know for whom ("your mother")."""
        text = in_register(self._comfort[situation][language], register)
        return filled(text, role=role) if "{role}" in text else text

    def emergency(self, country: str) -> EmergencyNumbers:
        """The numbers of a country (ISO 3166); the common European one where none is known."""
        return self._emergency.get(country.upper(), self._elsewhere)

    def sounds_distressed(self, message: str) -> bool:
        """Whether a companion's message holds a listed phrase, in either language."""
        said = _folded(message)
        return any(
            said[start : start + len(phrase)] == phrase
            for phrases in self._distress.values()
            for phrase in phrases
            for start in range(len(said) - len(phrase) + 1)
        )


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words(text))


def _comfort_lines(content: Mapping[str, Any]) -> dict[Comfort, Mapping[str, str]]:
    check_keys("comfort_lines", content, list(Comfort))
    for situation, lines in content.items():
        check_keys(situation, lines, LANGUAGES)
        values = frozenset({"role"} if situation == Comfort.ASKS_FOR_SOMEONE else ())
        for line in lines.values():
            check_tokens(situation, line, values=values)
    return {Comfort(situation): lines for situation, lines in content.items()}


def _numbers(country: str, content: Mapping[str, list[str]]) -> EmergencyNumbers:
    check_keys(country, content, ("danger", "despair"))
    if not content["danger"]:
        raise ContentInvalid(f"{country}: no number to call")
    return EmergencyNumbers(danger=tuple(content["danger"]), despair=tuple(content["despair"]))
