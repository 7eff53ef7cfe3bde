"""The therapist's summary on paper: `python -m tests.look.paper`."""

import asyncio
from dataclasses import replace
from pathlib import Path

from bot import bootstrap
from bot.app import TelegramBot
from core.domain.circle import Role
from core.domain.job import JobKind
from core.domain.patient import Language
from core.worker.books import BookBody
from tests.look.circle import prepare
from tests.look.scene import command, house_in, scene_of
from tests.look.walker import DRAWING_S, Walker
from tests.look.working import OneLine, working

OUT = (Path("out") / "look").resolve()
FIRST = 841  #: account id of the first owner


def main() -> None:
    asyncio.run(look(OUT))


async def look(out: Path) -> None:
    """Both languages, the bot and the press in this process."""
    async with house_in(out / "paper-house") as (server, settings, built):
        jobs = OneLine()
        services = replace(built, jobs=jobs)
        for number, language in enumerate(Language):
            prepare(services, language, first=FIRST + 10 * number)
        bot = TelegramBot(services=services, address=bootstrap.address(settings))
        bodies = {JobKind.BOOK: BookBody(services.job_folders)}
        async with bot, working(jobs, bodies):
            for number, language in enumerate(Language):
                folder = out / f"paper-{language}"
                first = FIRST + 10 * number
                async with (
                    scene_of(server, language, first=first, folder=folder) as scene,
                    scene.walking(Role.THERAPIST) as walker,
                ):
                    await summary(walker, folder)


async def summary(walker: Walker, folder: Path) -> None:
    """Asked for from the newest summary; the paper that comes is kept beside the screens."""
    line = await command(walker, "summaries", "list")
    await walker.person.tap(line.labels[0])
    await walker.seen("summary")
    await walker.person.tap(walker.tr.plain("summaries-button-pdf"))
    await walker.shoot("asked-for")
    came = await walker.person.shows_medium("document", DRAWING_S)
    await walker.shoot("came")
    assert came.medium is not None
    (folder / "summary.pdf").write_bytes(await walker.person.download(came.medium))


if __name__ == "__main__":
    main()
