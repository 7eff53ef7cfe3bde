"""data/registry.db: who is who, what came in; no stories."""

from typing import Any

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.tables.columns import NAMING, OutboxColumns

__all__ = [
    "AccountRow",
    "FactRow",
    "InboxTableRow",
    "InvitationRow",
    "MembershipRow",
    "PatientEntry",
    "RegistryBase",
    "RegistryOutboxRow",
    "ReminderRow",
    "TimerRow",
    "WatchedJobRow",
]


class RegistryBase(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class PatientEntry(RegistryBase):
    """A space that exists."""

    __tablename__ = "patients"
    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[str]


class AccountRow(RegistryBase):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    patient_id: Mapped[str | None]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class MembershipRow(RegistryBase):
    __tablename__ = "memberships"
    account_id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[str] = mapped_column(primary_key=True, index=True)
    joined_at: Mapped[str]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class InvitationRow(RegistryBase):
    __tablename__ = "invitations"
    code: Mapped[str] = mapped_column(primary_key=True)
    patient_id: Mapped[str | None] = mapped_column(index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class InboxTableRow(RegistryBase):
    """Something that came in; its body is blanked when it is closed, its key stays."""

    __tablename__ = "inbox"
    seq: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    chat_id: Mapped[int]
    account_id: Mapped[int]
    patient_id: Mapped[str | None] = mapped_column(index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    open: Mapped[bool] = mapped_column(default=True, index=True)


class RegistryOutboxRow(OutboxColumns, RegistryBase):
    __tablename__ = "outbox"


class WatchedJobRow(RegistryBase):
    __tablename__ = "watched_jobs"
    job_id: Mapped[str] = mapped_column(primary_key=True)
    patient_id: Mapped[str] = mapped_column(index=True)


class ReminderRow(RegistryBase):
    """When an account is reminded of a person; nothing that was told."""

    __tablename__ = "reminders"
    id: Mapped[str] = mapped_column(primary_key=True)
    patient_id: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[int]
    next_at: Mapped[str | None] = mapped_column(index=True)  #: in UTC; none: nothing will come
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class TimerRow(RegistryBase):
    """When something about a person is to be looked at again; never what."""

    __tablename__ = "timers"
    id: Mapped[str] = mapped_column(primary_key=True)
    patient_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[str] = mapped_column(index=True)  #: in UTC
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class FactRow(RegistryBase):
    """A small fact of the installation."""

    __tablename__ = "facts"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
