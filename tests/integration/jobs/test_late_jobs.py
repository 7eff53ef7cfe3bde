"""The engine as the bot meets it: opened by its first question, not before."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.job import JobKind, JobState, JobStatus, Queue, Ticket
from storage import job_locks
from storage.late_jobs import LateClient

TICKET = Ticket(job_id="job1", kind=JobKind.PICTURE, queue=Queue.GPU, priority=5)


@pytest.fixture
def client(queue_url: str) -> Iterator[LateClient]:
    opened = LateClient(queue_url)
    yield opened
    opened.close()


def test_a_ticket_handed_in_first_thing_is_kept(client: LateClient) -> None:
    client.enqueue(TICKET)
    assert client.state("job1") == JobState(status=JobStatus.WAITING, ahead=0)


def test_a_job_nobody_ordered_is_unknown(client: LateClient) -> None:
    assert client.state("nobody's") is None


def test_asking_for_a_worker_does_not_open_the_engine(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'queue.db'}"
    client = LateClient(url)
    with job_locks.held(url, Queue.GPU):
        assert client.worker_alive(Queue.GPU)
    assert not client.worker_alive(Queue.GPU)
    client.close()
    assert not (tmp_path / "queue.db").exists()


def test_starting_the_bot_does_not_load_the_engine() -> None:
    code = "import sys, bot.cli, bot.app; sys.exit('dbos' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
