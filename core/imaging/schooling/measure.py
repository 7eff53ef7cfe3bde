"""How well a model draws, read by the judge; what its autoencoder keeps; how long it takes.

Nothing is chosen: every prompt is drawn with the same seeds, and every picture counts.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

import numpy as np
import torch
from PIL import Image

from core.imaging import base_models
from core.imaging.adapters import Adapter
from core.imaging.base_models import LoadedModel, ModelSpec
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.schooling import codec_measure
from core.imaging.schooling.backgrounds import SIDE_PX
from core.imaging.schooling.captions import Captions
from core.imaging.schooling.concepts import LANGUAGES, Concepts
from core.imaging.schooling.course import Room
from core.imaging.schooling.judge_school import Judge
from core.imaging.schooling.scenes import Scene

SEEDS = (11, 12, 13, 14)
STEPS = 20
GUIDANCE = 6.0
RIGHT_OF_FOUR = 2  #: pictures of a concept that have to be right for it to count as drawn
_AT_ONCE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One picture, what was asked for, and what the judge reads in it."""

    prompt: str
    language: str
    asked: tuple[str, ...]  #: concepts
    picture: Image.Image = field(repr=False, compare=False)
    read: tuple[str, ...]  #: labels, the likeliest first
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds, of the clock."""

    loading: float
    one: float
    four: float


def load_timed(model: str) -> tuple[LoadedModel, float]:
    """A model by name or folder, and the seconds it took."""
    base_models.load(ModelSpec(name="tiny"))  # what every model needs is imported by now
    began = time.perf_counter()
    loaded = base_models.load(ModelSpec(name=model))
    return loaded, time.perf_counter() - began


def draw_concepts(
    model: LoadedModel, judge: Judge, captions: Captions, *, seeds: Sequence[int] = SEEDS
) -> list[Drawn]:
    """Every measured concept, in both languages, with every seed."""
    asked = [
        (captions.plain(concept.id, language), language, (concept.id,))
        for language in LANGUAGES
        for concept in captions.concepts.measured
    ]
    return list(_drawn(model, judge, captions.concepts, asked, seeds))


def draw_pairs(
    model: LoadedModel, judge: Judge, captions: Captions, *, seeds: Sequence[int] = SEEDS
) -> list[Drawn]:
    """Every pair with every seed; every other one is asked for in Spanish."""
    asked = []
    for number, pair in enumerate(captions.concepts.pairs):
        language = LANGUAGES[number % len(LANGUAGES)]
        asked.append((captions.plain_pair(*pair, language), language, pair))
    return list(_drawn(model, judge, captions.concepts, asked, seeds))


def shares_right(drawn: Sequence[Drawn]) -> Mapping[str, float]:
    """By language, the share of pictures that are right."""
    languages = dict.fromkeys(each.language for each in drawn)
    return {
        language: mean(each.right for each in drawn if each.language == language)
        for language in languages
    }


def right_of_each(drawn: Sequence[Drawn], language: str) -> Mapping[str, int]:
    """By concept, how many of its pictures are right."""
    counts: dict[str, int] = {}
    for each in drawn:
        if each.language == language:
            counts[each.asked[0]] = counts.get(each.asked[0], 0) + each.right
    return counts


def times(model: LoadedModel, *, loading: float) -> Timing:
    """One picture and four together, each after one that warms up."""
    return Timing(loading=loading, one=_seconds(model, 1), four=_seconds(model, 4))


def round_trip(
    model: LoadedModel, judge: Judge, scenes: Sequence[Scene], room: Room
) -> dict[str, float]:
    """What the autoencoder keeps of scenes, and how many of them the judge still reads."""
    pictures = torch.from_numpy(np.stack([scene.picture for scene in scenes]))
    return codec_measure.measure(
        model.pipeline.vae.float(),
        pictures.permute(0, 3, 1, 2),
        room,
        judge=judge,
        things=[len(scene.concepts) for scene in scenes],
    )


def draw(
    model: LoadedModel,
    prompt: str,
    seeds: Sequence[int],
    *,
    adapters: tuple[Adapter, ...] = (),
    taught: bool = False,
) -> list[Image.Image]:
    """Pictures of a prompt, as the program draws them on this model; as if `taught` if asked."""
    drawing = drawing_of(model, prompt, seeds, adapters=adapters, taught=taught)
    return PictureGenerator(model).draw(drawing, on_step=lambda step: None)


def drawing_of(
    model: LoadedModel,
    prompt: str,
    seeds: Sequence[int],
    *,
    adapters: tuple[Adapter, ...] = (),
    taught: bool = False,
) -> Drawing:
    """What is asked of a model that draws as it draws best."""
    manner = model.manner
    size = manner.native_size or SIDE_PX
    return Drawing(
        prompt=prompt,
        negative_prompt="",
        seeds=tuple(seeds),
        num_inference_steps=min(STEPS, manner.max_steps or STEPS),
        guidance_scale=manner.guidance(GUIDANCE, taught=taught or bool(adapters)),
        width=size,
        height=size,
        adapters=adapters,
    )


@torch.no_grad()
def decoded(model: LoadedModel, pictures: Sequence[Image.Image]) -> list[Image.Image]:
    """Pictures after the autoencoder took them apart and put them together, without noise."""
    vae, processor = model.pipeline.vae, model.pipeline.image_processor
    made: list[Image.Image] = []
    for first in range(0, len(pictures), _AT_ONCE):
        batch = processor.preprocess(list(pictures[first : first + _AT_ONCE]))
        latents = vae.encode(batch.to(vae.device, vae.dtype)).latent_dist.mean
        made += processor.postprocess(vae.decode(latents).sample)
    return made


def weight_of(model: LoadedModel) -> int:
    """Bytes of all its weights in half precision, as they lie in its folder."""
    parts = [p for p in model.pipeline.components.values() if isinstance(p, torch.nn.Module)]
    return sum(2 * weight.numel() for part in parts for weight in part.parameters())


def _drawn(
    model: LoadedModel,
    judge: Judge,
    concepts: Concepts,
    asked: Sequence[tuple[str, str, tuple[str, ...]]],
    seeds: Sequence[int],
) -> Iterator[Drawn]:
    for prompt, language, wanted in asked:
        labels = {concepts.labels[concept] for concept in wanted}
        pictures = draw(model, prompt, seeds)
        for picture, read in zip(pictures, judge.ranked(pictures), strict=True):
            yield Drawn(
                prompt=prompt,
                language=language,
                asked=wanted,
                picture=picture,
                read=read,
                right=set(read[: len(labels)]) == labels,
            )


def _seconds(model: LoadedModel, pictures: int) -> float:
    draw(model, "a dog", SEEDS[:pictures])
    began = time.perf_counter()
    draw(model, "a dog", SEEDS[:pictures])
    return time.perf_counter() - began
