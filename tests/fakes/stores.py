"""The stores in memory: same ports, same contract tests, no disk and no keys.

house = FakeHouse()
patient_id = house.patients.create(owner, now=house.clock.now())
with house.patients.open(patient_id, owner) as work: …
"""

import copy
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from core.domain.alert import Alert
from core.domain.book import Page
from core.domain.circle import (
    Account,
    Action,
    Actor,
    Invitation,
    Membership,
    Role,
    may,
)
from core.domain.comment import Comment
from core.domain.consent import Consent
from core.domain.conversation import Expectation, InboxRow, OutboxItem, OutboxKind, Screen
from core.domain.edition import Edition
from core.domain.element import Element
from core.domain.exercise import Exercise
from core.domain.job import JobRecord
from core.domain.memory import Memory
from core.domain.patient import Patient, PatientId
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.domain.reminder import Reminder
from core.domain.scene import SceneCard
from core.domain.session import ReminiscenceSession
from core.domain.sighting import Sighting
from core.domain.steering import Goal, PeriodReport, ScaleResult, SessionReview
from core.domain.teaching import Teaching
from core.domain.timer import Timer
from core.domain.tip import Tip
from core.domain.transfer import Transfer
from core.domain.wish import PictureWish
from core.errors import NotAllowed, NotFound, StoreError
from core.ports import (
    Alerts,
    Comments,
    Consents,
    Editions,
    Exercises,
    Jobs,
    MediaShelf,
    Memories,
    OutboxShelf,
    Pages,
    PatientWork,
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
from tests.fakes.shelves import (
    FakeAlerts,
    FakeComments,
    FakeConsents,
    FakeEditions,
    FakeExercises,
    FakeJobRecords,
    FakeMemories,
    FakePages,
    FakePhotos,
    FakePictures,
    FakeReviews,
    FakeScenes,
    FakeSessions,
    FakeShelf,
    FakeSightings,
    FakeTeachings,
    FakeTips,
    FakeTransfers,
)


class FakeClock:
    """Stands still until told to go on."""

    def __init__(self, start: datetime = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def pass_time(self, span: timedelta) -> None:
        self._now += span


class FakeIds:
    """Ids that count: the same in every run."""

    def __init__(self) -> None:
        self._made = 0

    def new(self) -> str:
        self._made += 1
        return f"id{self._made:014}"

    def seed(self) -> int:
        self._made += 1
        return self._made


class FakeFolder:
    def __init__(self, job_id: str, files: dict[str, dict[str, bytes]]) -> None:
        self.job_id = job_id
        self._files = files

    def write(self, name: str, content: bytes) -> None:
        self._files.setdefault(self.job_id, {})[name] = content

    def read(self, name: str) -> bytes:
        try:
            return self._files[self.job_id][name]
        except KeyError as error:
            raise NotFound from error

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        self.write(name, b"".join(pieces))

    def pieces(self, name: str) -> Iterator[bytes]:
        yield self.read(name)

    def free_bytes(self) -> int:
        return 2**40

    def size_bytes(self, name: str) -> int:
        return len(self.read(name))

    def names(self) -> Sequence[str]:
        return sorted(self._files.get(self.job_id, {}))

    def remove(self) -> None:
        self._files.pop(self.job_id, None)

    def take(self, name: str) -> bytes:
        content = self.read(name)
        del self._files[self.job_id][name]
        return content


class FakeFolders:
    def __init__(self) -> None:
        self._files: dict[str, dict[str, bytes]] = {}

    def folder(self, job_id: str) -> FakeFolder:
        return FakeFolder(job_id, self._files)

    def all_ids(self) -> Sequence[str]:
        return sorted(self._files)


class FakeMedia:
    """Files are kept at once and listed with the commit, like the real ones."""

    def __init__(
        self,
        listed: dict[str, str],
        kept: dict[str, bytes],
        jobs: FakeFolders,
        ids: FakeIds,
        *,
        only_reads: bool,
    ) -> None:
        self._only_reads = only_reads
        self._discarded: list[str] = []
        self._listed = listed  #: media type by id
        self._kept = kept
        self._jobs = jobs
        self._ids = ids

    def put(self, content: bytes, *, media_type: str) -> str:
        self._changing()
        media_id = self._ids.new()
        self._kept[media_id] = content
        self._listed[media_id] = media_type
        return media_id

    def put_pieces(self, pieces: Iterable[bytes], *, media_type: str) -> str:
        return self.put(b"".join(pieces), media_type=media_type)

    def read(self, media_id: str) -> bytes:
        self.media_type(media_id)
        return self._kept[media_id]

    def pieces(self, media_id: str) -> Iterator[bytes]:
        yield self.read(media_id)

    def media_type(self, media_id: str) -> str:
        if media_id not in self._listed:
            raise NotFound
        return self._listed[media_id]

    def trash(self, media_id: str) -> None:
        self._changing()
        self.media_type(media_id)
        del self._listed[media_id]

    def discard(self, media_id: str) -> None:
        self._changing()
        if media_id not in self._kept or media_id in self._discarded:
            raise NotFound
        self._listed.pop(media_id, None)
        self._discarded.append(media_id)

    def settle(self) -> None:
        """Once all is committed, remove what was discarded."""
        for media_id in self._discarded:
            self._kept.pop(media_id, None)
        self._discarded.clear()

    def _changing(self) -> None:
        if self._only_reads:
            raise StoreError

    def adopt(self, job_id: str, name: str, *, media_type: str) -> str:
        self._changing()
        media_id = hashlib.sha256(f"{job_id}/{name}".encode()).hexdigest()[:16]
        if media_id not in self._kept:
            self._kept[media_id] = self._jobs.folder(job_id).take(name)
        self._listed[media_id] = media_type
        return media_id

    def lend(self, media_id: str, job_id: str, name: str) -> None:
        self._jobs.folder(job_id).write(name, self.read(media_id))


@dataclass
class FakeStory:
    """All that one patient's database would hold."""

    patient: Patient
    consents: dict[str, Consent] = field(default_factory=dict)
    sessions: dict[str, ReminiscenceSession] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)
    scenes: dict[str, SceneCard] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    photos: dict[str, Photo] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    jobs: dict[str, JobRecord] = field(default_factory=dict)
    reviews: dict[str, SessionReview] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    scale_results: dict[str, ScaleResult] = field(default_factory=dict)
    reports: dict[str, PeriodReport] = field(default_factory=dict)
    exercises: dict[str, Exercise] = field(default_factory=dict)
    sightings: dict[str, Sighting] = field(default_factory=dict)
    tips: dict[str, Tip] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    alerts: dict[str, Alert] = field(default_factory=dict)
    transfers: dict[str, Transfer] = field(default_factory=dict)
    teachings: dict[str, Teaching] = field(default_factory=dict)
    wishes: dict[str, PictureWish] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    screens: dict[int, Screen] = field(default_factory=dict)
    expectations: dict[int, Expectation] = field(default_factory=dict)
    handled: set[str] = field(default_factory=set)
    outbox: list[OutboxItem] = field(default_factory=list)
    screen_of_item: dict[int, int] = field(default_factory=dict)

    def copied(self) -> "FakeStory":
        """A copy to change; the values in it are frozen."""
        return FakeStory(**{name: copy.copy(held) for name, held in vars(self).items()})


def add_item(
    items: list[OutboxItem], screens: dict[int, int], item: OutboxItem, update_key: str
) -> None:
    number = len(items) + 1
    items.append(replace(item, id=number, update_key=update_key))
    if "screen" in item.payload:
        screens[number] = item.payload["screen"]


class FakeOutbox:
    def __init__(self, items: list[OutboxItem], screens: dict[int, int]) -> None:
        self._items = items
        self._screens = screens

    def pending(self, *, chat_id: int | None = None) -> Sequence[OutboxItem]:
        waiting = [item for item in self._items if item.answer is None]
        return [item for item in waiting if chat_id in (None, item.chat_id)]

    def delivered(self, item_id: int, answer: Mapping[str, Any]) -> bool:
        item = self._items[item_id - 1]
        self._items[item_id - 1] = replace(item, answer=dict(answer), payload={})
        return self.is_empty(item.update_key)

    def is_empty(self, update_key: str) -> bool:
        return not any(item.update_key == update_key for item in self.pending())

    def message_ids(self, screen_number: int) -> Sequence[int]:
        shown = [i for i in self._items if self._screens.get(i.id) == screen_number and i.answer]
        found = [m for item in shown for m in (item.answer or {}).get("message_ids", ())]
        return list(dict.fromkeys(found))

    def sent(self, *, newest: int) -> Sequence[tuple[int, int]]:
        told = [item for item in self._items[::-1] if item.answer]
        found = [(i.chat_id, m) for i in told for m in (i.answer or {}).get("message_ids", ())]
        return list(dict.fromkeys(found))[:newest]


class FakeWork:
    """One transaction: works on a copy, which `commit` puts in the place of the story."""

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
        patients: "FakePatients",
        patient_id: PatientId,
        *,
        role: Role | None,
        present: frozenset[Role],
    ) -> None:
        self.patient_id = patient_id
        self.role = role
        self.present = present
        self._patients = patients
        self._update_key = ""
        self._begin()

    def _begin(self) -> None:
        self._story = story = self._patients.stories[self.patient_id].copied()
        self.consents = FakeConsents(story.consents)
        self.sessions = FakeSessions(story.sessions)
        self.memories = FakeMemories(story.memories)
        self.scenes = FakeScenes(story.scenes)
        self.elements = FakeShelf(story.elements)
        self.photos = FakePhotos(story.photos)
        self.pictures = FakePictures(story.pictures)
        self.pages = FakePages(story.pages)
        self.jobs = FakeJobRecords(story.jobs)
        self.reviews = FakeReviews(story.reviews)
        self.goals = FakeShelf(story.goals)
        self.scale_results = FakeShelf(story.scale_results)
        self.reports = FakeShelf(story.reports)
        self.exercises = FakeExercises(story.exercises)
        self.sightings = FakeSightings(story.sightings)
        self.tips = FakeTips(story.tips)
        self.comments = FakeComments(story.comments)
        self.alerts = FakeAlerts(story.alerts)
        self.transfers = FakeTransfers(story.transfers)
        self.teachings = FakeTeachings(story.teachings)
        self.wishes = FakeShelf(story.wishes)
        self.editions = FakeEditions(story.editions)
        self.media = self._media = self._patients.media_of(self.patient_id, story)

    def require(self, action: Action) -> None:
        if self.role is not None and not may(self.role, action, present=self.present):
            raise NotAllowed

    def patient(self) -> Patient:
        return self._story.patient

    def save_patient(self, patient: Patient) -> None:
        if patient.id != self.patient_id:
            raise StoreError
        self._story.patient = patient

    def add_screen(self, screen: Screen) -> Screen:
        numbered = replace(screen, number=max(self._story.screens, default=0) + 1)
        self._story.screens[numbered.number] = numbered
        return numbered

    def screen(self, number: int) -> Screen | None:
        return self._story.screens.get(number)

    def save_screen(self, screen: Screen) -> None:
        self._story.screens[screen.number] = screen

    def open_screens(self, chat_id: int) -> Sequence[Screen]:
        screens = sorted(self._story.screens.items())
        return [screen for _, screen in screens if screen.open and screen.chat_id == chat_id]

    def last_screens(self, chat_id: int, *, most: int) -> Sequence[Screen]:
        screens = sorted(self._story.screens.items(), reverse=True)
        return [screen for _, screen in screens if screen.chat_id == chat_id][:most]

    def expectation(self, chat_id: int) -> Expectation:
        return self._story.expectations.get(chat_id, Expectation(chat_id=chat_id))

    def expect(self, expectation: Expectation) -> None:
        self._story.expectations[expectation.chat_id] = expectation

    def post(self, item: OutboxItem) -> None:
        add_item(self._story.outbox, self._story.screen_of_item, item, self._update_key)

    def drop_unsent(self, chat_id: int) -> None:
        for place, item in enumerate(self._story.outbox):
            shown = item.kind in {OutboxKind.SEND, OutboxKind.EDIT} and item.answer is None
            if shown and item.chat_id == chat_id:
                kept = {k: v for k, v in item.payload.items() if k == "otherwise"}
                payload = {"dropped": True, **kept}
                self._story.outbox[place] = replace(item, payload=payload)

    def handled(self, update_key: str) -> bool:
        return update_key in self._story.handled

    def mark_handled(self, update_key: str) -> None:
        if self.handled(update_key):
            raise StoreError
        self._story.handled.add(update_key)
        self._update_key = update_key

    def commit(self) -> None:
        self._patients.stories[self.patient_id] = self._story
        self._media.settle()
        self._begin()


