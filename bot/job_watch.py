"""Watches the worker's jobs: tells how they go, and takes in what they come to.

What a job came to enters through the inbox, under a key of its own, so that it is applied
once however often it is noticed. All the watch knows besides is forgotten at a restart and
found again: which jobs are watched, in the registry; what they are for, in their patient's
store; how they go, in the engine. Once a result is taken over, it clears up after the job.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from markupsafe import Markup

from bot.bridge import Bridge
from bot.incoming import Incoming, IncomingKind
from bot.job_waits import Going, wait_for
from bot.screens import View
from bot.services import Services
from bot.turns import payload
from core.domain.circle import System
from core.domain.conversation import OutboxKind, Screen
from core.domain.job import JobKind, JobRecord, JobState, JobStatus, Progress
from core.domain.patient import Language, PatientId
from core.domain.picture_files import PREVIEW
from core.errors import NotAllowed, NotFound, StoreDamaged, StoreErased
from core.i18n.translator import Translator
from core.services import photo_batches
from core.services.picture_lists import MAKING

_log = logging.getLogger(__name__)
LOOK_EVERY_S = 0.5
EDIT_EVERY = timedelta(seconds=1.5)
FIRST_PAUSE = timedelta(seconds=5)  #: a body that was cancelled may still be writing
ASK_AGAIN_LATEST = timedelta(seconds=60)
ORPHANED_AFTER = timedelta(minutes=10)  #: no turn takes that long to commit
ASK_WORKER_EVERY = timedelta(seconds=5)
STOPPED_AFTER = timedelta(minutes=10)  #: no body goes on that long once it is cancelled
_ENDS = {
    JobStatus.SUCCEEDED: "done",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELLED: "cancelled",
}

LOST = JobState(status=JobStatus.FAILED, failure="lost")  #: the engine's queue was

Rows = list[list[dict[str, str]]]
EditProgress = Callable[[PatientId, int, int, str, Rows, bytes | None], Awaitable[None]]


class TakeIn(Protocol):
    async def __call__(
        self,
        key: str,
        *,
        account_id: int,
        chat_id: int,
        patient_id: PatientId,
        incoming: Incoming,
    ) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A waiting message as it should look now."""

    chat_id: int
    screen: int
    text: str
    rows: Rows
    preview: bytes | None


@dataclass(slots=True, kw_only=True)
class Watched:
    """What is remembered of a job between two looks."""

    job_id: str
    patient_id: PatientId
    since: datetime
    record: JobRecord | None = None
    erased_at: datetime | None = None  #: when its person was seen to be gone
    reports: int = 0
    progress: Progress | None = None
    first_told: bool = False
    end_told: bool = False
    news: tuple[object, ...] = ()  #: as of the last time it was looked at closely
    edit: Edit | None = None  #: the last one made: Telegram refuses the same again
    edited_at: datetime | None = None
    worker_alive: bool = True
    worker_asked_at: datetime | None = None
    ask_at: datetime | None = None
    pause: timedelta = FIRST_PAUSE
    photos: int = 0  #: in a batch of them

    def known(self) -> JobRecord:
        if self.record is None:
            raise NotFound("nobody ordered this job")
        return self.record


