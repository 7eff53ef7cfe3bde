"""The job engine: DBOS on SQLite, or on Postgres by its URL, behind the ports.

One job is one workflow with one step. A body's failure is the workflow's *result*,
because the engine keeps the texts of exceptions in clear; so every workflow that
ran to its end is a success for the engine, whatever it was for us.

Teachings take minutes or hours, and films minutes, so they have an engine queue of their own
beside each of ours. The same worker serves both, and its bodies agree who computes
(core/worker/card.py); so a picture never waits in a line behind a teaching, nor paper behind
a film.

The bot only ever uses `DbosClient`. A worker serves one queue under a stable executor
id, so that its own interrupted jobs come back to it when it starts again.

SQLite: the engine's authors recommend Postgres for production. Here one machine runs
a few jobs an hour, and a lost queue costs one retry, never a story.
"""

import asyncio
import contextlib
import logging
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, TypedDict

import cattrs
import sqlalchemy
from dbos import (
    DBOS,
    DBOSClient,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    EnqueueOptions,
    WorkflowStatus,
)
from dbos import error as engine_errors

from core.domain.job import JobKind, JobState, JobStatus, Progress, Queue, Ticket
from core.errors import JobFailed
from core.ports import JobBody, Report, Stopped
from storage import job_locks

log = logging.getLogger(__name__)

APPLICATION = "vivencia"
VERSION = "1"  #: pinned: the engine only runs jobs of its own version; raise it with the tickets
WORKFLOW = "job"
STREAM = "progress"
MAX_RECOVERIES = 5  #: a job that takes its worker down with it is given up after so many
LONG = frozenset({JobKind.TEACH, JobKind.VIDEO})  #: kinds that nobody should have to wait behind
LONG_WORKFLOW = "long-job"
MAX_LONG_RECOVERIES = 50  #: in a night a machine may go down more often than a job is at fault
POLLING_SECONDS = 0.1
PREPARE_SECONDS = 60.0  #: bot and workers start together; one prepares, the others wait
HAND_BACK_SECONDS = 60.0
RECORDING_SECONDS = 5.0  #: how long the engine may take to write an outcome down

NOTHING_THERE = (
    engine_errors.DBOSStreamTimeoutError,
    engine_errors.DBOSNonExistentWorkflowError,
)
_WAITING = ("ENQUEUED", "DELAYED")
_STATUSES = {
    "PENDING": JobStatus.RUNNING,
    "CANCELLED": JobStatus.CANCELLED,
    "ERROR": JobStatus.FAILED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": JobStatus.FAILED,
    **dict.fromkeys(_WAITING, JobStatus.WAITING),
}


class Outcome(TypedDict):
    """What a workflow returns: names of results, or the code of a failure."""

    results: list[str]
    failure: str


def prepare(url: str) -> None:
    """Create or migrate the engine's tables; once, before the bot and the workers start.

    StoreError when the database cannot be reached or written.
    """
    _quieten()
    with job_locks.held(url, "prepare", patience_seconds=PREPARE_SECONDS):
        try:
            _make_tables(url)
        except sqlalchemy.exc.SQLAlchemyError as error:
            raise job_locks.away(error) from None


def _make_tables(url: str) -> None:
    DBOS.migrate(url)
    if job_locks.sqlite_path(url) is not None:
        _write_ahead(url)
    client = _client(url)
    try:
        for name in (name for queue in Queue for name in _lines(queue)):
            client.register_queue(name, worker_concurrency=1, polling_interval_sec=POLLING_SECONDS)
    finally:
        client.destroy()


