"""A recipe that shows whether a model knows a place or a pet already: its name, and no adapter."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.content.presets import Composition
from core.domain.element import Element, ElementKind
from core.domain.picture import Phrase, PictureStyle, Recipe
from core.prompting.prompts import RANKS, PromptWriter, named

_STYLE = PictureStyle.SOFT  #: as pictures of it will be


def known_words(element: Element) -> str:
    """`Alhambra, a palace`: a place by its name; a pet's is the family's own, so by what it is."""
    noun = named(replace(element, known_as=""))
    return f"{element.name}, {noun}" if element.kind is ElementKind.PLACE else noun


def trial_recipe(writer: PromptWriter, element: Element, *, seeds: Sequence[int]) -> Recipe:
    """The recipe; PictureRefused when the name is one that is not drawn."""
    is_place = element.kind is ElementKind.PLACE
    preset = writer.presets.preset(Composition.PLACE if is_place else Composition.SUBJECT)
    return Recipe(
        phrases=tuple(_phrases(writer, element)),
        negative=tuple(_negatives(writer)),
        style=_STYLE,
        num_inference_steps=preset.num_inference_steps,
        guidance_scale=preset.guidance_scale,
        seeds=tuple(seeds),
    )


def _phrases(writer: PromptWriter, element: Element) -> Iterator[Phrase]:
    text = known_words(element)
    yield Phrase(text=text, language="en", rank=RANKS["figure"], source="figure")
    style = writer.words.styles[_STYLE]
    yield Phrase(text=style, language="en", rank=RANKS["style"], source="style")


def _negatives(writer: PromptWriter) -> Iterator[Phrase]:
    negatives = writer.words.negatives
    texts = [*negatives["nobody"], *negatives["always"], writer.words.style_negatives[_STYLE]]
    for rank, text in enumerate(texts):
        yield Phrase(text=text, language="en", rank=rank, source="quality")
