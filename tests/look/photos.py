"""Photos, teaching and changing a picture at phone width: `python -m tests.look.photos`.

Everything is real but the lesson: what takes a night is over in seconds here.
"""

import argparse
import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFilter

from bot import bootstrap
from bot.app import TelegramBot
from bot.demo.dog_photos import dog_photos
from bot.demo.play import where_it_is_noon
from bot.rehearsal.server import RehearsalServer
from bot.services import Services
from bot.settings import Settings
from bot.worker_process import (
    WorkerSettings,
    change_body,
    loaded_once,
    named_mask_body,
    picture_body,
    vetting_body,
    workshop,
)
from core.domain.circle import Role, System
from core.domain.job import JobKind, Progress, Ticket
from core.domain.patient import Language
from core.domain.teaching import REPORT, EpochReport, adapter_file, portrait_file
from core.job_papers import to_json
from core.ports import JobBody, JobFolders, Report, Stopped
from core.services import picture_styles
from tests.look import allowing, changing
from tests.look.circle import prepare
from tests.look.scene import command, house_in, scene_of
from tests.look.walker import DRAWING_S, Walker
from tests.look.working import OneLine, working
from tests.unit.pictures.stories import MEMORY
from tests.unit.vetting.conftest import as_jpeg, portrait
from tests.unit.vetting.drawn import side_by_side

OUT = (Path("out") / "look").resolve()
FIRST = 901  #: account id of the first owner
DOG = "Zar"
FEW, ENOUGH, PORTRAITS_FROM, EPOCHS = 6, 12, 24, 4
FACES_DOUBTED = "4"  #: each may be somebody else, nearly the same, or one of several
TALES = {Language.SPANISH: MEMORY.words, Language.ENGLISH: "We kneaded bread in the kitchen."}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="photos")
    parser.add_argument("--only", choices=list(PARTS))
    only = parser.parse_args(arguments).only
    asyncio.run(look(OUT, parts=[only] if only else list(PARTS)))


async def look(out: Path, *, parts: Sequence[str]) -> None:
    """Both languages, the bot and the worker's bodies in this process."""
    async with house_in(out / "photos-house") as (server, settings, built):
        jobs = OneLine()
        services = replace(built, jobs=jobs)
        for number, language in enumerate(Language):
            _prepare(services, language, first=FIRST + 10 * number)
        async with (
            TelegramBot(services=services, address=bootstrap.address(settings)),
            working(jobs, _bodies(settings, services.job_folders)),
        ):
            walks = [
                _one_language(server, out, language, parts, first=FIRST + 10 * number)
                for number, language in enumerate(Language)
            ]
            await asyncio.gather(*walks)


def _prepare(services: Services, language: Language, *, first: int) -> None:
    """The circle's person, where it is noon whenever this runs, with one more story."""
    space = prepare(services, language, first=first)
    with services.stores.open(space, System(reason="look")) as work:
        zone = where_it_is_noon(services.clock.now())  # nothing is told in quiet hours
        work.save_patient(replace(work.patient(), time_zone=zone, birth_year=1944))
        picture_styles.open_fine_settings(work)
        title = {Language.SPANISH: MEMORY.title, Language.ENGLISH: "Bread"}[language]
        work.memories.save(replace(MEMORY, words=TALES[language], language=language, title=title))
        allowing.prepare(work, language, account_id=first, now=services.clock.now())
        work.commit()


