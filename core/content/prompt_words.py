"""The model's own words: styles, ages, figures and what to keep out. People never read these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.content.files import FOLDER, check_keys, read_json
from core.domain.life import Feeling
from core.domain.picture import PictureStyle

GENDERED = ("man", "woman", "person")
FIGURES = ("faceless", "one", "two", "many")
NEGATIVES = ("always", "faceless", "alone", "nobody", "grey")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeWords:
    """How somebody of an age is called, and what keeps other ages out."""

    up_to: int
    adjective: str
    nouns: Mapping[str, str]  #: by class noun: "man", "woman", "person"
    negative: str

    def of(self, class_noun: str) -> str:
        """The noun with its age: `young man`, `girl`, `old pianist`."""
        noun = self.nouns.get(class_noun, class_noun)
        return f"{self.adjective} {noun}".strip()


@dataclass(frozen=True, slots=True)
class PromptWords:
    styles: Mapping[PictureStyle, str] = field(repr=False)
    style_negatives: Mapping[PictureStyle, str] = field(repr=False)
    taught_style: str = field(repr=False)  #: `{}` is what the family's own style is called
    ages: tuple[AgeWords, ...] = field(repr=False)
    feelings: Mapping[Feeling, str] = field(repr=False)
    figures: Mapping[str, str] = field(repr=False)
    negatives: Mapping[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "PromptWords":
        content = read_json("prompt_words.json", folder=folder)
        parts = ("styles", "taught_style", "ages", "feelings", "figures", "negatives")
        check_keys("prompt_words", content, parts)
        check_keys("styles", content["styles"], list(PictureStyle))
        check_keys("feelings", content["feelings"], list(Feeling))
        check_keys("figures", content["figures"], FIGURES)
        check_keys("negatives", content["negatives"], NEGATIVES)
        ages = [_age(name, given) for name, given in content["ages"].items()]
        return cls(
            {style: content["styles"][style]["phrase"] for style in PictureStyle},
            {style: content["styles"][style]["negative"] for style in PictureStyle},
            content["taught_style"],
            tuple(sorted(ages, key=lambda age: age.up_to)),
            {feeling: content["feelings"][feeling] for feeling in Feeling},
            content["figures"],
            {name: tuple(phrases) for name, phrases in content["negatives"].items()},
        )

    def age(self, years: int) -> AgeWords:
        return next((words for words in self.ages if years <= words.up_to), self.ages[-1])


def _age(name: str, given: Mapping[str, str | int]) -> AgeWords:
    check_keys(name, given, ("up_to", "adjective", "negative", *GENDERED))
    return AgeWords(
        up_to=int(given["up_to"]),
        adjective=str(given["adjective"]),
        nouns={noun: str(given[noun]) for noun in GENDERED},
        negative=str(given["negative"]),
    )
