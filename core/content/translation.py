"""Spanish phrases for a model that reads English, word by word and without a download.

It is made for prompts: what is known of the lexicon is put in English order, names are kept,
what is unknown is left out rather than handed to a model that would draw anything for it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from core.content.lexicon import Lexicon, Part, Token
from core.content.morphology import Kind, english_gerund, english_past, english_plural
from core.errors import ContentInvalid

#: Categories of people: no "little" for abuelita, no "to" for veía a mi madre.
PEOPLE = frozenset({"family", "person", "profession"})
_GOES_SOMEWHERE = frozenset({"place", "landscape"})
_RELATING = frozenset({"that", "when", "where", "because", "while", "like"})
_PLAIN_ADJECTIVES = frozenset({"colour", "quality", "weather", "material"})
_DETERMINERS = frozenset({"article", "possessive", "number"})


class _Role(Enum):
    CONTENT = auto()
    JOINING = auto()  #: only stands before content: prepositions, articles, and
    GONE = auto()  #: nothing in its place: pronouns, auxiliaries
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class LexiconTranslation:
    """Implements ports.Translation from Spanish to English."""

    lexicon: Lexicon

    def translate(self, text: str, *, source: str, target: str) -> str:
        if source == target:
            return text
        if (source, target) != ("es", "en"):
            raise ContentInvalid(f"the lexicon does not translate from {source} to {target}")
        tokens = self.lexicon.read(text, source)
        ordered = _adjectives_first(tokens)
        pieces = [(self._english(n, ordered), self._role(n, ordered)) for n in range(len(ordered))]
        return _joined(pieces)

    def _role(self, number: int, tokens: Sequence[Token]) -> _Role:
        token = tokens[number]
        if token.is_name or token.text.isdigit():
            return _Role.CONTENT
        if token.meaning is None:
            return _Role.UNKNOWN
        if token.category == "conjunction" and token.meaning.entry.en[0] in _RELATING:
            return _Role.GONE
        if token.category in {"preposition", "article", "possessive", "conjunction"}:
            return _Role.GONE if _drops(number, tokens) else _Role.JOINING
        if token.category in {"pronoun", "negation", "light_verb"} or _drops(number, tokens):
            return _Role.JOINING if _is_having(token) else _Role.GONE
        return _Role.CONTENT

    def _english(self, number: int, tokens: Sequence[Token]) -> str:
        token = tokens[number]
        if token.meaning is None:
            return token.text
        english = token.meaning.entry.en[0]
        if english == "of" and _names_a_trade(tokens[number + 1 : number + 2]):
            return "as a"
        if token.part is Part.VERB:
            return "with" if _is_having(token) else self._verb(english, token.meaning.kind)
        if token.category == "possessive" or english == "that":
            return "the"
        if token.part is Part.NOUN and token.meaning.kind is Kind.PLURAL:
            english = english_plural(english, self.lexicon.plurals)
        if token.meaning.diminutive and token.category not in PEOPLE:
            english = f"little {english}"
        return english

    def _verb(self, english: str, kind: Kind) -> str:
        if kind is Kind.PARTICIPLE:
            first, *rest = english.split()
            return " ".join([english_past(first, self.lexicon.verbs)[-1], *rest])
        return english_gerund(english, self.lexicon.verbs)


def _adjectives_first(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the adjectives of a noun moved before it, as English wants them."""
    ordered: list[Token] = []
    for token in tokens:
        if token.part is Part.ADJECTIVE and token.category in _PLAIN_ADJECTIVES:
            position = len(ordered)
            while position and ordered[position - 1].category in _PLAIN_ADJECTIVES:
                position -= 1
            if position and ordered[position - 1].part is Part.NOUN:
                ordered.insert(position - 1, token)
                continue
        ordered.append(token)
    return ordered


def _drops(number: int, tokens: Sequence[Token]) -> bool:
    """What English does without: `íbamos a pescar`, `jugar a las cartas`, `hacía frío`."""
    token = tokens[number]
    following = [t for t in tokens[number + 1 :] if t.category not in _DETERMINERS]
    after = following[0] if following else None
    lemma = token.meaning.entry.es[0] if token.meaning else ""
    if after is None:
        return False
    if lemma in {"a", "al"}:
        goes = after.category in _GOES_SOMEWHERE or after.is_name
        return not goes and not (after.category == "event" and _is_going(tokens[:number]))
    if lemma == "ir":
        aim = following[1] if len(following) > 1 else None
        return after.text.lower() == "a" and aim is not None and aim.part is Part.VERB
    return lemma == "hacer" and after.category == "weather"


def _is_going(before: Sequence[Token]) -> bool:
    verbs = [t.meaning.entry.es[0] for t in before if t.meaning and t.part is Part.VERB]
    return bool(verbs) and verbs[-1] in {"ir", "venir", "llegar", "salir", "volver(ue)"}


def _names_a_trade(after: Sequence[Token]) -> bool:
    """`trabajé de panadero`, but `la tienda del panadero`."""
    return bool(after) and after[0].category == "profession"


def _is_having(token: Token) -> bool:
    return token.meaning is not None and token.meaning.entry.es[0] == "tener"


def _joined(pieces: Sequence[tuple[str, _Role]]) -> str:
    """The pieces in a row; joining words only where content follows them."""
    text: list[str] = []
    waiting: list[str] = []
    for piece, role in pieces:
        if role is _Role.JOINING:
            waiting.append(piece)
        elif role is _Role.UNKNOWN:
            waiting.clear()
        elif role is _Role.CONTENT:
            text += [*_last_of_each(waiting, start=not text), piece]
            waiting.clear()
    return re.sub(r"\ba(?= [aeiou])", "an", " ".join(text))


_ARTICLES = ("the", "a", "some", "every")
_CONJUNCTIONS = ("and", "or", "but")
_NEVER_FIRST = ("and", "or", "but", "of", "of the")


def _last_of_each(waiting: Sequence[str], *, start: bool) -> list[str]:
    """At most one joining word of a kind, the last: nothing is left dangling."""
    kept: list[str] = []
    for kind in (_CONJUNCTIONS, None, _ARTICLES):
        of_kind = [
            word
            for word in waiting
            if (word in kind if kind else word not in _CONJUNCTIONS + _ARTICLES)
        ]
        if of_kind and not (start and of_kind[-1] in _NEVER_FIRST):
            kept.append(of_kind[-1])
    return kept
