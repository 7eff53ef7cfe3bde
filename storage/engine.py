"""Encrypted SQLite databases: how they are opened, and what a transaction is."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from core.errors import StoreBusy, StoreDamaged, StoreError
from storage.statements import Prepared, Rows, Statement

__all__ = [
    "Database",
    "Transaction",
    "close_database",
    "copy_database",
    "open_database",
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
    "cache_size = -1024",  # KiB; many stores are open at once
)
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_REFUSED = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")


class Database:
    """One database, and the connections to it that nobody uses at the moment."""

    def __init__(self, connect: Callable[[], Any], *, spare: int) -> None:
        self.connect = connect
        self.turn = RLock()  #: whose turn it is to write
        self._spare = spare
        self._idle: deque[Any] = deque()
        self._closed = False

    @contextmanager
    def connection(self) -> Iterator[Any]:
        """A connection of the driver; what is left uncommitted on it is undone."""
        connection = self._taken()
        try:
            yield connection
        finally:
            connection.rollback()
            if self._closed or len(self._idle) >= self._spare:
                connection.close()
            else:
                self._idle.append(connection)

    def close(self) -> None:
        """Close it; a connection that is in use closes when it is handed back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def _taken(self) -> Any:
        try:
            return self._idle.pop()
        except IndexError:
            return self.connect()


class Transaction:
    """Statements that take effect together; it begins with the first of them."""

    def __init__(self, driver: Any, *, begin: str) -> None:
        self.driver = driver  #: the bare connection, for what must happen outside
        self._begin = begin

    def execute(self, statement: Statement | Prepared, **values: Any) -> Rows:
        """Run a statement; one that runs often is better `Prepared`."""
        if not isinstance(statement, Prepared):
            statement = Prepared(statement)
        self._go_on()
        return statement.run(self.driver, values)

    def exec_driver_sql(self, sql: str) -> Rows:
        """Run SQL as it is written here."""
        self._go_on()
        return Rows(self.driver.execute(sql).fetchall())

    def commit(self) -> None:
        self.driver.commit()

    def _go_on(self) -> None:
        if not self.driver.in_transaction:
            self.driver.execute(self._begin)


def open_database(
    path: Path, key: bytes, *, spare: int = 1, busy_timeout_s: float = BUSY_TIMEOUT_S
) -> Database:
    """An encrypted database, which is made when it is not there.

    The raw key spares SQLCipher's slow derivation, meant for passphrases. Transactions
    begin here and not in the driver, so that they hold for changes of the schema too.
    """
    import sqlcipher3  # here, so that the worker never loads it

    opening = "; ".join(f"PRAGMA {pragma}" for pragma in (_key_pragma(key), *_PRAGMAS))

    def connect() -> Any:
        connection = sqlcipher3.connect(
            str(path), check_same_thread=False, timeout=busy_timeout_s, isolation_level=None
        )
        try:
            connection.executescript(opening)
        except BaseException:
            connection.close()
            raise
        return connection

    return Database(connect, spare=spare)


@contextmanager
def writing(database: Database) -> Iterator[Transaction]:
    """A transaction that holds the write lock from its first statement; commit it yourself.

    Writers of one process take turns here: SQLite would let them sleep and try again, for
    up to a tenth of a second while the lock is long free.
    """
    if not database.turn.acquire(timeout=BUSY_TIMEOUT_S):
        raise StoreBusy
    try:
        with translated(), database.connection() as driver:
            yield Transaction(driver, begin="BEGIN IMMEDIATE")
    finally:
        database.turn.release()


@contextmanager
def reading(database: Database) -> Iterator[Transaction]:
    """A transaction that only reads, and waits for no writer."""
    with translated(), database.connection() as driver:
        yield Transaction(driver, begin="BEGIN")


@contextmanager
def translated() -> Iterator[None]:
    """Turn the database's errors into those of the error tree."""
    from sqlcipher3 import Error

    try:
        yield
    except Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(_BUSY):
            raise StoreBusy from error
        if name.startswith(_DAMAGED):
            raise StoreDamaged from error
        if name.startswith(_REFUSED):
            raise StoreError(f"The disk does not take it: {name}.") from error
        raise


def close_database(database: Database) -> None:
    """Close a database, its log written back first.

    The driver lets other threads run while a statement waits for the disk, but not while
    a connection closes: there, a slow disk would hold up every conversation.
    """
    try:
        with translated(), database.connection() as driver:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except StoreError:  # somebody still reads, or the file is gone: closing copes with both
        pass
    database.close()


def copy_database(database: Database, key: bytes, to: Path) -> None:
    """Copy a live database as it is at this moment, with SQLite's backup interface."""
    copy = open_database(to, key)
    try:
        with translated(), database.connection() as source, copy.connection() as target:
            source.backup(target)
        with translated(), copy.connection() as target:
            target.execute("PRAGMA journal_mode = DELETE")  # one file, no -wal beside it
    finally:
        copy.close()


def _key_pragma(key: bytes) -> str:
    return f"key = \"x'{key.hex()}'\""
