"""A picture from the list to the signed file, through the real bot over real HTTP."""

import asyncio

from PIL import Image

from bot.rehearsal.person import Person
from bot.rehearsal.views import Medium
from core.domain import picture_files as names
from core.domain.job import Progress
from core.marking.label_reading import has_label
from core.marking.marks import read_marks
from core.marking.watermark import read as read_watermark
from tests.integration.pictures.conftest import Run
from tests.integration.pictures.studio import Studio
from tests.unit.marking.drawings import opened


async def ordered(studio: Studio, marta: Person) -> str:
    """Say yes to the scene in the list; the job's id once the engine knows it."""
    await marta.say("/imagenes")
    await marta.shows_button("El pan de casa")
    await marta.tap("El pan de casa")
    await marta.shows_button("Sí")
    await marta.tap("Sí")
    await marta.shows("Estoy haciendo la imagen")
    while studio.jobs.state(studio.last_job.id) is None:  # noqa: ASYNC110 - the engine tells nobody
        await asyncio.sleep(0.02)
    return studio.last_job.id


async def medium(marta: Person, kind: str) -> Medium:
    shown = (await marta.shows_medium(kind)).medium
    assert shown is not None
    return shown


async def test_the_photo_carries_its_label_and_the_file_all_its_marks(
    run: Run, studio: Studio, marta: Person
) -> None:
    async with run():
        await ordered(studio, marta)
        studio.run_worker()
        await marta.shows_button("1")
        await marta.tap("1")
        await marta.shows_button("Enviarme el archivo")
        seen: Image.Image = opened(await marta.download(await medium(marta, "photo")))
        await marta.tap("Enviarme el archivo")
        file = await medium(marta, "document")
        content = await marta.download(file)

    assert has_label(seen)
    assert read_watermark(seen).found
    assert file.file_name == "imagen-imaginada.jpg"
    assert read_marks(content).complete


async def test_what_a_worker_finishes_while_the_bot_is_away_is_shown_after_it(
    run: Run, studio: Studio, marta: Person
) -> None:
    async with run():
        await ordered(studio, marta)
    studio.run_worker()
    async with run():
        await marta.shows("Solo las ves tú")
        await marta.tap("2")
        await marta.shows("Guardada con su recuerdo")

    chosen = [p.number for p in studio.pictures() if p.approved_at]
    assert (chosen, len(studio.pictures())) == ([2], 4)


async def test_the_bot_may_stop_between_the_first_and_the_rest(
    run: Run, studio: Studio, marta: Person
) -> None:
    async with run():
        job_id = await ordered(studio, marta)
        studio.make(job_id, 1)
        studio.report(job_id, Progress(stage="drawing", fraction=0.25, ready=(names.marked(1),)))
        await marta.shows_button("Otra")
    studio.run_worker()
    async with run():
        await marta.shows("Solo las ves tú")

    assert [p.number for p in studio.pictures()] == [1, 2, 3, 4]
