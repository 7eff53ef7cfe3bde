"""Statements that are compiled once, and then run by the driver itself.

SQLAlchemy knows the tables and says what a statement is. To execute one, it builds, keys,
looks up and converts anew each time, which takes many times as long as SQLite itself; and
one turn of a conversation has thirty statements. So what every turn asks is compiled here
once, together with how its values are converted on the way in and out.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Delete,
    Dialect,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert

__all__ = [
    "Prepared",
    "Rows",
    "Statement",
    "counted",
    "found",
    "given",
    "kept",
    "newest",
    "oldest",
    "upsert",
]

Statement = Select[Any] | Insert | Update | Delete
Convert = Callable[[Any], Any]
_AFTERWARDS = {"render_postcompile": True}  #: lists of values become as many question marks


class Rows(list[Any]):
    """The rows a statement found, each with its columns as attributes."""

    __slots__ = ("rowcount",)
    rowcount: int  #: how many rows were changed

    def first(self) -> Any:
        """The first row, or None."""
        return self[0] if self else None

    def all(self) -> Sequence[Any]:
        return self

    def scalars(self) -> "Rows":
        """The first column."""
        return Rows(row[0] for row in self)

    def scalar_one(self) -> Any:
        return self[0][0]

    def scalar_one_or_none(self) -> Any:
        return self[0][0] if self else None


class Prepared:
    """A statement as the driver takes it; values are given by the names of its parameters."""

    def __init__(self, statement: Statement) -> None:
        dialect = _dialect()
        compiled: Any = statement.compile(dialect=dialect, compile_kwargs=_AFTERWARDS)
        self.sql = str(compiled)
        self._names: Sequence[str] = compiled.positiontup
        binds: Mapping[str, BindParameter[Any]] = compiled.binds
        self._written = {  # in the statement itself; a value that is to be given must be
            name: value
            for name, value in compiled.params.items()
            if name not in binds or not binds[name].required
        }
        writers = {
            name: binds[name].type.dialect_impl(dialect).bind_processor(dialect)
            for name in self._names
            if name in binds
        }
        self._writers = {name: convert for name, convert in writers.items() if convert}
        self._row = _row(statement)
        self._readers = _readers(statement, dialect)

    def run(self, driver: Any, values: Mapping[str, Any]) -> Rows:
        """Run it on a connection of the driver."""
        known = {**self._written, **values} if values else self._written
        writers = self._writers
        parameters = [
            writers[name](known[name]) if name in writers else known[name] for name in self._names
        ]
        cursor = driver.execute(self.sql, parameters)
        row, readers = self._row, self._readers
        rows = Rows(_read(found, row, readers) for found in cursor.fetchall()) if row else Rows()
        rows.rowcount = cursor.rowcount
        return rows


def given(column: Column[Any], name: str = "") -> BindParameter[Any]:
    """A value that is given when the statement runs, under the column's name or another."""
    return bindparam(name or column.name, type_=column.type)


@cache
def upsert(table: Table, *keys: str) -> Prepared:
    """Insert a row, or replace what the one with these keys holds."""
    named = [column for column in table.c if column.name in keys or not column.primary_key]
    added = insert(table).values({column.name: given(column) for column in named})
    changed = {c.name: added.excluded[c.name] for c in named if c.name not in keys}
    return Prepared(added.on_conflict_do_update(index_elements=keys, set_=changed))


@cache
def kept(table: Table, order: str, *names: str) -> Prepared:
    """The bodies of the rows whose columns of these names have the values given, in order."""
    return Prepared(select(table.c.body).where(*_equal(table, names)).order_by(table.c[order]))


@cache
def found(table: Table, *names: str) -> Prepared:
    """The rows whose columns of these names have the values given, with all they hold."""
    return Prepared(select(table).where(*_equal(table, names)))


@cache
def newest(table: Table, order: str, *names: str) -> Prepared:
    """The body of the last row that `kept` would find."""
    last = select(table.c.body).where(*_equal(table, names)).order_by(table.c[order].desc())
    return Prepared(last.limit(1))


@cache
def oldest(table: Table, order: str, *names: str) -> Prepared:
    """The body of the first row that `kept` would find."""
    first = select(table.c.body).where(*_equal(table, names)).order_by(table.c[order])
    return Prepared(first.limit(1))


@cache
def counted(table: Table, *names: str) -> Prepared:
    """How many rows have the values given."""
    return Prepared(select(func.count()).select_from(table).where(*_equal(table, names)))


def _equal(table: Table, names: Iterable[str]) -> list[ColumnElement[bool]]:
    return [table.c[name] == given(table.c[name]) for name in names]


@cache
def _dialect() -> Dialect:
    dialect: Dialect = sqlite.dialect()
    return dialect


def _read(
    found: Sequence[Any], row: Callable[[Sequence[Any]], Any], readers: list[tuple[int, Convert]]
) -> Any:
    values = list(found)
    for place, convert in readers:
        values[place] = convert(values[place])
    return row(values)


def _row(statement: Statement) -> Callable[[Sequence[Any]], Any] | None:
    """What a row found becomes: its columns under their names."""
    names = [name or "_" for name in statement.exported_columns.keys()]  # noqa: SIM118
    row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    return row._make if names else None


def _readers(statement: Statement, dialect: Dialect) -> list[tuple[int, Convert]]:
    """Which columns of a row are converted, by their place."""
    types = [column.type.dialect_impl(dialect) for column in statement.exported_columns]
    converts = [kind.result_processor(dialect, None) for kind in types]
    return [(place, convert) for place, convert in enumerate(converts) if convert]
