"""Reading the finished book in the chat, page by page, and taking it along as one file."""

import asyncio
import io
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from bot.commands import name_in
from bot.rehearsal.person import NotShown, Person
from bot.rehearsal.views import Line
from core.i18n.translator import Translator
from core.marking.sheet import contact_sheet

PATIENCE_S = 30.0
MAKING_S = 120.0  #: for a printed book, or a film
LOOK_EVERY_S = 0.3
MOST_PAGES = 60
COLUMNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Keepsake:
    """Where the book of one person was put."""

    name: str
    book: Path
    printed: Path
    film: Path
    sheet: Path
    pages: int


async def take_book_along(person: Person, tr: Translator, *, name: str, folder: Path) -> Keepsake:
    """Open the book, turn every page, draw the contact sheet and ask for the whole file."""
    await person.say(_book_command(tr))
    line = await person.shows_button(tr.plain("book-button-open"), PATIENCE_S)
    shown = [await _picture(person, line)]
    await person.tap(tr.plain("book-button-open"))
    line = await person.shows_change(line, PATIENCE_S)
    while tr.plain("book-button-next") in line.labels and len(shown) < MOST_PAGES:
        await person.tap(tr.plain("book-button-next"))
        line = await person.shows_change(line, PATIENCE_S)
        shown.append(await _picture(person, line))
    sheet = folder / "pages.png"
    contact_sheet([i for i, _ in shown], [c for _, c in shown], COLUMNS).save(sheet)
    files = {
        "book.html": await _whole_book(person, tr),
        "book.pdf": await _made(person, tr, "print", "document"),
        "book.mp4": await _made(person, tr, "video", "video"),
    }
    for file_name, content in files.items():
        (folder / file_name).write_bytes(content)
    book, printed, film = (folder / file_name for file_name in files)
    return Keepsake(
        name=name, book=book, printed=printed, film=film, sheet=sheet, pages=len(shown)
    )


def _book_command(tr: Translator) -> str:
    return f"/{name_in(tr.language, 'book')}"


async def _whole_book(person: Person, tr: Translator) -> bytes:
    await person.say(_book_command(tr))
    for answer in ("editions-button-take", "book-button-export"):
        await person.shows_button(tr.plain(answer), PATIENCE_S)
        await person.tap(tr.plain(answer))
    line = await person.shows_medium("document", PATIENCE_S)
    assert line.medium is not None  # noqa: S101 - that is what was waited for
    return await person.download(line.medium)


async def _made(person: Person, tr: Translator, area: str, kind: str) -> bytes:
    """Have the worker make an edition, and take it along."""
    before = (await person.last()).message_id
    await person.say(_book_command(tr))
    for answer in ("editions-button-take", f"{area}-button-open", f"{area}-button-make"):
        await _fresh_button(person, tr.plain(answer), after=before)
        await person.tap(tr.plain(answer))
    deadline = time.monotonic() + MAKING_S
    while time.monotonic() < deadline:
        line = await person.shows_medium(kind, MAKING_S)
        if line.message_id > before and line.medium is not None:
            return await person.download(line.medium)
        await asyncio.sleep(LOOK_EVERY_S)
    raise NotShown(f"no {kind} within {MAKING_S} s")


async def _fresh_button(person: Person, label: str, *, after: int) -> None:
    """Wait until a newer message has this button: an older one may still stand there."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if (await person.shows_button(label, PATIENCE_S)).message_id > after:
            return
        await asyncio.sleep(LOOK_EVERY_S)
    raise NotShown(f"no new button {label!r} within {PATIENCE_S} s")


async def _picture(person: Person, line: Line) -> tuple[Image.Image, str]:
    assert line.medium is not None  # noqa: S101 - every screen of the book has a picture
    image = Image.open(io.BytesIO(await person.download(line.medium)))
    return image.convert("RGB"), line.text.splitlines()[0] if line.text else ""
