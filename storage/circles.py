"""Who is in which circle, carried over into a registry that comes back from a backup."""

from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Table, delete

from core.domain.circle import Account, Invitation
from storage.documents import from_document
from storage.engine import Database, Transaction, reading, writing
from storage.registry import StoredRegistry
from storage.statements import Rows, found, upsert
from storage.tables import registry as tables

__all__ = ["keep_circles"]

_PATIENTS = cast(Table, tables.PatientEntry.__table__)
_ACCOUNTS = cast(Table, tables.AccountRow.__table__)
_MEMBERSHIPS = cast(Table, tables.MembershipRow.__table__)
_INVITATIONS = cast(Table, tables.InvitationRow.__table__)
_REMINDERS = cast(Table, tables.ReminderRow.__table__)
_KEYS = {_MEMBERSHIPS: ("account_id", "patient_id"), _REMINDERS: ("id",)}


def keep_circles(back: Database, present: Database) -> None:
    """Have the spaces that both registries know keep the circles they have at present.

    Whoever was put out since the backup stays out, a role that changed stays changed, and
    a link that was used or withdrawn opens nothing. What people told us of themselves, or
    had us forget, is as at present, too.
    """
    with reading(present) as db:
        known = {table: db.execute(found(table)) for table in (_PATIENTS, _ACCOUNTS, *_KEYS)}
        links = [row for row in db.execute(found(_INVITATIONS)) if _is_spent(row)]
    with writing(back) as db:
        both = _ids(known[_PATIENTS]) & _ids(db.execute(found(_PATIENTS)))
        for table, keys in _KEYS.items():
            _take_over(db, table, keys, known[table], both)
        for row in links:
            db.execute(upsert(_INVITATIONS, "code"), **row._asdict())
        for row in known[_ACCOUNTS]:
            db.execute(upsert(_ACCOUNTS, "id"), **row._asdict())
        everybody = db.execute(found(_ACCOUNTS))
        db.commit()
    _leave_rooms(StoredRegistry(back), everybody)


def _take_over(
    db: Transaction, table: Table, keys: tuple[str, ...], rows: Rows, spaces: set[str]
) -> None:
    for patient_id in spaces:
        db.execute(delete(table).where(table.c.patient_id == patient_id))
    for row in rows:
        if row.patient_id in spaces:
            db.execute(upsert(table, *keys), **row._asdict())


def _leave_rooms(registry: StoredRegistry, accounts: Rows) -> None:
    """Nobody is in a space whose circle they are not in."""
    for row in accounts:
        account = from_document(row.body, Account)
        spaces = {own.patient_id for own in registry.memberships(account.id)}
        if account.patient_id is not None and account.patient_id not in spaces:
            registry.save_account(replace(account, patient_id=None))


def _is_spent(row: Any) -> bool:
    return not from_document(row.body, Invitation).untouched


def _ids(patients: Rows) -> set[str]:
    return {row.id for row in patients}
