"""The bot's side of the job engine, opened after the start, or when it is first needed.

The engine is half of what the bot would have to load before it can answer anybody.
"""

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from core.domain.job import JobState, Progress, Queue, Ticket
from storage import job_locks

if TYPE_CHECKING:
    from storage.jobs import DbosClient

__all__ = ["LateClient"]


class LateClient:
    """`ports.JobClient` that prepares and opens the engine with its first question."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opening = Lock()
        self._client: DbosClient | None = None

    def prepare(self) -> None:
        """Make or migrate the engine's tables now."""
        from storage import jobs  # here: it is slow to load

        jobs.prepare(self._url)

    def open(self) -> None:
        self._opened()

    def enqueue(self, ticket: Ticket) -> None:
        self._opened().enqueue(ticket)

    def cancel(self, job_id: str) -> None:
        self._opened().cancel(job_id)

    def state(self, job_id: str) -> JobState | None:
        return self._opened().state(job_id)

    def progress(self, job_id: str, *, after: int) -> Sequence[Progress]:
        return self._opened().progress(job_id, after=after)

    def forget(self, job_id: str) -> None:
        self._opened().forget(job_id)

    def worker_alive(self, queue: Queue = Queue.GPU) -> bool:
        """Ask the lock and not the engine: it costs nothing."""
        return job_locks.is_held(self._url, queue)

    def close(self) -> None:
        with self._opening:
            if self._client is not None:
                self._client.close()

    def _opened(self) -> "DbosClient":
        with self._opening:
            if self._client is None:
                from storage.jobs import DbosClient

                self.prepare()
                self._client = DbosClient(self._url)
            return self._client
