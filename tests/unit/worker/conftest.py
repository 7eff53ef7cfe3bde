from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.content.refusals import Refusals
from core.domain import picture_files as names
from core.domain.job import JobKind, Progress, Ticket
from core.domain.picture import Phrase, PictureStyle, Recipe
from core.errors import JobFailed
from core.imaging.base_models import LoadedModel, ModelSpec, load, use_threads
from core.marking.credentials import Signer, create_authority, issue_signer
from core.ports import JobBody
from core.prompting.recipe_codec import to_json
from core.worker.workshop import Workshop
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders

RECIPE = Recipe(
    phrases=(
        Phrase(text="un perro", language="es", rank=0, source="who"),
        Phrase(text="a river", language="en", rank=1, source="where"),
    ),
    negative=(Phrase(text="fog", language="en", rank=0, source="quality"),),
    style=PictureStyle.SOFT,
    num_inference_steps=3,
    guidance_scale=7.0,
    seeds=(11, 22, 33, 44),
)
TICKET = Ticket(job_id="job1", kind=JobKind.PICTURE)


class Dictionary:
    """A translation that knows one word."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return text.replace("un perro", "a dog")


def dressed(_: Image.Image) -> bool:
    """Nobody on it is undressed."""
    return False


def a_workshop(folders: FakeJobFolders, model: LoadedModel, **others: Any) -> Workshop:
    """One in which every look at the clock is a second later."""
    ticks = count()
    usual = Workshop(
        folders=folders,
        load_model=lambda: model,
        translation=Dictionary(),
        refusals=Refusals.load(),
        undressed=dressed,
        seconds=lambda: next(ticks),
    )
    return replace(usual, **others)


def plain(folder: FakeJobFolder, number: int = 1) -> np.ndarray:
    """A candidate as it was drawn, (height, width, 3)."""
    return np.asarray(Image.open(BytesIO(folder.read(names.plain(number)))), int)


class Reports:
    """Everything a body reported."""

    def __init__(self) -> None:
        self.all: list[Progress] = []

    def __call__(self, progress: Progress) -> None:
        self.all.append(progress)


def run(body: JobBody, *, stop_after: int = 10_000) -> Reports:
    """Run a body; it is told to stop after so many looks."""
    reports, looks = Reports(), iter(range(20_000))
    body(TICKET, reports, lambda: next(looks) >= stop_after)
    return reports


def failure(body: JobBody, **how: int) -> str:
    """The code by which it fails."""
    with pytest.raises(JobFailed) as failed:
        run(body, **how)
    return failed.value.code


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> None:
    """Threads wait for each other where tests share the cores."""
    use_threads(1)


@pytest.fixture(scope="session")
def tiny() -> LoadedModel:
    return load(ModelSpec(name="tiny"))


@pytest.fixture(scope="session")
def bundled() -> LoadedModel:
    return load(ModelSpec(name="bundled"))


@pytest.fixture(scope="session")
def signer() -> Signer:
    began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=3652)
    return issue_signer(create_authority(now=began, validity=long), now=began, validity=long)


@pytest.fixture
def folders() -> FakeJobFolders:
    return FakeJobFolders()


@pytest.fixture
def folder(folders: FakeJobFolders, signer: Signer) -> FakeJobFolder:
    """A folder as the bot leaves it."""
    folder = folders.folder(TICKET.job_id)
    folder.write(names.LABEL, b"Imagen imaginada")
    folder.write(names.SIGNER_CHAIN, signer.chain_pem)
    folder.write(names.SIGNER_KEY, signer.key_pem)
    folder.write(names.RECIPE, to_json(RECIPE))
    return folder
