"""Everyday concepts in Spanish and English, and the words of a text read with them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.content.files import FOLDER, LANGUAGES, check_keys, read_json
from core.content.morphology import (
    Kind,
    Shape,
    english_nominal,
    english_verb,
    spanish_nominal,
    spanish_verb,
    without_diminutive,
    without_enclitics,
)
from core.content.words import Word, fold, words
from core.errors import ContentInvalid

LONGEST = 5  #: words in the longest entry


class Part(StrEnum):
    """What kind of word an entry is."""

    NOUN = "noun"
    ADJECTIVE = "adjective"
    VERB = "verb"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One concept: its words in both languages, the first of each being the usual one."""

    part: Part
    category: str  #: "place", "season", "action", "preposition" …
    es: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a word of a text stands for."""

    entry: Entry
    kind: Kind = Kind.PLAIN
    diminutive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One or more words of a text that belong together, with what they mean, if known."""

    text: str  #: as typed
    start: int
    end: int
    meaning: Meaning | None = None
    starts_sentence: bool = False

    @property
    def category(self) -> str:
        return self.meaning.entry.category if self.meaning else ""

    @property
    def part(self) -> Part | None:
        return self.meaning.entry.part if self.meaning else None

    @property
    def is_name(self) -> bool:
        """An unknown word with a capital that is not just a sentence's first."""
        return self.meaning is None and self.text[:1].isupper() and not self.starts_sentence


