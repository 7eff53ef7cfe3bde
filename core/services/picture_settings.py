"""The fine settings of an order: values that are checked, and what they change in a recipe.

Who is drawn and in which style stays as it was worked out: likenesses, faceless figures and
styles have rules of their own, which no setting gets around.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from core.content.presets import Composition
from core.content.translation import LexiconTranslation
from core.domain.change import ChangeRequest, MaskedContent
from core.domain.picture import CANDIDATES, Care, Phrase, Recipe
from core.domain.scene import SceneAspect
from core.domain.wish import USUAL, FineSettings
from core.errors import NothingToDraw
from core.ports import Ids
from core.prompting.changes import checked_words
from core.prompting.finishing import SEPARATOR
from core.services.picture_craft import PictureCraft

LONGEST_TEXT = 600  #: characters of a prompt
MOST_SEED = 2**31 - 1

Ordered = TypeVar("Ordered", Recipe, ChangeRequest)
_KEPT = frozenset({"token", "figure", "style"})  #: sources no text takes the place of


class Setting(StrEnum):
    """What can be set, by the names of the locale files and of FineSettings."""

    PROMPT = "prompt"
    NEGATIVE = "negative"
    STEPS = "steps"
    GUIDANCE = "guidance"
    SEED = "seed"
    CANDIDATES = "candidates"
    STRENGTH = "strength"
    CONTENT = "content"
    BLUR = "blur"
    CARE = "care"


_OF_EVERY_PICTURE = (
    Setting.PROMPT,
    Setting.NEGATIVE,
    Setting.STEPS,
    Setting.GUIDANCE,
    Setting.SEED,
    Setting.CANDIDATES,
)
OF_A_NEW_PICTURE = (*_OF_EVERY_PICTURE, Setting.CARE)
OF_A_CHANGE = (*_OF_EVERY_PICTURE, Setting.STRENGTH, Setting.CONTENT, Setting.BLUR)
FIRST = (Setting.PROMPT, Setting.CANDIDATES, Setting.CARE, Setting.STRENGTH)  #: asked for most
CHOICES: dict[Setting, type[StrEnum]] = {Setting.CONTENT: MaskedContent, Setting.CARE: Care}
TEXTS = frozenset({Setting.PROMPT, Setting.NEGATIVE})
_FIELDS = {
    Setting.PROMPT: "prompt",
    Setting.NEGATIVE: "negative_prompt",
    Setting.STEPS: "num_inference_steps",
    Setting.GUIDANCE: "guidance_scale",
    Setting.SEED: "seed",
    Setting.CANDIDATES: "candidates",
    Setting.STRENGTH: "strength",
    Setting.CONTENT: "masked_content",
    Setting.BLUR: "mask_blur_px",
    Setting.CARE: "care",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From the least to the most, both included."""

    least: float
    most: float
    whole: bool = True

    def read(self, text: str) -> float | int | None:
        """The number a text is; None when it is none, or outside."""
        try:
            number = float(text.strip().replace(",", "."))
        except ValueError:
            return None
        fits = self.least <= number <= self.most and (not self.whole or number.is_integer())
        if not fits:
            return None
        return int(number) if self.whole else number


RANGES = {
    Setting.STEPS: Range(least=4, most=60),
    Setting.GUIDANCE: Range(least=1, most=20, whole=False),
    Setting.SEED: Range(least=0, most=MOST_SEED),
    Setting.CANDIDATES: Range(least=1, most=CANDIDATES),
    Setting.STRENGTH: Range(least=0.05, most=1, whole=False),
    Setting.BLUR: Range(least=0, most=64),
}


