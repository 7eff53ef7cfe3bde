"""How a base model wants to be spoken to, kept as `manner.json` beside its weights.

The presets for pictures were found on Stable Diffusion 1.5. A small model burns at their
guidance and stumbles over words it never met, so its manner says what to leave out.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cattrs

from core.content.teaching import TeachingWording
from core.domain.picture import Phrase, Recipe
from core.errors import ModelUnavailable
from core.imaging.vocabulary import Vocabulary

FILE_NAME = "manner.json"
_NOT_TOLD = frozenset({"style", "quality"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingManner:
    """Numbers and captions a model is taught with, where the thesis's do not fit it."""

    steps: int  #: for ten photos; fewer for fewer
    epochs: int
    rank: int
    learning_rate: float
    batch_size: int
    wording: TeachingWording
    prior_weight: float = 1.0  #: of what keeps it what it was
    targets: tuple[str, ...] | None = None  #: layers an adapter sits on; None: the attention


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """The defaults are those of a large model that reads English."""

    languages: tuple[str, ...] = ("en",)
    native_size: int | None = None  #: pixels; None: as its parts say
    max_guidance: float | None = None
    max_taught_guidance: float | None = None  #: with something learnt, which burns sooner
    max_steps: int | None = None
    max_phrases: int | None = None
    omitted_sources: tuple[str, ...] = ()  #: phrases it cannot make anything of
    first_clauses: bool = False  #: takes what follows a comma for one more thing to draw
    reads_negative: bool = True
    full_precision: bool = False  #: too small to gain by half precision
    vocabulary: Vocabulary | None = None  #: all that it can draw; None: nearly anything
    teaching: TeachingManner | None = None  #: None: as the request says

    def guidance(self, asked: float, *, taught: bool) -> float:
        """What is asked for, as far as it bears it, with or without something learnt."""
        borne = _at_most(asked, self.max_guidance)
        return _at_most(borne, self.max_taught_guidance) if taught else borne


def manner_of(folder: Path) -> Manner:
    """Read the manner beside a model; one without the file gets the defaults."""
    path = folder / FILE_NAME
    if not path.is_file():
        return Manner()
    try:
        return cattrs.Converter(forbid_extra_keys=True).structure(
            json.loads(path.read_text("utf-8")), Manner
        )
    except (cattrs.BaseValidationError, AttributeError, ValueError) as error:
        raise ModelUnavailable(f"{path} cannot be read", reason="manner") from error


def suited(recipe: Recipe, manner: Manner) -> Recipe:
    """The recipe with the numbers that suit the model.

    Without guidance nothing negative is read, whatever the model: it is not told then either.
    """
    guidance = manner.guidance(recipe.guidance_scale, taught=bool(recipe.adapters))
    return replace(
        recipe,
        negative=recipe.negative if manner.reads_negative and guidance > 1 else (),
        guidance_scale=guidance,
        num_inference_steps=int(_at_most(recipe.num_inference_steps, manner.max_steps)),
        width=recipe.width or manner.native_size,
        height=recipe.height or manner.native_size,
    )


def drawable(phrases: Sequence[Phrase], manner: Manner) -> tuple[Phrase, ...]:
    """The phrases, in a language the model reads, as far as it can follow them."""
    is_taught = any(phrase.source == "token" for phrase in phrases)
    if manner.vocabulary is None or is_taught:
        return _kept(phrases, manner)
    told = [phrase for phrase in phrases if phrase.source not in _NOT_TOLD]
    return manner.vocabulary.caption(told) or _kept(phrases, manner)


def _kept(phrases: Sequence[Phrase], manner: Manner) -> tuple[Phrase, ...]:
    readable = [phrase for phrase in phrases if phrase.source not in manner.omitted_sources]
    if manner.first_clauses:
        readable = [replace(phrase, text=phrase.text.partition(",")[0]) for phrase in readable]
    if manner.max_phrases is None or len(readable) <= manner.max_phrases:
        return tuple(readable)
    important = sorted(readable, key=lambda phrase: phrase.rank)[: manner.max_phrases]
    return tuple(phrase for phrase in readable if phrase in important)


def _at_most(value: float, limit: float | None) -> float:
    return value if limit is None else min(value, limit)
