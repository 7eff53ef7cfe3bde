"""A family with phones, the real stores and watch, and a worker that learns at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from bot.handlers import teaching
from bot.incoming import Incoming, IncomingKind
from core.domain.element import Element, PersonAge
from core.domain.job import JobKind, Progress, Queue, Ticket
from core.domain.photo import Photo
from core.domain.teaching import (
    REPORT,
    REQUEST,
    EpochReport,
    SceneCheck,
    Teaching,
    TeachingRequest,
    adapter_file,
    photo_file,
    portrait_file,
)
from core.domain.vetting import Pose
from core.errors import JobFailed
from core.job_papers import from_json, to_json
from core.ports import Report, Stopped
from tests.fakes.jobs import FakeJobs
from tests.fakes.turns import Phone, joined
from tests.integration.photos.darkroom import OWNER, Darkroom, jpeg

EPOCHS = 3


@dataclass(slots=True, kw_only=True)
class Classroom:
    """From a board with enough photos to a choice."""

    room: Darkroom
    likeness: Sequence[float] = (0.4, 0.9, 0.7)  #: of the epochs, in order
    scenes: Sequence[tuple[SceneCheck, ...]] = ((), (), ())  #: of the epochs, in order
    failure: str = ""
    learning: bool = False  #: the watch looks while it still goes on
    epochs: int = EPOCHS
    dropped: tuple[tuple[int, int], ...] = ()  #: epoch and number of portraits not to be shown
    taught: list[TeachingRequest] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path, *, photos: int = 12) -> "Classroom":
        room = Darkroom.open(folder)
        kit = room.kit
        kit.jobs = FakeJobs(queue=Queue.GPU)
        kit.jobs._serving.update({Queue.GPU, Queue.CPU})
        routes = joined(kit.services.routes, teaching.routes())
        kit.services = replace(kit.services, jobs=kit.jobs, routes=routes)
        room.opens(age=PersonAge.YOUNG)
        classroom = cls(room=room)
        classroom.hangs(photos)
        return classroom

    @property
    def element(self) -> Element:
        return next(e for e in self.room.elements() if e.age is PersonAge.YOUNG)

    def hangs(self, count: int) -> None:
        """Put good photos on the board."""
        element_id = self.element.id
        with self.room.kit.look() as work:
            for number in range(count):
                media_id = work.media.put(jpeg(shade=number), media_type="image/jpeg")
                work.photos.save(
                    Photo(
                        id=f"photo{number:011d}",
                        media_id=media_id,
                        sent_by=OWNER,
                        sent_at=self.room.kit.clock.now(),
                        width=800,
                        height=600,
                        element_id=element_id,
                        judged=True,
                        pose=Pose.FRONTAL,
                    )
                )
            work.commit()

    def asks(self) -> None:
        """From the board to the offer."""
        self.boards()
        ways = ("Aprender con ellas", "Aprender otra vez")
        self.room.ana.tap(next(way for way in ways if way in self.room.ana.last.labels))

    def boards(self, phone: Phone | None = None) -> None:
        """To the board."""
        phone = phone or self.room.ana
        phone.command("photos")
        phone.tap(next(b for b in phone.last.labels if b.startswith("De joven")))

    def learns(self) -> None:
        """Let the worker do what waits, and the watch take it in."""
        self.room._deliver()
        while self.room.kit.jobs.run_next({JobKind.TEACH: self._teach}):
            pass
        self.room.looks(after=timedelta(seconds=1))

    def teachings(self) -> list[Teaching]:
        element_id = self.element.id
        with self.room.kit.look() as work:
            return list(work.teachings.of_element(element_id))

    def ticks(self) -> None:
        """Let in every timer whose moment has come, as the clock does."""
        kit = self.room.kit
        for timer in kit.services.registry.timers_due(kit.clock.now()):
            tick = Incoming(kind=IncomingKind.TICK, what=timer.tick, argument=timer.argument)
            self.room.ana.send(tick, key=timer.key)
            kit.services.registry.remove_timer(timer)

    def _teach(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        if self.failure:
            raise JobFailed(self.failure)
        folder = self.room.kit.services.job_folders.folder(ticket.job_id)
        request = from_json(folder.read(REQUEST), TeachingRequest)
        self.taught.append(request)
        assert all(folder.read(photo_file(photo.photo_id)) for photo in request.photos)
        report(Progress(stage="learning", fraction=0.5, seconds_left=600))
        if self.learning:
            self.room.looks(after=timedelta(seconds=2))
        reports = []
        for epoch in range(1, self.epochs + 1):
            folder.write(adapter_file(epoch), f"adapter {epoch}".encode())
            shown = [number for number in (1, 2) if (epoch, number) not in self.dropped]
            portraits = tuple(portrait_file(epoch, number) for number in shown)
            for portrait in portraits:
                folder.write(portrait, jpeg(shade=10 * epoch))
            reports.append(self._report(epoch, portraits))
        folder.write(REPORT, to_json(tuple(reports)))
        return [REPORT]

    def _report(self, epoch: int, portraits: tuple[str, ...]) -> EpochReport:
        return EpochReport(
            epoch=epoch,
            step=100 * epoch,
            loss=0.1,
            adapter=adapter_file(epoch),
            portraits=portraits,
            likeness=self.likeness[epoch - 1],
            scenes=self.scenes[epoch - 1],
            whole_seconds=900,
            base_model="toy",
        )


def builds_on_the_dog(room: Classroom) -> None:
    """Up to the portraits."""
    dog = replace(
        next(e for e in room.room.elements() if e.age is PersonAge.OLD),
        id="dog",
        name="Canela",
        age=None,
        instance_token="zqxvk",
        adapter_id="media",
        approved=True,
        may_be_drawn=True,
    )
    with room.room.kit.look() as work:
        media_id = work.media.put(b"adapter", media_type="application/octet-stream")
        work.elements.save(replace(dog, adapter_id=media_id))
        work.commit()
    room.asks()
    ana = room.room.ana
    ana.tap("Junto a otro")
    ana.tap("Con: Canela")
    assert "Me apoyo en lo que aprendí con «Canela»" in ana.last.text
    ana.tap("Ahora")
    room.learns()
