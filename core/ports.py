"""What the subject matter needs from the outside world.

`storage` implements the stores and the job engine; `tests/fakes` has the doubles,
and both sides pass the same contract tests.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from io import RawIOBase
from typing import Any, Protocol, TypeVar

from core.domain.alert import Alert
from core.domain.book import Chapter, Page
from core.domain.circle import Account, Action, Actor, Invitation, Membership, Role
from core.domain.comment import Comment
from core.domain.consent import Consent, ConsentKind
from core.domain.conversation import Expectation, InboxRow, OutboxItem, Screen
from core.domain.edition import Edition
from core.domain.element import Element
from core.domain.exercise import Exercise
from core.domain.job import JobKind, JobRecord, JobState, Progress, Queue, Ticket
from core.domain.life import LifeStage
from core.domain.memory import Memory
from core.domain.patient import Patient, PatientId
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.domain.reminder import Reminder
from core.domain.scene import SceneCard
from core.domain.session import ReminiscenceSession
from core.domain.sighting import Sighting
from core.domain.steering import Goal, PeriodReport, ScaleResult, SessionReview
from core.domain.teaching import Teaching, TeachingState
from core.domain.timer import Timer
from core.domain.tip import Tip
from core.domain.transfer import Transfer
from core.domain.wish import PictureWish

T = TypeVar("T")


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware and in UTC."""


class Ids(Protocol):
    def new(self) -> str:
        """A new id: 16 lower-case letters and digits, impossible to guess."""

    def seed(self) -> int:
        """A random seed for a noise generator, below 2**31."""


class Repository(Protocol[T]):
    """Values of one kind by their id, in the order they were first saved."""

    def get(self, key: str) -> T:
        """The value, or NotFound."""

    def find(self, key: str) -> T | None: ...

    def save(self, value: T) -> None:
        """Insert it, or replace the one with its id."""

    def all(self) -> Sequence[T]: ...

    def remove(self, key: str) -> None: ...


class Consents(Repository[Consent], Protocol):
    def holding(self, kind: ConsentKind, *, subject: str = "") -> Consent | None:
        """The consent of this kind that has not been withdrawn, if there is one."""


class Sessions(Repository[ReminiscenceSession], Protocol):
    def open_one(self) -> ReminiscenceSession | None:
        """The session that has begun and not ended; there is at most one a person."""

    def count(self) -> int:
        """How many sessions have ended."""


class Memories(Repository[Memory], Protocol):
    def of_session(self, session_id: str) -> Sequence[Memory]: ...

    def of_stage(self, stage: LifeStage) -> Sequence[Memory]: ...

    def of_theme(self, theme: str) -> Sequence[Memory]: ...

    def count(self) -> int: ...


class Scenes(Repository[SceneCard], Protocol):
    def of_memory(self, memory_id: str) -> SceneCard | None:
        """The newest scene card of a memory."""


class Photos(Repository[Photo], Protocol):
    def of_memory(self, memory_id: str) -> Sequence[Photo]:
        """Those that stand on its page or may be chosen for it."""


class Pictures(Repository[Picture], Protocol):
    def of_memory(self, memory_id: str) -> Sequence[Picture]: ...

    def of_job(self, job_id: str) -> Sequence[Picture]: ...


class Pages(Repository[Page], Protocol):
    """The book's pages; reading one costs the same with 10 and with 10,000."""

    def chapters(self) -> Sequence[Chapter]:
        """The stages that have visible pages, in order of life."""

    def number(self, number: int) -> Page | None:
        """The visible page with this number in the book, from 1."""

    def count(self) -> int:
        """How many visible pages there are."""

    def number_of(self, page_id: str) -> int | None:
        """The number under which a visible page stands."""


class MediaShelf(Protocol):
    """A patient's files, encrypted at rest."""

    def put(self, content: bytes, *, media_type: str) -> str:
        """Keep a file and return its media id."""

    def put_pieces(self, pieces: Iterable[bytes], *, media_type: str) -> str:
        """The same for a file that is never in memory as a whole; what `pieces` raises, rises."""

    def read(self, media_id: str) -> bytes:
        """The plain bytes, or NotFound."""

    def pieces(self, media_id: str) -> Iterator[bytes]:
        """The plain bytes piece by piece, or NotFound."""

    def media_type(self, media_id: str) -> str: ...

    def trash(self, media_id: str) -> None:
        """Put it away: nobody finds it any more, and after some weeks it is gone for good."""

    def discard(self, media_id: str) -> None:
        """Remove a file, in the trash or not, and all that is known of it, once committed."""

    def adopt(self, job_id: str, name: str, *, media_type: str) -> str:
        """Take a job's result over without sealing it again; repeated, it gives the same id."""

    def lend(self, media_id: str, job_id: str, name: str) -> None:
        """Put a file into a job's folder as an input, by a key of its own."""


class Jobs(Repository[JobRecord], Protocol):
    def waiting(self) -> Sequence[JobRecord]:
        """Jobs whose results were not taken over yet."""


