"""Painting on a picture in Telegram's editor and sending it back, over real HTTP.

The bot, its Telegram and the body that finds what was painted are the real ones; only the
pictures are drawn by the test.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.views import Line
from core.domain.change import MASK, PAINTED, SENT
from core.domain.job import JobKind, Queue
from core.ports import JobFolder
from core.worker.masks import MaskBody
from tests.integration.pictures import strokes
from tests.integration.pictures.conftest import Run
from tests.integration.pictures.studio import OWNER, Studio
from tests.unit.marking.drawings import as_jpeg, opened

#: What is tapped and read on the way, in each language.
WORDS = {
    "es": {
        "yes": "Sí",
        "list": "/imagenes",
        "kept": "Guardada con su recuerdo",
        "change": "Cambiar algo",
        "paint": "La pinto yo",
        "how to": "Pinta encima",
        "this": "¿Es esta parte?",
        "what": "¿Qué debe haber ahí?",
        "told": "un vestido azul",
        "quite": "Bastante",
        "waits": "Estoy haciendo la imagen",
        "undo": "↩ Atrás",
        "other": "otra imagen",
    },
    "en": {
        "yes": "Yes",
        "list": "/pictures",
        "kept": "Kept with its memory",
        "change": "Change something",
        "paint": "I’ll paint it",
        "how to": "Paint over",
        "this": "Is this the part?",
        "what": "What should be there?",
        "told": "a blue dress",
        "quite": "Quite a lot",
        "waits": "I am making the picture",
        "undo": "↩ Undo",
        "other": "another picture",
    },
}
Tool = Callable[[Image.Image], Image.Image]


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def said(language: str) -> dict[str, str]:
    return WORDS[language]


@pytest.fixture
def studio(tmp_path: Path, language: str) -> Iterator[Studio]:
    opened_studio = Studio.open(tmp_path, language=language)
    with opened_studio.kit:
        yield opened_studio


@pytest.fixture
async def marta(server: RehearsalServer, language: str) -> AsyncIterator[Person]:
    async with Person(server.url, OWNER, "Marta", language) as person:
        yield person


async def asked_to_paint(
    studio: Studio, marta: Person, said: dict[str, str], *, number: str = "1"
) -> Line:
    """From the list to the picture that is to be painted on."""
    await marta.say(said["list"])
    await marta.shows_button("El pan de casa")
    await marta.tap("El pan de casa")
    await marta.shows_button(said["yes"])
    await marta.tap(said["yes"])
    await made(studio, JobKind.PICTURE)
    await marta.shows_button(number)
    await marta.tap(number)
    await marta.shows(said["kept"])
    await marta.tap(said["change"])
    await marta.shows_button(said["paint"])
    await marta.tap(said["paint"])
    return await marta.shows(said["how to"])


async def made(studio: Studio, kind: JobKind) -> None:
    """Wait for an order to arrive, and let the worker carry it out."""
    await arrives(studio, kind)
    if kind is JobKind.MASK:
        studio.jobs._queue = Queue.CPU
        studio.jobs.run_next({kind: MaskBody(studio.kit.services.job_folders)})
        studio.jobs._queue = Queue.GPU
    else:
        studio.run_worker()


async def arrives(studio: Studio, kind: JobKind) -> JobFolder:
    while (job_id := _ordered(studio, kind)) is None:  # noqa: ASYNC110 - the store tells nobody
        await asyncio.sleep(0.02)
    return studio.kit.services.job_folders.folder(job_id)


def _ordered(studio: Studio, kind: JobKind) -> str | None:
    """The newest job, if it is of this kind and the engine knows it."""
    with studio.kit.look() as work:
        jobs = work.jobs.all()
    newest = jobs[-1] if jobs and jobs[-1].kind is kind else None
    return newest.id if newest and studio.jobs.state(newest.id) else None


async def paints(marta: Person, line: Line, tool: Tool, *, reply: bool = True) -> None:
    """Open the picture in the editor, paint, and send it."""
    assert line.medium is not None
    picture = opened(await marta.download(line.medium))
    answered = line.message_id if reply else None
    await marta.send_photo(as_jpeg(tool(picture), quality=84), reply_to=answered)


def overlap(found: Image.Image, meant: Image.Image) -> float:
    """Intersection over union."""
    one, two = (np.asarray(area.convert("L")) > 127 for area in (found, meant))
    return float((one & two).sum() / (one | two).sum())


@pytest.mark.parametrize(
    ("language", "tool"),
    [
        ("es", strokes.pen),
        ("en", strokes.marker),
        ("es", strokes.lasso),
        ("en", strokes.cropped),
        ("es", strokes.sent_on),
    ],
    indirect=["language"],
    ids=lambda given: given if isinstance(given, str) else given.__name__,
)
async def test_what_was_painted_is_what_changes(
    run: Run, studio: Studio, marta: Person, said: dict[str, str], tool: Tool
) -> None:
    async with run():
        line = await asked_to_paint(studio, marta, said)
        await paints(marta, line, tool)
        await made(studio, JobKind.MASK)
        await marta.shows(said["this"])
        await marta.tap(said["yes"])
        await marta.shows(said["what"])
        await marta.say(said["told"])
        await marta.shows_button(said["quite"])
        await marta.tap(said["quite"])
        folder = await arrives(studio, JobKind.CHANGE)
        mask = opened(folder.read(MASK))

    assert mask.size == (512, 512)
    assert overlap(mask, strokes.expected(mask.size, tool)) > 0.75


@pytest.mark.parametrize("language", ["en"], indirect=True)
async def test_another_picture_is_not_taken_for_the_painted_one(
    run: Run, studio: Studio, marta: Person, said: dict[str, str]
) -> None:
    async with run():
        line = await asked_to_paint(studio, marta, said, number="2")
        await paints(
            marta, line, lambda picture: strokes.pen(picture.rotate(40).resize((900, 700)))
        )
        await made(studio, JobKind.MASK)
        await marta.shows(said["other"])
        await marta.tap(said["paint"])
        await marta.shows(said["how to"])


@pytest.mark.parametrize("language", ["es"], indirect=True)
async def test_the_bot_may_stop_at_any_step_of_a_change(
    run: Run, studio: Studio, marta: Person, said: dict[str, str]
) -> None:
    async with run():
        line = await asked_to_paint(studio, marta, said)
    await paints(marta, line, strokes.pen)
    async with run():
        await arrives(studio, JobKind.MASK)
    await made(studio, JobKind.MASK)
    async with run():
        await marta.shows(said["this"])
    await marta.tap(said["yes"])
    async with run():
        await marta.shows(said["what"])
    await marta.say(said["told"])
    async with run():
        await marta.shows_button(said["quite"])
        await marta.tap(said["quite"])
        await arrives(studio, JobKind.CHANGE)
    studio.run_worker()
    async with run():
        await marta.shows_button("3")
        await marta.tap("3")
        await marta.shows_button(said["undo"])

    assert len(studio.pictures()) == 8
    assert len([p for p in studio.pictures() if p.approved_at]) == 2


@pytest.mark.parametrize("language", ["es"], indirect=True)
async def test_a_reply_brings_the_picture_as_telegram_keeps_it(
    run: Run, studio: Studio, marta: Person, said: dict[str, str]
) -> None:
    async with run():
        line = await asked_to_paint(studio, marta, said)
        assert line.medium is not None
        kept = await marta.download(line.medium)
        await paints(marta, line, strokes.pen)
        folder = await arrives(studio, JobKind.MASK)

    assert folder.read(SENT) == kept
    assert opened(folder.read(PAINTED)).size == opened(kept).size


@pytest.mark.parametrize("language", ["es"], indirect=True)
async def test_without_a_reply_the_picture_is_made_as_telegram_makes_it(
    run: Run, studio: Studio, marta: Person, said: dict[str, str]
) -> None:
    async with run():
        line = await asked_to_paint(studio, marta, said)
        assert line.medium is not None
        kept = opened(await marta.download(line.medium))
        await paints(marta, line, strokes.pen, reply=False)
        sent = opened((await arrives(studio, JobKind.MASK)).read(SENT))

    assert sent.size == kept.size
    pairs = zip(sent.convert("L").tobytes(), kept.convert("L").tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) < 12
