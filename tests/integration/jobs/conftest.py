import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.domain.job import JobKind, Queue
from core.ports import JobBody, JobClient, JobEngine
from storage import jobs
from tests.fakes.jobs import FakeJobs


@dataclass
class Plant:
    """An engine and its client, and a way to serve some bodies for a while."""

    client: JobClient
    engine: JobEngine

    @contextmanager
    def serving(self, bodies: Mapping[JobKind, JobBody]) -> Iterator[None]:
        stop = threading.Event()
        thread = threading.Thread(
            target=self.engine.serve, args=(bodies,), kwargs={"stop": stop.is_set}
        )
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(timeout=20)
            assert not thread.is_alive()


@pytest.fixture(scope="session")
def empty_queue(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A prepared database, so that not every test pays for the migrations."""
    path = tmp_path_factory.mktemp("queue") / "queue.db"
    jobs.prepare(f"sqlite:///{path}")
    return path.read_bytes()


@pytest.fixture
def queue_url(tmp_path: Path, empty_queue: bytes) -> str:
    (tmp_path / "queue.db").write_bytes(empty_queue)
    return f"sqlite:///{tmp_path / 'queue.db'}"


def _real(request: pytest.FixtureRequest) -> Plant:
    url = request.getfixturevalue("queue_url")
    return Plant(jobs.DbosClient(url), jobs.DbosEngine(url, queue=Queue.GPU))


def _fake(request: pytest.FixtureRequest) -> Plant:
    fake = FakeJobs()
    return Plant(fake, fake)


@pytest.fixture(params=[_real, _fake], ids=["real", "fake"])
def plant(request: pytest.FixtureRequest) -> Iterator[Plant]:
    make: Callable[[pytest.FixtureRequest], Plant] = request.param
    made = make(request)
    yield made
    made.client.close()
