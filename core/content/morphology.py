"""The forms of words: Spanish and English plurals, genders and conjugations, by rule.

Everything here works on folded words (see words.fold), so accents play no part.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.content.words import fold


class Kind(StrEnum):
    """Which form of its lemma a word is."""

    PLAIN = "plain"
    PLURAL = "plural"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    PARTICIPLE = "participle"
    FIRST_PERSON = "first_person"  #: certainly I or we
    FINITE = "finite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A spelled-out form, as the words it is made of."""

    words: tuple[str, ...]
    kind: Kind = Kind.PLAIN


_STEM_CHANGES = {"ue": ("o", "u"), "ie": ("e",), "i": ("e",)}
_ENDINGS = {  #: by conjugation: forms on the plain stem, then those on the changed one
    "ar": (
        "amos ais aba abas abais aban aste amos asteis aron ara aran aremos aria arias",
        "o as a an",
        "abamos amos e",
    ),
    "er": (
        "emos eis ia ias iais ian iste io isteis ieron era eran eremos eria",
        "o es e en a an",
        "iamos imos i",
    ),
    "ir": (
        "imos is ia ias iais ian iste io isteis ieron ira iran iremos iria",
        "o es e en a an",
        "iamos imos i",
    ),
}
_SOFTENED = (("c", "qu"), ("g", "gu"), ("z", "c"))  #: before an e: toqué, jugué, recé
_ENCLITIC = re.compile(r"^(.+(?:[aei]r|ndo))(?:me|te|se|nos|os)?(?:l[aoe]s?)?$")
_DIMINUTIVE = re.compile(r"^(.{3,}?)(?:ecit|cit|it|ill)([oa]s?)$")


# -- Spanish ---------------------------------------------------------------------------


def spanish_nominal(lemma: str) -> Iterator[Shape]:
    """Singular and plural of a noun or adjective; `rojo/a` has both genders."""
    for single in _genders(lemma):
        first, *rest = single
        yield Shape(words=(first, *rest))
        yield Shape(words=(_spanish_plural(first), *rest), kind=Kind.PLURAL)


def spanish_verb(lemma: str, irregular: str = "") -> Iterator[Shape]:
    """Every form of a verb; `jugar(ue)` names the change of its stem."""
    (infinitive, *rest), change = _verb_parts(lemma)
    if infinitive.endswith("se"):
        infinitive = infinitive[:-2]
    for form, kind in _conjugated(infinitive, change):
        yield Shape(words=(form, *rest), kind=kind)
    for form in fold(irregular).split():
        yield Shape(words=(form, *rest), kind=_kind_of(form))


def without_enclitics(word: str) -> str:
    """`bañandonos` as `bañando`, `comerlo` as `comer`; other words as they are."""
    match = _ENCLITIC.match(word)
    return match[1] if match else word


def without_diminutive(word: str) -> Iterator[str]:
    """What a diminutive may come from: `casita` from `casa`, `arbolito` from `arbol`."""
    match = _DIMINUTIVE.match(word)
    if match:
        stem, ending = match.groups()
        yield stem + ending
        yield f"{stem}es" if ending.endswith("s") else stem


def _genders(lemma: str) -> Iterator[list[str]]:
    plain, _, ending = fold(lemma).partition("/")
    yield plain.split()
    if ending and plain[-1] in "oe":
        yield f"{plain[:-1]}{ending}".split()
    elif ending:
        yield f"{plain}{ending}".split()


def _spanish_plural(word: str) -> str:
    if word.endswith("z"):
        return f"{word[:-1]}ces"
    if word.endswith("s"):
        return word
    return f"{word}s" if word[-1] in "aeiou" else f"{word}es"


def _verb_parts(lemma: str) -> tuple[list[str], str]:
    match = re.fullmatch(r"(\S+?)(?:\((\w+)\))?((?: \S+)*)", fold(lemma))
    if match is None:
        return fold(lemma).split(), ""
    return [match[1], *match[3].split()], match[2] or ""


