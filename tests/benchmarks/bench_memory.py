"""Memory over many pictures and people: `python -m tests.benchmarks.bench_memory`.

Five hundred pictures by the body of a picture job, and two hundred changes from one person to
the next, once as many others have filled the cache of adapters, which is a small one here.
The tiny model draws: what grows does so by the picture, not by its size.
"""

import argparse
import gc
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import torch

from core.content.refusals import Refusals
from core.domain import picture_files as names
from core.domain.job import JobKind, Ticket
from core.domain.picture import AdapterUse
from core.imaging import base_models
from core.imaging.base_models import ModelSpec
from core.marking.credentials import Signer, create_authority, issue_signer
from core.prompting.recipe_codec import to_json
from core.worker.pictures import PictureBody
from core.worker.workshop import Workshop
from tests.benchmarks.bench_adapters import people
from tests.fakes.jobs import FakeJobFolders
from tests.unit.worker.conftest import RECIPE, Dictionary, dressed

ADAPTER = "adapter-e1.safetensors"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="tiny")
    parser.add_argument("--pictures", type=int, default=500)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--adapter-cache-mib", type=int, default=8)
    chosen = parser.parse_args()
    base_models.use_threads(1)
    spec = ModelSpec(name=chosen.model, adapter_cache_mib=chosen.adapter_cache_mib)
    bench = Bench(spec)
    sys.stdout.write(f"begun {_resident_mb():.0f} MB\n")
    bench.draw(20, None)
    warm = _resident_mb()
    sys.stdout.write(f"after 20 pictures {warm:.0f} MB\n")
    for done in range(100, chosen.pictures + 1, 100):
        bench.draw(100, None)
        sys.stdout.write(
            f"after {done} more {_resident_mb():.0f} MB ({_resident_mb() - warm:+.0f})\n"
        )
    everyone = people(bench.model.pipeline.unet, 2 * chosen.people)
    others, dressed_for = everyone[: chosen.people], everyone[chosen.people :]
    for adapter in others:
        bench.draw(1, adapter.safetensors)
    before = _resident_mb()
    for start in range(0, chosen.people, 50):
        for adapter in dressed_for[start : start + 50]:
            bench.draw(1, adapter.safetensors)
        grown = _resident_mb() - before
        sys.stdout.write(f"after {start + 50} people {_resident_mb():.0f} MB ({grown:+.0f})\n")
    return 0


class Bench:
    """One model and one body, as a worker keeps them."""

    def __init__(self, spec: ModelSpec) -> None:
        self.model = base_models.load(spec)
        self.folders = FakeJobFolders()
        self.signer = _signer()
        self.body = PictureBody(
            Workshop(
                folders=self.folders,
                load_model=lambda: self.model,
                translation=Dictionary(),
                refusals=Refusals.load(),
                undressed=dressed,
            )
        )

    def draw(self, count: int, adapter: bytes | None) -> None:
        folder = self.folders.folder("job1")
        uses = (AdapterUse(input_name=ADAPTER),) if adapter is not None else ()
        for seed in range(count):
            folder.remove()
            folder.write(names.LABEL, b"Imagen imaginada")
            folder.write(names.SIGNER_CHAIN, self.signer.chain_pem)
            folder.write(names.SIGNER_KEY, self.signer.key_pem)
            recipe = replace(RECIPE, seeds=(seed,), num_inference_steps=2, adapters=uses)
            folder.write(names.RECIPE, to_json(recipe))
            if adapter is not None:
                folder.write(ADAPTER, adapter)
            self.body(Ticket(job_id="job1", kind=JobKind.PICTURE), lambda _: None, lambda: False)
        folder.remove()


def _signer() -> Signer:
    began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=365)
    return issue_signer(create_authority(now=began, validity=long), now=began, validity=long)


def _resident_mb() -> float:
    """What the process holds of the machine's memory, or of the card's where there is one."""
    gc.collect()
    if torch.cuda.is_available():
        return torch.cuda.memory_allocated() / 1e6
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    raise SystemExit(main())
