"""kill -9 for the worker at every stage of a job, and for the bot while it runs.

Four candidates come of it all the same, each once.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from core.domain.job import JobStatus, Progress
from core.domain.picture import CANDIDATES, Picture, PictureStatus
from storage.jobs import DbosClient
from tests.e2e import roads
from tests.e2e.house import House, until
from tests.e2e.roads import SPANISH
from tests.fakes.companions import Companion

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

ROSARIO = 680
SENDS = {"sendPhoto", "sendMediaGroup"}


@dataclass(frozen=True, slots=True)
class Job:
    """The only job there is, as the engine sees it."""

    id: str
    engine: DbosClient

    def is_(self, status: JobStatus) -> bool:
        state = self.engine.state(self.id)
        return state is not None and state.status is status

    @property
    def reports(self) -> Sequence[Progress]:
        return self.engine.progress(self.id, after=0)

    def at(self, stage: str, *, attempt: int) -> Callable[[], bool]:
        """Whether it has come to a stage, the so-manieth time it is run."""
        return lambda: any(r.stage == stage and r.attempt >= attempt for r in self.reports)


@contextmanager
def the_job(house: House) -> Iterator[Job]:
    with house.opened() as stores:
        ((job_id, _),) = stores.registry.watched_jobs()
    engine = DbosClient(house.settings.engine_url)
    try:
        yield Job(job_id, engine)
    finally:
        engine.close()


def pictures(house: House) -> list[Picture]:
    with house.space_of(ROSARIO) as work:
        return sorted(work.pictures.all(), key=lambda picture: picture.number)


async def kill_worker_when(house: House, holds: Callable[[], bool], *, what: str) -> None:
    worker = await house.start("worker")
    try:
        await until(holds, what=what)
    finally:
        await worker.kill()


async def asks_for_a_picture(house: House, companion: Companion) -> None:
    await roads.is_introduced(companion, SPANISH, house.invitation())
    await roads.tells_the_first_story(companion, SPANISH)
    await companion.taps("session-their-words", "button-yes")
    await companion.sees("pictures-button-meanwhile")
    await house.nothing_open()


async def kill_bot_when_it_sends(house: House) -> None:
    """Kill the bot as soon as it has sent pictures, before it could note it down."""
    ledger = house.server.world.ledger
    before = len(ledger.after(0))

    def sends() -> bool:
        return any(call.method in SENDS for call in ledger.after(before))

    bot = await house.start("bot")
    try:
        await until(sends, what="picture")
    finally:
        await bot.kill()


async def draws_through_kills(house: House, job: Job) -> None:
    """The worker is killed while the job waits, loads, draws and is finished; the bot, too."""
    assert job.is_(JobStatus.WAITING)
    await (await house.start("worker")).kill()
    assert job.is_(JobStatus.WAITING)
    await kill_worker_when(house, job.at("loading", attempt=1), what="loading")
    assert job.is_(JobStatus.RUNNING)
    bot = await house.start("bot")
    try:
        await kill_worker_when(house, job.at("drawing", attempt=2), what="drawing")
    finally:
        await bot.kill()
    assert job.is_(JobStatus.RUNNING)
    await kill_worker_when(house, lambda: job.is_(JobStatus.SUCCEEDED), what="finished job")


async def test_kills_of_worker_and_bot_at_every_stage_of_a_job_cost_no_picture(
    house: House, without_limits: None
) -> None:
    house.base_model = "auto"  # the bundled one: slow enough to be killed in the middle
    async with house.companion(ROSARIO, SPANISH.companion, "es") as companion:
        async with house.bot_here():
            await asks_for_a_picture(house, companion)
        with the_job(house) as job:
            await draws_through_kills(house, job)
        await kill_bot_when_it_sends(house)
        async with house.running("bot"):
            await companion.sees("pictures-button-none", "pictures-button-show")
            await house.nothing_open()
            made = pictures(house)
            await companion.shows_a_picture()
            await companion.taps("pictures-button-likes", "button-go-on")
            await companion.sees("session-enough")
            await house.no_jobs()

        assert [picture.number for picture in made] == list(range(1, CANDIDATES + 1))
        assert len({picture.media_id for picture in made}) == CANDIDATES
        assert [p.id for p in pictures(house)] == [p.id for p in made]
        assert len([p for p in pictures(house) if p.status is PictureStatus.APPROVED]) == 1
        assert "incident" not in house.log("bot")