def with_value(
    settings: FineSettings, setting: Setting, text: str, *, craft: PictureCraft, language: str
) -> FineSettings | None:
    """The settings with one value more; None when it does not fit.

    PictureRefused or NothingToDraw where a text may not, or could not, be drawn.
    """
    value: object = None
    if setting in TEXTS:
        value = " ".join(text.split())[:LONGEST_TEXT]
        if not list(_checked(craft, str(value), language)):
            raise NothingToDraw
    elif setting in CHOICES:
        choices = CHOICES[setting]
        value = choices(text) if text in set(choices) else None
    else:
        value = RANGES[setting].read(text)
    return None if value is None else _set(settings, setting, value)


def as_usual(settings: FineSettings, setting: Setting) -> FineSettings:
    """The settings with one of them back where it was."""
    return _set(settings, setting, getattr(USUAL, _FIELDS[setting]))


def _set(settings: FineSettings, setting: Setting, value: Any) -> FineSettings:
    return replace(settings, **{_FIELDS[setting]: value})


def by_preset(
    settings: FineSettings, composition: Composition, *, craft: PictureCraft
) -> FineSettings:
    """Steps and guidance from the thesis's table."""
    preset = craft.writer.presets.preset(composition)
    return replace(
        settings,
        num_inference_steps=preset.num_inference_steps,
        guidance_scale=preset.guidance_scale,
    )


def seeds_of(settings: FineSettings, ids: Ids) -> tuple[int, ...]:
    """One a candidate: the locked one and those after it, or any."""
    if settings.seed is None:
        return tuple(ids.seed() for _ in range(settings.candidates))
    return tuple((settings.seed + n) % (MOST_SEED + 1) for n in range(settings.candidates))


def tuned(
    ordered: Ordered, settings: FineSettings, *, craft: PictureCraft, language: str
) -> Ordered:
    """A recipe, or a change, with everything that was set."""
    if isinstance(ordered, Recipe):  # a locked seed is the one that was asked for, faults and all
        ordered = replace(ordered, care=settings.care, mended=settings.seed is None)
    return replace(
        ordered,
        phrases=_phrases(ordered.phrases, settings, craft, language),
        negative=_negative(ordered.negative, settings, craft, language),
        num_inference_steps=settings.num_inference_steps or ordered.num_inference_steps,
        guidance_scale=settings.guidance_scale or ordered.guidance_scale,
    )


def value_of(settings: FineSettings, setting: Setting) -> str:
    """What is set, to be shown; nothing where it is as usual."""
    value = getattr(settings, _FIELDS[setting])
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def prompt_text(phrases: tuple[Phrase, ...]) -> str:
    """A prompt for people to read, before it is translated."""
    return SEPARATOR.join(phrase.text for phrase in phrases)


def _phrases(
    usual: tuple[Phrase, ...], settings: FineSettings, craft: PictureCraft, language: str
) -> tuple[Phrase, ...]:
    if not settings.prompt:
        return usual
    written = tuple(
        Phrase(text=text, language=language, rank=rank, source=SceneAspect.DOING)
        for rank, text in enumerate(_checked(craft, settings.prompt, language), start=1)
    )
    kept = [phrase for phrase in usual if phrase.source in _KEPT]
    subject = [phrase for phrase in kept if phrase.source != "style"]
    style = [phrase for phrase in kept if phrase.source == "style"]
    return (*subject, *written, *style)


def _negative(
    usual: tuple[Phrase, ...], settings: FineSettings, craft: PictureCraft, language: str
) -> tuple[Phrase, ...]:
    """What was written, in English because nothing translates it later, and then the usual."""
    english = LexiconTranslation(craft.reader.lexicon)
    written = tuple(
        Phrase(text=text, language="en", rank=0, source="quality")
        for told in _checked(craft, settings.negative_prompt, language)
        if (text := english.translate(told, source=language, target="en"))
    )
    return (*written, *usual)


def _checked(craft: PictureCraft, text: str, language: str) -> Iterator[str]:
    """The parts between commas that a model may read; PictureRefused for some words.

    All of it is looked at before it is taken apart: a comma hides nothing.
    """
    checked_words(craft.writer, text, language)
    for part in text.split(","):
        if words := checked_words(craft.writer, part, language):
            yield words
