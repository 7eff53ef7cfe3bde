"""Which process serves a queue: a lock that dies with its holder.

The engine puts the interrupted jobs of an executor id back into the queue when a
process with that id starts. A second process with the same id would therefore run
jobs that are still running: the lock is taken before the engine is launched.
"""

import fcntl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from core.errors import StoreError, StoreInUse

LOCK_CLASS = 7919  #: the first key of our advisory locks in Postgres, any number nobody else uses
PATIENCE_SECONDS = 2.0  #: someone only asking whether the lock is held lets go at once


def away(error: Exception) -> StoreError:
    """What to raise for a queue that does not open, without the words that it came with."""
    name = type(error).__name__
    return StoreError(
        f"The job queue does not open ({name}). Check VIVENCIA_QUEUE_URL, and that Postgres runs."
    )


def sqlite_path(url: str) -> Path | None:
    """The file behind a SQLite URL; None for Postgres."""
    prefix = "sqlite:///"
    return Path(url.removeprefix(prefix)) if url.startswith(prefix) else None


def is_held(url: str, name: str) -> bool:
    """Tell whether a live process holds the lock, without keeping it."""
    path = sqlite_path(url)
    if path is None:
        with _connection(url) as connection:
            return _postgres_holds(connection, name)
    with _lock_file(path, name) as file:
        return not _flock(file, fcntl.LOCK_SH)


@contextmanager
def held(url: str, name: str, *, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the lock, or raise StoreInUse when another process keeps it."""
    path = sqlite_path(url)
    if path is None:
        with _connection(url) as connection:
            _insist(lambda: _postgres_takes(connection, name), patience_seconds)
            yield
    else:
        with _lock_file(path, name) as file:
            _insist(lambda: _flock(file, fcntl.LOCK_EX), patience_seconds)
            yield


def _insist(take: Callable[[], bool], patience_seconds: float) -> None:
    deadline = time.monotonic() + patience_seconds
    while not take():
        if time.monotonic() > deadline:
            raise StoreInUse("another process serves this queue")
        time.sleep(0.05)


def _lock_file(path: Path, name: str) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f"{path.name}.{name}.lock").open("ab")


def _flock(file: IO[bytes], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _connection(url: str) -> Any:
    import psycopg  # only where Postgres is used

    try:
        return psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)
    except psycopg.Error as error:  # its words hold the address, and perhaps a password
        raise away(error) from None


def _number(name: str) -> int:
    return zlib.crc32(name.encode()) - 2**31


def _postgres_takes(connection: Any, name: str) -> bool:
    query = "select pg_try_advisory_lock(%s, %s::int)"
    return bool(connection.execute(query, (LOCK_CLASS, _number(name))).fetchone()[0])


def _postgres_holds(connection: Any, name: str) -> bool:
    query = (
        "select 1 from pg_locks where locktype = 'advisory' and granted"
        " and classid = %s and objid = (%s::bigint & 4294967295)"
        " and database = (select oid from pg_database where datname = current_database())"
    )
    return connection.execute(query, (LOCK_CLASS, _number(name))).fetchone() is not None
