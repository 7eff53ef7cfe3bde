"""What the bundled model is taught to draw: names in two languages, drawings, where it stands.

`concepts.json` holds it all. People are figures, seven of them; what they do is written once,
with the forms for both sexes. A name ends in its gender and number where Spanish needs them:
"flores:fp0" is feminine, plural, and said without an article.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

PLACE = Path(__file__).parent / "concepts.json"
LANGUAGES = ("en", "es")


class Stand(StrEnum):
    """Where something may be in a scene."""

    GROUND = "ground"
    SKY = "sky"
    TABLE = "table"  #: anywhere near the eye: on a table, on the grass, in the hand
    WATER = "water"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What something is called in one language."""

    text: str
    feminine: bool = False
    plural: bool = False
    bare: bool = False  #: said without an article

    @classmethod
    def read(cls, written: str) -> "Name":
        text, _, marks = written.partition(":")
        bare = "0" in marks
        plural = "p" in marks or (bare and text.endswith("s"))
        return cls(text=text, feminine="f" in marks, plural=plural, bare=bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One drawing of a composition; measures are shares of the square it is put together on."""

    of: str  #: a drawing, "@another composition" or "+a vector drawing of our own"
    x: float  #: of its middle
    y: float
    h: float  #: its height
    cut: float = 0.0  #: so much is taken off its top
    flip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """Something the model draws."""

    id: str
    kind: str
    names: Mapping[str, tuple[Name, ...]]  #: by language; the first is the usual one
    drawings: tuple[str, ...]  #: as `Part.of`; "{tone}" stands for a tone of skin
    stands: Stand
    size: float  #: beside others: 1 is a house
    measured: bool = False
    portrait: str | None = None  #: a drawing of the face alone
    hue: int | None = None  #: degrees, of what comes in other colours, which the caption says
    teachable: bool = False  #: families teach their own one: small turns of its hue
    share: float = 1.0  #: of the scenes the others get
    figure: str | None = None
    activity: str | None = None


@dataclass(frozen=True, kw_only=True)
class Concepts:
    """All of them, what they are put together from, and which pass for each other."""

    all: tuple[Concept, ...]
    compositions: Mapping[str, tuple[Part, ...]] = field(repr=False)
    vectors: Mapping[str, Mapping[str, str]] = field(repr=False)  #: our own: body, box
    alike: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[str, str], ...]  #: those two in one picture are measured
    activities: tuple[tuple[str, str], ...] = ()  #: forms of English words, and `{} running`

    def __getitem__(self, concept_id: str) -> Concept:
        return self._by_id[concept_id]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each concept is read as: the first of those that pass for each other."""
        first = {concept: group[0] for group in self.alike for concept in group}
        return {concept.id: first.get(concept.id, concept.id) for concept in self.all}

    def passes_for(self, drawn: str, asked: str) -> bool:
        """Whether a picture of the one may be taken for the other."""
        return self.labels[drawn] == self.labels[asked]

    @property
    def measured(self) -> tuple[Concept, ...]:
        return tuple(concept for concept in self.all if concept.measured)

    def of_kind(self, *kinds: str) -> tuple[Concept, ...]:
        return tuple(concept for concept in self.all if concept.kind in kinds)

    @cached_property
    def _by_id(self) -> Mapping[str, Concept]:
        return {concept.id: concept for concept in self.all}


def concepts(place: Path = PLACE) -> Concepts:
    """Read them; raise KeyError or TypeError where the file is wrong."""
    written = json.loads(place.read_text("utf-8"))
    return Concepts(
        all=tuple(_concept(name, given, written) for name, given in written["concepts"].items()),
        compositions={
            name: tuple(Part(**part) for part in parts)
            for name, parts in written["compositions"].items()
        },
        vectors=written["vectors"],
        alike=tuple(tuple(group) for group in written["alike"]),
        pairs=tuple((left, right) for left, right in written["pairs"]),
        activities=tuple((a["forms"], a["en"][0]) for a in written["activities"].values()),
    )


def _concept(concept_id: str, given: Mapping[str, Any], written: Mapping[str, Any]) -> Concept:
    names = {language: _names(given, written, language) for language in LANGUAGES}
    kept = {name: value for name, value in given.items() if name not in LANGUAGES}
    kept |= {"drawings": tuple(given["drawings"]), "stands": Stand(given["stands"])}
    return Concept(id=concept_id, names=names, **kept)


def _names(
    given: Mapping[str, Any], written: Mapping[str, Any], language: str
) -> tuple[Name, ...]:
    if language in given:
        return tuple(map(Name.read, given[language]))
    figure = written["figures"][given["figure"]]
    if "activity" not in given:
        return tuple(map(Name.read, figure[language]))
    activity = written["activities"][given["activity"]]
    usual = figure[language][0]
    said = [_doing(usual, phrase) for phrase in activity[language]]
    return tuple(map(Name.read, [*said, *_nouns(given["figure"], figure, activity, language)]))


def _doing(figure: str, phrase: str) -> str:
    """`mujer:f` and `{} que baila` to `mujer que baila:f`."""
    noun, mark, gender = figure.partition(":")
    return phrase.format(noun) + mark + gender


_GROWN = re.compile(r"^(man|woman)$")


def _nouns(
    figure_id: str, figure: Mapping[str, Any], activity: Mapping[str, Any], language: str
) -> Sequence[str]:
    """What grown people who do it are called: `bailarina:f`."""
    if not _GROWN.match(figure_id):
        return ()
    nouns: Sequence[str] = activity.get("en_nouns" if language == "en" else figure["sex"], ())
    return nouns
