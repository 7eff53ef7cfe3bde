"""The outbox of a patient, and of the registry: what must go out, in order.

A row's payload has the number of the screen it shows under "screen"; its answer has
the ids of the messages Telegram made of it under "message_ids". When a row is delivered
its payload is blanked, for it holds people's words; the screen's number and the answer stay.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

from sqlalchemy import Connection, Row, Table, func, insert, select, update

from core.domain.conversation import OutboxItem, OutboxKind
from storage.tables.columns import OutboxColumns

__all__ = ["Outbox", "post"]

Begin = Callable[[], AbstractContextManager[Connection]]


def post(db: Connection, row: type[OutboxColumns], item: OutboxItem, *, update_key: str) -> None:
    """Add an item to an outbox, within the transaction that caused it."""
    db.execute(
        insert(_table(row)).values(
            update_key=update_key,
            chat_id=item.chat_id,
            kind=item.kind.value,
            screen=item.payload.get("screen"),
            payload=item.payload,
            answer=item.answer,
            delivered=False,
        )
    )


class Outbox:
    """An outbox as the sender sees it; each call is a transaction of its own."""

    def __init__(self, row: type[OutboxColumns], *, reading: Begin, writing: Begin) -> None:
        self._table = _table(row)
        self._reading = reading
        self._writing = writing

    def pending(self, *, chat_id: int | None = None) -> Sequence[OutboxItem]:
        c = self._table.c
        wanted = select(self._table).where(~c.delivered).order_by(c.id)
        if chat_id is not None:
            wanted = wanted.where(c.chat_id == chat_id)
        with self._reading() as db:
            return [_item(row) for row in db.execute(wanted)]

    def delivered(self, item_id: int, answer: Mapping[str, Any]) -> None:
        changed = update(self._table).where(self._table.c.id == item_id)
        with self._writing() as db:
            db.execute(changed.values(delivered=True, answer=dict(answer), payload={}))
            db.commit()

    def is_empty(self, update_key: str) -> bool:
        c = self._table.c
        waiting = select(func.count()).where(c.update_key == update_key, ~c.delivered)
        with self._reading() as db:
            return db.execute(waiting).scalar_one() == 0

    def message_ids(self, screen_number: int) -> Sequence[int]:
        c = self._table.c
        answers = select(c.answer).where(c.screen == screen_number, c.delivered).order_by(c.id)
        with self._reading() as db:
            found = [i for row in db.execute(answers) for i in row.answer.get("message_ids", ())]
        return list(dict.fromkeys(found))  # an edited message keeps its id


def _table(row: type[OutboxColumns]) -> Table:
    return cast(Table, row.__table__)  # type: ignore[attr-defined]


def _item(row: Row[Any]) -> OutboxItem:
    return OutboxItem(
        id=row.id,
        update_key=row.update_key,
        chat_id=row.chat_id,
        kind=OutboxKind(row.kind),
        payload=row.payload,
        answer=row.answer,
    )
