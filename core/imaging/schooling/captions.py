"""What scenes are told as, in Spanish and in English, as people tell and as the program asks.

Nothing is said that the picture does not show. In some captions a word of no meaning stands
beside a noun, as an instance token will: it must not keep the noun from meaning what it means.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.imaging.schooling.backgrounds import SIDE_PX, Background, Light, Season
from core.imaging.schooling.concepts import LANGUAGES, Concepts, Name
from core.imaging.schooling.looks import USUAL_TONE
from core.imaging.schooling.scenes import Element, Scene
from core.imaging.schooling.spots import Kind

PLACE = Path(__file__).parent / "captions.json"
NONSENSE_SHARE = 0.15
_USUAL_NAME, _INDEFINITE, _DEFINITE = 0.62, 0.72, 0.12
_OPENED, _LISTED, _SIDES = 0.3, 0.1, 0.4
_PAPER_SAID, _PLACE_SAID, _COLOUR_SAID = 0.2, 0.85, 0.85
#: What is usual is seldom said, and the rest nearly always: so a caption that says nothing means
#: one thing, and a small model need not draw the middle of several.
_STYLE_SAID = {"glossy": 0.1, "flat": 0.9}
_USUAL_SKIN_SAID, _SKIN_SAID = 0.1, 0.9
_SEASON_SAID = {Season.SPRING: 0.5, Season.SUMMER: 0.12, Season.AUTUMN: 0.6, Season.WINTER: 0.85}
_LIGHT_SAID = {Light.DAY: 0.12, Light.SUNSET: 0.8, Light.NIGHT: 0.85, Light.RAIN: 0.85}
_WITH_SKIN = ("person", "activity")
_OFF_CENTRE_PX = 12
_CONSONANTS, _VOWELS = "bdfgjkpqvwxz", "aeiou"


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """Words for scenes."""

    concepts: Concepts
    words: Mapping[str, Any]

    @classmethod
    def load(cls, concepts: Concepts, place: Path = PLACE) -> "Captions":
        words = json.loads(place.read_text("utf-8"))
        if set(words) != set(LANGUAGES):
            raise ValueError(f"{place} has to hold {LANGUAGES}")
        return cls(concepts=concepts, words=words)

    def caption(self, chance: random.Random, scene: Scene, language: str) -> str:
        """One way to tell a scene; the same chance tells it the same."""
        return _Telling(concepts=self.concepts, words=self.words[language], chance=chance).of(
            scene, language
        )

    def plain(self, concept_id: str, language: str) -> str:
        """What something is usually called: `a dog`, `un perro`, `pan`."""
        return self.called(self.concepts[concept_id].names[language][0], language)

    def called(self, name: Name, language: str) -> str:
        """A name with its article, where it takes one."""
        if name.bare:
            return name.text
        return f"{_indefinite(self.words[language], name, language)} {name.text}"

    def plain_pair(self, first: str, second: str, language: str) -> str:
        """`a dog and a house`."""
        pattern = self.words[language]["pairs"][0]
        return str(pattern.format(self.plain(first, language), self.plain(second, language)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    concepts: Concepts
    words: Mapping[str, Any]
    chance: random.Random

    def of(self, scene: Scene, language: str) -> str:
        strange = (
            self.chance.randrange(len(scene.elements))
            if self._happens(NONSENSE_SHARE)
            else len(scene.elements)
        )
        named = [
            self._named(element, language, nonsense=number == strange)
            for number, element in enumerate(scene.elements)
        ]
        if scene.above is not None:
            named.append(self._named(scene.above, language, nonsense=False))
        circumstances = self._circumstances(scene.background)
        if self._happens(_LISTED):
            told = ", ".join([*named, *circumstances])
        else:
            told = " ".join([self._together(scene, named), *circumstances])
        if self._happens(_STYLE_SAID[scene.style]):
            told += f", {self._one(self.words['styles'][scene.style])}"
        return _contracted(told) if language == "es" else told

    def _together(self, scene: Scene, named: Sequence[str]) -> str:
        """The elements in a sentence, each where it is."""
        first = scene.elements[0]
        if len(scene.elements) == 1:
            told = self._alone(first, scene.kind, named[0])
        elif scene.kind is Kind.PLACE:
            told = self._turned("before", "behind", named)
        elif self._happens(_SIDES):
            told = self._turned("sides", "mirrored", named)
        else:
            told = self._one(self.words["pairs"]).format(*named[:2])
        if scene.above is not None:
            return self._one(self.words["above"]).format(told, named[-1])
        if not first.portrait and self._happens(_OPENED):
            return self._one(self.words["openings"]).format(told)
        return told

    def _turned(self, forward: str, backward: str, named: Sequence[str]) -> str:
        """Two elements, told from the one or from the other."""
        if self._happens(0.5):
            return self._one(self.words[forward]).format(named[0], named[1])
        return self._one(self.words[backward]).format(named[1], named[0])

    def _alone(self, element: Element, kind: Kind, named: str) -> str:
        if element.portrait:
            return self._one(self.words["portraits"]).format(named)
        aside = element.middle - SIDE_PX / 2
        if kind is Kind.SMALL and abs(aside) > _OFF_CENTRE_PX:
            side = "left" if aside < 0 else "right"
            return self._one(self.words[side]).format(named)
        if kind is Kind.SMALL:
            return self._one(self.words["far"]).format(named)
        return named

    def _named(self, element: Element, language: str, *, nonsense: bool) -> str:
        """What an element is called, with its article, colour and tone of skin."""
        concept = self.concepts[element.concept]
        names = concept.names[language]
        name = names[0] if self._happens(_USUAL_NAME) else self._one(names)
        words = [name.text]
        if nonsense:
            words.insert(self.chance.randrange(2) if language == "es" else 0, self._nonsense())
        if element.colour and self._happens(_COLOUR_SAID):
            self._described(
                words, _agreeing(self.words["colours"][element.colour], name), language
            )
        if concept.kind in _WITH_SKIN and self._says_skin(element.look.tone):
            skin = self._one(self.words["skins"][element.look.tone])
            self._described(words, skin, language)
        said = " ".join(words)
        return (
            said if nonsense and self._happens(0.5) else self._with_article(said, name, language)
        )

    def _says_skin(self, tone: str | None) -> bool:
        if tone is None:
            return False
        return self._happens(_USUAL_SKIN_SAID if tone == USUAL_TONE else _SKIN_SAID)

    def _described(self, words: list[str], adjective: str, language: str) -> None:
        """In Spanish it follows the noun."""
        if language == "es":
            words.append(adjective)
        else:
            words.insert(0, adjective)

    def _with_article(self, said: str, name: Name, language: str) -> str:
        kind = self.chance.random()
        if kind < _DEFINITE:
            return f"{_agreeing(self._one(self.words['definite']), name)} {said}"
        if kind > _DEFINITE + _INDEFINITE or name.bare:
            return said
        return f"{_indefinite(self.words, name, language, said)} {said}"

    def _circumstances(self, background: Background) -> list[str]:
        """Where, in which season and in which light; all that is said of it."""
        words = self.words
        if background.place is None:
            if not self._happens(_PAPER_SAID):
                return []
            return [self._one(words["paper"]).format(words["papers"][background.paper])]
        said = []
        if self._happens(_PLACE_SAID):
            said.append(self._one(words["places"][background.place]))
        if not background.inside and self._happens(_SEASON_SAID[background.season]):
            said.append(self._one(words["seasons"][background.season]))
        if not background.inside and self._happens(_LIGHT_SAID[background.light]):
            said.append(self._one(words["lights"][background.light]))
        return said

    def _nonsense(self) -> str:
        """`vqzgkw` or `tirola`: what nobody calls anything."""
        length = self.chance.randint(3, 8)
        if self._happens(0.7):
            return "".join(self.chance.choices(_CONSONANTS, k=length))
        turns = (self.chance.choice(_CONSONANTS) + self.chance.choice(_VOWELS) for _ in range(4))
        return "".join(turns)[: length + 1]

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _one(self, choices: Sequence[Any]) -> Any:
        return self.chance.choice(choices)


def _indefinite(words: Mapping[str, Any], name: Name, language: str, said: str = "") -> str:
    """The article of what is said, or else of the name alone."""
    forms = words["indefinite"]
    if language == "es":
        return str(forms[name.feminine].split()[name.plural])
    return str(forms[(said or name.text)[0] in _VOWELS])


def _agreeing(forms: str, name: Name) -> str:
    """Of `rojo rojos roja rojas` the one that a name takes; English has one for all."""
    found = forms.split()
    return found[2 * name.feminine + name.plural] if len(found) == 4 else found[0]


def _contracted(told: str) -> str:
    return told.replace(" de el ", " del ").replace(" a el ", " al ")
