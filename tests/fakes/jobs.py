"""The job engine and the job folders in memory: passes the contract tests of the real ones."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO, RawIOBase

from core.domain.job import JobKind, JobState, JobStatus, Progress, Queue, Ticket
from core.errors import JobFailed, NotFound
from core.ports import JobBody, Stopped
from storage.scratch import SealedScratch

_PIECE_BYTES = 1000
LONG = frozenset({JobKind.TEACH})  #: runs beside the others, in a line of its own


@dataclass
class Row:
    ticket: Ticket
    number: int
    state: JobState = field(default_factory=lambda: JobState(status=JobStatus.WAITING))
    attempt: int = 0
    reports: list[Progress] = field(default_factory=list)

    @property
    def order(self) -> tuple[int, int]:
        return (self.ticket.priority, self.number)

    @property
    def line(self) -> tuple[Queue, bool]:
        """Jobs of one line wait for each other."""
        return self.ticket.queue, self.ticket.kind in LONG


class FakeJobs:
    """Client and engine at once: hand the same one to the bot and to a worker's thread."""

    def __init__(self, *, queue: Queue = Queue.GPU) -> None:
        self._queue = queue
        self._rows: dict[str, Row] = {}
        self._serving: set[Queue] = set()
        self._lock = threading.RLock()

    def open(self) -> None:
        """Nothing more is needed."""

    def enqueue(self, ticket: Ticket) -> None:
        with self._lock:
            self._rows.setdefault(ticket.job_id, Row(ticket, len(self._rows)))

    def cancel(self, job_id: str) -> None:
        with self._lock:
            row = self._rows.get(job_id)
            if row is not None and not row.state.status.over:
                row.state = JobState(status=JobStatus.CANCELLED)

    def state(self, job_id: str) -> JobState | None:
        with self._lock:
            row = self._rows.get(job_id)
            if row is None or row.state.status is not JobStatus.WAITING:
                return row.state if row else None
            return replace(row.state, ahead=sum(self._before(row)))

    def _before(self, row: Row) -> Iterator[bool]:
        for other in self._rows.values():
            if other is not row and other.line == row.line:
                status = other.state.status
                yield status is JobStatus.RUNNING or (
                    status is JobStatus.WAITING and other.order < row.order
                )

    def progress(self, job_id: str, *, after: int) -> Sequence[Progress]:
        row = self._rows.get(job_id)
        return row.reports[after:] if row else []

    def forget(self, job_id: str) -> None:
        with self._lock:
            self._rows.pop(job_id, None)

    def worker_alive(self, queue: Queue = Queue.GPU) -> bool:
        return queue in self._serving

    def close(self) -> None:
        self._serving.clear()

    def serve(self, bodies: Mapping[JobKind, JobBody], *, stop: Stopped) -> None:
        with self._as_server():
            beside = threading.Thread(
                target=self._serve, args=(bodies, stop), kwargs={"long": True}
            )
            beside.start()
            self._serve(bodies, stop, long=False)
            beside.join()

    def _serve(self, bodies: Mapping[JobKind, JobBody], stop: Stopped, *, long: bool) -> None:
        while not stop():
            if not self._run(self._take(long=long), bodies, stop):
                time.sleep(0.005)

    @contextmanager
    def _as_server(self) -> Iterator[None]:
        self._serving.add(self._queue)
        try:
            yield
        finally:
            self._serving.discard(self._queue)

    def run_next(
        self, bodies: Mapping[JobKind, JobBody], *, stop: Stopped = lambda: False
    ) -> bool:
        """Run the job that is due, if there is one: what a worker does, without a thread."""
        return self._run(self._take(long=False) or self._take(long=True), bodies, stop)

    def _run(self, row: Row | None, bodies: Mapping[JobKind, JobBody], stop: Stopped) -> bool:
        if row is None:
            return False
        outcome = self._outcome(row, bodies, stop)
        with self._lock:
            if row.state.status is JobStatus.RUNNING:
                handed_back = bool(outcome.failure) and stop()
                row.state = JobState(status=JobStatus.WAITING) if handed_back else outcome
        return True

    def _take(self, *, long: bool) -> Row | None:
        with self._lock:
            due = [
                row
                for row in self._rows.values()
                if row.line == (self._queue, long) and row.state.status is JobStatus.WAITING
            ]
            if not due:
                return None
            row = min(due, key=lambda row: row.order)
            row.attempt += 1
            row.state = JobState(status=JobStatus.RUNNING)
            return row

    def _outcome(self, row: Row, bodies: Mapping[JobKind, JobBody], stop: Stopped) -> JobState:
        def report(progress: Progress) -> None:
            row.reports.append(replace(progress, attempt=row.attempt))

        def stopped() -> bool:
            gone = self._rows.get(row.ticket.job_id) is not row
            return stop() or gone or row.state.status is JobStatus.CANCELLED

        body = bodies.get(row.ticket.kind)
        if body is None:
            return JobState(status=JobStatus.FAILED, failure="kind")
        try:
            results = body(row.ticket, report, stopped)
        except JobFailed as failed:
            return JobState(status=JobStatus.FAILED, failure=failed.code)
        except Exception:
            return JobState(status=JobStatus.FAILED, failure="error")
        return JobState(status=JobStatus.SUCCEEDED, results=tuple(results))


class FakeJobFolder:
    """One job's files as they are, unsealed."""

    room_bytes = 2**40  #: of the disk

    def __init__(self, job_id: str, shelf: dict[str, dict[str, bytes]]) -> None:
        self.job_id = job_id
        self._shelf = shelf

    def write(self, name: str, content: bytes) -> None:
        self._shelf.setdefault(self.job_id, {})[name] = content

    def read(self, name: str) -> bytes:
        try:
            return self._shelf[self.job_id][name]
        except KeyError as missing:
            raise NotFound(f"no {name} in job {self.job_id}") from missing

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        self.write(name, b"".join(pieces))

    def pieces(self, name: str) -> Iterator[bytes]:
        content = self.read(name)
        for start in range(0, max(len(content), 1), _PIECE_BYTES):
            yield content[start : start + _PIECE_BYTES]

    @contextmanager
    def scratch(self) -> Iterator[RawIOBase]:
        yield SealedScratch(BytesIO())

    def free_bytes(self) -> int:
        return self.room_bytes

    def size_bytes(self, name: str) -> int:
        return len(self.read(name))

    def names(self) -> Sequence[str]:
        return sorted(self._shelf.get(self.job_id, ()))

    def lose(self, *names: str) -> None:
        """Take files away, as the bot does when it adopts them."""
        for name in names:
            self._shelf[self.job_id].pop(name)

    def remove(self) -> None:
        self._shelf.pop(self.job_id, None)


class FakeJobFolders:
    """All job folders, in memory."""

    def __init__(self) -> None:
        self._shelf: dict[str, dict[str, bytes]] = {}

    def folder(self, job_id: str) -> FakeJobFolder:
        return FakeJobFolder(job_id, self._shelf)

    def all_ids(self) -> Sequence[str]:
        return sorted(self._shelf)