Forms = Mapping[tuple[str, ...], tuple[Meaning, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    entries: tuple[Entry, ...] = field(repr=False)
    _forms: Mapping[str, Forms] = field(repr=False)  #: by language
    plurals: Mapping[str, str] = field(repr=False)  #: irregular, English
    verbs: Mapping[str, str] = field(repr=False)  #: irregular, English

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Lexicon":
        """Read lexicon.json and spell out every form, or raise ContentInvalid."""
        content = read_json("lexicon.json", folder=folder)
        check_keys(
            "lexicon.json", content, ("nouns", "adjectives", "verbs", "others", "irregular")
        )
        irregular = content["irregular"]
        check_keys("irregular", irregular, ("es", "en_plural", "en_verb"))
        entries = tuple(_entries(content))
        forms = {language: _spelled_out(entries, language, irregular) for language in LANGUAGES}
        return cls(entries, forms, irregular["en_plural"], irregular["en_verb"])

    def read(self, text: str, language: str) -> tuple[Token, ...]:
        """The words of a text; the longest entries are taken first."""
        found = list(words(text))
        tokens: list[Token] = []
        position = 0
        while position < len(found):
            length, meanings = self._longest(text, found[position:], language)
            first, last = found[position], found[position + length - 1]
            meanings = _as_accented(text[first.start : last.end], meanings)
            starts = _starts_sentence(text, first)
            meaning = _fitting(meanings, tokens[-1] if tokens else None, starts=starts)
            if _is_name(text[first.start : last.end], meaning, starts=starts):
                meaning = None
            tokens.append(
                Token(
                    text=text[first.start : last.end],
                    start=first.start,
                    end=last.end,
                    meaning=meaning,
                    starts_sentence=starts,
                )
            )
            position += length
        return tuple(self._was_or_went(number, tokens) for number in range(len(tokens)))

    def _was_or_went(self, number: int, tokens: Sequence[Token]) -> Token:
        """`fui enfermera` was, `fui al mercado` went: one form, told apart by what follows."""
        token = tokens[number]
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        if after is None or not _WENT.fullmatch(token.text):
            return token
        if after.category not in {"profession", "article"} and after.part is not Part.ADJECTIVE:
            return token
        meanings = self._forms["es"].get((fold(token.text),), ())
        was = [m for m in meanings if m.entry.category == "light_verb"]
        return replace(token, meaning=was[0]) if was else token

    def _longest(
        self, text: str, found: Sequence[Word], language: str
    ) -> tuple[int, tuple[Meaning, ...]]:
        for length in range(min(LONGEST, len(found)), 0, -1):
            together = found[:length]
            if length > 1 and not _unbroken(text, together):
                continue
            key = tuple(word.folded for word in together)
            if meanings := self._forms[language].get(key):
                return length, meanings
        return 1, self._derived(found[0].folded) if language == "es" else ()

    def _derived(self, word: str) -> tuple[Meaning, ...]:
        """Forms that are not spelled out: pronouns hung on to a verb, and diminutives."""
        forms = self._forms["es"]
        bare = without_enclitics(word)
        if bare != word and (meanings := forms.get((bare,))):
            return meanings
        for base in without_diminutive(word):
            if meanings := forms.get((base,)):
                return tuple(
                    Meaning(entry=m.entry, kind=m.kind, diminutive=True)
                    for m in meanings
                    if m.entry.part in {Part.NOUN, Part.ADJECTIVE}
                )
        return ()


# -- Reading the file ------------------------------------------------------------------

_GROUPS = {
    "nouns": Part.NOUN,
    "adjectives": Part.ADJECTIVE,
    "verbs": Part.VERB,
    "others": Part.OTHER,
}


def _entries(content: Mapping[str, Any]) -> Iterator[Entry]:
    for group, part in _GROUPS.items():
        for category, pairs in content[group].items():
            for es, en in pairs.items():
                if not es.strip() or not en.strip():
                    raise ContentInvalid(f"lexicon.json: {category} has an empty side at {es!r}")
                yield Entry(
                    part=part,
                    category=category,
                    es=tuple(es.split("|")),
                    en=tuple(en.split("|")),
                )


def _spelled_out(
    entries: Sequence[Entry], language: str, irregular: Mapping[str, Mapping[str, str]]
) -> Forms:
    forms: dict[tuple[str, ...], list[Meaning]] = {}
    for entry in entries:
        lemmas = entry.es if language == "es" else entry.en
        for lemma in lemmas:
            for shape in _shapes(entry.part, lemma, language, irregular):
                meanings = forms.setdefault(shape.words, [])
                if all(meaning.entry is not entry for meaning in meanings):
                    meanings.append(Meaning(entry=entry, kind=shape.kind))
    return {key: tuple(meanings) for key, meanings in forms.items()}


def _shapes(
    part: Part, lemma: str, language: str, irregular: Mapping[str, Mapping[str, str]]
) -> Iterator[Shape]:
    if part is Part.VERB and language == "es":
        yield from spanish_verb(lemma, irregular["es"].get(lemma, ""))
    elif part is Part.VERB:
        yield from english_verb(lemma, irregular["en_verb"])
    elif part is Part.OTHER or (part is Part.ADJECTIVE and language == "en"):
        yield Shape(words=tuple(word.folded for word in words(lemma)))
    elif language == "es":
        yield from spanish_nominal(lemma)
    else:
        yield from english_nominal(lemma, irregular["en_plural"])


# -- Choosing among meanings -----------------------------------------------------------

_WENT = re.compile(r"fu(?:i|e|imos|eron)", re.IGNORECASE)
_BEFORE_NOUNS = {"article", "possessive", "preposition", "number"}
_CAPITALS = {"season", "family", "event", "decade", "pronoun"}  #: Mum, Christmas, I


def _as_accented(text: str, meanings: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Without those that a typed accent rules out: `hacía` is no `hacia`, `bailé` no `baile`."""
    typed = text.lower()
    if typed == fold(typed):
        return tuple(meanings)
    return tuple(meaning for meaning in meanings if _may_be(typed, meaning.entry))


def _may_be(typed: str, entry: Entry) -> bool:
    if entry.part is Part.VERB:
        return True
    alike = [lemma.lower() for lemma in (*entry.es, *entry.en) if fold(lemma) == fold(typed)]
    return not alike or typed in alike


def _fitting(meanings: Sequence[Meaning], before: Token | None, *, starts: bool) -> Meaning | None:
    """The meaning that fits what stands before: `el vino` is a drink, `se baila` a verb."""
    if not meanings:
        return None
    category = before.category if before and not starts else ""
    if category in _BEFORE_NOUNS or (before and before.part is Part.ADJECTIVE):
        order = (Part.NOUN, Part.ADJECTIVE, Part.OTHER, Part.VERB)
    elif category == "pronoun":
        order = (Part.VERB, Part.OTHER, Part.NOUN, Part.ADJECTIVE)
    elif before and before.part is Part.NOUN and not starts:
        order = (Part.OTHER, Part.ADJECTIVE, Part.VERB, Part.NOUN)
    else:
        order = (Part.OTHER, Part.NOUN, Part.VERB, Part.ADJECTIVE)
    is_trade = category == "light_verb"  # `era química`, but `laboratorio de química`

    def misfit(meaning: Meaning) -> tuple[int, bool]:
        return order.index(meaning.entry.part), meaning.entry.category != "profession"

    ranked = [misfit(meaning) if is_trade else misfit(meaning)[:1] for meaning in meanings]
    return meanings[ranked.index(min(ranked))]


def _is_name(text: str, meaning: Meaning | None, *, starts: bool) -> bool:
    """Whether a known word is somebody's or some place's name here: Rosa, Granada."""
    if meaning is None or starts or not text[0].isupper() or " " in text:
        return False
    return meaning.entry.part is not Part.OTHER and meaning.entry.category not in _CAPITALS


def _starts_sentence(text: str, word: Word) -> bool:
    before = text[: word.start].rstrip(" \t\"'«“(¿¡-–—")
    return not before or before[-1] in ".!?…:\n"


def _unbroken(text: str, together: Sequence[Word]) -> bool:
    """Whether nothing but spaces and hyphens stands between the words."""
    return all(not text[one.end : two.start].strip(" -\u00a0") for one, two in pairwise(together))
