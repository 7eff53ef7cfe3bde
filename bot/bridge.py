"""The only way from the asynchronous edge to the synchronous core."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from core.domain.patient import PatientId

P = ParamSpec("P")
T = TypeVar("T")
THREADS = 8  #: units of work at once; SQLite writers of one store never overlap


class Bridge:
    """Runs use cases in threads, one at a time for a patient."""

    def __init__(self, *, threads: int = THREADS) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="use-case")
        self._locks: defaultdict[PatientId, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def in_thread(
        self,
        patient_id: PatientId | None,
        use_case: Callable[P, T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Await a use case; calls for the same patient wait for each other, in order."""
        if patient_id is None:
            return await self._run(use_case, *args, **kwargs)
        async with self._locks[patient_id]:
            return await self._run(use_case, *args, **kwargs)

    async def _run(self, use_case: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        # Shielded: a cancelled waiter must not leave the lock while the thread still writes.
        work = loop.run_in_executor(self._threads, lambda: use_case(*args, **kwargs))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.wait([work])
            raise

    def close(self) -> None:
        self._threads.shutdown(wait=True)