class DbosClient:
    """The bot's side: `ports.JobClient`."""

    def __init__(self, url: str) -> None:
        _quieten()
        self._url = url
        self._client = _client(url)

    def open(self) -> None:
        """Nothing more is needed."""

    def enqueue(self, ticket: Ticket) -> None:
        usual, long = _lines(ticket.queue)
        options: EnqueueOptions = {
            "workflow_name": LONG_WORKFLOW if ticket.kind in LONG else WORKFLOW,
            "queue_name": long if ticket.kind in LONG else usual,
            "workflow_id": ticket.job_id,
            "priority": ticket.priority,  # never unset: unset goes before everything
            "app_version": VERSION,
        }
        self._client.enqueue(options, asdict(ticket))

    def cancel(self, job_id: str) -> None:
        self._client.cancel_workflow(job_id)

    def state(self, job_id: str) -> JobState | None:
        found = self._client.list_workflows(workflow_ids=[job_id], load_input=False)
        if not found:
            return None
        if found[0].status == "SUCCESS":
            return _ended(cattrs.structure(found[0].output, Outcome))
        status = _STATUSES[found[0].status]
        if status is JobStatus.FAILED:
            return JobState(status=status, failure="crashed")
        if status is JobStatus.WAITING:
            return JobState(status=status, ahead=self._ahead(found[0]))
        return JobState(status=status)

    def _ahead(self, job: WorkflowStatus) -> int:
        others = self._client.list_workflows(
            queue_name=job.queue_name,
            status=["PENDING", *_WAITING],
            load_input=False,
            load_output=False,
        )
        return sum(_goes_before(other, job) for other in others)

    def progress(self, job_id: str, *, after: int) -> Sequence[Progress]:
        reports: list[Progress] = []
        with contextlib.suppress(*NOTHING_THERE):
            # A timeout of nothing: what is there now, without waiting for more.
            for report in self._client.read_stream(
                job_id, STREAM, offset=after, timeout_seconds=0
            ):
                reports.append(cattrs.structure(report, Progress))
        return reports

    def forget(self, job_id: str) -> None:
        self._client.delete_workflow(job_id)

    def worker_alive(self, queue: Queue = Queue.GPU) -> bool:
        return job_locks.is_held(self._url, queue)

    def close(self) -> None:
        self._client.destroy()


class DbosEngine:
    """The worker's side: `ports.JobEngine` for one queue."""

    def __init__(self, url: str, *, queue: Queue) -> None:
        self._url = url
        self._queue = queue

    def serve(self, bodies: Mapping[JobKind, JobBody], *, stop: Stopped) -> None:
        with job_locks.held(self._url, self._queue):  # before launch: see job_locks
            desk = _Desk(bodies)
            _launch(self._url, self._queue, desk)
            log.info("serving queue=%s", self._queue)
            try:
                while not stop():
                    time.sleep(0.05)
                desk.close(patience_seconds=HAND_BACK_SECONDS)
            finally:
                DBOS.destroy(destroy_registry=True)
                log.info("stopped queue=%s", self._queue)


class _Desk:
    """The jobs of this process while they run."""

    def __init__(self, bodies: Mapping[JobKind, JobBody]) -> None:
        self._bodies = bodies
        self._closing = threading.Event()
        self._idle = threading.Condition()
        self._running = 0
        self._finished: set[str] = set()

    def close(self, *, patience_seconds: float) -> None:
        """Tell running bodies to stop and wait for them."""
        self._closing.set()
        with self._idle:
            self._idle.wait_for(lambda: self._running == 0, timeout=patience_seconds)
        deadline = time.monotonic() + RECORDING_SECONDS
        while self._finished and time.monotonic() < deadline:
            time.sleep(0.02)
            pending = DBOS.list_workflows(
                workflow_ids=list(self._finished),
                status="PENDING",
                load_input=False,
                load_output=False,
            )
            self._finished &= {job.workflow_id for job in pending}

    async def work(self, ticket: Ticket, attempt: int) -> Outcome:
        """Run a body in a thread; a job handed back never returns, so nothing is recorded."""
        cancelled = threading.Event()
        report = _reporting(attempt, cancelled)
        task = asyncio.create_task(asyncio.to_thread(self._run, ticket, report, cancelled))
        try:
            outcome = await asyncio.shield(task)
        except asyncio.CancelledError:
            cancelled.set()
            await asyncio.wait({task})
            raise
        if outcome is None:
            await asyncio.Event().wait()
        return outcome or Outcome(results=[], failure="")

    def _run(self, ticket: Ticket, report: Report, cancelled: threading.Event) -> Outcome | None:
        log.info("job begins id=%s kind=%s", ticket.job_id, ticket.kind)
        with self._idle:
            self._running += 1
        try:
            outcome = self._outcome(
                ticket, report, lambda: cancelled.is_set() or self._closing.is_set()
            )
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()
        handed_back = bool(outcome["failure"]) and self._closing.is_set()
        log.info(
            "job ends id=%s failure=%s handed_back=%s",
            ticket.job_id,
            outcome["failure"],
            handed_back,
        )
        if handed_back:
            return None
        self._finished.add(ticket.job_id)
        return outcome

    def _outcome(self, ticket: Ticket, report: Report, stopped: Stopped) -> Outcome:
        body = self._bodies.get(ticket.kind)
        if body is None:
            return Outcome(results=[], failure="kind")
        try:
            return Outcome(results=list(body(ticket, report, stopped)), failure="")
        except JobFailed as failed:
            return Outcome(results=[], failure=failed.code)
        except Exception as error:
            _log_without_content(ticket, error)
            return Outcome(results=[], failure="error")


