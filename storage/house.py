"""All stores of one installation, opened together: what the roots build on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import StoreDamaged, StoreInUse
from core.ports import Clock, Ids
from storage.engine import Database
from storage.files import make_folder
from storage.inbox_bodies import InboxBodies
from storage.job_folders import SealedFolders
from storage.keys import KeyFolder, read_key
from storage.migrations import REGISTRY, open_current
from storage.paths import HousePaths
from storage.patient_store import StoredPatients
from storage.registry import StoredRegistry

__all__ = ["Stores", "claimed", "open_stores", "open_worker_folders"]

REGISTRY_CONNECTIONS = 4  #: every update asks it, whoever it is from


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """Everything that is kept; close it when done."""

    paths: HousePaths
    keys: KeyFolder
    registry: StoredRegistry
    patients: StoredPatients
    job_folders: SealedFolders
    clock: Clock
    ids: Ids
    _database: Database
    _claim: FileLock | None

    def close(self) -> None:
        self.patients.close()
        self._database.close()
        if self._claim is not None:
            self._claim.release()


def open_stores(paths: HousePaths, clock: Clock, ids: Ids, *, alone: bool = True) -> Stores:
    """Open, and at the first start make, the stores of a data folder and its key folder.

    The bot, and whatever erases or migrates, opens them `alone` and gets StoreInUse when
    another process has. Commands that may run beside a bot (an invitation, a backup, a
    check) do not ask.
    """
    claim = _claim(paths) if alone else None
    try:
        return _open(paths, clock, ids, claim)
    except BaseException:
        if claim is not None:
            claim.release()
        raise


def open_worker_folders(paths: HousePaths, worker_key_file: Path) -> SealedFolders:
    """The jobs' folders for a worker, who has its own key and no other."""
    return SealedFolders(paths, worker_key=read_key(worker_key_file))


@contextmanager
def claimed(paths: HousePaths) -> Iterator[None]:
    """Hold the data folder without opening anything in it; StoreInUse when somebody has it."""
    claim = _claim(paths)
    try:
        yield
    finally:
        claim.release()


def _registry_database(paths: HousePaths, keys: KeyFolder, *, alone: bool) -> Database:
    return open_current(
        paths.registry,
        REGISTRY,
        key=keys.registry_key,
        copies=paths.registry_upgrades,
        alone=alone,
        spare=REGISTRY_CONNECTIONS,
    )


def _open(paths: HousePaths, clock: Clock, ids: Ids, claim: FileLock | None) -> Stores:
    if paths.incoming.exists():
        raise StoreDamaged("A restore was interrupted: run it again.")
    make_folder(paths.jobs)
    keys = KeyFolder.open(paths)
    if keys.patient_ids() and not paths.registry.exists():
        raise StoreDamaged("The registry is missing: restore it from a backup.")
    alone = claim is not None
    database = _registry_database(paths, keys, alone=alone)
    registry = StoredRegistry(database, bodies=InboxBodies(keys))
    jobs = SealedFolders(paths, worker_key=keys.worker_key)
    patients = StoredPatients(paths, keys=keys, registry=registry, jobs=jobs, ids=ids, alone=alone)
    if alone:
        patients.finish_erasures()
        keys.write_copy()  # on a new machine, or where its disk was away, it may be missing
    return Stores(
        paths=paths,
        keys=keys,
        registry=registry,
        patients=patients,
        job_folders=jobs,
        clock=clock,
        ids=ids,
        _database=database,
        _claim=claim,
    )


def _claim(paths: HousePaths) -> FileLock:
    make_folder(paths.data)
    claim = FileLock(paths.claim, thread_local=False)
    try:
        claim.acquire(timeout=0)
    except Timeout as error:
        raise StoreInUse from error
    return claim
