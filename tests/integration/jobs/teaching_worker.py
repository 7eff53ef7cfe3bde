"""A worker that teaches a tiny model slowly enough to be killed: `teaching_worker URL FOLDER`."""

import itertools
import sys
import time
from pathlib import Path

from PIL import Image

from core.domain.job import JobKind, Queue
from core.imaging import base_models
from core.imaging.base_models import ModelSpec
from core.worker.card import Card
from core.worker.teaching import TeachingBody
from storage.job_folders import SealedFolders
from storage.jobs import DbosEngine
from storage.paths import house_paths
from tests.fakes.lessons import quick

WORKER_KEY = b"k" * 32


def folders_in(folder: Path) -> SealedFolders:
    return SealedFolders(house_paths(folder, folder / "keys"), worker_key=WORKER_KEY)


def body_in(folder: Path, *, pause_seconds: float = 0.0) -> TeachingBody:
    """Every chunk is one step long; it rests after each portrait."""
    base_models.use_threads(1)
    model = quick(base_models.load(ModelSpec(name="tiny")))
    ticks = itertools.count(step=30)

    def rest(_: Image.Image) -> bool:
        time.sleep(pause_seconds)
        return False

    return TeachingBody(
        folders_in(folder),
        load_model=lambda: model,
        card=Card(),
        undressed=rest,
        seconds=lambda: float(next(ticks)),
    )


def main(url: str, folder: Path) -> None:
    body = body_in(folder, pause_seconds=1.0)
    DbosEngine(url, queue=Queue.GPU).serve({JobKind.TEACH: body}, stop=lambda: False)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
