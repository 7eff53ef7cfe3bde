"""A scene card's fields as words for a model: without names, relatives or anything refused."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.content.files import LANGUAGES
from core.content.lexicon import Lexicon, Token
from core.content.refusals import CHILDHOOD, Refusals
from core.domain.scene import SceneAspect, SceneCard
from core.errors import PictureRefused
from core.prompting.clauses import DETERMINERS, clauses, english, mentions_of, names_after
from core.prompting.people import is_person

MOST_WORDS = 24  #: of one field in a prompt

_NOT_WORDS = re.compile(r"[^\w\s',’-]|_", re.UNICODE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class FieldWording:
    """Turns fields into phrases in the language they were told in."""

    lexicon: Lexicon
    refusals: Refusals

    def check(self, card: SceneCard) -> None:
        """Raise PictureRefused when a known field holds what is never drawn."""
        for field in card.known.values():
            for language in _languages(card.language):
                self.refusals.check(field.text, language)

    def check_childhood(self, card: SceneCard) -> None:
        """Raise PictureRefused when a scene of minors tells of bath, bed or swimwear."""
        if self._any(card, self.refusals.intimate):
            raise PictureRefused(reason=CHILDHOOD)

    def names_minors(self, card: SceneCard) -> bool:
        return self._any(card, self.refusals.names_minors)

    def _any(self, card: SceneCard, holds: Callable[[str, str], bool]) -> bool:
        texts = [field.text for field in card.known.values()]
        return any(holds(text, known) for text in texts for known in _languages(card.language))

    def phrase(self, card: SceneCard, aspect: SceneAspect, names: Sequence[str] = ()) -> str:
        """The words of a field for a model; `names` are elements', drawn from their own phrase."""
        text = _TAG.sub(" ", card.text(aspect))
        for language in _languages(card.language):
            text = self.refusals.cleaned(text, language)
        text = _without_spans(text, [(s.start, s.end) for s in mentions_of(names, text)])
        text = self._without_people(text, card.language, keep_places=aspect is SceneAspect.WHERE)
        return tidy(text)

    def company(self, card: SceneCard) -> tuple[str, ...]:
        """People told of only by what they are: children, a postman, the girls; no relatives."""
        text = card.text(SceneAspect.WHO)
        language = _languages(card.language)[0]
        groups = []
        for clause in clauses(self.lexicon, text, language):
            for number, token in enumerate(clause):
                before = clause[number - 1] if number else None
                owned = before is not None and before.category == "possessive"
                named = names_after(clause, number) > number
                if is_person(token) and token.category != "family" and not owned and not named:
                    groups.append(tidy(self.refusals.cleaned(token.text, language)))
        return tuple(group for group in groups if group)

    def _without_people(self, text: str, language: str, *, keep_places: bool) -> str:
        gone: list[tuple[int, int]] = []
        for clause in clauses(self.lexicon, text, _languages(language)[0]):
            for number, token in enumerate(clause):
                if not _is_somebody(clause, number, keep_places=keep_places):
                    continue
                first = number
                while first and clause[first - 1].category in DETERMINERS | {
                    "preposition",
                    "conjunction",
                }:
                    first -= 1
                gone.append((clause[first].start, token.end))
        return _without_spans(text, gone)


def tidy(text: str) -> str:
    """Plain words, one space apart, not too many of them."""
    plain = _NOT_WORDS.sub(" ", text.replace("\0", " ")).split()
    return " ".join(plain[:MOST_WORDS]).strip(" ,'’-")


def _languages(language: str) -> tuple[str, ...]:
    return (language,) if language in LANGUAGES else LANGUAGES


def _is_somebody(clause: Sequence[Token], number: int, *, keep_places: bool) -> bool:
    token = clause[number]
    if token.category == "family":
        return True
    unknown_capital = token.meaning is None and token.text[:1].isupper()
    if not unknown_capital:
        return False
    if not keep_places:
        return True
    before = [english(t) for t in clause[:number] if t.category not in DETERMINERS]
    follows_name = number > 0 and clause[number - 1].is_name
    of_a_home = before[-2:] == ["house", "of"]
    return not follows_name and (of_a_home or (bool(before) and before[-1] in {"with", "and"}))


def _without_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text
