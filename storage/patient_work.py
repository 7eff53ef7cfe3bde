"""One transaction on one patient's store."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from sqlalchemy import Table, func, select
from sqlalchemy.dialects.sqlite import insert

from core.domain.circle import Action, Role, may
from core.domain.conversation import Expectation, OutboxItem, Screen
from core.domain.element import Element
from core.domain.patient import Patient, PatientId
from core.domain.steering import Goal, PeriodReport, ScaleResult
from core.domain.wish import PictureWish
from core.errors import NotAllowed, StoreError
from core.ports import (
    Alerts,
    Comments,
    Consents,
    Editions,
    Exercises,
    Jobs,
    MediaShelf,
    Memories,
    Pages,
    Photos,
    Pictures,
    Repository,
    Reviews,
    Scenes,
    Sessions,
    Sightings,
    Teachings,
    Tips,
    Transfers,
)
from storage import outbox, repositories
from storage.documents import from_document, to_document
from storage.engine import Transaction
from storage.media import PatientMedia
from storage.statements import Prepared, counted, given, kept, newest, upsert
from storage.tables.patient import ExpectationRow, HandledRow, OutboxRow, ScreenRow

__all__ = ["StoredWork", "skip_screen_numbers"]

_SCREENS = cast(Table, ScreenRow.__table__)
_EXPECTATIONS = cast(Table, ExpectationRow.__table__)
_HANDLED = cast(Table, HandledRow.__table__)


class StoredWork:
    """What one actor does in one patient's store; see `core.ports.PatientWork`."""

    consents: Consents
    sessions: Sessions
    memories: Memories
    scenes: Scenes
    elements: Repository[Element]
    photos: Photos
    pictures: Pictures
    pages: Pages
    jobs: Jobs
    reviews: Reviews
    goals: Repository[Goal]
    scale_results: Repository[ScaleResult]
    reports: Repository[PeriodReport]
    exercises: Exercises
    sightings: Sightings
    tips: Tips
    comments: Comments
    alerts: Alerts
    transfers: Transfers
    teachings: Teachings
    wishes: Repository[PictureWish]
    editions: Editions
    media: MediaShelf

    def __init__(
        self,
        db: Transaction,
        *,
        patient_id: PatientId,
        role: Role | None,
        present: frozenset[Role],
        media: PatientMedia,
    ) -> None:
        self.patient_id = patient_id
        self.role = role
        self.present = present
        self.consents = repositories.ConsentShelf(db)
        self.sessions = repositories.SessionShelf(db)
        self.memories = repositories.MemoryShelf(db)
        self.scenes = repositories.SceneShelf(db)
        self.elements = repositories.ElementShelf(db)
        self.photos = repositories.PhotoShelf(db)
        self.pictures = repositories.PictureShelf(db)
        self.pages = self._pages = repositories.PageShelf(db)
        self.jobs = repositories.JobShelf(db)
        self.reviews = repositories.ReviewShelf(db)
        self.goals = repositories.GoalShelf(db)
        self.scale_results = repositories.ScaleResultShelf(db)
        self.reports = repositories.ReportShelf(db)
        self.exercises = repositories.ExerciseShelf(db)
        self.sightings = repositories.SightingShelf(db)
        self.tips = repositories.TipShelf(db)
        self.comments = repositories.CommentShelf(db)
        self.alerts = repositories.AlertShelf(db)
        self.transfers = repositories.TransferShelf(db)
        self.teachings = repositories.TeachingShelf(db)
        self.wishes = repositories.WishShelf(db)
        self.editions = repositories.EditionShelf(db)
        self.media = self._media = media
        self._person = repositories.PersonShelf(db)
        self._known: Patient | None = None
        self._db = db
        self._update_key = ""

    def require(self, action: Action) -> None:
        if self.role is None:  # the system
            return
        if not may(self.role, action, present=self.present):
            raise NotAllowed

    def patient(self) -> Patient:
        """Read once: nobody else writes while this transaction holds the store."""
        if self._known is None:
            self._known = self._person.get(self.patient_id)
        return self._known

    def save_patient(self, patient: Patient) -> None:
        if patient.id != self.patient_id:
            raise StoreError("This is another person's store.")
        self._person.save(patient)
        self._known = None

    def add_screen(self, screen: Screen) -> Screen:
        numbered = replace(screen, number=self._db.execute(_last_screen()).scalar_one() + 1)
        self.save_screen(numbered)
        return numbered

    def screen(self, number: int) -> Screen | None:
        row = self._db.execute(newest(_SCREENS, "number", "number"), number=number).first()
        return None if row is None else from_document(row.body, Screen)

    def save_screen(self, screen: Screen) -> None:
        self._db.execute(upsert(_SCREENS, "number"), **_screen_columns(screen))

    def open_screens(self, chat_id: int) -> Sequence[Screen]:
        wanted = kept(_SCREENS, "number", "chat_id", "open")
        found = self._db.execute(wanted, chat_id=chat_id, open=True)
        return [from_document(row.body, Screen) for row in found]

    def last_screens(self, chat_id: int, *, most: int) -> Sequence[Screen]:
        found = self._db.execute(_last_screens(), chat_id=chat_id, most=most)
        return [from_document(row.body, Screen) for row in found]

    def expectation(self, chat_id: int) -> Expectation:
        wanted = newest(_EXPECTATIONS, "chat_id", "chat_id")
        row = self._db.execute(wanted, chat_id=chat_id).first()
        if row is None:
            return Expectation(chat_id=chat_id)
        return from_document(row.body, Expectation)

    def expect(self, expectation: Expectation) -> None:
        self._db.execute(
            upsert(_EXPECTATIONS, "chat_id"),
            chat_id=expectation.chat_id,
            body=to_document(expectation),
        )

    def post(self, item: OutboxItem) -> None:
        outbox.post(self._db, OutboxRow, item, update_key=self._update_key)

    def drop_unsent(self, chat_id: int) -> None:
        outbox.drop_unsent(self._db, OutboxRow, of=lambda posted_to: posted_to == chat_id)

    def handled(self, update_key: str) -> bool:
        found = self._db.execute(counted(_HANDLED, "update_key"), update_key=update_key)
        return bool(found.scalar_one())

    def mark_handled(self, update_key: str) -> None:
        if self._db.execute(_mark_handled(), update_key=update_key).rowcount == 0:
            raise StoreError("This update was applied before.")
        self._update_key = update_key

    def commit(self) -> None:
        self._pages.settle()
        self._db.commit()
        self._known = None
        self._media.settle()


def skip_screen_numbers(db: Transaction, *, by: int) -> None:
    """Let the next screen have a number that was surely never given out."""
    last = db.execute(_last_screen()).scalar_one()
    gap = Screen(number=last + by, chat_id=0, account_id=0, buttons=(), open=False)
    db.execute(upsert(_SCREENS, "number"), **_screen_columns(gap))


@cache
def _last_screen() -> Prepared:
    return Prepared(select(func.coalesce(func.max(_SCREENS.c.number), 0)))


@cache
def _last_screens() -> Prepared:
    c = _SCREENS.c
    of_chat = select(c.body).where(c.chat_id == given(c.chat_id))
    return Prepared(of_chat.order_by(c.number.desc()).limit(given(c.number, "most")))


@cache
def _mark_handled() -> Prepared:
    marked = insert(_HANDLED).values(update_key=given(_HANDLED.c.update_key))
    return Prepared(marked.on_conflict_do_nothing())


def _screen_columns(screen: Screen) -> dict[str, object]:
    return {
        "number": screen.number,
        "chat_id": screen.chat_id,
        "open": screen.open,
        "body": to_document(screen),
    }