def _bodies(settings: Settings, folders: JobFolders) -> Mapping[JobKind, JobBody]:
    worker = WorkerSettings.of(settings)
    shop = cache(partial(workshop, worker, folders, loaded_once(worker)))
    drawing = picture_body(shop)
    return {
        JobKind.VET: vetting_body(folders),
        JobKind.MASK: named_mask_body(shop, worker),
        JobKind.PICTURE: drawing,
        JobKind.TRY: drawing,
        JobKind.CHANGE: change_body(shop),
        JobKind.TEACH: Lesson(folders=folders),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Stands in for a night of learning: its portraits are other photos of the same dog."""

    folders: JobFolders
    seconds: float = 8.0

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self.folders.folder(ticket.job_id)
        portraits = dog_photos(PORTRAITS_FROM + 2 * EPOCHS)[PORTRAITS_FROM:]
        report(Progress(stage="learning", fraction=0.4, seconds_left=2400))
        time.sleep(self.seconds)
        reports = []
        for epoch in range(1, EPOCHS + 1):
            folder.write(adapter_file(epoch), b"adapter")
            names = tuple(portrait_file(epoch, number) for number in (1, 2))
            for number, name in enumerate(names):
                folder.write(name, portraits[2 * (epoch - 1) + number])
            reports.append(
                EpochReport(
                    epoch=epoch,
                    step=100 * epoch,
                    loss=0.1,
                    adapter=adapter_file(epoch),
                    portraits=names,
                    likeness=0.2 * epoch,
                    whole_seconds=900,
                )
            )
        folder.write(REPORT, to_json(tuple(reports)))
        return [REPORT]


async def _one_language(
    server: RehearsalServer, out: Path, language: str, parts: Sequence[str], *, first: int
) -> None:
    folder = out / f"photos-{language}"
    async with (
        scene_of(server, language, first=first, folder=folder) as scene,
        scene.walking(Role.OWNER) as walker,
    ):
        for part in parts:
            await PARTS[part](walker)


async def _of_photos(walker: Walker) -> None:
    await photos(walker)
    await teaching(walker)


async def photos(walker: Walker) -> None:
    """A dog's board, from nothing to twelve, with one blurred and one sent twice."""
    await walker.say("/start", "home")
    await command(walker, "photos", "photos-whose")
    await walker.tap("photos-age-young-nameless", "photos-person-permission")
    await command(walker, "photos", "photos-whose-again")
    await walker.tap("photos-add", "photos-add")
    await walker.tap("photos-kind-pet", "photos-pet-name")
    await walker.say(DOG, "photos-pet-what")
    await walker.tap("photos-class-dog", "photos-board-empty")
    await _is_it_known(walker)
    dogs = dog_photos(ENOUGH + 1)
    await _send(walker, dogs[:FEW], "few")
    await walker.tap("photos-board", "photos-board-few")
    await _send(walker, [*dogs[FEW:ENOUGH], _blurred(dogs[ENOUGH]), dogs[0]], "more")
    await walker.tap("photos-board", "photos-board-enough")
    await walker.tap("photos-doubts", "photos-doubt", count="2")
    await walker.tap("photos-doubt-later", "photos-doubt-other")
    await walker.tap("photos-doubt-later", "photos-board-again")
    await walker.tap("photos-list", "photos-list")
    await walker.person.tap("1")
    await walker.seen("photos-one")
    await walker.tap("button-back", "photos-list-again")
    await walker.tap("photos-board", "photos-board-again")
    await walker.tap("photos-change", "photos-change")
    await walker.tap("button-back", "photos-board-again")


async def _is_it_known(walker: Walker) -> None:
    """What the model draws of a dog before it has learnt anything."""
    await walker.mark()
    await walker.tap("photos-try", "knowing-waiting")
    await walker.shows("teaching-knows-no", "knowing-asked")
    await walker.tap("teaching-knows-no", "knowing-not-known")


async def faces(walker: Walker) -> None:
    """The person's own board: several faces on one photo, and one of somebody else."""
    await command(walker, "photos", "photos-whose-again")
    await walker.tap("photos-age-young-nameless", "faces-who-allows")
    await walker.tap("pictures-button-carer", "faces-board-empty")
    own = [as_jpeg(_turned_up(portrait("hopper"), by)) for by in (0, 48)]
    both = side_by_side([portrait("collins", times=4), portrait("hopper")])
    await walker.mark()
    await walker.person.send_album([*own, as_jpeg(both), as_jpeg(portrait("collins"))])
    await walker.person.shows_button(walker.tr.plain("photos-board"), DRAWING_S)
    await walker.person.shows_button(
        walker.tr.plain("photos-doubts", count=FACES_DOUBTED), DRAWING_S
    )
    await walker.shoot("faces-told")
    await walker.tap("photos-board", "faces-board")
    await walker.tap("photos-doubts", "faces-is-it-them", count=FACES_DOUBTED)
    for name in ("faces-nearly-the-same", "faces-which-one", "faces-somebody-else"):
        await walker.tap("photos-doubt-later", name)


def _turned_up(picture: Image.Image, by: int) -> Image.Image:
    """Another photo of the same: from nearer, and with another light."""
    cut = picture.crop((by, by, picture.width - by, picture.height - by))
    return cut.point(lambda value: min(255, value + by))


async def _send(walker: Walker, contents: Sequence[bytes], name: str) -> None:
    await walker.mark()
    await walker.person.send_album(contents)
    await asyncio.sleep(1.0)
    await walker.shoot(f"photos-coming-{name}")
    await walker.shows("photos-teach", f"photos-told-{name}")


async def teaching(walker: Walker) -> None:
    """Tonight, now, the portraits, none of them, and one of them."""
    await walker.tap("photos-teach", "teaching-offer")
    await walker.tap("teaching-tonight", "teaching-tonight")
    await walker.tap("teaching-stop", "teaching-called-off")
    await _learns(walker, "first")
    await walker.tap("teaching-none-alike", "teaching-none")
    await walker.tap("teaching-more-photos", "photos-board-taught")
    await walker.tap("photos-teach", "teaching-offer-after-none")
    await walker.tap("teaching-now", "teaching-waiting-again")
    await walker.person.shows_button(walker.tr.plain("teaching-see"), DRAWING_S)
    await walker.tap("teaching-see", "teaching-portraits-again")
    await walker.person.tap("1")
    await walker.seen("teaching-chosen")
    await walker.tap("teaching-board", "photos-board-chosen")


async def _learns(walker: Walker, name: str) -> None:
    await walker.tap("photos-teach", f"teaching-offer-{name}")
    await walker.tap("teaching-now", f"teaching-begun-{name}")
    await asyncio.sleep(3.0)
    await walker.shoot(f"teaching-waiting-{name}")
    await walker.shows("teaching-see", "teaching-learnt")
    await walker.tap("teaching-see", "teaching-portraits")
    await walker.tap("teaching-others", "teaching-portraits-other")


def _blurred(photo: bytes) -> bytes:
    content = BytesIO()
    with Image.open(BytesIO(photo)) as opened:
        opened.filter(ImageFilter.GaussianBlur(14)).save(content, "JPEG")
    return content.getvalue()


PARTS = {
    "photos": _of_photos,
    "faces": faces,
    "changing": changing.pictures,
    "allowing": allowing.allowing,
}


if __name__ == "__main__":
    main()
