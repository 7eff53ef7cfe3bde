"""A house with one space, its owner, and somebody's kept memory."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.address import Address
from bot.app import TelegramBot
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from core.domain.circle import Account
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.job import Queue
from core.domain.patient import Language
from storage.house import Stores, open_stores
from storage.paths import house_paths
from storage.system import RandomIds, SystemClock
from tests.fakes.limits import unlimited
from tests.integration.pictures.house import OWNER, House
from tests.integration.pictures.studio import Studio
from tests.unit.pictures.stories import MEMORY, NOW, SCENE

BOT_TOKEN = "4242:an-invented-token"

Run = Callable[[], AbstractAsyncContextManager[TelegramBot]]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    paths = house_paths(tmp_path / "data", tmp_path / "keys")
    opened = open_stores(paths, SystemClock(), RandomIds())
    yield opened
    opened.close()


@pytest.fixture
def house(stores: Stores) -> House:
    account = Account(id=OWNER, name="Marta", language=Language.SPANISH)
    stores.registry.save_account(account)
    house = House(stores=stores, patient_id=stores.patients.create(account, now=NOW))
    with house.work() as work:
        work.memories.save(MEMORY)
        work.scenes.save(SCENE)
        work.consents.save(
            Consent(
                id="consent1",
                kind=ConsentKind.STORIES,
                given_by=GivenBy.PERSON,
                recorded_by=OWNER,
                given_at=NOW,
            )
        )
        work.commit()
    return house


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = Studio.open(tmp_path)
    with opened.kit:
        yield opened


@pytest.fixture
async def server() -> AsyncIterator[RehearsalServer]:
    async with RehearsalServer(BOT_TOKEN) as running:
        yield running


@pytest.fixture
def run(server: RehearsalServer, studio: Studio) -> Iterator[Run]:
    """Start the bot; leaving the block stops it, entering again is a restart."""
    services = replace(studio.kit.services, clock=SystemClock())
    studio.jobs._serving.add(Queue.GPU)

    @asynccontextmanager
    async def running() -> AsyncIterator[TelegramBot]:
        address = Address(bot_token=BOT_TOKEN, api_base_url=server.url)
        async with TelegramBot(services=services, address=address) as bot:
            yield bot

    with unlimited():
        yield running


@pytest.fixture
async def marta(server: RehearsalServer) -> AsyncIterator[Person]:
    async with Person(server.url, OWNER, "Marta", "es") as person:
        yield person
