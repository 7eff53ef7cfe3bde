"""A phone, the real stores, and a worker that really prints, when the test tells it to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf

from bot.dispatch import Applied
from bot.handlers import book
from bot.incoming import Incoming, IncomingKind
from bot.turns import Routes
from core.book.texts import Reader
from core.domain.circle import Role
from core.domain.conversation import OutboxKind
from core.domain.job import JobKind, JobRecord, JobState, Queue, Ticket
from core.errors import NotFound
from core.ports import JobBody, JobFolder, PatientWork
from core.worker.books import BookBody
from core.worker.videos import VideoBody
from storage.house import open_worker_folders
from tests.fakes.jobs import FakeJobs
from tests.fakes.turns import Door, Phone, TurnKit, words
from tests.integration.book.conftest import keep, made, sent, told

OWNER = 1
ENDS = {"succeeded": "done", "failed": "failed", "cancelled": "cancelled"}


@dataclass(slots=True, kw_only=True)
class Press:
    """Manuel's space with a small book in it: an imagined picture, a photo, words alone."""

    kit: TurnKit
    ana: Phone
    jobs: FakeJobs
    body: BookBody
    filming: JobBody

    @classmethod
    @contextmanager
    def open(cls, folder: Path, *areas: Routes) -> Iterator["Press"]:
        """With the areas given in place of the doors to them."""
        doors = [Door(name).routes() for name in ("session.begin", "session.carry_on")]
        with TurnKit.open(folder, *doors, book.routes(), *areas) as kit:
            assert kit._stores is not None
            jobs = FakeJobs(queue=Queue.CPU)
            kit.services = replace(kit.services, jobs=jobs, job_folders=kit._stores.job_folders)
            paths = kit._stores.paths
            folders = open_worker_folders(paths, paths.worker_key)
            body, filming = BookBody(folders), VideoBody(folders)
            ana = kit.member(OWNER, "Ana", Role.OWNER)
            kit.prepare(name="Manuel", enrolled=True)
            press = cls(kit=kit, ana=ana, jobs=jobs, body=body, filming=filming)
            press.fill()
            yield press

    def fill(self) -> None:
        with self.kit.look() as work:
            made(work, told(0).id, "p0")
            sent(work, told(5).id, "f5", caption="La perra, 1951")
            keep(work, told(0), told(5), told(1))
            work.commit()

    @contextmanager
    def change(self) -> Iterator[PatientWork]:
        with self.kit.look() as work:
            yield work
            work.commit()

    def choose(self, *labels: str) -> None:
        """Open the book and tap through to the print screen and its choices."""
        self.ana.command("book")
        for label in ("📦 Llevárselo", "🖨 Imprimir", *labels):
            self.ana.tap(label)

    def order(self, *labels: str) -> JobRecord:
        """Have the book printed; the record of the job."""
        self.choose(*labels)
        self.ana.tap("🖨 Hacer el libro")
        self.deliver()
        return self.last_job

    @property
    def last_job(self) -> JobRecord:
        with self.kit.look() as work:
            record: JobRecord = work.jobs.all()[-1]
        return record

    def deliver(self) -> None:
        """Hand queued tickets to the engine, as the delivery does."""
        for kind, payload in self.kit.queued:
            if kind is OutboxKind.ENQUEUE:
                ticket = Ticket(
                    job_id=payload["job_id"],
                    kind=JobKind(payload["kind"]),
                    queue=Queue(payload["queue"]),
                )
                self.jobs.enqueue(ticket)
            else:
                self.jobs.cancel(payload["job_id"])
        self.kit.queued.clear()

    def folder(self, job_id: str) -> JobFolder:
        return self.kit.services.job_folders.folder(job_id)

    def run_worker(self) -> JobState:
        """Let the worker print what is due, and tell the bot what it came to."""
        self.deliver()
        record = self.last_job
        self.jobs.run_next({JobKind.BOOK: self.body, JobKind.VIDEO: self.filming})
        state = self.jobs.state(record.id)
        assert state is not None
        self.came(record.id, ENDS[state.status], failure=state.failure)
        return state

    def came(self, job_id: str, what: str, *, failure: str = "") -> Applied:
        """A job's row, as the watch takes it in."""
        row = Incoming(kind=IncomingKind.JOB, job_id=job_id, what=what, argument=failure)
        return self.ana.send(row, key=f"j:{job_id}:{what}")

    def reader(self) -> Reader:
        return Reader(tr=words().locale("es"), person="Manuel", zone=ZoneInfo("Europe/Madrid"))

    def keeps(self, media_id: str) -> bool:
        """Whether a file is still kept."""
        with self.kit.look() as work:
            try:
                work.media.read(media_id)
            except NotFound:
                return False
            return True

    def received(self) -> pikepdf.Pdf:
        """The file that was sent last."""
        with self.kit.look() as work:
            content: bytes = work.media.read(self.ana.last.payload["document"])
            assert work.media.media_type(self.ana.last.payload["document"]) == "application/pdf"
        return pikepdf.open(BytesIO(content))
