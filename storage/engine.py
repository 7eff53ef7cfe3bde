"""Encrypted SQLite databases: how they are opened, and what a transaction is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Connection, Dialect, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from core.errors import StoreBusy, StoreDamaged, StoreError

__all__ = [
    "close_engine",
    "copy_database",
    "driver",
    "open_engine",
    "reading",
    "translated",
    "writing",
]

BUSY_TIMEOUT_S = 5.0
_PRAGMAS = (
    "cipher_log_level = NONE",  # it would write to the terminal by itself
    "journal_mode = WAL",
    # With NORMAL a power cut could take back the last commits after the inbox row that
    # caused them was closed: a story would be lost. A commit costs a fraction of a
    # millisecond more.
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",  # nothing in clear beside the database while it sorts
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "cache_size = -1024",  # KiB; up to 32 stores are open at once
)
_turns: "WeakKeyDictionary[Engine, RLock]" = WeakKeyDictionary()  #: whose turn it is to write
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def open_engine(
    path: Path, key: bytes, *, pool_size: int = 1, busy_timeout_s: float = BUSY_TIMEOUT_S
) -> Engine:
    """An engine on an encrypted database, which is made when it is not there.

    The raw key spares SQLCipher's slow derivation, meant for passphrases. Transactions
    begin here and not in the driver, so that they hold for changes of the schema too.
    """
    import sqlcipher3  # here, so that the worker never loads it

    def connect() -> Any:
        connection = sqlcipher3.connect(
            str(path), check_same_thread=False, timeout=busy_timeout_s, isolation_level=None
        )
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    common = _common()
    engine = Engine(
        QueuePool(connect, pool_size=pool_size, max_overflow=16),
        common.dialect,
        URL.create("sqlite+pysqlcipher", database=str(path)),
        execution_options={"compiled_cache": common.statements},
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    _turns[engine] = RLock()
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its first statement; commit it yourself.

    Writers of one process take turns here: SQLite would let them sleep and try again, for
    up to a tenth of a second while the lock is long free.
    """
    turn = _turns[engine]
    if not turn.acquire(timeout=BUSY_TIMEOUT_S):
        raise StoreBusy
    try:
        with translated(), engine.connect() as db:
            yield db
    finally:
        turn.release()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and waits for no writer."""
    with translated(), engine.connect() as db:
        yield db.execution_options(only_reads=True)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the database's errors into those of the error tree."""
    try:
        yield
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "")
        if name.startswith(_BUSY):
            raise StoreBusy from error
        if name.startswith(_DAMAGED):
            raise StoreDamaged from error
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise StoreError(f"The disk does not take it: {name}.") from error
        raise


def close_engine(engine: Engine) -> None:
    """Close a database, its log written back first.

    The driver lets other threads run while a statement waits for the disk, but not while
    a connection closes: there, a slow disk would hold up every conversation.
    """
    try:
        with translated(), engine.connect() as db:
            driver(db).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except StoreError:  # somebody still reads, or the file is gone: closing copes with both
        pass
    engine.dispose()


def copy_database(engine: Engine, key: bytes, to: Path) -> None:
    """Copy a live database as it is at this moment, with SQLite's backup interface."""
    copy = open_engine(to, key)
    try:
        with translated(), engine.connect() as source, copy.connect() as target:
            driver(source).backup(driver(target))
        with translated(), copy.connect() as target:
            driver(target).execute("PRAGMA journal_mode = DELETE")  # one file, no -wal beside it
    finally:
        copy.dispose()


def driver(db: Connection) -> Any:
    """The bare connection, for what must happen outside a transaction."""
    return db.connection.driver_connection


@dataclass(frozen=True, slots=True)
class _Common:
    """What the engines of all stores share: a statement is compiled once, not once a store."""

    dialect: Dialect
    statements: dict[Any, Any]


@cache
def _common() -> _Common:
    import sqlcipher3

    engine = create_engine("sqlite+pysqlcipher://:x@/:memory:", module=sqlcipher3)
    engine.connect().close()  # the dialect learns at its first connection what it speaks to
    engine.dispose()
    return _Common(engine.dialect, {})


def _begin(db: Connection) -> None:
    only_reads = db.get_execution_options().get("only_reads", False)
    db.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
