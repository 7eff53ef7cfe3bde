"""Recipe to picture, beside the bare library: `python -m tests.benchmarks.bench_pictures`.

The same candidates are made twice: by the body of a picture job, sealed and marked, and by
a loop around the pipeline that keeps nothing. The ratio says what everything around costs.
Without a card it is taken of processor seconds, which neighbours on the machine do not change.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import torch

from core.content.refusals import Refusals
from core.domain import picture_files as names
from core.domain.job import JobKind, Progress, Ticket
from core.imaging import base_models
from core.imaging.base_models import LoadedModel, ModelSpec
from core.marking.credentials import create_authority, issue_signer
from core.prompting.recipe_codec import to_json
from core.worker.pictures import PictureBody
from core.worker.workshop import Workshop
from tests.fakes.jobs import FakeJobFolders
from tests.unit.worker.conftest import RECIPE, Dictionary

PROMPT = "a dog, a river"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    base_models.use_threads(chosen.threads)
    model = base_models.load(ModelSpec(name=chosen.model))
    recipe = replace(RECIPE, num_inference_steps=chosen.steps, guidance_scale=6.0)
    ours, theirs, first = [], [], []
    for number in range(chosen.rounds + 1):  # the first round warms up
        body_seconds, first_seconds = _of_the_body(model, to_json(recipe), f"job{number}")
        bare_seconds = _seconds(lambda: _bare(model, recipe.seeds, chosen.steps))
        if number:
            ours.append(body_seconds)
            theirs.append(bare_seconds)
            first.append(first_seconds)
    _say(len(recipe.seeds), ours, theirs, first)
    return 0


def _of_the_body(model: LoadedModel, recipe: bytes, job_id: str) -> tuple[float, float]:
    """Seconds for all candidates, and until the first was ready to show."""
    folders = FakeJobFolders()
    folder = folders.folder(job_id)
    began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=365)
    signer = issue_signer(create_authority(now=began, validity=long), now=began, validity=long)
    folder.write(names.RECIPE, recipe)
    folder.write(names.LABEL, b"Imagen imaginada")
    folder.write(names.SIGNER_CHAIN, signer.chain_pem)
    folder.write(names.SIGNER_KEY, signer.key_pem)
    body = PictureBody(
        Workshop(
            folders=folders,
            load_model=lambda: model,
            translation=Dictionary(),
            refusals=Refusals.load(),
            undressed=lambda picture: False,
        )
    )
    ticket = Ticket(job_id=job_id, kind=JobKind.PICTURE)
    ready_at: list[float] = []

    def report(progress: Progress) -> None:
        if progress.ready:
            ready_at.append(_clock())

    start = _clock()
    body(ticket, report, lambda: False)
    return _clock() - start, ready_at[0] - start


def _bare(model: LoadedModel, seeds: tuple[int, ...], steps: int) -> None:
    for seed in seeds:
        model.pipeline(
            PROMPT,
            num_inference_steps=steps,
            guidance_scale=6.0,
            generator=torch.Generator("cpu").manual_seed(seed),
        )


def _clock() -> float:
    return time.perf_counter() if torch.cuda.is_available() else time.process_time()


def _seconds(work: Callable[[], None]) -> float:
    start = _clock()
    work()
    return _clock() - start


def _say(count: int, ours: list[float], theirs: list[float], first: list[float]) -> None:
    body, bare = statistics.median(ours), statistics.median(theirs)
    sys.stdout.write(
        f"{count} candidates: {body:.2f} s in a job, {bare:.2f} s bare, ratio {body / bare:.3f}\n"
        f"the first candidate is ready after {statistics.median(first):.2f} s\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
