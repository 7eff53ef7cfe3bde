"""Four candidates at once, and one by one: `python -m tests.benchmarks.bench_batches`.

Both are drawn by the same generator in turns. Without a card processor seconds are compared,
which neighbours on the machine do not change.
"""

import argparse
import statistics
import sys
import time

import torch

from core.imaging import base_models
from core.imaging.base_models import ModelSpec
from core.imaging.generator import Drawing, PictureGenerator

SEEDS = (11, 22, 33, 44)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    base_models.use_threads(chosen.threads)
    model = base_models.load(ModelSpec(name=chosen.model))
    generator = PictureGenerator(model)
    together, apart = [], []
    for number in range(chosen.rounds + 1):  # the first round warms up
        batch = _seconds(generator, [SEEDS], chosen.steps)
        singles = _seconds(generator, [(seed,) for seed in SEEDS], chosen.steps)
        if number:
            together.append(batch)
            apart.append(singles)
    batch, singles = statistics.median(together), statistics.median(apart)
    sys.stdout.write(
        f"{len(SEEDS)} at once {batch:.2f} s, one by one {singles:.2f} s,"
        f" ratio {batch / singles:.3f}\n"
    )
    return 0


def _seconds(generator: PictureGenerator, groups: list[tuple[int, ...]], steps: int) -> float:
    side = generator.model.manner.native_size or 512
    began = _clock()
    for seeds in groups:
        drawing = Drawing(
            prompt="a dog in a garden",
            negative_prompt="",
            seeds=seeds,
            num_inference_steps=steps,
            guidance_scale=6.0,
            width=side,
            height=side,
        )
        generator.draw(drawing, on_step=lambda step: None)
    return _clock() - began


def _clock() -> float:
    if torch.cuda.is_available():
        torch.cuda.synchronize()
        return time.perf_counter()
    return time.process_time()


if __name__ == "__main__":
    raise SystemExit(main())
