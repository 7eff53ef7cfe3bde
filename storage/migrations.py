"""Bringing a database up to date: two lineages, one transaction an upgrade, a copy first.

Alembic is loaded only when there is something to migrate: a current database is known by
the revision written here, and a new one is laid from the models; tests hold both against
the version files.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, NullPool, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from core.errors import StoreError
from storage.engine import (
    Database,
    Transaction,
    copy_database,
    open_database,
    reading,
    translated,
    writing,
)
from storage.files import make_folder
from storage.tables.patient import PatientBase
from storage.tables.registry import RegistryBase

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

__all__ = [
    "LINEAGES",
    "PATIENT",
    "REGISTRY",
    "Lineage",
    "bring_up_to_date",
    "migrating",
    "open_current",
    "revision_of",
    "run",
]

_HOUSE = Path(__file__).parents[1]
#: `alembic.op` is one for the whole process: two migrations at once would write into each other.
_ALEMBIC = threading.Lock()
#: As Alembic itself makes it.
_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """One of the two databases, as it grew."""

    name: str  #: its section of alembic.ini
    head: str  #: the revision this program works with
    metadata: MetaData
    ini: Path = _HOUSE / "alembic.ini"


REGISTRY = Lineage(name="registry", head="r0003", metadata=RegistryBase.metadata)
PATIENT = Lineage(name="patient", head="p0008", metadata=PatientBase.metadata)
LINEAGES = {lineage.name: lineage for lineage in (REGISTRY, PATIENT)}


def open_current(
    path: Path, lineage: Lineage, *, key: bytes, copies: Path, alone: bool, spare: int = 1
) -> Database:
    """A database that is up to date, new or migrated if it has to be."""
    database = open_database(path, key, spare=spare)
    try:
        bring_up_to_date(database, lineage, key=key, copies=copies, alone=alone)
    except BaseException:
        database.close()
        raise
    return database


def bring_up_to_date(
    database: Database, lineage: Lineage, *, key: bytes, copies: Path, alone: bool = True
) -> bool:
    """Migrate a database unless it is current; what it was before is kept in `copies`.

    Whoever does not own the data folder makes new databases but changes none: an older
    program may be running on them.
    """
    with reading(database) as db:
        revision = revision_of(db)
    if revision == lineage.head:
        return False
    if revision is not None:
        if not alone:
            raise StoreError("The stores are from another version: run `vivencia migrate` first.")
        make_folder(copies)
        copy_database(database, key, copies / f"{lineage.name}-{revision}.db")
        with migrating(database) as db:
            if revision_of(db) != lineage.head:
                run(db, lineage)
    else:
        with writing(database) as db:
            if revision_of(db) is None:
                _lay(db, lineage)
                db.commit()
    return True


def _lay(db: Transaction, lineage: Lineage) -> None:
    """Make an empty database what its migrations would lead to."""
    for statement in (*_statements(lineage.metadata), _VERSION_TABLE):
        db.exec_driver_sql(statement)
    db.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{lineage.head}')")  # noqa: S608


@cache
def _statements(metadata: MetaData) -> tuple[str, ...]:
    """What makes all tables and indexes, compiled once for every person's database."""
    dialect = sqlite.dialect()
    tables = metadata.sorted_tables
    indexes = [index for table in tables for index in table.indexes]
    made = [CreateTable(table) for table in tables] + [CreateIndex(index) for index in indexes]
    return tuple(str(element.compile(dialect=dialect)) for element in made)


def revision_of(db: Connection | Transaction) -> str | None:
    """The revision a database is at; None when it is empty."""
    named = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if db.exec_driver_sql(named).first() is None:
        return None
    return db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()


def run(db: Connection, lineage: Lineage, *, to: str = "head") -> None:
    """Run a lineage's migrations in the transaction that `db` is in."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.util import CommandError

    script = _script(lineage.ini, lineage.name)
    context = MigrationContext.configure(
        db,
        opts={
            "fn": lambda revision, _: script._upgrade_revs(to, revision),
            "script": script,
            "destination_rev": to,
            "target_metadata": lineage.metadata,
            "transactional_ddl": True,
            "render_as_batch": True,
        },
    )
    try:
        with _ALEMBIC, context.begin_transaction(), Operations.context(context):
            context.run_migrations()
    except CommandError as error:
        raise StoreError("A newer version of this program wrote the database.") from error


@cache
def _script(ini: Path, name: str) -> "ScriptDirectory":
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(Config(ini, ini_section=name))


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """A transaction for changing the schema.

    SQLite changes a table by building it anew and dropping the old one, and with foreign
    keys on, dropping a parent deletes its children. They can only be switched off before
    a transaction begins; what points nowhere afterwards undoes it.
    """
    with translated(), _connected(database) as db:
        driver = db.connection.driver_connection
        assert driver is not None  # noqa: S101 - it has just been connected
        driver.execute("PRAGMA foreign_keys = OFF")
        yield db
        if db.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreError("A migration would leave rows that point nowhere.")
        db.commit()


@contextmanager
def _connected(database: Database) -> Iterator[Connection]:
    """A connection as Alembic wants it, used once and closed."""
    import sqlcipher3

    engine = create_engine(
        "sqlite://", module=sqlcipher3, creator=database.connect, poolclass=NullPool
    )
    event.listen(engine, "begin", lambda db: db.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.connect() as db:
            yield db
    except DBAPIError as error:
        raise error.orig or error from error
    finally:
        engine.dispose()
