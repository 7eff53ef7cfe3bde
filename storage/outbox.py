"""The outbox of a patient, and of the registry: what must go out, in order.

A row's payload has the number of the screen it shows under "screen"; its answer has
the ids of the messages Telegram made of it under "message_ids". When a row is delivered
its payload is blanked, for it holds people's words; the screen's number and the answer stay.
A row whose payload has "dropped" is not to be shown to anybody any more.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, update

from core.domain.conversation import OutboxItem, OutboxKind
from storage.engine import Transaction
from storage.statements import Prepared, given
from storage.tables.columns import OutboxColumns

__all__ = ["Outbox", "drop_unsent", "post"]

Begin = Callable[[], AbstractContextManager[Transaction]]


def post(db: Transaction, row: type[OutboxColumns], item: OutboxItem, *, update_key: str) -> None:
    """Add an item to an outbox, within the transaction that caused it."""
    db.execute(
        _posted(_table(row)),
        update_key=update_key,
        chat_id=item.chat_id,
        kind=item.kind.value,
        screen=item.payload.get("screen"),
        payload=item.payload,
        answer=item.answer,
        delivered=False,
    )


def drop_unsent(db: Transaction, row: type[OutboxColumns], *, of: Callable[[int], bool]) -> None:
    """Have nothing that waits shown in the chats that are meant.

    Messages are still tidied away there, and jobs ordered or stopped. Whoever is told
    `otherwise` that somebody was not reached still is.
    """
    table = _table(row)
    for item in map(_item, db.execute(_pending(table))):
        if item.kind in {OutboxKind.SEND, OutboxKind.EDIT} and of(item.chat_id):
            otherwise = {k: v for k, v in item.payload.items() if k == "otherwise"}
            db.execute(_rewritten(table), item_id=item.id, payload={"dropped": True, **otherwise})


class Outbox:
    """An outbox as the sender sees it; each call is a transaction of its own."""

    def __init__(self, row: type[OutboxColumns], *, reading: Begin, writing: Begin) -> None:
        self._table = _table(row)
        self._reading = reading
        self._writing = writing

    def pending(self, *, chat_id: int | None = None) -> Sequence[OutboxItem]:
        with self._reading() as db:
            if chat_id is None:
                rows = db.execute(_pending(self._table))
            else:
                rows = db.execute(_pending_in(self._table), chat_id=chat_id)
            return [_item(row) for row in rows]

    def delivered(self, item_id: int, answer: Mapping[str, Any]) -> bool:
        with self._writing() as db:
            changed = db.execute(_delivered(self._table), item_id=item_id, answer=dict(answer))
            waiting = [db.execute(_waiting(self._table), update_key=r.update_key) for r in changed]
            db.commit()
        return not any(found.scalar_one() for found in waiting)

    def is_empty(self, update_key: str) -> bool:
        with self._reading() as db:
            waiting = db.execute(_waiting(self._table), update_key=update_key)
            return not waiting.scalar_one()

    def message_ids(self, screen_number: int) -> Sequence[int]:
        with self._reading() as db:
            answers = db.execute(_answers(self._table), screen=screen_number)
            found = [i for row in answers for i in row.answer.get("message_ids", ())]
        return list(dict.fromkeys(found))  # an edited message keeps its id

    def sent(self, *, newest: int) -> Sequence[tuple[int, int]]:
        with self._reading() as db:
            rows = db.execute(_last_sent(self._table))
            found = [(r.chat_id, m) for r in rows for m in r.answer.get("message_ids", ())[::-1]]
        return list(dict.fromkeys(found))[:newest]


def _table(row: type[OutboxColumns]) -> Table:
    return cast(Table, row.__table__)  # type: ignore[attr-defined]


@cache
def _posted(table: Table) -> Prepared:
    return Prepared(insert(table).values({c.name: given(c) for c in table.c if not c.primary_key}))


@cache
def _pending(table: Table) -> Prepared:
    return Prepared(select(table).where(~table.c.delivered).order_by(table.c.id))


@cache
def _pending_in(table: Table) -> Prepared:
    c = table.c
    waiting = select(table).where(~c.delivered, c.chat_id == given(c.chat_id))
    return Prepared(waiting.order_by(c.id))


@cache
def _delivered(table: Table) -> Prepared:
    changed = update(table).where(table.c.id == given(table.c.id, "item_id"))
    delivered = changed.values(delivered=True, answer=given(table.c.answer), payload={})
    return Prepared(delivered.returning(table.c.update_key))


@cache
def _rewritten(table: Table) -> Prepared:
    changed = update(table).where(table.c.id == given(table.c.id, "item_id"))
    return Prepared(changed.values(payload=given(table.c.payload)))


@cache
def _waiting(table: Table) -> Prepared:
    c = table.c
    return Prepared(
        select(func.count())
        .select_from(table)
        .where(c.update_key == given(c.update_key), ~c.delivered)
    )


@cache
def _answers(table: Table) -> Prepared:
    c = table.c
    return Prepared(
        select(c.answer).where(c.screen == given(c.screen), c.delivered).order_by(c.id)
    )


@cache
def _last_sent(table: Table) -> Prepared:
    c = table.c
    told = select(c.chat_id, c.answer).where(c.delivered, c.answer.is_not(None))
    return Prepared(told.order_by(c.id.desc()))


def _item(row: Any) -> OutboxItem:
    return OutboxItem(
        id=row.id,
        update_key=row.update_key,
        chat_id=row.chat_id,
        kind=OutboxKind(row.kind),
        payload=row.payload,
        answer=row.answer,
    )
