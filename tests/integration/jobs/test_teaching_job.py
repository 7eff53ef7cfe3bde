"""The real body of a teaching on the real engine, with a tiny pipeline and sealed folders."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import torch

from core.domain import teaching as names
from core.domain.job import JobKind, JobStatus, Queue, Ticket
from core.imaging import adapter_files
from core.marking.credentials import Signer, create_authority, issue_signer
from core.ports import Report, Stopped
from core.worker.card import Card
from storage import jobs
from storage.job_folders import SealedFolder
from tests.fakes.jobs import FakeJobFolders
from tests.fakes.lessons import TICKET, fill
from tests.integration.jobs.conftest import Plant
from tests.integration.jobs.teaching_worker import body_in, folders_in
from tests.integration.jobs.test_engine_contract import a_ticket, over, until


@pytest.fixture(scope="module")
def signer() -> Signer:
    began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=3652)
    return issue_signer(create_authority(now=began, validity=long), now=began, validity=long)


@pytest.fixture
def folder(tmp_path: Path, signer: Signer) -> SealedFolder:
    folder = folders_in(tmp_path).folder(TICKET.job_id)
    fill(folder, signer)
    return folder


def layers(content: bytes) -> dict[str, torch.Tensor]:
    return dict(adapter_files.read(content).layers)


def test_a_teaching_runs_to_its_end_and_a_picture_is_drawn_meanwhile(
    queue_url: str, tmp_path: Path, folder: SealedFolder
) -> None:
    client, card = jobs.DbosClient(queue_url), Card()
    body = body_in(tmp_path)
    body._card = card

    def picture(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        return ["candidate-1.jpg"]

    client.enqueue(TICKET)
    plant = Plant(client, jobs.DbosEngine(queue_url, queue=Queue.GPU))
    with plant.serving({JobKind.TEACH: body, JobKind.PICTURE: card.goes_first(picture)}):
        until(lambda: client.progress(TICKET.job_id, after=0))
        client.enqueue(a_ticket("now"))
        assert over(client, "now", seconds=60).status is JobStatus.SUCCEEDED
        state = over(client, TICKET.job_id, seconds=120)
    assert state.status is JobStatus.SUCCEEDED
    assert {names.REPORT, names.adapter_file(2), names.portrait_file(2, 1)} <= set(state.results)
    assert client.progress(TICKET.job_id, after=0)[-1].fraction == pytest.approx(1.0)
    client.close()


@pytest.mark.slow
def test_killed_between_chunks_it_comes_to_the_same_adapter(
    queue_url: str, tmp_path: Path, folder: SealedFolder, signer: Signer
) -> None:
    client = jobs.DbosClient(queue_url)
    client.enqueue(TICKET)
    command = [sys.executable, "-m", "tests.integration.jobs.teaching_worker", queue_url]
    with subprocess.Popen([*command, str(tmp_path)]) as worker:
        try:
            until(lambda: names.CHECKPOINT in folder.names(), seconds=120)
        finally:
            worker.kill()
    assert names.adapter_file(2) not in folder.names()
    engine = jobs.DbosEngine(queue_url, queue=Queue.GPU)
    with Plant(client, engine).serving({JobKind.TEACH: body_in(tmp_path)}):
        assert over(client, TICKET.job_id, seconds=120).status is JobStatus.SUCCEEDED
    client.close()

    unbroken = FakeJobFolders()
    fill(unbroken.folder(TICKET.job_id), signer)
    body = body_in(tmp_path)
    body._folders = unbroken
    body(TICKET, lambda progress: None, lambda: False)
    whole = layers(unbroken.folder(TICKET.job_id).read(names.adapter_file(2)))
    assert all(
        torch.equal(layer, whole[name])
        for name, layer in layers(folder.read(names.adapter_file(2))).items()
    )
