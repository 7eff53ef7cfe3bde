"""kill -9 for the worker in the middle of a film: it is finished later, and sent once."""

from collections.abc import Mapping
from io import BytesIO

import av
import pytest

from core.ports import JobFolder
from tests.e2e import roads
from tests.e2e.house import House, until
from tests.e2e.roads import SPANISH
from tests.fakes.companions import Companion
from tests.integration.book.conftest import keep, made, told

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

ROSARIO = 690
PAGES = 2  #: in one chapter, the first with a picture: more than one piece of work
FILM_S = 8 + 4 + PAGES * 7.0


async def has_a_book(house: House, companion: Companion) -> None:
    await roads.is_introduced(companion, SPANISH, house.invitation())
    await companion.sees("session-assent-yes")
    await house.nothing_open()
    with house.space_of(ROSARIO) as work:
        memories = [told(number * 5, words="Bajamos al río.") for number in range(PAGES)]
        keep(work, *memories)
        made(work, memories[0].id, "picture1")
        keep(work, memories[0])
        work.commit()


async def asks_for_a_film(companion: Companion) -> None:
    await companion.commands("/book")
    await companion.taps("editions-button-take", "video-button-open", "video-button-make")
    await companion.sees("print-button-cancel")


def pieces(folder: JobFolder) -> Mapping[str, bytes]:
    return {name: folder.read(name) for name in folder.names() if name.startswith("piece-")}


async def films_until_it_is_killed(house: House, folder: JobFolder) -> Mapping[str, bytes]:
    """What is sealed of the film by then."""
    worker = await house.start("worker", "--queue", "cpu")
    try:
        await until(lambda: pieces(folder), what="first piece of a film")
    finally:
        await worker.kill()
    return pieces(folder)


async def test_a_film_goes_on_where_the_worker_was_killed_and_comes_once(
    house: House, without_limits: None
) -> None:
    async with (
        house.companion(ROSARIO, SPANISH.companion, "es") as companion,
        house.bot_here(),
    ):
        await has_a_book(house, companion)
        await asks_for_a_film(companion)
        with house.opened() as stores:
            ((job_id, _),) = stores.registry.watched_jobs()
            folder = stores.job_folders.folder(job_id)
            before = await films_until_it_is_killed(house, folder)
            async with house.running("worker", "--queue", "cpu"):
                there = len(folder.names())
                await until(lambda: len(folder.names()) > there, what="next piece")
                assert before.items() <= pieces(folder).items()
                line = await companion.person.shows_medium("video", timeout_s=60)
                await house.no_jobs()

        assert line.medium is not None
        with av.open(BytesIO(await companion.person.download(line.medium))) as film:
            assert film.duration / av.time_base == pytest.approx(FILM_S, abs=0.1)
            assert sum(1 for _ in film.decode(video=0)) == FILM_S * 15
        sent = [call.method for call in house.server.world.ledger.after(0)]
        assert sent.count("sendVideo") == 1
