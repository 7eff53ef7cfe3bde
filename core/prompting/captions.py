"""A scene in a line: who, doing what, with what, where and when, in the words it was told in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from core.content.files import LANGUAGES
from core.content.lexicon import Lexicon, Token
from core.content.morphology import Kind
from core.content.words import words
from core.domain.scene import SceneAspect, SceneCard, Source
from core.prompting.clauses import DETERMINERS

_ORDER = (
    SceneAspect.WHO,
    SceneAspect.DOING,
    SceneAspect.OBJECT,
    SceneAspect.WHERE,
    SceneAspect.LIGHT,
    SceneAspect.WHEN,
    SceneAspect.FEELING,
)
_SELVES = frozenset({"yo", "me", "nos", "conmigo", "nosotros", "nosotras", "i", "we", "us"})
#: What was theirs when they told it is theirs still when the companion reads it.
_THEIRS = {
    **dict.fromkeys(("mi", "nuestro", "nuestra"), "su"),
    **dict.fromkeys(("mis", "nuestros", "nuestras"), "sus"),
    **dict.fromkeys(("my", "our"), "their"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One field of a scene, or several that were told in one breath."""

    aspect: SceneAspect  #: the first of those it holds
    text: str
    is_heading: bool = False  #: a place without a preposition stands before the rest


def phrases_of(card: SceneCard, told: str, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """The known fields as phrases, without what another one says already."""
    known = {
        aspect: " ".join(card.text(aspect).split()).strip(" .,;:")
        for aspect in _ORDER
        if card.field(aspect).known
    }
    phrases = [
        Phrase(aspect=aspect, text=text)
        for aspect, text in known.items()
        if not _said_elsewhere(aspect, known)
    ]
    return _seen_from_outside(card, _joined(phrases, " ".join(told.split())), lexicon)


def _said_elsewhere(aspect: SceneAspect, known: Mapping[SceneAspect, str]) -> bool:
    own = _plain(known[aspect])
    others = (_plain(text) for other, text in known.items() if other is not aspect)
    return any(f" {own} " in f" {text} " and own != text for text in others)


def _plain(text: str) -> str:
    return " ".join(word.folded for word in words(text))


def _joined(phrases: Sequence[Phrase], told: str) -> list[Phrase]:
    """Neighbours in the telling stay neighbours: `their mother` `baked bread` `in the kitchen`."""
    for one, other in permutations(phrases, 2):
        together = f"{one.text} {other.text}"
        if together in told:
            first = min(one, other, key=lambda phrase: _ORDER.index(phrase.aspect))
            whole = Phrase(aspect=first.aspect, text=together)
            others = [phrase for phrase in phrases if phrase not in (one, other)]
            return _joined(sorted([whole, *others], key=lambda p: _ORDER.index(p.aspect)), told)
    return list(phrases)


def _seen_from_outside(
    card: SceneCard, phrases: Sequence[Phrase], lexicon: Lexicon
) -> tuple[Phrase, ...]:
    """Their mother, not mine; unless the words say "I" or "we", which stay as they were told."""
    language = card.language if card.language in LANGUAGES else LANGUAGES[0]
    read = [lexicon.read(phrase.text, language) for phrase in phrases]
    from_inside = any(_is_first_person(token) for tokens in read for token in tokens)
    return tuple(
        _worded(
            phrase,
            first=tokens[0].category if tokens else "",
            is_theirs=not from_inside and card.field(phrase.aspect).source is Source.PERSON,
        )
        for phrase, tokens in zip(phrases, read, strict=True)
    )


def _is_first_person(token: Token) -> bool:
    verb = token.meaning is not None and token.meaning.kind is Kind.FIRST_PERSON
    return verb or token.text.casefold() in _SELVES


def _worded(phrase: Phrase, *, first: str, is_theirs: bool) -> Phrase:
    """With a capital only where it is not the sentence's."""
    text = phrase.text
    if first in DETERMINERS | {"preposition", "light"} or phrase.aspect is SceneAspect.DOING:
        text = text[:1].lower() + text[1:]
    if is_theirs:
        text = " ".join(_THEIRS.get(word, word) for word in text.split())
    bare = phrase.aspect is SceneAspect.WHERE and first not in {"preposition", ""}
    return Phrase(aspect=phrase.aspect, text=text, is_heading=bare)
