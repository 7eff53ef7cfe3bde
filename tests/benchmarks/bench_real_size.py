"""Models of real size on a CUDA card: `python -m tests.benchmarks.bench_real_size [sd1 sdxl]`.

The weights are random: speed does not ask what they say. Told are pictures a second at twenty
steps, one by one and four at once, the UNet's share of that, what it takes to change people,
and what compiling adds. Without a card it says so and ends.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import diffusers
import torch
import transformers
from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel

from core.imaging.adapters import furnish
from core.imaging.base_models import LoadedModel
from core.imaging.clip_words import clip_tokenizer
from core.imaging.compiled_unets import HIGHEST_RANK, compile_unet
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.manners import Manner
from core.imaging.single_files import LAYOUTS, Family
from core.imaging.warming import warm_up
from tests.benchmarks.bench_adapters import people

SIDES = {Family.SD1: 512, Family.SDXL: 1024}
PEOPLE = 8


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*", default=["sd1", "sdxl"])
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    if not torch.cuda.is_available():
        sys.stdout.write("no CUDA card: nothing to measure\n")
        return 0
    for name in chosen.families:
        _measure(Family(name), steps=chosen.steps, rounds=chosen.rounds)
    return 0


def _measure(family: Family, *, steps: int, rounds: int) -> None:
    generator = PictureGenerator(_random_model(family))
    drawing = _drawing(SIDES[family], steps)
    singles = _seconds(lambda: _draw(generator, drawing, 1), rounds)
    batch = _seconds(lambda: _draw(generator, drawing, 4), rounds)
    with _watched(generator.model.pipeline.unet) as inside:
        whole = _seconds(lambda: _draw(generator, drawing, 1), 1, warm=False)
    _say(family, "eager, pictures a second", f"{1 / singles:.2f}")
    _say(family, "four at once, of four singles", f"{batch / (4 * singles):.3f}")
    _say(family, "inside the UNet", f"{sum(inside) / whole:.0%}")
    _say(family, "changing people", f"{_changes(generator, drawing) * 1000:.0f} ms")
    furnish(generator.model.pipeline.unet, fixed_rank=HIGHEST_RANK)
    compile_unet(generator.model.pipeline.unet)
    began = _clock()
    warm_up(generator)
    compiling = _clock() - began
    compiled = _seconds(lambda: _draw(generator, drawing, 1), rounds)
    _say(family, "compiled, pictures a second", f"{1 / compiled:.2f}")
    gain = f"{singles / compiled:.2f} times, after {compiling:.0f} s"
    _say(family, "compiling adds", gain)


def _random_model(family: Family) -> LoadedModel:
    """A pipeline of the family's own layout in half precision, with nothing learnt."""
    folder, half = LAYOUTS / family, torch.float16
    wide = family is Family.SDXL
    with torch.device("cuda"):
        unet = UNet2DConditionModel.from_config(UNet2DConditionModel.load_config(folder / "unet"))
        vae = AutoencoderKL.from_config(AutoencoderKL.load_config(folder / "vae"))
    parts: dict[str, Any] = {
        "unet": unet.to(half).eval(),
        "vae": vae.to(half).eval(),
        "scheduler": DDIMScheduler.from_config(DDIMScheduler.load_config(folder / "scheduler")),
    }
    encoders = ("text_encoder", "text_encoder_2") if wide else ("text_encoder",)
    kinds = (transformers.CLIPTextModel, transformers.CLIPTextModelWithProjection)
    for encoder, kind, pad in zip(encoders, kinds, family.pads_with, strict=False):
        config = transformers.CLIPTextConfig.from_pretrained(folder / encoder)
        parts[encoder] = kind(config).to("cuda", half).eval()
        parts[encoder.replace("text_encoder", "tokenizer")] = clip_tokenizer(pad=pad)
    if wide:
        pipeline = diffusers.StableDiffusionXLPipeline(**parts, add_watermarker=False)
    else:
        nobody = {"safety_checker": None, "feature_extractor": None}
        pipeline = diffusers.StableDiffusionPipeline(
            **parts, **nobody, requires_safety_checker=False
        )
    pipeline.set_progress_bar_config(disable=True)
    manner = Manner(native_size=SIDES[family])
    return LoadedModel(
        name=str(family), pipeline=pipeline, manner=manner, device=torch.device("cuda")
    )


def _drawing(side: int, steps: int) -> Drawing:
    return Drawing(
        prompt="a dog in a garden",
        negative_prompt="",
        seeds=(),
        num_inference_steps=steps,
        guidance_scale=6.0,
        width=side,
        height=side,
    )


def _draw(generator: PictureGenerator, drawing: Drawing, count: int) -> None:
    seeds = tuple(range(count))
    generator.draw(replace(drawing, seeds=seeds), on_step=lambda step: None)


def _changes(generator: PictureGenerator, drawing: Drawing) -> float:
    """What the first picture of another person takes longer than the second."""
    everyone = people(generator.model.pipeline.unet, PEOPLE)
    taken = []
    for person in (*everyone, *everyone):
        wish = replace(drawing, adapters=(person,))
        first = _seconds(lambda wish=wish: _draw(generator, wish, 1), 1, warm=False)  # type: ignore[misc]
        again = _seconds(lambda wish=wish: _draw(generator, wish, 1), 1, warm=False)  # type: ignore[misc]
        taken.append(first - again)
    return statistics.median(taken[PEOPLE:])


@contextmanager
def _watched(unet: torch.nn.Module) -> Iterator[Sequence[float]]:
    """The seconds of each pass."""
    inside: list[float] = []
    before = unet.register_forward_pre_hook(lambda *_: inside.append(-_clock()))
    after = unet.register_forward_hook(lambda *_: inside.append(_clock()))
    try:
        yield inside
    finally:
        before.remove()
        after.remove()


def _seconds(work: Callable[[], None], rounds: int, *, warm: bool = True) -> float:
    if warm:
        work()
    taken = []
    for _ in range(rounds):
        began = _clock()
        work()
        taken.append(_clock() - began)
    return statistics.median(taken)


def _clock() -> float:
    torch.cuda.synchronize()
    return time.perf_counter()


def _say(family: Family, what: str, figure: str) -> None:
    sys.stdout.write(f"{family} {what}: {figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
