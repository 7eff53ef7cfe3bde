"""The databases of patients that are open now: the least recently used are closed again."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock

from core.domain.patient import PatientId
from storage.engine import Database, close_database

__all__ = ["OpenStores"]

MOST_OPEN = 32  #: 200 open stores cost 275 MB and 600 file descriptors


class _Store:
    """One database, opened by whoever needs it first."""

    def __init__(self) -> None:
        self.opening = Lock()
        self.database: Database | None = None
        self.users = 0


class OpenStores:
    """At most `most_open` databases; one that is in use is never closed under its user."""

    def __init__(
        self,
        open_one: Callable[[PatientId], Database],
        *,
        close_one: Callable[[Database], None] = close_database,
        most_open: int = MOST_OPEN,
    ) -> None:
        self._open_one = open_one
        self._close_one = close_one
        self._most_open = most_open
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
            surplus = len(self._stores) - self._most_open
            idle = [key for key, kept in self._stores.items() if kept.users == 0]
            closing = [self._stores.pop(key) for key in idle[: max(surplus, 0)]]
        for closed in closing:
            if closed.database is not None:  # whoever is being answered does not wait for it
                self._closer.submit(self._close_one, closed.database)


def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="close-store")


def _nothing() -> None:
    """What there is left to do once everything before it is done."""
