"""Who is in a scene: the person, elements known by name, and others who stay "someone"."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.content.lexicon import Part, Token
from core.content.morphology import Kind
from core.domain.element import Element, ElementKind
from core.prompting.clauses import (
    DETERMINERS,
    PEOPLE,
    Clause,
    Span,
    english,
    mentions_of,
    names_after,
    noun_phrase,
)

#: Never in an imagined picture without their guardian's consent, so not even as "someone".
MINORS = frozenset({"grandchild", "great-grandchild"})
LIKENESSES = frozenset({ElementKind.PERSON, ElementKind.RELATIVE})

_FIRST_PERSON = frozenset(
    {"yo", "conmigo", "nosotros", "nosotras", "nos", "me", "i", "we", "us", "our"}
    | {"nuestro", "nuestra", "nuestros", "nuestras"}
)
_SELVES = frozenset({"yo", "nosotros", "i", "me", "we"})
_GROUPS = frozenset(
    {"family", "group of friends", "people", "crowd of people", "team", "grown-ups"}
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_GROUP_SIZE = 4
_COMPANY = frozenset({"with", "and"})

#: The person is chosen by their age; a style is chosen by a tap, never by being told of.
_NOT_IN_A_SCENE = frozenset({ElementKind.PERSON, ElementKind.STYLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody spoken of, with where they stand in the text."""

    span: Span
    who: str  #: the same for every mention of the same person
    count: int = 1
    is_minor: bool = False
    is_subject: bool = True  #: does something, rather than being with or seen by the speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody in the scene."""

    person_present: bool
    others: int
    element_ids: tuple[str, ...]
    span: Span | None  #: where most of them are named


def cast_of(
    text: str,
    clauses: Sequence[Clause],
    elements: Sequence[Element],
    *,
    person_told: bool,
    name: str,
) -> Cast:
    """Read who is there; `person_told` says whether "I" is the person themselves."""
    mentions = [mention for clause in clauses for mention in _mentions(clause)]
    if not person_told:
        mentions = _without_the_person(text, clauses, mentions, name)
    own = [] if person_told else _own_mentions(text, name)
    recognised = elements_in(text, clauses, elements, apart=own)
    drawn = [e for e in recognised if e.kind not in LIKENESSES or e.taught]
    drawn_spans = [s for e in drawn for s in mentions_of((e.name, *e.aliases), text)]
    others = {
        mention.who: mention.count
        for mention in mentions
        if not mention.is_minor and not any(mention.span.overlaps(s) for s in drawn_spans)
    }
    return Cast(
        person_present=not person_told or _speaks_of_self(clauses, mentions),
        others=sum(others.values()),
        element_ids=tuple(e.id for e in drawn if e.kind not in _NOT_IN_A_SCENE),
        span=_largest_group(clauses, mentions),
    )


def elements_in(
    text: str,
    clauses: Sequence[Clause],
    elements: Sequence[Element],
    *,
    apart: Sequence[Span] = (),
) -> list[Element]:
    """The elements that clauses name; a mention that stands `apart` is somebody else's."""
    return [e for e in elements if _is_in(e, text, clauses, apart)]


def is_person(token: Token) -> bool:
    return token.part is Part.NOUN and token.category in PEOPLE


def _mentions(clause: Clause) -> list[Mention]:
    found: list[Mention] = []
    number = 0
    while number < len(clause):
        token = clause[number]
        if is_person(token) and not is_self(clause, number):
            first, last = noun_phrase(clause, number)
            last = names_after(clause, last)
            found.append(_mention(clause, first, number, last))
            number = last
        elif _is_companion_name(clause, number):
            last = names_after(clause, number)
            span = Span(token.start, clause[last].end)
            found.append(Mention(span=span, who=token.text, is_subject=_may_act(clause, number)))
            number = last
        number += 1
    return found


def _mention(clause: Clause, first: int, head: int, last: int) -> Mention:
    token = clause[head]
    named = clause[last].text if clause[last].is_name else ""
    return Mention(
        span=Span(clause[first].start, clause[last].end),
        who=named or english(token),
        count=_count(clause[first : head + 1], token),
        is_minor=english(token) in MINORS,
        is_subject=_may_act(clause, first),
    )


