"""A family with phones, the real stores and watch, and a worker whose eyes are the test's."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from bot.bridge import Bridge
from bot.dispatch import Dispatcher
from bot.handlers import photos
from bot.incoming import Incoming, IncomingKind, to_body
from bot.job_watch import JobWatch
from core.domain.circle import Role
from core.domain.consent import Consent, ConsentKind
from core.domain.conversation import OutboxKind
from core.domain.element import Element, PersonAge
from core.domain.job import JobKind, Queue, Ticket
from core.domain.patient import PatientId
from core.domain.photo import Photo
from core.domain.vetting import (
    REQUEST,
    VERDICTS,
    Finding,
    PhotoVerdict,
    VettingRequest,
)
from core.errors import JobFailed
from core.job_papers import from_json, to_json
from core.ports import Report, Stopped
from core.services.photo_batches import QUIET
from tests.fakes.jobs import FakeJobs
from tests.fakes.turns import Phone, TurnKit
from tests.integration.pictures.studio import OpenDoor

DOORS = ("home.menu", "session.carry_on", "elements.teach")
OWNER, LUCIA, PABLO, MARTA = 1, 3, 4, 5
Seen = Mapping[int, PhotoVerdict]  #: by the number in which photos came, from 0


@dataclass(slots=True, kw_only=True)
class Darkroom:
    """Everything between a phone and the worker."""

    kit: TurnKit
    ana: Phone  #: who owns the space
    doors: dict[str, OpenDoor]
    verdicts: dict[int, PhotoVerdict] = field(default_factory=dict)
    failure: str = ""  #: how the next job ends, if it fails
    requests: list[VettingRequest] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    phones: dict[int, Phone] = field(default_factory=dict)
    _came: int = 0

    @classmethod
    def open(cls, folder: Path, *, language: str = "es") -> "Darkroom":
        doors = {name: OpenDoor(name) for name in DOORS}
        doors["memory.unasked"] = OpenDoor("memory.unasked")
        routes = [door.routes() for door in doors.values()]
        unasked = replace(routes[-1], answers=routes[-1].taps, taps={})
        kit = TurnKit.open(folder, photos.routes(), *routes[:-1], unasked)
        assert kit._stores is not None
        jobs = FakeJobs(queue=Queue.CPU)
        jobs._serving.add(Queue.CPU)
        kit.jobs = jobs
        folders = kit._stores.job_folders
        kit.services = replace(kit.services, job_folders=folders, jobs=jobs)
        ana = kit.member(OWNER, "Ana", Role.OWNER, language=language)
        kit.prepare(name="Carmen", birth_year=1938, enrolled=True)
        return cls(kit=kit, ana=ana, doors=doors, phones={OWNER: ana})

    def member(self, account_id: int, name: str, role: Role) -> Phone:
        self.phones[account_id] = phone = self.kit.member(account_id, name, role, self.patient_id)
        return phone

    @property
    def patient_id(self) -> PatientId:
        return self.kit.patient_ids[0]

    def allow(self, kind: ConsentKind, *, subject: str = "") -> None:
        self.kit.allow(kind, subject=subject)

    def opens(self, phone: Phone | None = None, *, age: PersonAge = PersonAge.YOUNG) -> Element:
        """Go to the board of an age, with everything allowed before."""
        phone = phone or self.ana
        phone.command("photos")
        element = next(e for e in self.elements() if e.age is age)
        if element.id not in {c.subject for c in self.consents()}:
            self.allow(ConsentKind.PHOTOS)
            for each in self.elements():
                self.allow(ConsentKind.LIKENESS, subject=each.id)
                self.change(replace(each, may_be_drawn=True, consent_asked=True))
        label = {PersonAge.YOUNG: "De joven", PersonAge.ADULT: "En plena vida"}[age]
        phone.tap(next(b for b in phone.last.labels if b.startswith(label)))
        return self.element(element.id)

    def sends(
        self, *contents: bytes, phone: Phone | None = None, as_file: bool = False, **incoming: Any
    ) -> None:
        kind = IncomingKind.DOCUMENT if as_file else IncomingKind.PHOTO
        for content in contents:
            photo = Incoming(kind=kind, media_type="image/jpeg", **incoming)
            (phone or self.ana).send(photo, file=content)

    def looks(self, *, after: timedelta = QUIET) -> None:
        """Let some time pass, and the watch look at all jobs; what it takes in is applied."""
        self.kit.wait(after)
        asyncio.run(self._look())

    async def _look(self) -> None:
        bridge = Bridge(threads=2)
        taken: list[tuple[int, str]] = []

        async def take_in(key: str, *, account_id: int, chat_id: int, **what: Any) -> None:
            body = to_body(what["incoming"])
            registry, patient_id = self.kit.services.registry, what["patient_id"]
            if registry.take_in(
                key, account_id=account_id, chat_id=chat_id, patient_id=patient_id, body=body
            ):
                taken.append((account_id, key))

        async def edit(*change: Any) -> None:
            self.edits.append(change[3])

        watch = JobWatch(
            services=self.kit.services, bridge=bridge, take_in=take_in, edit_progress=edit
        )
        for _ in range(2):  # the first look finds the record, the second looks at the job
            await watch.look()
        bridge.close()
        for account_id, key in taken:
            self._applies(account_id, key)

    def _applies(self, account_id: int, key: str) -> None:
        row = self.kit.services.registry.row(key)
        assert row is not None
        applied = Dispatcher(self.kit.services).apply(row)
        assert not applied.parked
        self.phones[account_id].read()
        self._deliver()

    def _deliver(self) -> None:
        """Hand tickets to the engine, as the sender does."""
        for kind, body in self.kit.queued:
            if kind is OutboxKind.ENQUEUE:
                ticket = Ticket(
                    job_id=body["job_id"],
                    kind=JobKind(body["kind"]),
                    queue=Queue(body["queue"]),
                    priority=body["priority"],
                )
                self.kit.jobs.enqueue(ticket)
        self.kit.queued.clear()

    def judges(self) -> None:
        """Let the worker do what waits for it, and the watch take it in."""
        while self.kit.jobs.run_next({JobKind.VET: self._vet}):
            pass
        self.looks(after=timedelta(seconds=1))

    def receives(self, *contents: bytes, phone: Phone | None = None) -> None:
        """From the phone to the verdict."""
        self.sends(*contents, phone=phone)
        self.looks()
        self.judges()

    def asks_about(self, *findings: Finding, **what: Any) -> None:
        """One photo comes, this is found, and Ana opens the question about it."""
        self.opens()
        self.verdicts = {0: found(*findings, **what)}
        self.receives(jpeg())
        self.ana.tap("Decidir (1)")

    def _vet(self, ticket: Ticket, _: Report, __: Stopped) -> Sequence[str]:
        if self.failure:
            raise JobFailed(self.failure)
        folder = self.kit.services.job_folders.folder(ticket.job_id)
        request = from_json(folder.read(REQUEST), VettingRequest)
        self.requests.append(request)
        verdicts = []
        for photo in request.photos:
            assert folder.read(photo.file)
            if photo.new:
                found = self.verdicts.get(self._came, PhotoVerdict(photo_id=""))
                verdicts.append(replace(found, photo_id=photo.photo_id))
                self._came += 1
        names = [VERDICTS]
        for number, verdict in enumerate(verdicts):
            if verdict.kept:
                clean = f"clean-{verdict.photo_id}.jpg"
                folder.write(clean, jpeg(shade=200))
                verdicts[number] = replace(verdict, clean=clean, width=800, height=600)
                for face in verdict.faces:
                    if face.crop:
                        folder.write(face.crop, jpeg(shade=90))
                names.append(clean)
        folder.write(VERDICTS, to_json(tuple(verdicts)))
        return names

    def elements(self) -> list[Element]:
        with self.kit.look() as work:
            return list(work.elements.all())

    def element(self, element_id: str) -> Element:
        with self.kit.look() as work:
            found: Element = work.elements.get(element_id)
            return found

    def change(self, element: Element) -> None:
        with self.kit.look() as work:
            work.elements.save(element)
            work.commit()

    def photos(self) -> list[Photo]:
        with self.kit.look() as work:
            return list(work.photos.all())

    def consents(self) -> list[Consent]:
        with self.kit.look() as work:
            return list(work.consents.all())

    def files(self) -> list[Path]:
        """Every sealed file of the person, in use or in the trash."""
        assert self.kit._stores is not None
        paths = self.kit._stores.paths
        folders = (paths.media(self.patient_id), paths.trash(self.patient_id))
        return [path for folder in folders if folder.is_dir() for path in folder.iterdir()]


@cache
def jpeg(*, shade: int = 128, width: int = 800, height: int = 600) -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), (shade, shade, shade)).save(content, "JPEG")
    return content.getvalue()


def found(*findings: Finding, **what: Any) -> PhotoVerdict:
    return PhotoVerdict(photo_id="", findings=findings, **what)
