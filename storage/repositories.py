"""Values of one patient, by table: the questions that only some shelves are asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete

from core.domain.alert import Alert
from core.domain.comment import Comment
from core.domain.consent import Consent, ConsentKind
from core.domain.edition import Edition
from core.domain.element import Element
from core.domain.exercise import Exercise, ExerciseStep
from core.domain.job import JobRecord
from core.domain.life import LifeStage
from core.domain.memory import Memory
from core.domain.patient import Patient
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.domain.scene import SceneCard
from core.domain.session import ReminiscenceSession
from core.domain.sighting import Sighting
from core.domain.steering import Goal, PeriodReport, ScaleResult, SessionReview
from core.domain.teaching import Teaching, TeachingState
from core.domain.tip import Tip
from core.domain.transfer import Transfer
from core.domain.wish import PictureWish
from storage.page_shelf import PageShelf
from storage.shelf import Shelf
from storage.statements import oldest
from storage.tables import patient as tables

__all__ = [
    "ALL",
    "AlertShelf",
    "CommentShelf",
    "ConsentShelf",
    "EditionShelf",
    "ElementShelf",
    "ExerciseShelf",
    "GoalShelf",
    "JobShelf",
    "MemoryShelf",
    "PageShelf",
    "PersonShelf",
    "PhotoShelf",
    "PictureShelf",
    "ReportShelf",
    "ReviewShelf",
    "ScaleResultShelf",
    "SceneShelf",
    "SessionShelf",
    "SightingShelf",
    "TeachingShelf",
    "TipShelf",
    "TransferShelf",
    "WishShelf",
]


class PersonShelf(Shelf[Patient]):
    row = tables.PersonRow
    kind = Patient


class ElementShelf(Shelf[Element]):
    row = tables.ElementRow
    kind = Element


class PhotoShelf(Shelf[Photo]):
    row = tables.PhotoRow
    kind = Photo

    def of_memory(self, memory_id: str) -> Sequence[Photo]:
        return self._where(memory_id=memory_id)

    def _columns(self, value: Photo) -> Mapping[str, Any]:
        return {"memory_id": value.memory_id}


class ConsentShelf(Shelf[Consent]):
    row = tables.ConsentRow
    kind = Consent

    def holding(self, kind: ConsentKind, *, subject: str = "") -> Consent | None:
        return self._first(kind=kind.value, subject=subject, holds=True)

    def _columns(self, value: Consent) -> Mapping[str, Any]:
        return {"kind": value.kind.value, "subject": value.subject, "holds": value.holds}


class SessionShelf(Shelf[ReminiscenceSession]):
    row = tables.SessionRow
    kind = ReminiscenceSession

    def open_one(self) -> ReminiscenceSession | None:
        return self._first(ended=False)

    def count(self) -> int:
        return self._number_of(ended=True)

    def _columns(self, value: ReminiscenceSession) -> Mapping[str, Any]:
        return {"ended": value.ended_at is not None}


class MemoryShelf(Shelf[Memory]):
    row = tables.MemoryRow
    kind = Memory

    def of_session(self, session_id: str) -> Sequence[Memory]:
        return self._where(session_id=session_id)

    def of_stage(self, stage: LifeStage) -> Sequence[Memory]:
        return self._where(stage=stage.value)

    def of_theme(self, theme: str) -> Sequence[Memory]:
        return self._where(theme=theme)

    def count(self) -> int:
        return self._number_of()

    def _columns(self, value: Memory) -> Mapping[str, Any]:
        return {
            "session_id": value.session_id,
            "stage": value.stage.value,
            "theme": value.theme,
        }


class SceneShelf(Shelf[SceneCard]):
    row = tables.SceneRow
    kind = SceneCard

    def of_memory(self, memory_id: str) -> SceneCard | None:
        return self._first(memory_id=memory_id)

    def _columns(self, value: SceneCard) -> Mapping[str, Any]:
        return {"memory_id": value.memory_id}


class PictureShelf(Shelf[Picture]):
    row = tables.PictureRow
    kind = Picture

    def of_memory(self, memory_id: str) -> Sequence[Picture]:
        return self._where(memory_id=memory_id)

    def of_job(self, job_id: str) -> Sequence[Picture]:
        return self._where(job_id=job_id)

    def _columns(self, value: Picture) -> Mapping[str, Any]:
        return {"memory_id": value.memory_id, "job_id": value.job_id}


class JobShelf(Shelf[JobRecord]):
    row = tables.JobRow
    kind = JobRecord

    def waiting(self) -> Sequence[JobRecord]:
        return self._where(taken_over=False)

    def _columns(self, value: JobRecord) -> Mapping[str, Any]:
        return {"taken_over": value.taken_over}


class ReviewShelf(Shelf[SessionReview]):
    row = tables.ReviewRow
    kind = SessionReview

    def open(self) -> Sequence[SessionReview]:
        return self._where(open=True)

    def pausing(self) -> Sequence[SessionReview]:
        return self._where(pausing=True)

    def earliest(self) -> SessionReview | None:
        row = self._db.execute(oldest(self._table, "seq")).first()
        return None if row is None else self._value(row)

    def last(self) -> SessionReview | None:
        return self._first()

    def _columns(self, value: SessionReview) -> Mapping[str, Any]:
        return {"open": value.open, "pausing": value.pausing}


class GoalShelf(Shelf[Goal]):
    row = tables.GoalRow
    kind = Goal


class ScaleResultShelf(Shelf[ScaleResult]):
    row = tables.ScaleResultRow
    kind = ScaleResult


class ReportShelf(Shelf[PeriodReport]):
    row = tables.ReportRow
    kind = PeriodReport


class TeachingShelf(Shelf[Teaching]):
    row = tables.TeachingRow
    kind = Teaching

    def of_element(self, element_id: str) -> Sequence[Teaching]:
        return self._where(element_id=element_id)

    def in_state(self, state: TeachingState) -> Sequence[Teaching]:
        return self._where(state=state.value)

    def _columns(self, value: Teaching) -> Mapping[str, Any]:
        return {"element_id": value.element_id, "state": value.state.value}


class WishShelf(Shelf[PictureWish]):
    row = tables.WishRow
    kind = PictureWish


class EditionShelf(Shelf[Edition]):
    row = tables.EditionRow
    kind = Edition

    def of_slot(self, slot: str) -> Sequence[Edition]:
        return self._where(slot=slot)

    def _columns(self, value: Edition) -> Mapping[str, Any]:
        return {"slot": value.slot}


class ExerciseShelf(Shelf[Exercise]):
    row = tables.ExerciseRow
    kind = Exercise

    def open_one(self) -> Exercise | None:
        return self._first(open=True)

    def last(self) -> Exercise | None:
        return self._first()

    def _columns(self, value: Exercise) -> Mapping[str, Any]:
        return {"open": value.step is not ExerciseStep.OVER}


class SightingShelf(Shelf[Sighting]):
    row = tables.SightingRow
    kind = Sighting

    def forget_before(self, day: date) -> None:
        self._db.execute(delete(self._table).where(self._table.c.day < day.isoformat()))

    def _columns(self, value: Sighting) -> Mapping[str, Any]:
        return {"day": value.day.isoformat()}


class TipShelf(Shelf[Tip]):
    row = tables.TipRow
    kind = Tip

    def waiting(self) -> Sequence[Tip]:
        return self._where(waiting=True)

    def of(self, account_id: int) -> Sequence[Tip]:
        return self._where(given_by=account_id)

    def _columns(self, value: Tip) -> Mapping[str, Any]:
        return {"waiting": value.waiting, "given_by": value.given_by}


class CommentShelf(Shelf[Comment]):
    row = tables.CommentRow
    kind = Comment

    def of_page(self, page_id: str) -> Sequence[Comment]:
        return self._where(page_id=page_id)

    def _columns(self, value: Comment) -> Mapping[str, Any]:
        return {"page_id": value.page_id}


class AlertShelf(Shelf[Alert]):
    row = tables.AlertRow
    kind = Alert

    def open(self) -> Sequence[Alert]:
        return self._where(open=True)

    def _columns(self, value: Alert) -> Mapping[str, Any]:
        return {"open": value.open}


class TransferShelf(Shelf[Transfer]):
    row = tables.TransferRow
    kind = Transfer

    def waiting(self) -> Transfer | None:
        return self._first(waiting=True)

    def _columns(self, value: Transfer) -> Mapping[str, Any]:
        return {"waiting": value.waiting}


ALL: tuple[type[Shelf[Any]], ...] = (
    PersonShelf,
    ConsentShelf,
    SessionShelf,
    MemoryShelf,
    SceneShelf,
    ElementShelf,
    PhotoShelf,
    PictureShelf,
    PageShelf,
    JobShelf,
    ReviewShelf,
    GoalShelf,
    ScaleResultShelf,
    ReportShelf,
    ExerciseShelf,
    SightingShelf,
    TipShelf,
    CommentShelf,
    AlertShelf,
    TransferShelf,
    TeachingShelf,
    WishShelf,
    EditionShelf,
)
