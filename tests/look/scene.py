"""One language's circle at phone width: the server, a page of the browser, who is looking."""

import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bot import bootstrap
from bot.commands import name_in
from bot.demo.story import Tale
from bot.programs import rehearsal_environment, rehearsal_token
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.views import Line
from bot.services import Services
from bot.settings import Settings
from core.domain.circle import Role
from core.i18n.translator import Translations
from tests.look.album import Album
from tests.look.browser import PHONE, Tab, tab
from tests.look.walker import Walker

NAMES = {Role.OWNER: "Ana", Role.RELATIVE: "Lucía", Role.THERAPIST: "Marta"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    server: RehearsalServer
    language: str
    first: int  #: account id of the owner; the others follow
    page: Tab
    album: Album

    @asynccontextmanager
    async def walking(self, role: Role) -> AsyncIterator[Walker]:
        """A member of the circle."""
        user_id = self.first + list(NAMES).index(role)
        async with self.walking_as(user_id, NAMES[role]) as walker:
            yield walker

    @asynccontextmanager
    async def walking_as(self, user_id: int, name: str) -> AsyncIterator[Walker]:
        """Anybody, in front of the camera."""
        query = urlencode({"as": user_id, "name": name, "lang": self.language})
        await self.page.go(f"{self.server.url}/?{query}")
        async with Person(self.server.url, user_id, name, self.language) as person:
            yield Walker(
                person=person,
                tale=Tale.load(self.language),
                tr=Translations.load().locale(self.language),
                done=lambda _: None,
                page=self.page,
                album=self.album,
            )


@asynccontextmanager
async def scene_of(
    server: RehearsalServer, language: str, *, first: int, folder: Path
) -> AsyncIterator[Scene]:
    """A browser of its own, and an album that is laid out whatever happens."""
    album = Album(folder=folder)
    profile = Path(tempfile.mkdtemp(prefix="vivencia-look-"))
    with contextlib.ExitStack() as last:
        last.callback(album.lay_out, folder.with_suffix(".png"))
        async with tab(profile) as page:
            await page.look_through(PHONE)
            await page.wear("light")
            yield Scene(server=server, language=language, first=first, page=page, album=album)
    print(f"{album.count} screenshots: {album.folder}")


@asynccontextmanager
async def house_in(folder: Path) -> AsyncIterator[tuple[RehearsalServer, Settings, Services]]:
    """A rehearsal server, and what a bot in this process needs, in an empty folder."""
    token = rehearsal_token()
    shutil.rmtree(folder, ignore_errors=True)
    async with RehearsalServer(token) as server:
        settings = settings_here(server, token, folder)
        with bootstrap.build(settings) as services:
            yield server, settings, services


def settings_here(server: RehearsalServer, token: str, house: Path) -> Settings:
    """Settings of a bot in this process, in a folder of its own."""
    environment = rehearsal_environment(server, token, house)
    given = {
        name.removeprefix("VIVENCIA_").lower(): value
        for name, value in environment.items()
        if name.startswith("VIVENCIA_")
    }
    return Settings(_env_file=None, **given)  # type: ignore[call-arg,arg-type]


async def command(walker: Walker, command: str, name: str) -> Line:
    return await walker.say(f"/{name_in(walker.tale.language, command)}", name)