@dataclass(slots=True, kw_only=True)
class JobWatch:
    services: Services
    bridge: Bridge
    take_in: TakeIn
    edit_progress: EditProgress
    _watched: dict[str, Watched] = field(default_factory=dict)
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="job-watch")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:
                _log.error("jobs not looked at: %s", type(error).__name__)
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Look at every watched job once."""
        jobs, people = await self.bridge.in_thread(None, self._jobs_and_people)
        self._watched = {j: w for j, w in self._watched.items() if (j, w.patient_id) in jobs}
        for job_id, patient_id in jobs:
            new = Watched(job_id=job_id, patient_id=patient_id, since=self.services.clock.now())
            watched = self._watched.setdefault(job_id, new)
            try:
                if patient_id in people:
                    await self._look_at(watched)
                else:
                    await self.bridge.in_thread(None, self._let_go, watched)
            except (NotAllowed, StoreErased):
                pass  # erased a moment ago: the next look lets go of it
            except Exception as error:
                _log.error("job not looked at id=%s: %s", job_id, type(error).__name__)

    def _jobs_and_people(self) -> tuple[Sequence[tuple[str, PatientId]], frozenset[PatientId]]:
        jobs = self.services.registry.watched_jobs()
        return jobs, frozenset(self.services.stores.all_ids() if jobs else ())

    async def _look_at(self, job: Watched) -> None:
        if job.record is None:
            await self._find_record(job)
            return
        if job.end_told:
            await self._clear_when_taken_over(job)
            return
        if job.record.gathering:
            await self._gather(job)
            return
        state = await self.bridge.in_thread(None, self._follow, job)
        if state is None:
            await self._miss(job)
            return
        first = job.progress is not None and bool(job.progress.ready)
        if first and not job.first_told and job.record.kind in MAKING:
            await self._tell(job, "first")
            job.first_told = True
        if state.status.over:
            await self._end(job, state)
        else:
            await self._show(job, state)

    async def _find_record(self, job: Watched) -> None:
        """A watched job without a record was never committed: in the end it goes."""
        job.record = await self.bridge.in_thread(job.patient_id, self._record, job)
        if job.record is None and self._age(job.since) > ORPHANED_AFTER:
            await self.bridge.in_thread(None, self._clear, job)

    async def _miss(self, job: Watched) -> None:
        """The engine knows nothing of it: not yet, no more, or because its queue was lost."""
        now = self.services.clock.now()
        if job.ask_at is not None and now < job.ask_at:
            return
        job.ask_at = now + FIRST_PAUSE
        job.record = await self.bridge.in_thread(job.patient_id, self._record, job)
        if job.record is None or job.record.gathering:
            return
        if not await self.bridge.in_thread(None, self._is_lost, job):
            return
        if job.record.taken_over:
            await self.bridge.in_thread(None, self._clear, job)
        else:
            await self._end(job, LOST)

    def _is_lost(self, job: Watched) -> bool:
        """Whether nobody will hand it to the engine any more.

        The engine is asked last: it may have been handed over since it was asked before.
        """
        pending = self.services.stores.outbox(job.patient_id).pending()
        orders = (item.payload for item in pending if item.kind is OutboxKind.ENQUEUE)
        waits = any(order["job_id"] == job.job_id for order in orders)
        return not waits and self.services.jobs.state(job.job_id) is None

    async def _gather(self, job: Watched) -> None:
        """Let a batch be judged once it is complete; until then show how many came."""
        if await self.bridge.in_thread(job.patient_id, self._is_complete, job):
            await self._tell(job, "gathered")
        else:
            await self._show(job, JobState(status=JobStatus.WAITING))

    def _is_complete(self, job: Watched) -> bool:
        with self.services.stores.open(job.patient_id, System(reason="job")) as work:
            job.record = work.jobs.get(job.job_id)
            job.photos = len(photo_batches.of_batch(work, job.job_id))
            return photo_batches.complete(work, job.record, now=self.services.clock.now())

    def _record(self, job: Watched) -> JobRecord | None:
        with self.services.stores.open(job.patient_id, System(reason="job")) as work:
            record = work.jobs.find(job.job_id)
            if record is not None and record.kind is JobKind.VET:
                job.photos = len(photo_batches.of_batch(work, job.job_id))
            return record

    def _follow(self, job: Watched) -> JobState | None:
        """Read what the engine knows, and what the worker said since the last look."""
        state = self.services.jobs.state(job.job_id)
        reports = self.services.jobs.progress(job.job_id, after=job.reports)
        if reports:
            job.reports += len(reports)
            job.progress = reports[-1]
        return state

    async def _tell(self, job: Watched, what: str, *, failure: str = "") -> None:
        """Take in what a job came to; the same thing twice is taken in once."""
        record = job.known()
        incoming = Incoming(kind=IncomingKind.JOB, job_id=job.job_id, what=what, argument=failure)
        await self.take_in(
            f"j:{job.job_id}:{what}",
            account_id=record.account_id,
            chat_id=record.chat_id,
            patient_id=job.patient_id,
            incoming=incoming,
        )

    async def _end(self, job: Watched, state: JobState) -> None:
        """Tell the end, unless the companion ended it."""
        record = await self.bridge.in_thread(job.patient_id, self._record, job)
        if record is not None and not record.taken_over:
            await self._tell(job, _ENDS[state.status], failure=state.failure)
        job.end_told = True
        job.ask_at = self.services.clock.now() + job.pause

    async def _clear_when_taken_over(self, job: Watched) -> None:
        now = self.services.clock.now()
        if job.ask_at is not None and now < job.ask_at:
            return
        record = await self.bridge.in_thread(job.patient_id, self._record, job)
        if record is None or record.taken_over:
            await self.bridge.in_thread(None, self._clear, job)
            return
        job.pause = min(job.pause * 2, ASK_AGAIN_LATEST)
        job.ask_at = now + job.pause

    def _let_go(self, job: Watched) -> None:
        """Stop the job of somebody erased; what its body still writes goes at the next look."""
        job.erased_at = job.erased_at or self.services.clock.now()
        state = self.services.jobs.state(job.job_id)
        if state is not None and not state.status.over:
            self.services.jobs.cancel(job.job_id)
        self.services.job_folders.folder(job.job_id).remove()
        if self._age(job.erased_at) > STOPPED_AFTER:
            self._clear(job)

    def _clear(self, job: Watched) -> None:
        """Remove a job's folder and what the engine keeps of it; unwatched last of all."""
        self.services.job_folders.folder(job.job_id).remove()
        self.services.jobs.forget(job.job_id)
        self.services.registry.unwatch_job(job.job_id)
        _log.info("job cleared id=%s", job.job_id)

    async def _show(self, job: Watched, state: JobState) -> None:
        """Edit the message somebody waits at, not too often and only when something is new."""
        if job.edited_at is not None and self._age(job.edited_at) < EDIT_EVERY:
            return
        await self._ask_for_worker(job)
        news = (state.status, state.ahead, job.reports, job.photos, job.worker_alive)
        if news == job.news:
            return
        job.news, job.edited_at = news, self.services.clock.now()
        edit = await self.bridge.in_thread(job.patient_id, self._edit, job, state)
        if edit is not None and edit != job.edit:
            job.edit = edit
            await self.edit_progress(
                job.patient_id, edit.chat_id, edit.screen, edit.text, edit.rows, edit.preview
            )

    async def _ask_for_worker(self, job: Watched) -> None:
        """Whoever waits is told when the worker stops, and when it is back."""
        if job.worker_asked_at and self._age(job.worker_asked_at) < ASK_WORKER_EVERY:
            return
        job.worker_asked_at = self.services.clock.now()
        queue = wait_for(job.known().kind).queue
        alive = self.services.jobs.worker_alive
        job.worker_alive = await self.bridge.in_thread(None, alive, queue)

    def _edit(self, job: Watched, state: JobState) -> Edit | None:
        record = job.known()
        memberships = self.services.registry.memberships(record.account_id)
        if job.patient_id not in {m.patient_id for m in memberships}:
            return None  # a job outlives a membership
        with self.services.stores.open(job.patient_id, System(reason="job")) as work:
            kept = work.jobs.find(job.job_id)
            screen = _waiting_screen(record, work.open_screens(record.chat_id))
            register = work.patient().register
        if kept is not None and kept.taken_over:  # a consent was withdrawn: it is not finished
            self.services.jobs.cancel(job.job_id)
            return None
        if screen is None:
            return None
        account = self.services.registry.account(record.account_id)
        language = account.language if account else Language.SPANISH
        tr = self.services.translations.locale(language, register=register)
        text = self._words(job, record, tr, state)
        return Edit(
            chat_id=record.chat_id,
            screen=screen.number,
            text=str(text),
            rows=_rows(text, record, screen, job.patient_id),
            preview=self._preview(job),
        )

    def _words(self, job: Watched, record: JobRecord, tr: Translator, state: JobState) -> Markup:
        going = Going(
            record=record,
            state=state,
            progress=job.progress,
            photos=job.photos,
            worker_alive=job.worker_alive,
        )
        return wait_for(record.kind).words(tr, going)

    def _preview(self, job: Watched) -> bytes | None:
        """The newest there is: a message that has become a picture can never be words again."""
        try:
            return self.services.job_folders.folder(job.job_id).read(PREVIEW)
        except (NotFound, StoreDamaged):  # none yet, or being replaced
            return None

    def _age(self, moment: datetime) -> timedelta:
        return self.services.clock.now() - moment


def _waiting_screen(record: JobRecord, screens: Sequence[Screen]) -> Screen | None:
    """The open message on which somebody waits for this job."""
    return wait_for(record.kind).message.waiting_screen(screens, record.id)


def _rows(text: Markup, record: JobRecord, screen: Screen, patient_id: PatientId) -> Rows:
    """The buttons the message has already, as they were sent."""
    view = View(text=text, rows=wait_for(record.kind).message.rows_of(screen.buttons))
    sent: Rows = payload(view, screen=screen, patient_id=patient_id, replaces=None)["rows"]
    return sent
