"""The databases of patients that are open now: the least recently used are closed again."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from core.domain.patient import PatientId
from storage.engine import Database, close_database

__all__ = ["OpenStores"]

MOST_OPEN = 224  #: each costs a quarter of a megabyte and three file descriptors
UNUSED_S = 600.0  #: whoever has not been here for so long is closed, too


class _Store:
    """One database, opened by whoever needs it first."""

    def __init__(self) -> None:
        self.opening = Lock()
        self.database: Database | None = None
        self.users = 0
        self.used_at = 0.0


class OpenStores:
    """At most `most_open` databases, those used last; one in use is never closed."""

    def __init__(
        self,
        open_one: Callable[[PatientId], Database],
        *,
        close_one: Callable[[Database], None] = close_database,
        most_open: int = MOST_OPEN,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._open_one = open_one
        self._close_one = close_one
        self._most_open = most_open
        self._clock = clock
        self._stores: OrderedDict[PatientId, _Store] = OrderedDict()
        self._lock = Lock()
        self._closer = _one_thread()

    def __len__(self) -> int:
        return len(self._stores)

    @contextmanager
    def lent(self, patient_id: PatientId) -> Iterator[Database]:
        """The database of one patient, opened (and migrated) now if it has to be."""
        store = self._take(patient_id)
        try:
            with store.opening:  # only the first to come opens, the others wait for it
                if store.database is None:
                    store.database = self._open_one(patient_id)
            yield store.database
        finally:
            self._hand_back(store)

    def close(self, patient_id: PatientId) -> None:
        """Close one database before its files are removed."""
        with self._lock:
            store = self._stores.pop(patient_id, None)
        if store is not None and store.database is not None:
            self._closer.submit(self._close_one, store.database)
        self.settled()

    def settled(self) -> None:
        """Wait for those that are being closed."""
        self._closer.submit(_nothing).result()

    def close_all(self) -> None:
        for patient_id in list(self._stores):
            self.close(patient_id)
        closer, self._closer = self._closer, _one_thread()
        closer.shutdown()

    def _take(self, patient_id: PatientId) -> _Store:
        with self._lock:
            store = self._stores.setdefault(patient_id, _Store())
            self._stores.move_to_end(patient_id)
            store.users += 1
            return store

    def _hand_back(self, store: _Store) -> None:
        with self._lock:
            store.users -= 1
            store.used_at = self._clock()
            closing = self._surplus(unused_since=store.used_at - UNUSED_S)
        for closed in closing:
            if closed.database is not None:  # whoever is being answered does not wait for it
                self._closer.submit(self._close_one, closed.database)

    def _surplus(self, *, unused_since: float) -> list[_Store]:
        """Take out those that are too many, or were not used for long; the oldest first."""
        surplus = len(self._stores) - self._most_open
        taken = []
        for patient_id, store in list(self._stores.items()):
            if surplus <= 0 and store.used_at > unused_since:
                break
            if store.users == 0:
                taken.append(self._stores.pop(patient_id))
                surplus -= 1
        return taken


def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="close-store")


def _nothing() -> None:
    """What there is left to do once everything before it is done."""
