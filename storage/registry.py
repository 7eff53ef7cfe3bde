"""Accounts, roles, invitations and the inbox, in data/registry.db; each call is a transaction."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Delete, Table, Update, delete, select, update
from sqlalchemy.dialects.sqlite import Insert, insert

from core.domain.circle import Account, Invitation, Membership
from core.domain.conversation import InboxRow, OutboxItem
from core.domain.patient import PatientId
from core.domain.reminder import Reminder
from core.domain.timer import Timer
from core.errors import StoreErased, StoreError
from core.ports import OutboxShelf
from storage.documents import from_document, to_document
from storage.engine import Database, Transaction, copy_database, reading, writing
from storage.inbox_bodies import InboxBodies
from storage.outbox import Outbox, post
from storage.statements import Prepared, Rows, Statement, counted, found, given, kept, upsert
from storage.tables import registry as tables

__all__ = ["StoredRegistry"]

_log = logging.getLogger(__name__)
T = TypeVar("T")
_PATIENTS = cast(Table, tables.PatientEntry.__table__)
_ACCOUNTS = cast(Table, tables.AccountRow.__table__)
_MEMBERSHIPS = cast(Table, tables.MembershipRow.__table__)
_INVITATIONS = cast(Table, tables.InvitationRow.__table__)
_INBOX = cast(Table, tables.InboxTableRow.__table__)
_WATCHED = cast(Table, tables.WatchedJobRow.__table__)
_REMINDERS = cast(Table, tables.ReminderRow.__table__)
_TIMERS = cast(Table, tables.TimerRow.__table__)
_FACTS = cast(Table, tables.FactRow.__table__)
_MEMBER_KEYS = ("account_id", "patient_id")

Change = Insert | Update | Delete
Columns = Mapping[str, Any]


class StoredRegistry:
    """The registry on its encrypted database; see `core.ports.Registry`."""

    outbox: OutboxShelf

    def __init__(self, database: Database, *, bodies: InboxBodies | None = None) -> None:
        self._database = database
        self._bodies = bodies  #: None: for whoever needs no body to be read
        self.outbox = Outbox(
            tables.RegistryOutboxRow,
            reading=partial(reading, database),
            writing=partial(writing, database),
        )

    def account(self, account_id: int) -> Account | None:
        return self._one(_ACCOUNTS, Account, id=account_id)

    def save_account(self, account: Account) -> None:
        columns = {"id": account.id, "patient_id": account.patient_id}
        self._save(_ACCOUNTS, "id", **columns, body=to_document(account))

    def memberships(self, account_id: int) -> Sequence[Membership]:
        return self._values(_MEMBERSHIPS, Membership, "joined_at", account_id=account_id)

    def members(self, patient_id: PatientId) -> Sequence[Membership]:
        return self._values(_MEMBERSHIPS, Membership, "joined_at", patient_id=patient_id)

    def join(self, membership: Membership) -> None:
        self._save(_MEMBERSHIPS, *_MEMBER_KEYS, **_member_columns(membership))

    def leave(self, account_id: int, patient_id: PatientId) -> None:
        left = [
            delete(table).where(table.c.account_id == account_id, table.c.patient_id == patient_id)
            for table in (_REMINDERS, _MEMBERSHIPS)
        ]
        self._change(*left)

    def invitation(self, code: str) -> Invitation | None:
        return self._one(_INVITATIONS, Invitation, code=code)

    def save_invitation(self, invitation: Invitation) -> None:
        self._save(_INVITATIONS, "code", **_invitation_columns(invitation))

    def forget_invited(self, account_id: int) -> None:
        with writing(self._database) as db:
            for row in db.execute(found(_INVITATIONS)):
                invitation = from_document(row.body, Invitation)
                if invitation.used_by == account_id and invitation.name:
                    nameless = _invitation_columns(replace(invitation, name=""))
                    db.execute(upsert(_INVITATIONS, "code"), **nameless)
            db.commit()

    def open_invitations(self, patient_id: PatientId) -> Sequence[Invitation]:
        into = self._values(_INVITATIONS, Invitation, "code", patient_id=patient_id)
        return sorted((link for link in into if link.untouched), key=lambda link: link.expires_at)

    def claim_invitation(
        self, code: str, account_id: int, *, membership: Membership | None = None
    ) -> bool:
        with writing(self._database) as db:  # holds the write lock: nobody comes in between
            row = db.execute(kept(_INVITATIONS, "code", "code"), code=code).first()
            invitation = None if row is None else from_document(row.body, Invitation)
            if invitation is None or invitation.withdrawn:
                return False
            if invitation.used_by is None:
                used = _invitation_columns(replace(invitation, used_by=account_id))
                db.execute(upsert(_INVITATIONS, "code"), **used)
                if membership is not None:
                    joined = _member_columns(membership)
                    db.execute(upsert(_MEMBERSHIPS, *_MEMBER_KEYS), **joined)
                db.commit()
                return True
            return invitation.used_by == account_id

    def take_in(
        self,
        key: str,
        *,
        chat_id: int,
        account_id: int,
        patient_id: PatientId | None,
        body: Mapping[str, Any],
    ) -> bool:
        row = {"key": key, "chat_id": chat_id, "account_id": account_id, "patient_id": patient_id}
        sealed = self._sealed(body, patient_id, key)
        return self._run(_taken_in(), **row, body=sealed, open=True) == 1

    def open_rows(self) -> Sequence[InboxRow]:
        """Rows not closed yet; those of an erased person are closed now."""
        in_order = select(_INBOX).where(_INBOX.c.open).order_by(_INBOX.c.seq)
        rows = []
        for row in self._all(in_order):
            try:
                rows.append(self._inbox_row(row))
            except StoreErased:
                self.close_rows(row.key)
            except StoreError as error:  # it stays: the key may come back
                _log.error("inbox row %s does not open: %s", row.key, type(error).__name__)
        return rows

    def row(self, key: str) -> InboxRow | None:
        row = self._all(found(_INBOX, "key"), key=key).first()
        return None if row is None else self._inbox_row(row)

    def move_row(self, key: str, patient_id: PatientId) -> None:
        row = self.row(key)
        if row is not None:
            moved = update(_INBOX).where(_INBOX.c.key == key, _INBOX.c.open)
            body = self._sealed(row.body, patient_id, key)
            self._change(moved.values(patient_id=patient_id, body=body))

    def rewrite_row(self, key: str, body: Mapping[str, Any]) -> None:
        row = self.row(key)
        if row is not None:
            written = update(_INBOX).where(_INBOX.c.key == key, _INBOX.c.open)
            self._change(written.values(body=self._sealed(body, row.patient_id, key)))

    def close_rows(self, *keys: str) -> None:
        with writing(self._database) as db:
            for key in keys:
                db.execute(_closed(), row_key=key)
            db.commit()

    def post(self, item: OutboxItem, *, update_key: str) -> None:
        with writing(self._database) as db:
            post(db, tables.RegistryOutboxRow, item, update_key=update_key)
            db.commit()

    def watch_job(self, job_id: str, patient_id: PatientId) -> None:
        self._save(_WATCHED, "job_id", job_id=job_id, patient_id=patient_id)

    def watched_jobs(self) -> Sequence[tuple[str, PatientId]]:
        return [(r.job_id, PatientId(r.patient_id)) for r in self._all(found(_WATCHED))]

    def unwatch_job(self, job_id: str) -> None:
        self._change(delete(_WATCHED).where(_WATCHED.c.job_id == job_id))

    def reminder(self, reminder_id: str) -> Reminder | None:
        return self._one(_REMINDERS, Reminder, id=reminder_id)

    def reminders(self, patient_id: PatientId) -> Sequence[Reminder]:
        return self._values(_REMINDERS, Reminder, "id", patient_id=patient_id)

    def reminders_due(self, now: datetime) -> Sequence[Reminder]:
        due = select(_REMINDERS).where(_REMINDERS.c.next_at <= _sortable(now))
        return [from_document(row.body, Reminder) for row in self._all(due)]

    def save_reminder(self, reminder: Reminder) -> None:
        columns = {
            "id": reminder.id,
            "patient_id": reminder.patient_id,
            "account_id": reminder.account_id,
            "next_at": reminder.next_at and _sortable(reminder.next_at),
        }
        self._save(_REMINDERS, "id", **columns, body=to_document(reminder))

    def remove_reminder(self, reminder_id: str) -> None:
        self._change(delete(_REMINDERS).where(_REMINDERS.c.id == reminder_id))

    def set_timer(self, timer: Timer) -> None:
        columns = {"id": timer.id, "patient_id": timer.patient_id, "at": _sortable(timer.at)}
        self._save(_TIMERS, "id", **columns, body=to_document(timer))

    def timers_due(self, now: datetime) -> Sequence[Timer]:
        due = select(_TIMERS).where(_TIMERS.c.at <= _sortable(now)).order_by(_TIMERS.c.at)
        return [from_document(row.body, Timer) for row in self._all(due)]

    def remove_timer(self, timer: Timer) -> None:
        gone = delete(_TIMERS).where(_TIMERS.c.id == timer.id)
        self._change(gone.where(_TIMERS.c.at == _sortable(timer.at)))

    def value(self, name: str) -> str | None:
        fact = self._all(found(_FACTS, "name"), name=name).first()
        return None if fact is None else cast(str, fact.value)

    def set_value(self, name: str, value: str) -> None:
        self._save(_FACTS, "name", name=name, value=value)

    def patient_ids(self) -> Sequence[PatientId]:
        """Every space there is, in the order they were made."""
        return [PatientId(row.id) for row in self._all(_in_order())]

    def knows(self, patient_id: PatientId) -> bool:
        return bool(self._all(counted(_PATIENTS, "id"), id=patient_id).scalar_one())

    def add_patient(self, patient_id: PatientId, *, first: Membership, now: datetime) -> None:
        """Make a space known, with its first member; in one transaction."""
        with writing(self._database) as db:
            db.execute(insert(_PATIENTS).values(id=patient_id, created_at=now.isoformat()))
            db.execute(upsert(_MEMBERSHIPS, *_MEMBER_KEYS), **_member_columns(first))
            db.commit()

    def forget_patient(self, patient_id: PatientId) -> None:
        """Remove every row about a person, and what the write-ahead log still holds of them.

        Jobs stay watched, by their ids: the watch has to stop what still runs.
        """
        self._forget_place(patient_id)
        tables_about = (_MEMBERSHIPS, _INVITATIONS, _INBOX, _REMINDERS, _TIMERS)
        gone = [delete(table).where(table.c.patient_id == patient_id) for table in tables_about]
        self._change(*gone, delete(_PATIENTS).where(_PATIENTS.c.id == patient_id))
        with writing(self._database) as db:
            db.driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy(self, key: bytes, to: Path) -> None:
        """Copy the registry as it is at this moment."""
        copy_database(self._database, key, to)

    def verify(self, verify: Callable[[Transaction], None]) -> None:
        with reading(self._database) as db:
            verify(db)

    def _sealed(self, body: Mapping[str, Any], patient_id: PatientId | None, key: str) -> Any:
        return self._bodies.seal(body, patient_id, row=key) if self._bodies else dict(body)

    def _inbox_row(self, row: Any) -> InboxRow:
        patient_id = None if row.patient_id is None else PatientId(row.patient_id)
        body = self._bodies.open(row.body, patient_id, row=row.key) if self._bodies else row.body
        return InboxRow(
            key=row.key,
            chat_id=row.chat_id,
            account_id=row.account_id,
            patient_id=patient_id,
            body=body,
        )

    def _forget_place(self, patient_id: PatientId) -> None:
        """Take out of this space the accounts that are in it now."""
        for row in self._all(found(_ACCOUNTS, "patient_id"), patient_id=patient_id):
            self.save_account(replace(from_document(row.body, Account), patient_id=None))

    def _one(self, table: Table, kind: type[T], **equal: Any) -> T | None:
        [key] = equal
        row = self._all(kept(table, key, key), **equal).first()
        return None if row is None else from_document(row.body, kind)

    def _values(self, table: Table, kind: type[T], order: str, **equal: Any) -> Sequence[T]:
        rows = self._all(kept(table, order, *equal), **equal)
        return [from_document(row.body, kind) for row in rows]

    def _all(self, wanted: Statement | Prepared, **values: Any) -> Rows:
        with reading(self._database) as db:
            return db.execute(wanted, **values)

    def _save(self, table: Table, *keys: str, **columns: Any) -> None:
        self._run(upsert(table, *keys), **columns)

    def _run(self, change: Prepared, **values: Any) -> int:
        """Apply one change; how many rows it touched."""
        with writing(self._database) as db:
            touched = db.execute(change, **values).rowcount
            db.commit()
        return touched

    def _change(self, *changes: Change) -> None:
        """Apply changes in one transaction."""
        with writing(self._database) as db:
            for change in changes:
                db.execute(change)
            db.commit()


def _invitation_columns(invitation: Invitation) -> Columns:
    return {
        "code": invitation.code,
        "patient_id": invitation.patient_id,
        "body": to_document(invitation),
    }


def _member_columns(membership: Membership) -> Columns:
    return {
        "account_id": membership.account_id,
        "patient_id": membership.patient_id,
        "joined_at": membership.joined_at.isoformat(),
        "body": to_document(membership),
    }


@cache
def _taken_in() -> Prepared:
    row = {column.name: given(column) for column in _INBOX.c if not column.primary_key}
    return Prepared(insert(_INBOX).values(row).on_conflict_do_nothing())


@cache
def _in_order() -> Prepared:
    return Prepared(select(_PATIENTS).order_by(_PATIENTS.c.created_at, _PATIENTS.c.id))


@cache
def _closed() -> Prepared:
    closed = update(_INBOX).where(_INBOX.c.key == given(_INBOX.c.key, "row_key"))
    return Prepared(closed.values(open=False, body={}))


def _sortable(moment: datetime) -> str:
    """As words that sort like the moments they stand for."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