def _reporting(attempt: int, cancelled: threading.Event) -> Report:
    def report(progress: Progress) -> None:
        try:
            DBOS.write_stream(STREAM, asdict(replace(progress, attempt=attempt)))
        except (engine_errors.DBOSException, sqlalchemy.exc.SQLAlchemyError):
            cancelled.set()  # cancelled, or purged: nobody waits for this job any more

    return report


def _launch(url: str, queue: Queue, desk: _Desk) -> None:
    _quieten()
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": url,
        "executor_id": queue,  # stable: its own interrupted jobs come back at the next start
        "application_version": VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "run_migrations": False,
        "log_level": "WARNING",
        "notification_listener_polling_interval_sec": 0.25,
    }
    DBOS(config=config)
    DBOS.listen_queues(list(_lines(queue)))
    _register(desk)
    DBOS.launch()


def _register(desk: _Desk) -> None:
    @DBOS.step(name="work", preemptible=True)
    async def work(ticket: dict[str, Any]) -> Outcome:
        # Asked inside the step: in the workflow the answer would be kept and replayed.
        status = await DBOS.get_workflow_status_async(str(DBOS.workflow_id))
        attempt = (status.recovery_attempts if status else None) or 1
        return await desk.work(cattrs.structure(ticket, Ticket), attempt)

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=MAX_RECOVERIES)
    async def job(ticket: dict[str, Any]) -> Outcome:
        return await work(ticket)

    @DBOS.workflow(name=LONG_WORKFLOW, max_recovery_attempts=MAX_LONG_RECOVERIES)
    async def long_job(ticket: dict[str, Any]) -> Outcome:
        return await work(ticket)


def _lines(queue: Queue) -> tuple[str, str]:
    """The engine's queues behind one of ours: for usual jobs, and for long ones."""
    return queue.value, f"{queue.value}-long"


def _client(url: str) -> DBOSClient:
    return DBOSClient(
        system_database_url=url,
        serializer=DBOSPortableJSONSerializer(),
        application_name=APPLICATION,
    )


def _write_ahead(url: str) -> None:
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text("pragma journal_mode=wal"))
    engine.dispose()


def _ended(outcome: Outcome) -> JobState:
    if outcome["failure"]:
        return JobState(status=JobStatus.FAILED, failure=outcome["failure"])
    return JobState(status=JobStatus.SUCCEEDED, results=tuple(outcome["results"]))


def _goes_before(other: WorkflowStatus, job: WorkflowStatus) -> bool:
    if other.workflow_id == job.workflow_id:
        return False
    return other.status == "PENDING" or _order(other) < _order(job)


def _order(job: WorkflowStatus) -> tuple[int, int]:
    return (job.priority or 0, job.created_at or 0)


def _log_without_content(ticket: Ticket, error: Exception) -> None:
    """Log where it happened, not what it said: messages may hold what people told."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    log.error("job broke id=%s error=%s at %s", ticket.job_id, type(error).__name__, where)


def _quieten() -> None:
    """Send the engine's log through ours, from warnings up."""
    engine_log = logging.getLogger("dbos")
    if not engine_log.handlers:
        engine_log.addHandler(logging.NullHandler())  # else it adds a console of its own
    engine_log.setLevel(logging.WARNING)  # drops its notice about SQLite: see the docstring