class Reviews(Repository[SessionReview], Protocol):
    def open(self) -> Sequence[SessionReview]:
        """Reviews that still ask for a therapist."""

    def pausing(self) -> Sequence[SessionReview]:
        """Reviews because of which no session may begin."""

    def earliest(self) -> SessionReview | None:
        """The review of the session that ended first."""

    def last(self) -> SessionReview | None:
        """The review of the session that ended last."""


class Teachings(Repository[Teaching], Protocol):
    def of_element(self, element_id: str) -> Sequence[Teaching]:
        """Every teaching of an element, in the order they were asked for."""

    def in_state(self, state: TeachingState) -> Sequence[Teaching]: ...


class Exercises(Repository[Exercise], Protocol):
    def open_one(self) -> Exercise | None:
        """The exercise that is not over; there is at most one a person."""

    def last(self) -> Exercise | None:
        """The one that was begun last."""


class Editions(Repository[Edition], Protocol):
    def of_slot(self, slot: str) -> Sequence[Edition]:
        """A series of editions, in the order they were made."""


class Sightings(Repository[Sighting], Protocol):
    def forget_before(self, day: date) -> None: ...


class Tips(Repository[Tip], Protocol):
    def waiting(self) -> Sequence[Tip]: ...

    def of(self, account_id: int) -> Sequence[Tip]:
        """What this account gave."""


class Comments(Repository[Comment], Protocol):
    def of_page(self, page_id: str) -> Sequence[Comment]: ...


class Alerts(Repository[Alert], Protocol):
    def open(self) -> Sequence[Alert]:
        """Those nobody has acknowledged."""


class Transfers(Repository[Transfer], Protocol):
    def waiting(self) -> Transfer | None:
        """The one that is under way; there is at most one."""


class PatientWork(Protocol):
    """One transaction on one patient's store, opened for one actor; undone unless committed."""

    patient_id: PatientId
    role: Role | None  #: None for the system
    present: frozenset[Role]  #: every role there is in the circle
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

    def require(self, action: Action) -> None:
        """Raise NotAllowed unless the actor may do this."""

    def patient(self) -> Patient: ...

    def save_patient(self, patient: Patient) -> None: ...

    def add_screen(self, screen: Screen) -> Screen:
        """Keep a screen and return it with its number."""

    def screen(self, number: int) -> Screen | None: ...

    def save_screen(self, screen: Screen) -> None: ...

    def open_screens(self, chat_id: int) -> Sequence[Screen]: ...

    def last_screens(self, chat_id: int, *, most: int) -> Sequence[Screen]:
        """The newest screens of a chat, open or not, the newest first."""

    def expectation(self, chat_id: int) -> Expectation: ...

    def expect(self, expectation: Expectation) -> None: ...

    def post(self, item: OutboxItem) -> None:
        """Write what must go out, under the update being handled."""

    def drop_unsent(self, chat_id: int) -> None:
        """Have nothing that still waits shown in a chat; its payload is `{"dropped": True}` then.

        Whoever is to be told `otherwise` that somebody was not reached still is.
        """

    def handled(self, update_key: str) -> bool:
        """Whether this update was applied before."""

    def mark_handled(self, update_key: str) -> None:
        """Remember it; everything posted from now on belongs to it."""

    def commit(self) -> None: ...


class OutboxShelf(Protocol):
    """What must go out for one patient (or, in the registry, for no patient)."""

    def pending(self, *, chat_id: int | None = None) -> Sequence[OutboxItem]:
        """Undelivered items in order."""

    def delivered(self, item_id: int, answer: Mapping[str, Any]) -> bool:
        """Keep Telegram's answer; True when nothing more of the same update has to go out."""

    def is_empty(self, update_key: str) -> bool: ...

    def message_ids(self, screen_number: int) -> Sequence[int]:
        """The Telegram messages a screen was shown in."""

    def sent(self, *, newest: int) -> Sequence[tuple[int, int]]:
        """Chat and message of what was delivered last, the newest first."""


class PatientStores(Protocol):
    """The only door to a patient's data."""

    def open(
        self, patient_id: PatientId, actor: Actor, action: Action = Action.ENTER
    ) -> AbstractContextManager[PatientWork]:
        """Open a store; NotAllowed both when it is unknown and when it is forbidden."""

    def create(self, account: Account, *, now: datetime, role: Role = Role.OWNER) -> PatientId:
        """A new, empty space with its key, its folder and its first member."""

    def erase(self, patient_id: PatientId) -> None:
        """Destroy all of one person's data for good, in backups too; safe to call again."""

    def outbox(self, patient_id: PatientId) -> OutboxShelf:
        """Its outbox, each call in a transaction of its own; for the sender only."""

    def media(self, patient_id: PatientId) -> MediaShelf:
        """Its files; for the sender only."""

    def all_ids(self) -> Sequence[PatientId]: ...

    def close(self) -> None: ...


