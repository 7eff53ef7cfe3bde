"""A worker in this process: one line of jobs, and the bodies that do them."""

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

from core.domain.job import JobKind, Queue, Ticket
from core.ports import JobBody
from tests.fakes.jobs import FakeJobs


class OneLine(FakeJobs):
    """One worker for both queues."""

    def enqueue(self, ticket: Ticket) -> None:
        super().enqueue(replace(ticket, queue=Queue.GPU))

    def worker_alive(self, queue: Queue = Queue.GPU) -> bool:
        return True


@asynccontextmanager
async def working(jobs: FakeJobs, bodies: Mapping[JobKind, JobBody]) -> AsyncIterator[None]:
    over = threading.Event()
    serving = asyncio.create_task(asyncio.to_thread(jobs.serve, bodies, stop=over.is_set))
    try:
        yield
    finally:
        over.set()
        await serving
