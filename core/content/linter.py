"""Checks that nothing said to a person tests, hurts or scores them (protocol §15)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.content.files import FOLDER, LANGUAGES, check_keys, read_json
from core.domain.life import Level
from core.errors import ContentInvalid

MOST_WORDS = {Level.OPEN: 20, Level.CHOICE: 12, Level.PRESENCE: 8}  #: in a sentence
RULES = ("testing", "hurting", "scoring")

_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with a text, and where."""

    rule: str  #: "testing", "hurting", "scoring", "questions", "length"
    words: str


@dataclass(frozen=True, slots=True)
class Linter:
    _rules: Mapping[tuple[str, str], re.Pattern[str]] = field(repr=False)  #: by language, rule

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Linter":
        content = read_json("linter.json", folder=folder)
        check_keys("linter.json", content, RULES)
        rules = {}
        for rule, lists in content.items():
            check_keys(rule, lists, LANGUAGES)
            for language, patterns in lists.items():
                rules[language, rule] = _compiled(rule, patterns)
        return cls(rules)

    def lint(self, text: str, language: str, *, level: Level | None = None) -> tuple[Finding, ...]:
        """All that is wrong with a text; with a level, also its length and its questions."""
        findings = [
            Finding(rule=rule, words=match[0])
            for rule in RULES
            for match in self._rules[language, rule].finditer(text.replace("’", "'"))
        ]
        if level is not None:
            findings += _at_level(text, level)
        return tuple(findings)


def _compiled(rule: str, patterns: list[str]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    except re.error as error:
        raise ContentInvalid(f"{rule}: {error}") from error


def _at_level(text: str, level: Level) -> list[Finding]:
    findings = []
    if text.count("?") > (0 if level is Level.PRESENCE else 1):
        findings.append(Finding(rule="questions", words=text))
    for sentence in _SENTENCE_END.split(text):
        if len(_WORD.findall(sentence)) > MOST_WORDS[level]:
            findings.append(Finding(rule="length", words=sentence))
    return findings
