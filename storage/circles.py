"""Who is in which circle, carried over into a registry that comes back from a backup."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import Table, delete

from core.domain.circle import Account, Invitation
from core.domain.patient import PatientId
from storage.documents import from_document
from storage.engine import Database, Transaction, reading, writing
from storage.registry import StoredRegistry
from storage.statements import Rows, found, upsert
from storage.tables import registry as tables

__all__ = ["Present", "keep_circles", "present_of"]

_PATIENTS = cast(Table, tables.PatientEntry.__table__)
_ACCOUNTS = cast(Table, tables.AccountRow.__table__)
_MEMBERSHIPS = cast(Table, tables.MembershipRow.__table__)
_INVITATIONS = cast(Table, tables.InvitationRow.__table__)
_REMINDERS = cast(Table, tables.ReminderRow.__table__)
_TIMERS = cast(Table, tables.TimerRow.__table__)
_WATCHED = cast(Table, tables.WatchedJobRow.__table__)
_INBOX = cast(Table, tables.InboxTableRow.__table__)
_CIRCLES = {_MEMBERSHIPS: ("account_id", "patient_id"), _REMINDERS: ("id",)}
#: What else the registry holds of a space, and is carried over only with its store.
_SPACES = {_INVITATIONS: ("code",), _TIMERS: ("id",), _WATCHED: ("job_id",), _INBOX: ("key",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The registry of now, read once."""

    rows: Mapping[Table, Rows]

    @property
    def patient_ids(self) -> list[PatientId]:
        """The spaces there are now, in the order they were made."""
        rows = sorted(self.rows[_PATIENTS], key=lambda row: (row.created_at, row.id))
        return [PatientId(row.id) for row in rows]


def present_of(registry: Database) -> Present:
    """All that a restore keeps of the registry of now."""
    wanted = (_PATIENTS, _ACCOUNTS, *_CIRCLES, *_SPACES)
    with reading(registry) as db:
        return Present(rows={table: db.execute(found(table)) for table in wanted})


def keep_circles(back: Database, present: Present, *, carried: Collection[PatientId] = ()) -> None:
    """Have the spaces that both registries know keep the circles they have at present.

    Whoever was put out since the backup stays out, a role that changed stays changed, and
    a link that was used or withdrawn opens nothing. What people told us of themselves, or
    had us forget, is as at present, too. Spaces that are `carried` over with their stores
    stay as they are in everything.
    """
    known = present.rows
    with writing(back) as db:
        for row in known[_PATIENTS]:
            if row.id in carried:
                db.execute(upsert(_PATIENTS, "id"), **row._asdict())
        both = _ids(known[_PATIENTS]) & _ids(db.execute(found(_PATIENTS)))
        for table, keys in _CIRCLES.items():
            _take_over(db, table, keys, known[table], both)
        for table, keys in _SPACES.items():
            _take_over(db, table, keys, known[table], carried)
        for row in known[_INVITATIONS]:
            if _is_spent(row):
                db.execute(upsert(_INVITATIONS, "code"), **row._asdict())
        for row in known[_ACCOUNTS]:
            db.execute(upsert(_ACCOUNTS, "id"), **row._asdict())
        everybody = db.execute(found(_ACCOUNTS))
        db.commit()
    _leave_rooms(StoredRegistry(back), everybody)


def _take_over(
    db: Transaction, table: Table, keys: tuple[str, ...], rows: Rows, spaces: Collection[str]
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
