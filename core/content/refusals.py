"""What is never drawn, and the words that never reach a prompt (protocol §7)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.content.files import FOLDER, LANGUAGES, check_keys, read_json
from core.content.words import Word, fold, words
from core.errors import ContentInvalid, PictureRefused

NUDITY = "nudity"  #: looked for in both languages, whichever a text is written in
REASONS = (NUDITY, "violence", "death", "illness")
CHILDHOOD = "childhood"  #: bath, bed and swimwear: never drawn of anybody under age
MINORS = "minors"
LEFT_OUT = "left_out"
FIGURES = "figures_of_speech"
ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Refusals:
    """Patterns over folded words, so accents, capitals and punctuation play no part.

    `*` stands for any ending; the rest is regular expression. A figure of speech
    ("muertos de risa") refuses nothing, but is not for a picture model to read either;
    what is allowed ("guerra de almohadas") is drawn as it stands.
    """

    _patterns: Mapping[tuple[str, str], re.Pattern[str]] = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Refusals":
        content = read_json("refusals.json", folder=folder)
        others = (CHILDHOOD, MINORS, LEFT_OUT, FIGURES, ALLOWED)
        check_keys("refusals.json", content, ("refused", *others))
        check_keys("refused", content["refused"], REASONS)
        lists = content["refused"] | {name: content[name] for name in others}
        patterns = {}
        for name, by_language in lists.items():
            check_keys(name, by_language, LANGUAGES)
            for language, written in by_language.items():
                patterns[name, language] = _compiled(name, written)
        return cls(patterns)

    def reason(self, text: str, language: str) -> str:
        """Why this must not be drawn, or empty."""
        rest = _without(text, self._spans(text, language, FIGURES))
        found = (reason for reason in REASONS if self._spans(rest, language, reason))
        of_minors = self.names_minors(rest, language) and self.intimate(rest, language)
        return next(found, CHILDHOOD if of_minors else "")

    def names_minors(self, text: str, language: str) -> bool:
        return bool(self._spans(text, language, MINORS))

    def intimate(self, text: str, language: str) -> bool:
        """Whether it tells of bath, bed or swimwear, which is drawn of grown people only."""
        return bool(self._spans(text, language, CHILDHOOD))

    def check(self, text: str, language: str) -> None:
        """Raise PictureRefused with the reason when this must not be drawn."""
        if reason := self.reason(text, language):
            raise PictureRefused(reason=reason)

    def cleaned(self, text: str, language: str) -> str:
        """The text without words that are left out: frailty, figures of speech, refused ones."""
        for name in (FIGURES, LEFT_OUT, *REASONS):
            text = _without(text, self._spans(text, language, name))
        return text

    def _spans(self, text: str, language: str, name: str) -> list[tuple[int, int]]:
        folded = _Folded(text)
        allowed = [m.span() for m in self._patterns[ALLOWED, language].finditer(folded.text)]
        spans = {
            folded.span(match)
            for searched in (LANGUAGES if name == NUDITY else (language,))
            for match in self._patterns[name, searched].finditer(folded.text)
            if all(match.end() <= start or end <= match.start() for start, end in allowed)
        }
        return sorted(spans)


class _Folded:
    """The words of a text, folded and one space apart, with the way back to the text."""

    def __init__(self, text: str) -> None:
        self.words: Sequence[Word] = list(words(text))
        self.text = " ".join(word.folded for word in self.words)

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        first = self.text.count(" ", 0, match.start())
        last = self.text.count(" ", 0, match.end())
        return self.words[first].start, self.words[last].end


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return re.sub(r"[ \t]{2,}", " ", text).strip() if spans else text


def _compiled(name: str, written: Sequence[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.sub(r"(?<![\])])\*", "[^ ]*", fold(one)) for one in written)
    try:
        return re.compile(rf"(?<![^ ])(?:{alternatives})(?![^ ])")
    except re.error as error:
        raise ContentInvalid(f"{name}: {error}") from error
