"""Areas found on drawn scenes whose areas are known: `python -m tests.benchmarks.bench_masks`.

For each way of naming an area: how well what was found agrees with what is there (IoU), how
often people would be asked instead, and how good it is where they are not; then the brush. A
thing is looked for without and with a model that reads its name (`--base-model none`: without).

The finder's constants were chosen on the scenes of `--on tuned`; those of `--on held-out`, which
is what is measured unless told, were never looked at for that.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from core.domain.change import Area, MaskFound, MaskRequest
from core.imaging import base_models
from core.imaging.base_models import LoadedModel, ModelSpec
from core.imaging.sight import seen
from core.marking.label import with_label
from core.masks.brush import painted_area
from core.masks.finding import AreaFinder
from core.masks.planes import iou
from tests.fakes.scenes import Scene, scene
from tests.fakes.strokes import Stroke, lasso, marker, painted, pen, through_telegram

ENOUGH = 0.7
FIRST = {"held-out": 100_000, "tuned": 0}  #: the number of the first scene of each kind
NAMED = (Area.FACE, Area.CLOTHES, Area.BACKGROUND)


@dataclass(frozen=True, kw_only=True)
class Try:
    agreement: float
    sure: bool
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=200)
    parser.add_argument("--on", choices=list(FIRST), default="held-out")
    parser.add_argument("--painted", type=int, default=30)
    parser.add_argument("--base-model", default="bundled")
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    first = FIRST[chosen.on]
    scenes = [scene(first + number) for number in range(chosen.scenes)]
    sys.stdout.write(f"{len(scenes)} scenes, {chosen.on}\n")
    finder = AreaFinder()
    for area in NAMED:
        _say(area, [_named(finder, one, area) for one in scenes])
    with_things = [one for one in scenes if one.thing]
    _say(Area.OBJECT, [_named(finder, one, Area.OBJECT) for one in with_things])
    if chosen.base_model != "none":
        base_models.use_threads(chosen.threads)
        model = base_models.load(ModelSpec(name=chosen.base_model))
        _say("object, in words", [_in_words(finder, one, model) for one in with_things])
    for name, back in _WAYS.items():
        _say(f"painted, {name}", list(_by_brush(chosen.painted, back)))
    return 0


def _in_words(finder: AreaFinder, one: Scene, model: LoadedModel) -> Try:
    began = time.perf_counter()
    request = MaskRequest(area=Area.OBJECT, words=one.thing)
    found = finder.find(one.picture, request, heat=seen(model, one.picture, one.thing))
    told = MaskFound(confidence=found.confidence, share=found.share, refused=found.refused)
    return Try(
        agreement=iou(found.mask, one.areas["thing"]),
        sure=told.sure,
        seconds=time.perf_counter() - began,
    )


def _named(finder: AreaFinder, one: Scene, area: Area) -> Try:
    began = time.perf_counter()
    found = finder.find(one.picture, MaskRequest(area=area, words=one.thing))
    told = MaskFound(confidence=found.confidence, share=found.share, refused=found.refused)
    return Try(
        agreement=iou(found.mask, one.areas["thing" if area is Area.OBJECT else area]),
        sure=told.sure,
        seconds=time.perf_counter() - began,
    )


def _by_brush(count: int, back: Callable[[Image.Image], Image.Image]) -> Iterator[Try]:
    strokes: list[Callable[[random.Random], Stroke]] = [pen, marker, lasso]
    for number in range(count):
        large = scene(number).picture.resize((640, 640), Image.Resampling.LANCZOS)
        sent = through_telegram(with_label(large, "Imagen imaginada"))
        over, meant = painted(sent, strokes[number % len(strokes)](random.Random(number)))
        began = time.perf_counter()
        found = painted_area(np.asarray(sent), np.asarray(back(over)))
        seconds = time.perf_counter() - began
        yield Try(agreement=iou(found.mask, meant), sure=not found.refused, seconds=seconds)


_WAYS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "sent back": through_telegram,
    "twice and small": lambda p: through_telegram(through_telegram(p, quality=70), longest_px=480),
    "turned": lambda p: through_telegram(p.transpose(Image.Transpose.ROTATE_90)),
    "cropped": lambda p: through_telegram(
        p.crop((p.width // 25, p.height // 25, p.width * 24 // 25, p.height * 24 // 25))
    ),
}


def _say(name: str, tries: list[Try]) -> None:
    every, sure = [t.agreement for t in tries], [t.agreement for t in tries if t.sure]
    share = sum(a >= ENOUGH for a in sure) / len(sure) if sure else 0.0
    sys.stdout.write(
        f"{name}: mean IoU {statistics.mean(every):.3f} of {len(every)};"
        f" sure of {len(sure)}, mean {statistics.mean(sure or [0]):.3f},"
        f" {share:.0%} of them at least {ENOUGH}, worst {min(sure, default=0):.2f};"
        f" {statistics.median(t.seconds for t in tries) * 1000:.0f} ms each\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
