"""Painting on a picture in Telegram's editor and sending it back, over real HTTP."""

import asyncio

from PIL import ImageDraw

from bot.rehearsal.person import Person
from bot.rehearsal.views import Line
from core.domain.change import PAINTED, SENT
from core.domain.job import JobKind
from core.ports import JobFolder
from tests.integration.pictures.conftest import Run
from tests.integration.pictures.studio import Studio
from tests.integration.pictures.test_over_http import ordered
from tests.unit.marking.drawings import as_jpeg, opened


async def asked_to_paint(studio: Studio, marta: Person) -> Line:
    """From the list to the picture that is to be painted on."""
    await ordered(studio, marta)
    studio.run_worker()
    await marta.shows_button("1")
    await marta.tap("1")
    await marta.shows("Guardada con su recuerdo")
    await marta.tap("Cambiar algo")
    await marta.shows_button("La pinto yo")
    await marta.tap("La pinto yo")
    return await marta.shows("Pinta encima")


async def with_a_stroke(marta: Person, line: Line) -> bytes:
    assert line.medium is not None
    picture = opened(await marta.download(line.medium))
    ImageDraw.Draw(picture).line((120, 160, 380, 300), fill=(230, 20, 20), width=40)
    return as_jpeg(picture)


async def folder_of_the_mask(studio: Studio) -> JobFolder:
    while studio.last_job.kind is not JobKind.MASK:  # noqa: ASYNC110 - the store tells nobody
        await asyncio.sleep(0.02)
    return studio.kit.services.job_folders.folder(studio.last_job.id)


async def test_a_reply_brings_the_picture_as_telegram_keeps_it(
    run: Run, studio: Studio, marta: Person
) -> None:
    async with run():
        line = await asked_to_paint(studio, marta)
        assert line.medium is not None
        kept = await marta.download(line.medium)
        await marta.send_photo(await with_a_stroke(marta, line), reply_to=line.message_id)
        folder = await folder_of_the_mask(studio)

    assert folder.read(SENT) == kept
    assert opened(folder.read(PAINTED)).size == opened(kept).size


async def test_without_a_reply_the_picture_is_made_as_telegram_makes_it(
    run: Run, studio: Studio, marta: Person
) -> None:
    async with run():
        line = await asked_to_paint(studio, marta)
        assert line.medium is not None
        kept = opened(await marta.download(line.medium))
        await marta.send_photo(await with_a_stroke(marta, line))
        sent = opened((await folder_of_the_mask(studio)).read(SENT))

    assert sent.size == kept.size
    pairs = zip(sent.convert("L").tobytes(), kept.convert("L").tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) < 12
