"""The demonstration: both tales at once, through the real bot and the real worker."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.demo.companion import Companion
from bot.demo.dog_photos import dog_photos
from bot.demo.reading import Keepsake, take_book_along
from bot.demo.room import HOUSE, LANGUAGES, clear
from bot.demo.story import Tale
from bot.programs import all_programs, rehearsal_environment, rehearsal_token
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.supervise import running
from core.i18n.translator import Translations, Translator

STEPS = 24  #: about so many things are done in a session; the display only needs a guess
SHOWN_LETTERS = 48
PHOTOS = 6  #: of the dog: enough to learn from
#: Bot, worker and companions share the cores; threads would only wait for each other.
ONE_THREAD = {"VIVENCIA_WORKER_THREADS": "1"}

Invite = Callable[[dict[str, str]], str]


def play(out: Path, *, invite: Invite, tr: Translator) -> int:
    """Play both tales into a folder that room was made in, and say where their books are."""
    began = time.monotonic()
    out = out.resolve()
    clear(out)
    console = Console()
    console.print(tr.plain("operator-demo-begins"))
    with _display(console) as display:
        keepsakes = asyncio.run(_play_all(out, out / HOUSE, invite, display))
    console.print(tr.plain("operator-demo-done", seconds=round(time.monotonic() - began)))
    for kept in keepsakes:
        console.print(
            tr.plain(
                "operator-demo-book",
                name=kept.name,
                book=str(kept.book),
                printed=str(kept.printed),
                film=str(kept.film),
                sheet=str(kept.sheet),
                pages=kept.pages,
            ),
            soft_wrap=True,
            highlight=False,
        )
    console.print(tr.plain("operator-demo-next"))
    return 0


async def _play_all(out: Path, house: Path, invite: Invite, display: Progress) -> list[Keepsake]:
    token = rehearsal_token()
    noon = {"VIVENCIA_DEFAULT_TIME_ZONE": where_it_is_noon(datetime.now(UTC))}
    async with RehearsalServer(token) as server:
        environment = ONE_THREAD | rehearsal_environment(server, token, house) | noon
        codes = [await asyncio.to_thread(invite, environment) for _ in LANGUAGES]
        async with running(all_programs(environment), log=house / "programs.log"):
            tales = [Tale.load(language) for language in LANGUAGES]
            played = [
                _play(server, number, tale, code, out, display)
                for number, (tale, code) in enumerate(zip(tales, codes, strict=True), start=1)
            ]
            return list(await asyncio.gather(*played))


async def _play(
    server: RehearsalServer, number: int, tale: Tale, code: str, out: Path, display: Progress
) -> Keepsake:
    """One tale from the link to the book."""
    tr = Translations.load().locale(tale.language)
    bar = display.add_task(tale.person, total=STEPS * len(tale.sessions), doing="")

    def done(what: str) -> None:
        display.update(bar, advance=1, doing=what[:SHOWN_LETTERS])

    async with Person(server.url, 100 + number, tale.companion, tale.language) as person:
        companion = Companion(person=person, tale=tale, tr=tr, done=done)
        await companion.enrol(code)
        await companion.describe()
        await companion.send_photos(dog_photos(PHOTOS))
        for stories in tale.sessions:
            await companion.lead(stories)
        kept = await take_book_along(person, tr, name=tale.person, folder=out / tale.language)
    display.update(bar, completed=STEPS * len(tale.sessions), doing="📖")
    return kept


def where_it_is_noon(now: datetime) -> str:
    """The zone to play in, so that a tale has no night.

    What is put off until the night would begin at once in it, and slow down all the rest.
    """
    hours_east = 12 - now.astimezone(UTC).hour
    return f"Etc/GMT{-hours_east:+d}"  # these zones count westwards


def _display(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("[bold]{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        TextColumn("{task.fields[doing]}", markup=False),
        console=console,
    )
