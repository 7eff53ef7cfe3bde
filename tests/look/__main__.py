"""Play both tales in front of a headless Chromium: out/look/{es,en}, and a sheet for each."""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from bot.demo.story import Tale
from bot.programs import all_programs, rehearsal_environment, rehearsal_token
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.supervise import running
from core.i18n.translator import Translations
from tests.look import walk
from tests.look.accessibility import unreached, violations
from tests.look.album import Album
from tests.look.browser import DESKTOP, NAMES, PHONE, NoBrowser, Tab, tab, until
from tests.look.door import invitation_code
from tests.look.walker import Walker

OUT = (Path("out") / "look").resolve()
LANGUAGES = ("es", "en")


def main() -> int:
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "house").mkdir(parents=True)
    try:
        asyncio.run(_look(OUT))
    except NoBrowser:
        print(f"Install one of {', '.join(NAMES)} to take screenshots; all else works without.")
        return 1
    return 0


async def _look(out: Path) -> None:
    """Both tales, one after the other, through the real bot and the real worker."""
    token = rehearsal_token()
    house = out / "house"
    async with RehearsalServer(token) as server:
        environment = rehearsal_environment(server, token, house)
        codes = [await asyncio.to_thread(invitation_code, environment) for _ in LANGUAGES]
        async with running(all_programs(environment), log=house / "programs.log"):
            for number, language in enumerate(LANGUAGES):
                await _tale(server, language, codes[number], out / language, user_id=101 + number)


async def _tale(
    server: RehearsalServer, language: str, code: str, folder: Path, *, user_id: int
) -> None:
    tale = Tale.load(language)
    profile = Path(tempfile.mkdtemp(prefix="vivencia-look-"))
    album = Album(folder=folder)
    async with (
        tab(profile) as page,
        Person(server.url, user_id, tale.companion, language) as person,
    ):
        await until(lambda: _introduced(person))
        query = urlencode({"as": user_id, "name": tale.companion, "lang": language, "start": code})
        await page.look_through(PHONE)
        await page.wear("light")
        await page.go(f"{server.url}/?{query}")
        walker = Walker(
            person=person,
            tale=tale,
            tr=Translations.load().locale(language),
            done=lambda _: None,
            page=page,
            album=album,
        )
        try:
            await _walk(walker)
        finally:
            album.lay_out(folder.parent / f"{language}.png")
            print(f"{album.count} screenshots: {folder}, {folder.parent / language}.png")


async def _introduced(person: Person) -> bool:
    """Whether the bot is up and has said what it is."""
    return bool((await person.chat())["bot"]["description"])


async def _walk(walker: Walker) -> None:
    await walk.first_contact(walker)
    await walk.first_session(walker)
    book = await walk.book(walker)
    await walk.beside(walker)
    await walk.hard_session(walker)
    await _read_edition(walker.page, walker.album, book)


async def _read_edition(page: Tab, album: Album, book: bytes) -> None:
    """The exported page on a phone and on a desk, by day and by night, by eye and by rule."""
    path = album.folder / "book.html"
    path.write_bytes(book)
    for glass, where in ((PHONE, "phone"), (DESKTOP, "desktop")):
        await page.look_through(glass)
        for scheme in ("light", "dark"):
            await page.wear(scheme)
            await page.go(path.as_uri())
            album.keep(f"edition-{where}-{scheme}", await page.shot())
            await page.run(
                "document.getElementById('page-1').scrollIntoView({behavior: 'instant'})"
            )
            album.keep(f"edition-{where}-{scheme}-page", await page.shot())
            if found := await violations(page):
                raise SystemExit(f"{path.name}, {where}, {scheme}: {found}")
        if missed := await unreached(page):
            raise SystemExit(f"{path.name}, {where}: the keyboard misses {missed}")


if __name__ == "__main__":
    sys.exit(main())
