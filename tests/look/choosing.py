"""A session of choosing at phone width: two drawings to point at, and what comes after it."""

import asyncio
from dataclasses import replace
from pathlib import Path

from bot import bootstrap
from bot.app import TelegramBot
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.views import Line
from core.domain.circle import Role, System
from core.domain.life import Level
from core.domain.patient import Language
from tests.look.circle import OUT, prepare
from tests.look.scene import command, house_in, scene_of
from tests.look.walker import Walker

FIRST = 901


def main() -> None:
    asyncio.run(look(OUT))


async def look(out: Path) -> None:
    """Both languages, the bot in this process, no worker: nothing here is made."""
    async with house_in(out / "choosing-house") as (server, settings, services):
        for number, language in enumerate(Language):
            space = prepare(services, language, first=FIRST + 10 * number)
            with services.stores.open(space, System(reason="look")) as work:
                work.save_patient(replace(work.patient(), level=Level.CHOICE))
                work.commit()
        async with TelegramBot(services=services, address=bootstrap.address(settings)):
            for number, language in enumerate(Language):
                await _one_language(server, out, language, first=FIRST + 10 * number)


async def _one_language(server: RehearsalServer, out: Path, language: str, *, first: int) -> None:
    folder = out / f"choosing-{language}"
    async with (
        scene_of(server, language, first=first, folder=folder) as scene,
        scene.walking(Role.OWNER) as walker,
    ):
        await choosing(walker)


async def choosing(walker: Walker) -> None:
    await command(walker, "session", "ready-again")
    await walker.tap("session-we-are-ready", "invitation-again")
    await walker.tap("session-assent-yes", "mood")
    await walker.tap("session-skip", "opening")
    line = await walker.tap("session-next", "themes")
    await walker.shoot_dark("themes")
    await first(walker, line, "question")
    await walker.tap("session-other-ways", "other-ways")
    await walker.tap("session-back", "question-again")
    line = await walker.tap("session-nothing-comes", "taste")
    line = await first(walker, line, "follow-up")
    await first(walker, line, "read-back")
    line = await walker.tap("session-like-this", "scene")
    while not walker.offers(line, "session-name-yes"):
        line = (
            await walker.prefer(line)
            if not walker.offers(line, "button-no")
            else (await walker.tap("button-no", "closing"))
        )
    await walker.tap("session-name-yes", "closing-now")
    await _afterwards(walker)


async def _afterwards(walker: Walker) -> None:
    await walker.tap("session-done", "mood-after")
    await walker.tap("mood-4", "audience")
    await walker.tap("session-audience-book", "telling")
    await walker.tap("session-telling-pleasant", "enjoyed")
    await walker.person.tap("8")
    await walker.seen("feeling")
    await walker.tap("feeling-calm", "feeling-calm")
    await walker.shoot_dark("enjoyed")
    await walker.tap("session-done", "observation-card")
    await walker.tap("session-done", "around")
    await walker.tap(
        "session-helped-sign", "around-song", what=walker.tr.plain("session-helped-song")
    )
    await walker.tap("session-done", "and-you")
    await walker.say("☀️", "and-you-noted")
    await walker.tap("session-you-good", "thanks")


async def first(walker: Walker, line: Line, name: str) -> Line:
    """Tap the first of two options."""
    await walker.mark()
    await walker.person.tap(line.labels[0])
    return await walker.seen(name)


if __name__ == "__main__":
    main()