class Registry(Protocol):
    """Accounts, roles, invitations and the inbox: no stories. Each call is a transaction."""

    outbox: OutboxShelf  #: messages that belong to no patient

    def account(self, account_id: int) -> Account | None: ...

    def save_account(self, account: Account) -> None: ...

    def memberships(self, account_id: int) -> Sequence[Membership]: ...

    def members(self, patient_id: PatientId) -> Sequence[Membership]: ...

    def join(self, membership: Membership) -> None: ...

    def leave(self, account_id: int, patient_id: PatientId) -> None:
        """End a membership, and the reminders that went with it."""

    def invitation(self, code: str) -> Invitation | None: ...

    def save_invitation(self, invitation: Invitation) -> None: ...

    def forget_invited(self, account_id: int) -> None:
        """Take the name off every invitation that an account came by."""

    def open_invitations(self, patient_id: PatientId) -> Sequence[Invitation]:
        """Links into a space that nobody used or withdrew, by their end; some may have expired."""

    def claim_invitation(
        self, code: str, account_id: int, *, membership: Membership | None = None
    ) -> bool:
        """Mark a link used, and join, in one step; False when another account was faster.

        Again for the same account it is True and changes nothing.
        """

    def take_in(
        self,
        key: str,
        *,
        chat_id: int,
        account_id: int,
        patient_id: PatientId | None,
        body: Mapping[str, Any],
    ) -> bool:
        """Write an inbox row durably (synchronous=FULL); False when the key came before."""

    def open_rows(self) -> Sequence[InboxRow]:
        """Rows not closed yet, in the order they came; an erased person's are closed instead."""

    def row(self, key: str) -> InboxRow | None: ...

    def move_row(self, key: str, patient_id: PatientId) -> None:
        """Give an open row the patient that handling it brought about."""

    def rewrite_row(self, key: str, body: Mapping[str, Any]) -> None:
        """Keep an open row with another body: with what was found out while it waits."""

    def close_rows(self, *keys: str) -> None:
        """Mark rows done and blank their bodies; in one transaction."""

    def post(self, item: OutboxItem, *, update_key: str) -> None: ...

    def watch_job(self, job_id: str, patient_id: PatientId) -> None: ...

    def watched_jobs(self) -> Sequence[tuple[str, PatientId]]: ...

    def unwatch_job(self, job_id: str) -> None: ...

    def reminder(self, reminder_id: str) -> Reminder | None: ...

    def reminders(self, patient_id: PatientId) -> Sequence[Reminder]: ...

    def reminders_due(self, now: datetime) -> Sequence[Reminder]:
        """Those whose next moment has come, whatever the hour is where they are."""

    def save_reminder(self, reminder: Reminder) -> None: ...

    def remove_reminder(self, reminder_id: str) -> None: ...

    def set_timer(self, timer: Timer) -> None:
        """Keep it, or move the one with its id."""

    def timers_due(self, now: datetime) -> Sequence[Timer]: ...

    def remove_timer(self, timer: Timer) -> None:
        """Remove it, unless it was moved meanwhile."""

    def value(self, name: str) -> str | None:
        """A small fact of the installation: "key_copy_confirmed", "last_backup"."""

    def set_value(self, name: str, value: str) -> None: ...


class JobFolder(Protocol):
    """A job's sealed folder: inputs the bot wrote, results and previews the worker writes."""

    job_id: str

    def write(self, name: str, content: bytes) -> None:
        """Seal a file; replaces one of the same name atomically."""

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """The same for a file that is never in memory as a whole."""

    def read(self, name: str) -> bytes:
        """Open a file, or NotFound; StoreDamaged when it does not verify."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """Its content piece by piece; each has been verified when it comes."""

    def scratch(self) -> AbstractContextManager[RawIOBase]:
        """Room for a file that is worked on, sealed as well; it is gone afterwards."""

    def names(self) -> Sequence[str]: ...

    def remove(self) -> None: ...

    def free_bytes(self) -> int:
        """How much room the disk has on which it lies."""

    def size_bytes(self, name: str) -> int:
        """How much of it a sealed file takes, or NotFound."""


class JobFolders(Protocol):
    def folder(self, job_id: str) -> JobFolder: ...

    def all_ids(self) -> Sequence[str]: ...


class JobClient(Protocol):
    """The bot's side of the engine; safe to call twice with the same ticket."""

    def open(self) -> None:
        """Get ready now, which the first question would wait for otherwise."""

    def enqueue(self, ticket: Ticket) -> None: ...

    def cancel(self, job_id: str) -> None: ...

    def state(self, job_id: str) -> JobState | None:
        """None when the engine never heard of it."""

    def progress(self, job_id: str, *, after: int) -> Sequence[Progress]:
        """Reports from number `after` on, in order."""

    def forget(self, job_id: str) -> None:
        """Purge a job that is over."""

    def worker_alive(self, queue: Queue = Queue.GPU) -> bool:
        """Whether a live process serves this queue."""

    def close(self) -> None: ...


Report = Callable[[Progress], None]
Stopped = Callable[[], bool]


class JobBody(Protocol):
    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        """Do the work and return the names of the results; raises only JobFailed."""


class JobEngine(Protocol):
    """The worker's side of the engine."""

    def serve(self, bodies: Mapping[JobKind, JobBody], *, stop: Stopped) -> None:
        """Run jobs until told to stop; returns after the running one has been handed back."""


class Translation(Protocol):
    """Turns phrases into the language a base model reads."""

    def translate(self, text: str, *, source: str, target: str) -> str: ...
