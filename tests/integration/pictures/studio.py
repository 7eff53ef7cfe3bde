"""A phone, the real stores, and a worker whose hands are the test's."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from bot.dispatch import Applied
from bot.handlers import pictures
from bot.handlers.session import unasked
from bot.incoming import Incoming, IncomingKind
from bot.screens import View
from bot.turns import Route, Routes, Turn
from core.domain import picture_files as names
from core.domain.change import (
    MASK,
    MASK_FOUND,
    MASK_SHOWN,
    REQUEST,
    ChangeRequest,
    MaskFound,
)
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.conversation import Button, OutboxKind
from core.domain.job import JobKind, JobRecord, Progress, Queue, Ticket
from core.domain.memory import Memory
from core.domain.picture import Picture, PictureStatus
from core.domain.session import ReminiscenceSession, SessionStage
from core.domain.talk import Talk
from core.errors import JobFailed
from core.ports import Report, Stopped
from core.prompting.recipe_codec import change_from_json, to_json
from core.services.picture_masks import mask_of_cells
from tests.fakes.jobs import FakeJobs
from tests.fakes.turns import Door, Phone, Seen, TurnKit
from tests.integration.pictures.house import marked_jpeg, plain_png
from tests.unit.pictures.stories import MAKING, MEMORY

OWNER = 7
FOUND = MaskFound(confidence=0.9, share=0.2)


@dataclass(frozen=True, slots=True)
class OpenDoor(Door):
    """A door behind which something is shown, as other areas do."""

    def routes(self) -> Routes:
        return Routes(taps={self.name: Route(self.action, self.show)})

    def show(self, turn: Turn, argument: str) -> None:
        self.reached.append(argument)
        turn.show(View(text=turn.tr("home-owner")))


DOORS = ("home.menu", "session.picture_over", "session.carry_on")


@dataclass(slots=True, kw_only=True)
class Studio:
    """The picture screens with everything behind them; other areas are doors."""

    kit: TurnKit
    phone: Phone
    doors: dict[str, OpenDoor]
    failure: str = ""  #: how the next job ends, if it fails
    makes: tuple[int, ...] = (1, 2, 3, 4)

    @classmethod
    def open(cls, folder: Path, *, language: str = "es") -> "Studio":
        doors = {name: OpenDoor(name) for name in DOORS}
        told = Routes(taps=unasked.taps(), answers=unasked.answers())
        kit = TurnKit.open(folder, pictures.routes(), told, *(d.routes() for d in doors.values()))
        assert kit._stores is not None
        kit.services = replace(kit.services, job_folders=kit._stores.job_folders)
        kit.clock.time = datetime.now(UTC)  # signatures are checked against the real one
        phone = kit.member(OWNER, "Marta", Role.OWNER, language=language)
        studio = cls(kit=kit, phone=phone, doors=doors)
        kit.jobs._serving.add(Queue.CPU)
        kit.prepare(name="Juan", birth_year=1944, enrolled=True)
        studio.keep(MEMORY)
        studio.consent(ConsentKind.STORIES)
        return studio

    @property
    def jobs(self) -> FakeJobs:
        return self.kit.jobs

    def keep(self, memory: Memory) -> None:
        with self.kit.look() as work:
            work.memories.save(memory)
            work.commit()

    def consent(self, kind: ConsentKind) -> None:
        self.kit.allow(kind)

    def begin_session(
        self, *, stage: SessionStage = SessionStage.PICTURE, session_id: str = "session1"
    ) -> None:
        """A session led from this phone, with the story in hand."""
        session = ReminiscenceSession.begin(
            session_id=session_id,
            led_by=OWNER,
            level=self.kit.person().level,
            limit_minutes=45,
            now=self.kit.clock.now(),
        )
        talk = Talk(theme=MEMORY.theme, memory_id=MEMORY.id)
        with self.kit.look() as work:
            work.sessions.save(replace(session, stage=stage, talk=talk))
            work.commit()

    def end_session(self) -> None:
        with self.kit.look() as work:
            ended = replace(work.sessions.open_one(), ended_at=self.kit.clock.now())
            work.sessions.save(ended)
            work.commit()

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """A turn of this phone, for what is not reached by tapping."""
        with self.kit.look() as work:
            work.mark_handled(self.kit.next_key())
            yield Turn(
                work=work,
                services=self.kit.services,
                account=self.phone.account,
                chat_id=OWNER,
                incoming=Incoming(kind=IncomingKind.OTHER),
                now=self.kit.clock.now(),
            )

    def go(self, action: str, argument: str = "") -> Seen:
        """Tap a button with this action, put on a screen of its own."""
        with self.turn() as turn:
            button = Button(label="go", action=action, argument=argument)
            turn.show(View(text=turn.tr("pictures-list"), rows=((button,),)))
            turn.work.commit()
        self.phone.read()
        self.phone.tap("go")
        return self.phone.last

    def deliver(self) -> None:
        """Hand queued tickets to the engine, as the delivery does."""
        patient_id = self.kit.patient_ids[0]
        for kind, payload in self.kit.queued:
            if payload.get("kind") == JobKind.ENLARGE:
                continue  # nobody waits for those
            if kind is OutboxKind.ENQUEUE:
                self.kit.services.registry.watch_job(payload["job_id"], patient_id)
                self.jobs.enqueue(Ticket(job_id=payload["job_id"], kind=JobKind(payload["kind"])))
            else:
                self.jobs.cancel(payload["job_id"])
        self.kit.queued.clear()

    def run_worker(self) -> str:
        """Let the worker do the job that is due; its id."""
        self.deliver()
        done: list[str] = []

        def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
            done.append(ticket.job_id)
            for number in self.makes:
                self.make(ticket.job_id, number)
                report(Progress(stage="drawing", fraction=number / 4, ready=(str(number),)))
            if self.failure:
                raise JobFailed(self.failure)
            return [names.marked(number) for number in self.makes]

        self.jobs.run_next({JobKind.PICTURE: body, JobKind.CHANGE: body})
        return done[0]

    def find_part(self, found: MaskFound = FOUND) -> str:
        """Let the worker look for the part of a picture; the job's id."""
        self.deliver()
        job_id = self.last_job.id

        def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
            folder = self.kit.services.job_folders.folder(ticket.job_id)
            folder.write(MASK_FOUND, to_json(found))
            if not found.refused:
                folder.write(MASK, mask_of_cells((5, 6), width=512, height=512))
                folder.write(MASK_SHOWN, marked_jpeg(1))
            return [MASK_FOUND]

        self.jobs.run_next({JobKind.MASK: body})
        self.came(job_id, "done")
        return job_id

    def approved(self) -> Picture:
        """A picture that was chosen at leisure; its card is on the screen."""
        self.go("pictures.offer", MEMORY.id)
        self.phone.tap("Sí")
        job_id = self.run_worker()
        self.came(job_id, "done")
        self.phone.tap("2")
        return next(p for p in self.pictures() if p.status is PictureStatus.APPROVED)

    def request(self, job_id: str) -> ChangeRequest:
        """What a worker was asked to change."""
        return change_from_json(self.kit.services.job_folders.folder(job_id).read(REQUEST))

    def report(self, job_id: str, progress: Progress) -> None:
        """What a worker says in the middle of a job; the engine still counts it as due."""
        self.jobs._rows[job_id].reports.append(progress)

    def make(self, job_id: str, number: int) -> None:
        """Leave one finished candidate in a job's folder."""
        folder = self.kit.services.job_folders.folder(job_id)
        folder.write(names.plain(number), plain_png(number))
        folder.write(names.marked(number), marked_jpeg(number))
        folder.write(names.making(number), to_json(replace(MAKING, seed=number)))

    def came(self, job_id: str, what: str, *, failure: str = "") -> Applied:
        """A job's row, as the watch takes it in."""
        row = Incoming(kind=IncomingKind.JOB, job_id=job_id, what=what, argument=failure)
        return self.phone.send(row, key=f"j:{job_id}:{what}")

    def send_photo(self, content: bytes) -> Applied:
        photo = Incoming(kind=IncomingKind.PHOTO, media_type="image/jpeg")
        return self.phone.send(photo, file=content)

    @property
    def last_job(self) -> JobRecord:
        with self.kit.look() as work:
            jobs = [job for job in work.jobs.all() if job.kind is not JobKind.ENLARGE]
        record: JobRecord = jobs[-1]
        return record

    def pictures(self) -> Sequence[Picture]:
        with self.kit.look() as work:
            found: Sequence[Picture] = work.pictures.all()
        return found

    def memory(self) -> Memory:
        with self.kit.look() as work:
            kept: Memory = work.memories.get(MEMORY.id)
        return kept

    def page(self) -> Any:
        with self.kit.look() as work:
            return work.pages.find(MEMORY.id)


@cache
def a_photo() -> bytes:
    content = BytesIO()
    Image.new("RGB", (800, 600), "beige").save(content, "JPEG")
    return content.getvalue()
