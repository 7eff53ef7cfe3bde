"""The bot is killed in mid-album: every photo is there afterwards, and judged once."""

import pytest

from core.domain.job import JobKind
from tests.e2e import roads
from tests.e2e.albums import drawn
from tests.e2e.house import House, until
from tests.e2e.roads import SPANISH

pytestmark = pytest.mark.asyncio(loop_scope="module")

HELEN = 730


async def test_an_album_survives_the_death_of_the_bot(house: House) -> None:
    bot = await house.start("bot")
    async with house.companion(HELEN, SPANISH.companion, "es") as companion:
        await until(lambda: (house.folder / "keys").exists(), what="key folder")
        await roads.is_introduced(companion, SPANISH, house.invitation())
        await roads.opens_a_board_of_a_village(companion, "El pueblo")
        await companion.person.send_album([drawn(n) for n in range(8)])
        await companion.person.shows("recibida", timeout_s=30)
        await bot.kill()

        async with house.running("bot"), house.running("worker", "--queue", "cpu"):
            told = companion.tr.plain("photos-told-good", count=8)
            await companion.person.shows(told, timeout_s=60)
            await house.no_jobs()

    with house.space_of(HELEN) as work:
        assert [photo.good for photo in work.photos.all()] == [True] * 8
        assert [job.kind for job in work.jobs.all()] == [JobKind.VET]
