"""Repositories in memory: dictionaries that answer the questions of the real tables."""

from collections.abc import Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from core.domain.alert import Alert
from core.domain.book import Chapter, Page
from core.domain.comment import Comment
from core.domain.consent import Consent, ConsentKind
from core.domain.edition import Edition
from core.domain.exercise import Exercise, ExerciseStep
from core.domain.job import JobRecord
from core.domain.life import LifeStage
from core.domain.memory import Memory
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.domain.scene import SceneCard
from core.domain.session import ReminiscenceSession
from core.domain.sighting import Sighting
from core.domain.steering import SessionReview
from core.domain.teaching import Teaching, TeachingState
from core.domain.tip import Tip
from core.domain.transfer import Transfer
from core.errors import NotFound


class HasId(Protocol):
    @property
    def id(self) -> str: ...


V = TypeVar("V", bound=HasId)


class FakeShelf(Generic[V]):
    def __init__(self, values: dict[str, V]) -> None:
        self._values = values

    def get(self, key: str) -> V:
        if key not in self._values:
            raise NotFound
        return self._values[key]

    def find(self, key: str) -> V | None:
        return self._values.get(key)

    def save(self, value: V) -> None:
        self._values[value.id] = value

    def all(self) -> Sequence[V]:
        return list(self._values.values())

    def remove(self, key: str) -> None:
        self._values.pop(key, None)


class FakeConsents(FakeShelf[Consent]):
    def holding(self, kind: ConsentKind, *, subject: str = "") -> Consent | None:
        found = [c for c in self.all() if c.kind is kind and c.subject == subject and c.holds]
        return found[-1] if found else None


class FakeSessions(FakeShelf[ReminiscenceSession]):
    def open_one(self) -> ReminiscenceSession | None:
        return next((s for s in reversed(self.all()) if s.ended_at is None), None)

    def count(self) -> int:
        return sum(1 for s in self.all() if s.ended_at is not None)


class FakeMemories(FakeShelf[Memory]):
    def of_session(self, session_id: str) -> Sequence[Memory]:
        return [m for m in self.all() if m.session_id == session_id]

    def of_stage(self, stage: LifeStage) -> Sequence[Memory]:
        return [m for m in self.all() if m.stage is stage]

    def of_theme(self, theme: str) -> Sequence[Memory]:
        return [m for m in self.all() if m.theme == theme]

    def count(self) -> int:
        return len(self._values)


class FakeScenes(FakeShelf[SceneCard]):
    def of_memory(self, memory_id: str) -> SceneCard | None:
        return next((s for s in reversed(self.all()) if s.memory_id == memory_id), None)


class FakePhotos(FakeShelf[Photo]):
    def of_memory(self, memory_id: str) -> Sequence[Photo]:
        return [p for p in self.all() if p.memory_id == memory_id]


class FakePictures(FakeShelf[Picture]):
    def of_memory(self, memory_id: str) -> Sequence[Picture]:
        return [p for p in self.all() if p.memory_id == memory_id]

    def of_job(self, job_id: str) -> Sequence[Picture]:
        return [p for p in self.all() if p.job_id == job_id]


class FakeJobRecords(FakeShelf[JobRecord]):
    def waiting(self) -> Sequence[JobRecord]:
        return [job for job in self.all() if not job.taken_over]


class FakeReviews(FakeShelf[SessionReview]):
    def open(self) -> Sequence[SessionReview]:
        return [review for review in self.all() if review.open]

    def pausing(self) -> Sequence[SessionReview]:
        return [review for review in self.all() if review.pausing]

    def earliest(self) -> SessionReview | None:
        return next(iter(self.all()), None)

    def last(self) -> SessionReview | None:
        return self.all()[-1] if self.all() else None


class FakeTeachings(FakeShelf[Teaching]):
    def of_element(self, element_id: str) -> Sequence[Teaching]:
        return [t for t in self.all() if t.element_id == element_id]

    def in_state(self, state: TeachingState) -> Sequence[Teaching]:
        return [t for t in self.all() if t.state is state]


class FakeExercises(FakeShelf[Exercise]):
    def open_one(self) -> Exercise | None:
        return next((e for e in self.all()[::-1] if e.step is not ExerciseStep.OVER), None)

    def last(self) -> Exercise | None:
        return self.all()[-1] if self.all() else None


class FakeSightings(FakeShelf[Sighting]):
    def forget_before(self, day: date) -> None:
        for sighting in self.all():
            if sighting.day < day:
                self.remove(sighting.id)


class FakeEditions(FakeShelf[Edition]):
    def of_slot(self, slot: str) -> Sequence[Edition]:
        return [edition for edition in self.all() if edition.slot == slot]


class FakeTips(FakeShelf[Tip]):
    def waiting(self) -> Sequence[Tip]:
        return [tip for tip in self.all() if tip.waiting]

    def of(self, account_id: int) -> Sequence[Tip]:
        return [tip for tip in self.all() if tip.given_by == account_id]


class FakeComments(FakeShelf[Comment]):
    def of_page(self, page_id: str) -> Sequence[Comment]:
        return [comment for comment in self.all() if comment.page_id == page_id]


class FakeAlerts(FakeShelf[Alert]):
    def open(self) -> Sequence[Alert]:
        return [alert for alert in self.all() if alert.open]


class FakeTransfers(FakeShelf[Transfer]):
    def waiting(self) -> Transfer | None:
        return next((t for t in self.all()[::-1] if t.waiting), None)


class FakePages(FakeShelf[Page]):
    def _visible(self) -> list[Page]:
        shown = [page for page in self.all() if not page.hidden]
        return sorted(shown, key=lambda p: (p.stage.position, p.position, p.id))

    def chapters(self) -> Sequence[Chapter]:
        stages = [page.stage for page in self._visible()]
        return [
            Chapter(stage=s, first_page=stages.index(s) + 1, pages=stages.count(s))
            for s in LifeStage
            if s in stages
        ]

    def number(self, number: int) -> Page | None:
        visible = self._visible()
        return visible[number - 1] if 0 < number <= len(visible) else None

    def count(self) -> int:
        return len(self._visible())

    def number_of(self, page_id: str) -> int | None:
        ids = [page.id for page in self._visible()]
        return ids.index(page_id) + 1 if page_id in ids else None
