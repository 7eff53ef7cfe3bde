"""Told words cut into clauses, and spans of them: the ground that scene cards stand on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.content.lexicon import Lexicon, Part, Token
from core.content.words import words

PEOPLE = frozenset({"family", "person", "profession"})
LONGEST_PHRASE = 4  #: words to either side of a noun
MOST_LINKS = 2  #: of `the square of the village of …`
DETERMINERS = frozenset({"article", "possessive", "number"})

_BREAK = re.compile(r"[.,;:!?…()\n«»“”—–]")
_SENTENCE_END = re.compile(r"[.!?…\n]+")
_ALWAYS_PARTS = frozenset({"but", "that", "when", "where", "because", "while"})


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text, by position."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span | None") -> bool:
        return other is not None and self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


Clause = tuple[Token, ...]


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, without the stops that end them."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    if start < len(text):
        yield Span(start, len(text))


def clauses(lexicon: Lexicon, text: str, language: str) -> list[Clause]:
    """What is said in one breath, each as its words."""
    parts: list[Clause] = []
    current: list[Token] = []
    tokens = lexicon.read(text, language)
    for number, token in enumerate(tokens):
        gap = text[tokens[number - 1].end : token.start] if number else ""
        if current and (_BREAK.search(gap) or _parts(number, tokens)):
            parts.append(tuple(current))
            current = []
        current.append(token)
    return [*parts, tuple(current)] if current else parts


def is_denied(clause: Clause) -> bool:
    """Whether the clause says what was not, or what was missing."""
    return any(token.category == "negation" or english(token) == "without" for token in clause)


def mentions_of(names: Sequence[str], text: str) -> list[Span]:
    """Where any of the names stands in a text, whatever its accents and capitals."""
    found = list(words(text))
    spans = []
    for name in names:
        wanted = [word.folded for word in words(name)]
        for start in range(len(found) - len(wanted) + 1):
            together = found[start : start + len(wanted)]
            if wanted and [word.folded for word in together] == wanted:
                spans.append(Span(together[0].start, together[-1].end))
    return spans


def english(token: Token) -> str:
    """The usual English word for a token, or nothing."""
    return token.meaning.entry.en[0] if token.meaning else ""


def spanish(token: Token) -> str:
    """The usual Spanish word for a token, or nothing."""
    return token.meaning.entry.es[0] if token.meaning else ""


def is_noun(token: Token, *categories: str) -> bool:
    return token.part is Part.NOUN and token.category in categories


def noun_phrase(clause: Clause, number: int) -> tuple[int, int]:
    """First and last token of the phrase around a noun: `la vieja casa blanca`."""
    first = last = number
    while number - first < LONGEST_PHRASE and first and _belongs_before(clause[first - 1]):
        first -= 1
    following = clause[number + 1 : number + 1 + LONGEST_PHRASE]
    for token in following:
        if not _belongs_after(clause[last], token):
            break
        last += 1
    return first, last


def of_phrase(clause: Clause, last: int) -> int:
    """The last token of what hangs on with `de`: `la plaza del pueblo de mi madre`."""
    for _ in range(MOST_LINKS):
        link = english(clause[last + 1]) if last + 2 < len(clause) else ""
        if link not in {"of", "of the"} and not (link == "in" and clause[last + 2].is_name):
            break
        head = last + 2
        while head + 1 < len(clause) and _belongs_before(clause[head]):
            head += 1
        if not (clause[head].part is Part.NOUN or clause[head].is_name):
            break
        last = names_after(clause, noun_phrase(clause, head)[1])
    return last


def names_after(clause: Clause, last: int) -> int:
    for token in clause[last + 1 : last + 1 + LONGEST_PHRASE]:
        if not token.is_name:
            break
        last += 1
    return last


def _belongs_before(token: Token) -> bool:
    return token.category in DETERMINERS or (
        token.part is Part.ADJECTIVE and token.category != "posture"
    )


def _belongs_after(noun: Token, token: Token) -> bool:
    """An adjective, or in English the noun that an `apple cake` really is."""
    if token.part is Part.ADJECTIVE:
        return token.category != "posture"
    return noun.part is Part.NOUN and token.part is Part.NOUN and noun.category == token.category


def _parts(number: int, tokens: Sequence[Token]) -> bool:
    """Whether a conjunction begins something new: `y nos íbamos`, not `pan y queso`."""
    token = tokens[number]
    if token.category != "conjunction":
        return False
    if english(token) in _ALWAYS_PARTS:
        return True
    return any(
        t.part is Part.VERB
        or t.category == "negation"
        or t.text.lower() in {"nos", "me", "se", "we", "he", "she", "they"}
        for t in tokens[number + 1 : number + 2]
    )