def _may_act(clause: Clause, first: int) -> bool:
    before = english(clause[first - 1]) if first else ""
    return before not in {"with", "to", "to the", "of", "of the", "from", "for"}


def _count(phrase: Clause, head: Token) -> int:
    for token in phrase:
        if english(token) in _NUMBERS:
            return _NUMBERS[english(token)]
    if english(head) in _GROUPS:
        return _GROUP_SIZE
    plural = head.meaning is not None and head.meaning.kind is Kind.PLURAL
    return 2 if plural or english(head) in {"parents", "bride and groom"} else 1


def is_self(clause: Clause, number: int) -> bool:
    """`de niño`, `trabajé de enfermera`, `as a boy`: what the person was, not somebody else."""
    token = clause[number]
    if token.category == "family" or not is_person(token):
        return False
    before = [t for t in clause[:number] if t.category not in DETERMINERS]
    if not before or english(before[-1]) not in {"of", "like", "be"}:
        return False
    return len(before) == 1 or before[-2].part in {Part.VERB, None} or english(before[-1]) != "of"


def _is_companion_name(clause: Clause, number: int) -> bool:
    """A name that is somebody: after with or and, or at the start before and or a verb."""
    token = clause[number]
    before = english(clause[number - 1]) if number else ""
    if token.is_name:
        return before in _COMPANY
    unknown = token.meaning is None and token.starts_sentence and token.text[:1].isupper()
    after = clause[number + 1] if number + 1 < len(clause) else None
    return unknown and after is not None and (english(after) == "and" or after.part is Part.VERB)


def _speaks_of_self(clauses: Sequence[Clause], mentions: Sequence[Mention]) -> bool:
    tokens = [token for clause in clauses for token in clause]
    if any(token.text.lower() in _FIRST_PERSON for token in tokens):
        return True
    if any(token.meaning and token.meaning.kind is Kind.FIRST_PERSON for token in tokens):
        return True
    if any(is_self(clause, number) for clause in clauses for number in range(len(clause))):
        return True
    acts = any(token.category == "action" for token in tokens)
    scenery = any(token.category in {"place", "landscape"} for token in tokens)
    others_act = any(mention.is_subject for mention in mentions)
    return not others_act and (acts or not scenery)


def _without_the_person(
    text: str, clauses: Sequence[Clause], mentions: list[Mention], name: str
) -> list[Mention]:
    """In "my mother used to sew", told by the family, the mother is the person."""
    own = _own_mentions(text, name)
    if own:
        return [m for m in mentions if not any(m.span.overlaps(s) for s in own)]
    first_possessive = next(
        (t.start for c in clauses for t in c if t.text.lower() in {"mi", "my"}), None
    )
    return [m for m in mentions if m.span.start != first_possessive]


def _own_mentions(text: str, name: str) -> list[Span]:
    """Where others speak of the person by name, and not of a daughter called the same."""
    return mentions_of([name], text) if name else []


def _largest_group(clauses: Sequence[Clause], mentions: Sequence[Mention]) -> Span | None:
    """The longest run of people joined by and or with, the speaker included."""
    groups: list[list[Span]] = []
    for clause in clauses:
        inside = [m.span for m in mentions if _within(m.span, clause)]
        selves = [Span(t.start, t.end) for t in clause if t.text.lower() in _SELVES]
        for span in sorted([*inside, *selves], key=lambda s: s.start):
            if groups and _joined(clause, groups[-1][-1], span):
                groups[-1].append(span)
            else:
                groups.append([span])
    named = [g for g in groups if any(m.span in g for m in mentions)]
    if not named:
        return None
    best = max(named, key=len)
    return Span(best[0].start, best[-1].end)


def _within(span: Span, clause: Clause) -> bool:
    return Span(clause[0].start, clause[-1].end).covers(span)


def _joined(clause: Clause, one: Span, two: Span) -> bool:
    if not _within(one, clause):
        return False
    between = [t for t in clause if one.end <= t.start and t.end <= two.start]
    return len(between) == 1 and english(between[0]) in _COMPANY


def _is_in(element: Element, text: str, clauses: Sequence[Clause], apart: Sequence[Span]) -> bool:
    spans = mentions_of((element.name, *element.aliases), text)
    own = [span for span in spans if not any(other.covers(span) for other in apart)]
    return any(_within(span, clause) for span in own for clause in clauses)