def _conjugated(infinitive: str, change: str) -> Iterator[tuple[str, Kind]]:
    stem, conjugation = infinitive[:-2], infinitive[-2:]
    plain, changing, first = _ENDINGS[conjugation]
    yield infinitive, Kind.INFINITIVE
    yield f"{stem}{'ando' if conjugation == 'ar' else 'iendo'}", Kind.GERUND
    participle = "ad" if conjugation == "ar" else "id"
    for ending in ("o", "a", "os", "as"):
        yield f"{stem}{participle}{ending}", Kind.PARTICIPLE
    for ending in plain.split():
        yield _joined(stem, ending), _kind_of(ending)
    for ending in changing.split():
        yield _joined(_changed(stem, change), ending), Kind.FINITE
    for ending in first.split():
        yield _joined(stem, ending), Kind.FIRST_PERSON


def _changed(stem: str, change: str) -> str:
    for vowel in _STEM_CHANGES.get(change, ()):
        position = stem.rfind(vowel)
        if position >= 0:
            return stem[:position] + change + stem[position + 1 :]
    return stem


def _joined(stem: str, ending: str) -> str:
    if ending == "e":
        for hard, soft in _SOFTENED:
            if stem.endswith(hard) and not stem.endswith(soft):
                return stem.removesuffix(hard) + soft + ending
    return stem + ending


def _kind_of(form: str) -> Kind:
    if form.endswith("mos"):
        return Kind.FIRST_PERSON
    if form.endswith(("ndo", "ndonos", "ndose")):
        return Kind.GERUND
    return Kind.FINITE


# -- English ---------------------------------------------------------------------------


def english_nominal(lemma: str, irregular: Mapping[str, str]) -> Iterator[Shape]:
    yield Shape(words=tuple(fold(lemma).split()))
    yield Shape(words=tuple(fold(english_plural(lemma, irregular)).split()), kind=Kind.PLURAL)


def english_verb(lemma: str, irregular: Mapping[str, str]) -> Iterator[Shape]:
    first, *rest = fold(lemma).split()
    yield Shape(words=(first, *rest), kind=Kind.INFINITIVE)
    for form in {_third_person(first), *english_past(first, irregular)}:
        yield Shape(words=(form, *rest), kind=Kind.FINITE)
    yield Shape(words=tuple(english_gerund(lemma, irregular).split()), kind=Kind.GERUND)


def english_plural(lemma: str, irregular: Mapping[str, str]) -> str:
    """The plural of a noun phrase; in `flock of sheep` the flock is what there are more of."""
    if lemma in irregular:
        return irregular[lemma]
    head, of, rest = lemma.partition(" of ")
    before, _, noun = head.rpartition(" ")
    plural = irregular.get(noun) or _regular_plural(noun)
    return " ".join(filter(None, (before, plural))) + of + rest


def english_gerund(lemma: str, irregular: Mapping[str, str]) -> str:
    first, *rest = fold(lemma).split()
    listed = [form for form in irregular.get(first, "").split() if form.endswith("ing")]
    return " ".join([listed[0] if listed else _regular_gerund(first), *rest])


def english_past(first: str, irregular: Mapping[str, str]) -> list[str]:
    """The past forms, the participle last."""
    if first in irregular:
        return [form for form in irregular[first].split() if not form.endswith("ing")]
    if first.endswith("e"):
        return [f"{first}d"]
    if re.search(r"[^aeiou]y$", first):
        return [f"{first[:-1]}ied"]
    return [f"{first}ed"]


def _regular_plural(noun: str) -> str:
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(?:s|x|z|ch|sh|o)$", noun) else f"{noun}s"


def _third_person(verb: str) -> str:
    return _regular_plural(verb) if not verb.endswith("s") else f"{verb}es"


def _regular_gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return f"{verb[:-1]}ing"
    return f"{verb}ing"