class FakeRegistry:
    outbox: OutboxShelf

    def __init__(self) -> None:
        self._accounts: dict[int, Account] = {}
        self._memberships: dict[tuple[int, PatientId], Membership] = {}
        self._invitations: dict[str, Invitation] = {}
        self._inbox: dict[str, InboxRow] = {}
        self._closed: set[str] = set()
        self._outbox: list[OutboxItem] = []
        self._screens: dict[int, int] = {}
        self._watched: dict[str, PatientId] = {}
        self._facts: dict[str, str] = {}
        self._reminders: dict[str, Reminder] = {}
        self._timers: dict[str, Timer] = {}
        self.outbox = FakeOutbox(self._outbox, self._screens)

    def account(self, account_id: int) -> Account | None:
        return self._accounts.get(account_id)

    def save_account(self, account: Account) -> None:
        self._accounts[account.id] = account

    def memberships(self, account_id: int) -> Sequence[Membership]:
        return self._joined(lambda m: m.account_id == account_id)

    def members(self, patient_id: PatientId) -> Sequence[Membership]:
        return self._joined(lambda m: m.patient_id == patient_id)

    def _joined(self, wanted: Callable[[Membership], bool]) -> Sequence[Membership]:
        return sorted(filter(wanted, self._memberships.values()), key=lambda m: m.joined_at)

    def join(self, membership: Membership) -> None:
        self._memberships[membership.account_id, membership.patient_id] = membership

    def leave(self, account_id: int, patient_id: PatientId) -> None:
        self._memberships.pop((account_id, patient_id), None)
        for reminder in self.reminders(patient_id):
            if reminder.account_id == account_id:
                self.remove_reminder(reminder.id)

    def invitation(self, code: str) -> Invitation | None:
        return self._invitations.get(code)

    def save_invitation(self, invitation: Invitation) -> None:
        self._invitations[invitation.code] = invitation

    def forget_invited(self, account_id: int) -> None:
        for invitation in list(self._invitations.values()):
            if invitation.used_by == account_id:
                self.save_invitation(replace(invitation, name=""))

    def open_invitations(self, patient_id: PatientId) -> Sequence[Invitation]:
        into = (i for i in self._invitations.values() if i.patient_id == patient_id)
        return sorted((i for i in into if i.untouched), key=lambda i: i.expires_at)

    def claim_invitation(
        self, code: str, account_id: int, *, membership: Membership | None = None
    ) -> bool:
        invitation = self._invitations.get(code)
        if invitation is None or invitation.withdrawn:
            return False
        if invitation.used_by is None:
            self._invitations[code] = replace(invitation, used_by=account_id)
            if membership is not None:
                self.join(membership)
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
        if key in self._inbox:
            return False
        self._inbox[key] = InboxRow(
            key=key,
            chat_id=chat_id,
            account_id=account_id,
            patient_id=patient_id,
            body=dict(body),
        )
        return True

    def open_rows(self) -> Sequence[InboxRow]:
        return [row for key, row in self._inbox.items() if key not in self._closed]

    def row(self, key: str) -> InboxRow | None:
        return self._inbox.get(key)

    def move_row(self, key: str, patient_id: PatientId) -> None:
        if key in self._inbox and key not in self._closed:
            self._inbox[key] = replace(self._inbox[key], patient_id=patient_id)

    def rewrite_row(self, key: str, body: Mapping[str, Any]) -> None:
        if key in self._inbox and key not in self._closed:
            self._inbox[key] = replace(self._inbox[key], body=dict(body))

    def close_rows(self, *keys: str) -> None:
        for key in self._inbox.keys() & set(keys):
            self._closed.add(key)
            self._inbox[key] = replace(self._inbox[key], body={})

    def post(self, item: OutboxItem, *, update_key: str) -> None:
        add_item(self._outbox, self._screens, item, update_key)

    def watch_job(self, job_id: str, patient_id: PatientId) -> None:
        self._watched[job_id] = patient_id

    def watched_jobs(self) -> Sequence[tuple[str, PatientId]]:
        return list(self._watched.items())

    def unwatch_job(self, job_id: str) -> None:
        self._watched.pop(job_id, None)

    def reminder(self, reminder_id: str) -> Reminder | None:
        return self._reminders.get(reminder_id)

    def reminders(self, patient_id: PatientId) -> Sequence[Reminder]:
        return [r for r in self._reminders.values() if r.patient_id == patient_id]

    def reminders_due(self, now: datetime) -> Sequence[Reminder]:
        return [r for r in self._reminders.values() if r.next_at and r.next_at <= now]

    def save_reminder(self, reminder: Reminder) -> None:
        self._reminders[reminder.id] = reminder

    def remove_reminder(self, reminder_id: str) -> None:
        self._reminders.pop(reminder_id, None)

    def set_timer(self, timer: Timer) -> None:
        self._timers[timer.id] = timer

    def timers_due(self, now: datetime) -> Sequence[Timer]:
        return sorted((t for t in self._timers.values() if t.at <= now), key=lambda t: t.at)

    def remove_timer(self, timer: Timer) -> None:
        if timer.id in self._timers and self._timers[timer.id].at == timer.at:
            del self._timers[timer.id]

    def value(self, name: str) -> str | None:
        return self._facts.get(name)

    def set_value(self, name: str, value: str) -> None:
        self._facts[name] = value

    def forget_patient(self, patient_id: PatientId) -> None:
        """What erasing a person takes out of the registry; jobs stay watched, to be stopped."""
        for account in list(self._accounts.values()):
            if account.patient_id == patient_id:
                self.save_account(replace(account, patient_id=None))
        for reminder in self.reminders(patient_id):
            self.remove_reminder(reminder.id)
        self._timers = {k: t for k, t in self._timers.items() if t.patient_id != patient_id}
        self._memberships = {k: m for k, m in self._memberships.items() if k[1] != patient_id}
        self._inbox = {k: r for k, r in self._inbox.items() if r.patient_id != patient_id}
        kept = {c: i for c, i in self._invitations.items() if i.patient_id != patient_id}
        self._invitations = kept


