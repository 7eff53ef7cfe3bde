"""What only the real engine has to stand: kills, two workers, what lies in its database."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.domain.job import JobKind, JobState, JobStatus, Queue, Ticket
from core.errors import JobFailed, StoreInUse
from core.ports import Report, Stopped
from storage import job_locks, jobs
from tests.integration.jobs.conftest import Plant
from tests.integration.jobs.slow_worker import STEPS
from tests.integration.jobs.test_engine_contract import a_ticket, over, until


@contextmanager
def slow_worker(url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-W", "error", "-m", "tests.integration.jobs.slow_worker"]
    worker = subprocess.Popen([*command, url, str(folder)])
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


@pytest.fixture
def client(queue_url: str) -> Iterator[jobs.DbosClient]:
    client = jobs.DbosClient(queue_url)
    yield client
    client.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines()


def test_a_job_whose_worker_was_killed_runs_again_and_ends_once(
    queue_url: str, client: jobs.DbosClient, folder: Path
) -> None:
    client.enqueue(a_ticket())
    with slow_worker(queue_url, folder) as worker:
        until((folder / "step1").exists)
        worker.kill()
        worker.wait()
        assert client.state("job1") == JobState(status=JobStatus.RUNNING)
        assert not client.worker_alive()
    with slow_worker(queue_url, folder):
        assert over(client).status is JobStatus.SUCCEEDED
    assert lines(folder / "ends") == ["job1"]
    first, second = lines(folder / "runs")
    assert first == "job1 0"
    assert int(second.split()[1]) >= 2, "what was finished before the kill is not done again"


def test_progress_after_a_kill_starts_over_with_a_higher_attempt(
    queue_url: str, client: jobs.DbosClient, folder: Path
) -> None:
    client.enqueue(a_ticket())
    with slow_worker(queue_url, folder) as worker:
        until(lambda: client.progress("job1", after=0))
        worker.kill()
    before = len(client.progress("job1", after=0))
    with slow_worker(queue_url, folder):
        over(client)
    reports = client.progress("job1", after=0)
    assert {report.attempt for report in reports[:before]} == {1}
    assert {report.attempt for report in reports[before:]} == {2}


def test_a_job_enqueued_again_after_a_kill_still_ends_once(
    queue_url: str, client: jobs.DbosClient, folder: Path
) -> None:
    client.enqueue(a_ticket())
    with slow_worker(queue_url, folder) as worker:
        until((folder / "step0").exists)
        worker.kill()
    client.enqueue(a_ticket())
    with slow_worker(queue_url, folder):
        over(client)
    assert lines(folder / "ends") == ["job1"]


def test_a_job_cancelled_while_its_worker_is_dead_never_runs_again(
    queue_url: str, client: jobs.DbosClient, folder: Path
) -> None:
    client.enqueue(a_ticket())
    with slow_worker(queue_url, folder) as worker:
        until((folder / "step0").exists)
        worker.kill()
    client.cancel("job1")
    (folder / "step0").unlink()
    client.enqueue(a_ticket("job2"))
    with slow_worker(queue_url, folder):
        over(client, "job2")
    assert client.state("job1") == JobState(status=JobStatus.CANCELLED)
    assert lines(folder / "ends") == ["job2"]


def test_a_worker_told_to_end_hands_its_job_back_and_leaves_in_peace(
    queue_url: str, client: jobs.DbosClient, folder: Path
) -> None:
    client.enqueue(a_ticket())
    with slow_worker(queue_url, folder) as worker:
        until((folder / "step0").exists)
        worker.terminate()
        assert worker.wait(timeout=60) == 0
    assert not (folder / "ends").exists()
    with slow_worker(queue_url, folder):
        assert over(client).status is JobStatus.SUCCEEDED
    assert len(list(folder.glob("step*"))) == STEPS


def test_a_second_worker_of_the_same_queue_is_refused(queue_url: str) -> None:
    with job_locks.held(queue_url, Queue.GPU), pytest.raises(StoreInUse):
        jobs.DbosEngine(queue_url, queue=Queue.GPU).serve({}, stop=lambda: True)


def test_a_queue_is_served_only_by_its_own_worker(queue_url: str, client: jobs.DbosClient) -> None:
    def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        return [ticket.job_id]

    client.enqueue(Ticket(job_id="cpu1", kind=JobKind.PICTURE, queue=Queue.CPU))
    client.enqueue(a_ticket("gpu1"))
    with Plant(client, jobs.DbosEngine(queue_url, queue=Queue.GPU)).serving(
        {JobKind.PICTURE: body}
    ):
        over(client, "gpu1")
    assert client.state("cpu1") == JobState(status=JobStatus.WAITING)
    with Plant(client, jobs.DbosEngine(queue_url, queue=Queue.CPU)).serving(
        {JobKind.PICTURE: body}
    ):
        over(client, "cpu1")


def test_no_text_of_a_failure_reaches_the_database_or_the_log(
    queue_url: str, client: jobs.DbosClient, caplog: pytest.LogCaptureFixture
) -> None:
    def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        raise JobFailed("recipe") from ValueError("about the lighthouse")

    def broken(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        raise ValueError("about the lighthouse")

    client.enqueue(a_ticket())
    client.enqueue(Ticket(job_id="job2", kind=JobKind.BOOK))
    engine = jobs.DbosEngine(queue_url, queue=Queue.GPU)
    with Plant(client, engine).serving({JobKind.PICTURE: body, JobKind.BOOK: broken}):
        over(client)
        over(client, "job2")
    path = job_locks.sqlite_path(queue_url)
    assert path
    written = b"".join(file.read_bytes() for file in path.parent.glob("queue.db*"))
    assert b"job2" in written
    assert b"lighthouse" not in written
    assert "job2" in caplog.text
    assert "lighthouse" not in caplog.text


def test_preparing_twice_keeps_what_was_enqueued(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'deep' / 'queue.db'}"
    jobs.prepare(url)
    client = jobs.DbosClient(url)
    client.enqueue(a_ticket())
    jobs.prepare(url)
    assert client.state("job1") == JobState(status=JobStatus.WAITING)
    client.close()


def test_the_engines_advice_about_sqlite_is_not_logged(
    queue_url: str, client: jobs.DbosClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    with Plant(client, jobs.DbosEngine(queue_url, queue=Queue.GPU)).serving({}):
        until(client.worker_alive)
    assert "SQLite" not in caplog.text
