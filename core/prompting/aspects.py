"""Finding where, when, in what light, doing what and with which object, in told words."""

import re
from collections.abc import Callable, Iterator, Sequence

from core.content.lexicon import Part, Token
from core.content.morphology import Kind
from core.prompting.clauses import (
    DETERMINERS,
    LONGEST_PHRASE,
    Clause,
    Span,
    english,
    is_noun,
    mentions_of,
    names_after,
    noun_phrase,
    of_phrase,
    spanish,
)
from core.prompting.people import is_self

SETTINGS = ("place", "landscape")
LIGHT = frozenset({"season", "weather", "light", "weather_verb"})
OBJECTS = ("object", "animal", "food", "clothes", "transport")
MOST_WORDS = 10  #: of what is done

_PLACING = frozenset(
    {
        "in",
        "through",
        "on",
        "near",
        "next to",
        "in front of",
        "behind",
        "under",
        "around",
        "inside",
    }
    | {
        "outside",
        "at the edge of",
        "on the shore of",
        "in the middle of",
        "in the middle of the",
        "on top of",
        "between",
    }
)
_COMPARING = frozenset({"before", "after"})  #: `antes que nadie`, of which the rest is denied
_TOWARDS = frozenset({"to", "to the", "towards", "from", "up to"})
_DETAILS = frozenset({"window", "door", "corner", "fireplace", "stairs", "world", "bench"})
_FREE_TIME = frozenset({"sunday", "weekend", "holidays"})  #: beside seasons; nothing to see
#: Verbs that say little; another action of the same memory tells more.
_VAGUE = frozenset(
    {"ir", "venir", "llegar", "salir", "entrar", "volver(ue)", "llevar", "tomar", "hacer", "subir"}
    | {"bajar", "mirar", "esperar", "preparar", "escuchar", "aprender", "enseñar", "cargar"}
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:s\b)?")
_SHORT_DECADE = re.compile(
    r"\b(?:los )?años (?:19)?([2-9]0)\b|(?<!\w)['’]([2-9]0)s\b", re.IGNORECASE
)


def find_where(text: str, clauses: Sequence[Clause], known_places: Sequence[str]) -> Span | None:
    """The best told place: one with a preposition of place before it, then any."""
    named = mentions_of(known_places, text)
    ranked: list[tuple[int, int, Span]] = []
    for clause in clauses:
        for number, token in enumerate(clause):
            is_known = any(token.start == span.start for span in named)
            if is_known or _is_setting(clause, number) or _names_a_place(clause, number):
                score, span = _place(clause, number)
                ranked.append((-score, span.start, span))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def find_light(clauses: Sequence[Clause]) -> Span | None:
    """Season, weather or light, as long as they stand together."""
    best: tuple[int, Span] | None = None
    for clause, number in _each(clauses, _is_light):
        first, last = noun_phrase(clause, number)
        last = of_phrase(clause, last)
        if first and english(clause[first - 1]) in _PLACING:
            first -= 1
        weight = sum(t.category in LIGHT for t in clause[first : last + 1])
        if best is None or weight > best[0]:
            best = weight, Span(clause[first].start, clause[last].end)
    return best[1] if best else None


def find_doing(clauses: Sequence[Clause], apart: Sequence[Span | None]) -> Span | None:
    """The most telling action, to the end of its clause or to a field of its own."""
    best: tuple[int, Span] | None = None
    for clause, number in _each(clauses, lambda t: t.category == "action"):
        token = clause[number]
        if not _acts(token) or _acts_later(clause, number):
            continue
        last = _end_of_action(clause, number, apart)
        weight = 2 * (spanish(token) not in _VAGUE) + (last > number)
        weight -= 3 * _is_done_by_an_animal(clause, number)
        if best is None or weight > best[0]:
            best = weight, Span(token.start, clause[last].end)
    return best[1] if best else _trade(clauses) or _event(clauses)


def find_object(clauses: Sequence[Clause], apart: Sequence[Span | None]) -> Span | None:
    """One thing to see; rather one that no other field names already."""
    spans = []
    for clause, number in _each(clauses, lambda t: is_noun(t, *OBJECTS)):
        first, last = noun_phrase(clause, number)
        spans.append(Span(clause[first].start, clause[names_after(clause, last)].end))
    alone = [span for span in spans if not any(span.overlaps(other) for other in apart)]
    where = apart[0] if apart else None
    rest = [span for span in spans if not span.overlaps(where)]
    return next(iter([*alone, *rest]), None)


def find_when(text: str, clauses: Sequence[Clause]) -> Span | None:
    """A year or decade that was said."""
    told = [Span(clause[0].start, clause[-1].end) for clause in clauses]
    for pattern in (_YEAR, _SHORT_DECADE):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in told):
                return span
    for clause, number in _each(clauses, lambda t: english(t).endswith("0s")):
        first, last = noun_phrase(clause, number)
        return Span(clause[first].start, clause[last].end)
    return None


