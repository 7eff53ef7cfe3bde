"""The worker as it is started: a process of its own, the real pipeline, sealed folders, kills."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from PIL import Image

from core import job_papers
from core.domain import picture_files as names
from core.domain.element import ElementKind
from core.domain.job import JobKind, JobState, JobStatus, Queue, Ticket
from core.domain.picture import Phrase, PictureStyle, Recipe
from core.domain.vetting import (
    REQUEST,
    VERDICTS,
    PhotoVerdict,
    VettingPhoto,
    VettingRequest,
)
from core.marking.credentials import create_authority, issue_signer
from core.marking.marks import is_marked
from core.ports import JobFolder
from core.prompting.recipe_codec import making_from_json, to_json
from storage import jobs
from storage.job_folders import SealedFolders
from storage.paths import house_paths
from tests.fakes import nursery
from tests.fakes.toy import toy_photo
from tests.integration.jobs.test_engine_contract import over, until

RECIPE = Recipe(
    phrases=(Phrase(text="un perro en el campo", language="es", rank=0, source="where"),),
    negative=(),
    style=PictureStyle.SOFT,
    num_inference_steps=20,
    guidance_scale=7.0,
    seeds=(11, 22, 33, 44),
)
ALL = tuple(names.marked(number) for number in (1, 2, 3, 4))


@dataclass
class House:
    """A data folder as the bot leaves it, and a client of its engine."""

    folder: Path
    client: jobs.DbosClient
    folders: SealedFolders

    @property
    def environment(self) -> Mapping[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("VIVENCIA_")}
        return kept | {
            "VIVENCIA_DATA_FOLDER": str(self.folder / "data"),
            "VIVENCIA_KEY_FOLDER": str(self.folder / "keys"),
            "VIVENCIA_BASE_MODEL": "tiny",
            "VIVENCIA_WORKER_THREADS": "1",
        }

    def order(self, job_id: str, recipe: Recipe = RECIPE) -> JobFolder:
        folder = self.folders.folder(job_id)
        began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=365)
        signer = issue_signer(create_authority(now=began, validity=long), now=began, validity=long)
        folder.write(names.LABEL, b"Imagen imaginada")
        folder.write(names.SIGNER_CHAIN, signer.chain_pem)
        folder.write(names.SIGNER_KEY, signer.key_pem)
        folder.write(names.RECIPE, to_json(recipe))
        self.client.enqueue(Ticket(job_id=job_id, kind=JobKind.PICTURE))
        return folder

    @contextmanager
    def worker(self, *, queue: Queue = Queue.GPU) -> Iterator[ForkServerProcess]:
        """Its command, forked from a process that has read all code."""
        worker = nursery.start(
            ["worker", "--queue", queue],
            environment=self.environment,
            folder=self.folder,
            log=self.folder / "log",
        )
        try:
            yield worker
        finally:
            worker.kill()
            worker.join()

    @contextmanager
    def started(self, *, queue: Queue = Queue.GPU) -> Iterator[subprocess.Popen[bytes]]:
        """As the supervisor starts it, and any warning is an error."""
        command = [sys.executable, "-W", "error", "-m", "bot.worker_process", "--queue", queue]
        with (self.folder / "log").open("ab") as log:
            worker = subprocess.Popen(command, env=self.environment, stderr=log)
        try:
            yield worker
        finally:
            worker.kill()
            worker.wait()

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "data").mkdir()
    (tmp_path / "keys").mkdir()
    key = secrets.token_bytes(32)
    paths = house_paths(tmp_path / "data", tmp_path / "keys")
    paths.worker_key.write_text(key.hex())
    url = f"sqlite:///{tmp_path / 'data' / 'queue.db'}"
    jobs.prepare(url)
    client = jobs.DbosClient(url)
    yield House(tmp_path, client, SealedFolders(paths, worker_key=key))
    client.close()


def pixels(folder: JobFolder, number: int) -> bytes:
    return Image.open(BytesIO(folder.read(names.plain(number)))).tobytes()


@pytest.mark.slow
def test_a_picture_job_survives_the_death_of_its_worker(house: House) -> None:
    folder = house.order("job1")
    with house.worker() as worker:
        until(lambda: names.making(1) in folder.names(), seconds=60)
        worker.kill()
        worker.join()
    finished = [number for number in (1, 2, 3, 4) if names.making(number) in folder.names()]
    before = {number: folder.read(names.plain(number)) for number in finished}
    assert len(finished) < 4, "killed in the middle"
    with house.worker():
        assert over(house.client, seconds=60) == JobState(status=JobStatus.SUCCEEDED, results=ALL)
        again = house.order("job2")
        over(house.client, "job2", seconds=60)
    for number, content in before.items():
        assert folder.read(names.plain(number)) == content
    for number in (1, 2, 3, 4):
        assert is_marked(folder.read(names.marked(number)))
        assert "dog" in making_from_json(folder.read(names.making(number))).prompt
        assert pixels(folder, number) == pixels(again, number), "the same recipe, the same picture"
    reports = house.client.progress("job1", after=0)
    assert {report.attempt for report in reports} == {1, 2}
    assert "perro" not in house.log
    assert "job1" in house.log


@pytest.mark.slow
def test_a_worker_told_to_end_hands_its_picture_back(house: House) -> None:
    folder = house.order("job1")
    with house.started() as worker:
        until(lambda: names.making(1) in folder.names(), seconds=60)
        worker.terminate()
        assert worker.wait(timeout=60) == 0
    state = house.client.state("job1")
    assert state
    assert not state.status.over
    assert not house.client.worker_alive()


def test_the_cpu_worker_waits_for_its_key_and_never_meets_the_model_stack(house: House) -> None:
    key_file = house_paths(house.folder / "data", house.folder / "keys").worker_key
    key = key_file.read_text()
    key_file.unlink()
    with house.started(queue=Queue.CPU) as worker:
        until(lambda: "waiting for the worker's key" in house.log, seconds=30)
        key_file.write_text(key)
        until(lambda: house.client.worker_alive(Queue.CPU), seconds=30)
        maps = Path(f"/proc/{worker.pid}/maps")
        if maps.exists():
            assert "libtorch" not in maps.read_text()
        worker.terminate()
        assert worker.wait(timeout=60) == 0


@pytest.mark.slow
def test_a_killed_worker_looks_at_its_photos_again(house: House) -> None:
    folder = house.folders.folder("vet1")
    asked = tuple(VettingPhoto(photo_id=f"p{n}", file=f"photo-{n}", new=True) for n in range(6))
    for number, photo in enumerate(asked):
        drawn = BytesIO()
        toy_photo(number).resize((3000, 3000)).save(drawn, "JPEG", quality=90)
        folder.write(photo.file, drawn.getvalue())
    folder.write(REQUEST, job_papers.to_json(VettingRequest(kind=ElementKind.PET, photos=asked)))
    house.client.enqueue(Ticket(job_id="vet1", kind=JobKind.VET, queue=Queue.CPU))

    with house.worker(queue=Queue.CPU) as worker:
        until(lambda: VERDICTS in folder.names(), seconds=60)
        worker.kill()
    with house.worker(queue=Queue.CPU):
        assert over(house.client, "vet1", seconds=60).status is JobStatus.SUCCEEDED

    said = job_papers.from_json(folder.read(VERDICTS), tuple[PhotoVerdict, ...])
    assert [(verdict.photo_id, verdict.good) for verdict in said] == [
        (photo.photo_id, True) for photo in asked
    ]
    assert {verdict.clean for verdict in said} <= set(folder.names())


@pytest.mark.slow
def test_a_worker_describes_what_it_would_work_with(house: House) -> None:
    command = [sys.executable, "-m", "bot.worker_process", "--describe"]
    environment = {**house.environment, "VIVENCIA_BASE_MODEL": "./nowhere"}
    told = json.loads(subprocess.check_output(command, env=environment))
    assert told["base_model"] == "./nowhere"
    assert told["loads"] is False
    assert told["reason"] == "no-folder"
