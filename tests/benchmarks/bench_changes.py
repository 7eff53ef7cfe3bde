"""What a change costs: `python -m tests.benchmarks.bench_changes`.

The same repaintings by the body of a change job, sealed and marked, and by the bare library,
which keeps nothing; then how long variations and enlargements take. Without a card the ratio
is of processor seconds, which neighbours on the machine do not change.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import torch
from diffusers import StableDiffusionInpaintPipeline
from PIL import Image, ImageDraw

from core.content.refusals import Refusals
from core.domain import picture_files as names
from core.domain.change import BASE, MASK, REQUEST, ChangeRequest, ChangeWay
from core.domain.job import JobKind, Ticket
from core.domain.picture import Phrase, PictureStyle
from core.imaging import base_models
from core.imaging.base_models import LoadedModel, ModelSpec
from core.marking.credentials import Signer, create_authority, issue_signer
from core.prompting.recipe_codec import to_json
from core.worker.changes import ChangeBody
from core.worker.workshop import Workshop
from tests.fakes.jobs import FakeJobFolders
from tests.fakes.scenes import scene
from tests.unit.worker.conftest import Dictionary, dressed

PROMPT = "a dog"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    base_models.use_threads(chosen.threads)
    bench = Bench(base_models.load(ModelSpec(name=chosen.model)), chosen.steps)
    ways = {
        "repainted in a job": lambda: bench.job(ChangeWay.REPAINT),
        "repainted by the bare library": bench.bare,
        "varied in a job": lambda: bench.job(ChangeWay.VARY),
        "enlarged in a job": lambda: bench.job(ChangeWay.ENLARGE),
    }
    seconds = {way: _median(work, chosen.rounds) for way, work in ways.items()}
    for way, taken in seconds.items():
        sys.stdout.write(f"{way}: {taken:.2f} s\n")
    job, bare = list(seconds.values())[:2]
    sys.stdout.write(f"ratio of repainting {job / bare:.3f}\n")
    return 0


class Bench:
    """One model, and one picture of the size it draws."""

    def __init__(self, model: LoadedModel, steps: int) -> None:
        self.model = model
        self.side = model.manner.native_size or 512
        self.base = scene(2).picture.resize((self.side, self.side), Image.Resampling.LANCZOS)
        self.area = Image.new("L", self.base.size)
        ImageDraw.Draw(self.area).rectangle((0, 0, self.side, self.side // 2), fill=255)
        self.request = ChangeRequest(
            way=ChangeWay.REPAINT,
            phrases=(Phrase(text=PROMPT, language="en", rank=0, source="who"),),
            negative=(),
            style=PictureStyle.SOFT,
            num_inference_steps=steps,
            guidance_scale=6.0,
            seeds=(11, 22, 33, 44),
            strength=0.75,
            full_resolution=False,
        )
        self.signer = _signer()
        self.folders = FakeJobFolders()
        self.body = ChangeBody(
            Workshop(
                folders=self.folders,
                load_model=lambda: model,
                translation=Dictionary(),
                refusals=Refusals.load(),
                undressed=dressed,
            )
        )
        self.pipeline = StableDiffusionInpaintPipeline(
            **model.pipeline.components, requires_safety_checker=False
        )
        self.pipeline.set_progress_bar_config(disable=True)

    def job(self, way: ChangeWay) -> None:
        folder = self.folders.folder("job1")
        folder.remove()
        folder.write(names.LABEL, b"Imagen imaginada")
        folder.write(names.SIGNER_CHAIN, self.signer.chain_pem)
        folder.write(names.SIGNER_KEY, self.signer.key_pem)
        folder.write(BASE, _png(self.base))
        folder.write(MASK, _png(self.area))
        seeds = () if way is ChangeWay.ENLARGE else self.request.seeds
        folder.write(REQUEST, to_json(replace(self.request, way=way, seeds=seeds)))
        self.body(Ticket(job_id="job1", kind=JobKind.CHANGE), lambda _: None, lambda: False)

    def bare(self) -> None:
        for seed in self.request.seeds:
            self.pipeline(
                PROMPT,
                image=self.base,
                mask_image=self.area,
                width=self.side,
                height=self.side,
                strength=self.request.strength,
                num_inference_steps=self.request.num_inference_steps,
                guidance_scale=6.0,
                generator=torch.Generator("cpu").manual_seed(seed),
            )


def _signer() -> Signer:
    began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=365)
    return issue_signer(create_authority(now=began, validity=long), now=began, validity=long)


def _png(picture: Image.Image) -> bytes:
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def _clock() -> float:
    return time.perf_counter() if torch.cuda.is_available() else time.process_time()


def _median(work: Callable[[], None], rounds: int) -> float:
    work()  # warms up
    taken = []
    for _ in range(rounds):
        began = _clock()
        work()
        taken.append(_clock() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    raise SystemExit(main())