def _is_light(token: Token) -> bool:
    return token.category in LIGHT and english(token) not in _FREE_TIME


def _each(
    clauses: Sequence[Clause], wanted: Callable[[Token], bool]
) -> Iterator[tuple[Clause, int]]:
    for clause in clauses:
        for number, token in enumerate(clause):
            if wanted(token):
                yield clause, number


def _place(clause: Clause, number: int) -> tuple[int, Span]:
    first, last = noun_phrase(clause, number)
    last = of_phrase(clause, names_after(clause, last))
    before = english(clause[first - 1]) if first else ""
    is_vague = english(clause[number]) in _DETAILS or clause[number].category == "event"
    surroundings = _surroundings(clause, last)
    score = 2 * (before in _PLACING) + (before in _TOWARDS) - is_vague
    if surroundings is not None and not score:
        score, last = 3, surroundings
    if before in _PLACING:
        first -= 1
    return score, Span(clause[first].start, clause[last].end)


def _surroundings(clause: Clause, last: int) -> int | None:
    """The end of `la casa (estaba en medio del campo)`: a place with where it was."""
    follows = clause[last + 1 : last + 3]
    if len(follows) < 2 or english(follows[0]) != "be" or english(follows[1]) not in _PLACING:
        return None
    for number in range(last + 3, min(len(clause), last + 3 + LONGEST_PHRASE)):
        if _is_setting(clause, number):
            return of_phrase(clause, noun_phrase(clause, number)[1])
    return None


def _is_setting(clause: Clause, number: int) -> bool:
    """A place, or an event that somebody is at: `en el baile del pueblo`."""
    first = noun_phrase(clause, number)[0]
    at_it = bool(first) and english(clause[first - 1]) == "in"
    return is_noun(clause[number], *SETTINGS) or (at_it and is_noun(clause[number], "event"))


def _names_a_place(clause: Clause, number: int) -> bool:
    """`en Toledo`, `to Whitby`; `con Toledo` would be somebody."""
    before = english(clause[number - 1]) if number else ""
    return clause[number].is_name and before in _PLACING | _TOWARDS


def _end_of_action(clause: Clause, number: int, apart: Sequence[Span | None]) -> int:
    last = min(len(clause), number + MOST_WORDS) - 1
    for span in apart:
        cut = next((n for n in range(number + 1, last + 1) if _begins(clause[n], span)), None)
        says_enough = spanish(clause[number]) not in _VAGUE or any(
            token.part is Part.NOUN for token in clause[number:cut]
        )
        if cut is not None and says_enough:
            last = cut - 1
    while last > number and _dangles(clause[last]):
        last -= 1
    return last


def _begins(token: Token, span: Span | None) -> bool:
    return span is not None and token.start == span.start


def _dangles(token: Token) -> bool:
    joins = {"preposition", "conjunction", "pronoun", "light_verb"}
    return token.category in DETERMINERS | joins or english(token) in _COMPARING


def _acts(token: Token) -> bool:
    return token.meaning is not None and token.meaning.kind is not Kind.PARTICIPLE


def _is_done_by_an_animal(clause: Clause, number: int) -> bool:
    """`el perro se me duerme`: another action is more likely the person's own."""
    before = [t for t in clause[:number] if t.category != "pronoun" and not t.is_name]
    if not before or before[-1].category != "animal":
        return False
    first = noun_phrase(clause, clause.index(before[-1]))[0]
    return not first or clause[first - 1].category != "preposition"


def _acts_later(clause: Clause, number: int) -> bool:
    """Two verbs in a row: `(cuando) me jubilé | adopté un perro`, `mira, íbamos`."""
    after = clause[number + 1] if number + 1 < len(clause) else None
    finite = {Kind.FINITE, Kind.FIRST_PERSON}
    if after is None or after.meaning is None or after.category != "action":
        return False
    return after.meaning.kind in finite


def _trade(clauses: Sequence[Clause]) -> Span | None:
    """What the person was: `fui enfermera`, `I was a nurse`."""
    for clause, number in _each(clauses, lambda t: is_noun(t, "profession")):
        if is_self(clause, number):
            first, last = noun_phrase(clause, number)
            return Span(clause[max(first - 1, 0)].start, clause[last].end)
    return None


def _event(clauses: Sequence[Clause]) -> Span | None:
    """Without a verb: `un partido de pelota`, `my sister's wedding`."""
    for clause, number in _each(clauses, lambda t: is_noun(t, "event")):
        first, last = noun_phrase(clause, number)
        if not first or clause[first - 1].category != "preposition":
            return Span(clause[first].start, clause[of_phrase(clause, last)].end)
    return None
