"""Values of one kind in one table: what every shelf of a patient's store can do."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from sqlalchemy import ColumnElement, Select, Table, delete, func, select

from core.errors import NotFound
from storage.documents import from_document, to_document
from storage.engine import Transaction
from storage.statements import Prepared, counted, kept, newest, upsert
from storage.tables import patient as tables

__all__ = ["Shelf"]


class HasId(Protocol):
    @property
    def id(self) -> str: ...


V = TypeVar("V", bound=HasId)


class Shelf(Generic[V]):
    """Values of one kind in one table, within one transaction.

    Questions name the values of columns: `_where(session_id=…)`. Those that cannot be
    put that way give conditions alone, and are compiled anew each time.
    """

    row: ClassVar[type[tables.PatientBase]]
    kind: type[V]

    def __init__(self, db: Transaction) -> None:
        self._db = db
        self._table = cast(Table, self.row.__table__)

    def get(self, key: str) -> V:
        value = self.find(key)
        if value is None:
            raise NotFound(f"No {self.kind.__name__} has this id.")
        return value

    def find(self, key: str) -> V | None:
        return self._first(id=key)

    def save(self, value: V) -> None:
        columns = {"id": value.id, "body": to_document(value), **self._columns(value)}
        self._db.execute(upsert(self._table, "id"), **columns)

    def all(self) -> Sequence[V]:
        return self._where()

    def remove(self, key: str) -> None:
        self._db.execute(delete(self._table).where(self._table.c.id == key))

    def _columns(self, value: V) -> Mapping[str, Any]:
        """What is searched by, besides the id."""
        return {}

    def _where(self, *conditions: ColumnElement[bool], **equal: Any) -> Sequence[V]:
        wanted: Prepared | Select[Any] = kept(self._table, "seq", *equal)
        if conditions:
            wanted = self._bodies(*conditions).order_by(self._table.c.seq)
        return [self._value(row) for row in self._db.execute(wanted, **equal)]

    def _first(self, *conditions: ColumnElement[bool], **equal: Any) -> V | None:
        """The value saved last among those that fit."""
        wanted: Prepared | Select[Any] = newest(self._table, "seq", *equal)
        if conditions:
            wanted = self._bodies(*conditions).order_by(self._table.c.seq.desc()).limit(1)
        row = self._db.execute(wanted, **equal).first()
        return None if row is None else self._value(row)

    def _number_of(self, *conditions: ColumnElement[bool], **equal: Any) -> int:
        wanted: Prepared | Select[Any] = counted(self._table, *equal)
        if conditions:
            wanted = select(func.count()).select_from(self._table).where(*conditions)
        return cast(int, self._db.execute(wanted, **equal).scalar_one())

    def _bodies(self, *conditions: ColumnElement[bool]) -> Select[Any]:
        return select(self._table.c.body).where(*conditions)

    def _value(self, row: Any) -> V:
        return from_document(row.body, self.kind)
