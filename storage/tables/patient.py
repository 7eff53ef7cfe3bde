"""data/patients/<id>/patient.db: one person's story."""

from typing import Any

from sqlalchemy import JSON, Index, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.tables.columns import NAMING, DocumentColumns, OutboxColumns

__all__ = [
    "AlertRow",
    "CommentRow",
    "ConsentRow",
    "EditionRow",
    "ElementRow",
    "ExerciseRow",
    "ExpectationRow",
    "GoalRow",
    "HandledRow",
    "JobRow",
    "MediaRow",
    "MemoryRow",
    "OutboxRow",
    "PageNumberRow",
    "PageRow",
    "PatientBase",
    "PersonRow",
    "PhotoRow",
    "PictureRow",
    "ReportRow",
    "ReviewRow",
    "ScaleResultRow",
    "SceneRow",
    "ScreenRow",
    "SessionRow",
    "SightingRow",
    "TeachingRow",
    "TipRow",
    "TransferRow",
    "WishRow",
]


class PatientBase(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class PersonRow(DocumentColumns, PatientBase):
    """The patient: one row."""

    __tablename__ = "person"


class ConsentRow(DocumentColumns, PatientBase):
    __tablename__ = "consents"
    kind: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    holds: Mapped[bool]


class SessionRow(DocumentColumns, PatientBase):
    __tablename__ = "sessions"
    ended: Mapped[bool] = mapped_column(index=True)


class MemoryRow(DocumentColumns, PatientBase):
    __tablename__ = "memories"
    session_id: Mapped[str | None] = mapped_column(index=True)
    stage: Mapped[str] = mapped_column(index=True)
    theme: Mapped[str] = mapped_column(index=True)


class SceneRow(DocumentColumns, PatientBase):
    __tablename__ = "scenes"
    memory_id: Mapped[str] = mapped_column(index=True)


class ElementRow(DocumentColumns, PatientBase):
    __tablename__ = "elements"


class PhotoRow(DocumentColumns, PatientBase):
    """Photos; a page asks for those that stand on it."""

    __tablename__ = "photos"
    memory_id: Mapped[str | None] = mapped_column(index=True, sort_order=1)  # it came later


class PictureRow(DocumentColumns, PatientBase):
    __tablename__ = "pictures"
    memory_id: Mapped[str] = mapped_column(index=True)
    job_id: Mapped[str] = mapped_column(index=True)


class PageRow(DocumentColumns, PatientBase):
    """A page; the index is the book's order."""

    __tablename__ = "pages"
    hidden: Mapped[bool]
    stage: Mapped[int]  #: the stage's position in a life
    position: Mapped[int]
    __table_args__ = (Index("ix_pages_order", "hidden", "stage", "position", "id"),)


class PageNumberRow(PatientBase):
    """Under which number a visible page stands in the book, from 1."""

    __tablename__ = "page_numbers"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    page: Mapped[int] = mapped_column(index=True)  #: its `seq`
    stage: Mapped[int]
    __table_args__ = (Index("ix_page_numbers_stage", "stage", "number"),)


class JobRow(DocumentColumns, PatientBase):
    __tablename__ = "jobs"
    taken_over: Mapped[bool] = mapped_column(index=True)


class ReviewRow(DocumentColumns, PatientBase):
    """What therapists have made of a session; a person's list asks for those that wait."""

    __tablename__ = "reviews"
    open: Mapped[bool] = mapped_column(index=True)
    pausing: Mapped[bool] = mapped_column(index=True)


class GoalRow(DocumentColumns, PatientBase):
    __tablename__ = "goals"


class ScaleResultRow(DocumentColumns, PatientBase):
    __tablename__ = "scale_results"


class ReportRow(DocumentColumns, PatientBase):
    __tablename__ = "reports"


class TeachingRow(DocumentColumns, PatientBase):
    """A teaching of an element; the night asks for those that wait for it."""

    __tablename__ = "teachings"
    element_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)


class WishRow(DocumentColumns, PatientBase):
    __tablename__ = "wishes"


class EditionRow(DocumentColumns, PatientBase):
    """What was made of the book; looked for by the series it belongs to."""

    __tablename__ = "editions"
    slot: Mapped[str] = mapped_column(index=True)


class ExerciseRow(DocumentColumns, PatientBase):
    """Faces and names; at most one is open."""

    __tablename__ = "exercises"
    open: Mapped[bool] = mapped_column(index=True)


class SightingRow(DocumentColumns, PatientBase):
    """Who saw what kind of thing on which day; thinned after a year."""

    __tablename__ = "sightings"
    day: Mapped[str] = mapped_column(index=True)


class TipRow(DocumentColumns, PatientBase):
    __tablename__ = "tips"
    waiting: Mapped[bool] = mapped_column(index=True)
    given_by: Mapped[int] = mapped_column(index=True)


class CommentRow(DocumentColumns, PatientBase):
    __tablename__ = "comments"
    page_id: Mapped[str] = mapped_column(index=True)


class AlertRow(DocumentColumns, PatientBase):
    __tablename__ = "alerts"
    open: Mapped[bool] = mapped_column(index=True)


class TransferRow(DocumentColumns, PatientBase):
    """Ownership on its way to somebody else."""

    __tablename__ = "transfers"
    waiting: Mapped[bool] = mapped_column(index=True)


class MediaRow(PatientBase):
    """A file of the media folder."""

    __tablename__ = "media"
    id: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    trashed: Mapped[bool] = mapped_column(default=False)


class ScreenRow(PatientBase):
    __tablename__ = "screens"
    number: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    open: Mapped[bool]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    __table_args__ = (Index("ix_screens_open", "chat_id", "open"),)


class ExpectationRow(PatientBase):
    __tablename__ = "expectations"
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class HandledRow(PatientBase):
    """An update that was applied: a second run of it finds this and does nothing."""

    __tablename__ = "handled"
    update_key: Mapped[str] = mapped_column(primary_key=True)


class OutboxRow(OutboxColumns, PatientBase):
    __tablename__ = "outbox"