class FakePatients:
    def __init__(self, registry: FakeRegistry, jobs: FakeFolders, ids: FakeIds) -> None:
        self.stories: dict[PatientId, FakeStory] = {}
        self._files: dict[PatientId, dict[str, bytes]] = {}
        self._registry = registry
        self._jobs = jobs
        self._ids = ids

    @contextmanager
    def open(
        self, patient_id: PatientId, actor: Actor, action: Action = Action.ENTER
    ) -> Iterator[PatientWork]:
        members = self._registry.members(patient_id)
        present = frozenset(m.role for m in members)
        role = None
        if isinstance(actor, Account):
            role = next((m.role for m in members if m.account_id == actor.id), None)
            if role is None:
                raise NotAllowed
        if patient_id not in self.stories:
            raise NotAllowed
        work = FakeWork(self, patient_id, role=role, present=present)
        work.require(action)
        yield work

    def create(self, account: Account, *, now: datetime, role: Role = Role.OWNER) -> PatientId:
        patient_id = PatientId(self._ids.new())
        self.stories[patient_id] = FakeStory(patient=Patient(id=patient_id))
        self._registry.join(
            Membership(
                account_id=account.id,
                patient_id=patient_id,
                role=role,
                name=account.name,
                joined_at=now,
            )
        )
        return patient_id

    def erase(self, patient_id: PatientId) -> None:
        for job_id, whose in self._registry.watched_jobs():
            if whose == patient_id:
                self._jobs.folder(job_id).remove()
        self.stories.pop(patient_id, None)
        self._files.pop(patient_id, None)
        self._registry.forget_patient(patient_id)

    def outbox(self, patient_id: PatientId) -> OutboxShelf:
        return _LiveOutbox(self, patient_id)

    def media(self, patient_id: PatientId) -> MediaShelf:
        return self.media_of(patient_id, self.stories[patient_id], only_reads=True)

    def media_of(
        self, patient_id: PatientId, story: FakeStory, *, only_reads: bool = False
    ) -> FakeMedia:
        kept = self._files.setdefault(patient_id, {})
        return FakeMedia(story.media, kept, self._jobs, self._ids, only_reads=only_reads)

    def all_ids(self) -> Sequence[PatientId]:
        return list(self.stories)

    def close(self) -> None: ...


class _LiveOutbox:
    """The outbox of whatever story is committed at the time of each call."""

    def __init__(self, patients: FakePatients, patient_id: PatientId) -> None:
        self._patients = patients
        self._patient_id = patient_id

    def _now(self) -> FakeOutbox:
        story = self._patients.stories[self._patient_id]
        return FakeOutbox(story.outbox, story.screen_of_item)

    def pending(self, *, chat_id: int | None = None) -> Sequence[OutboxItem]:
        return self._now().pending(chat_id=chat_id)

    def delivered(self, item_id: int, answer: Mapping[str, Any]) -> bool:
        return self._now().delivered(item_id, answer)

    def is_empty(self, update_key: str) -> bool:
        return self._now().is_empty(update_key)

    def message_ids(self, screen_number: int) -> Sequence[int]:
        return self._now().message_ids(screen_number)

    def sent(self, *, newest: int) -> Sequence[tuple[int, int]]:
        return self._now().sent(newest=newest)


class FakeHouse:
    """All stores together, as `storage.house.open_stores` would give them."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.ids = FakeIds()
        self.registry = FakeRegistry()
        self.job_folders = FakeFolders()
        self.patients = FakePatients(self.registry, self.job_folders, self.ids)

    def close(self) -> None: ...
