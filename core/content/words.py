"""Words as people type them: folded, cut apart, and compared without their endings."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_KEPT_TILDE = "\u0303"  # año is not ano

#: Words too common to tell what something is about.
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        """
        el la los las un una unos unas lo de del al a en con por para sin y o e u que se su sus mi
        mis tu tus nuestro nuestra es era fue no ni muy mas todo toda todos todas cosa cosas tema
        temas hablar nada sobre cuando como le les nos hay sea esto eso aquello evitar mencionar
        preguntar
        the an of in on at to with for from by and or not no any his her their my our your its is
        was be about talk talking anything everything thing things nothing when how this that
        please avoid mention ask
        """,
    )
)
#: Plural, verb and gender endings, taken off in this order while enough is left.
_ENDINGS = (
    (re.compile(r"s$"), 3),
    (
        re.compile(
            r"(?:iendose|andose|iendo|ieron|arse|erse|irse|ando|aron|amo|emo|imo|aba|ada|ado|ida|"
            r"ido|ito|ita|ian|ing|ie|ed|ar|er|ir)$"
        ),
        4,
    ),
    (re.compile(r"[aoey]$"), 3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text: folded to compare it, with where it stands."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents; ñ stays ñ."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    kept = (
        letter
        for position, letter in enumerate(letters)
        if not unicodedata.combining(letter)
        or (letter == _KEPT_TILDE and position and letters[position - 1] == "n")
    )
    return unicodedata.normalize("NFC", "".join(kept))


def words(text: str) -> Iterator[Word]:
    """The words and numbers of a text, in order."""
    for match in _WORD.finditer(text):
        yield Word(folded=fold(match[0]), start=match.start(), end=match.end())


def stem(folded: str) -> str:
    """What is left of a word without its ending; short words stay whole."""
    for ending, shortest in _ENDINGS:
        shorter = ending.sub("", folded)
        if len(shorter) >= shortest:
            folded = shorter
    return folded


def stems(texts: Iterable[str]) -> set[str]:
    """The stems of all words that say something."""
    return {
        stem(word.folded)
        for text in texts
        for word in words(text)
        if word.folded not in _EMPTY and len(word.folded) > 1
    }


def mentions(avoid: Collection[str], text: str) -> bool:
    """Whether a text shares a word with what somebody asked to avoid, whatever its ending."""
    return bool(avoid) and not _stems_asked(tuple(avoid)).isdisjoint(_stems_of(text))


@lru_cache(maxsize=8)
def _stems_asked(avoid: tuple[str, ...]) -> frozenset[str]:
    """One list is compared with hundreds of texts in a row."""
    return frozenset(stems(avoid))


@lru_cache(maxsize=4096)
def _stems_of(text: str) -> frozenset[str]:
    """The texts that are asked about are those of the question bank: few, and always the same."""
    return frozenset(stems([text]))
