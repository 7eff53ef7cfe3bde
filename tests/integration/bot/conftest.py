"""The real bot over real HTTP: rehearsal server, real stores, a small area of its own."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.address import Address
from bot.app import TelegramBot
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.services import Services
from core.services.invitations import invite
from storage.house import Stores, open_stores
from storage.paths import house_paths
from storage.system import RandomIds, SystemClock
from tests.fakes.jobs import FakeJobs
from tests.fakes.parrot import PARROT
from tests.fakes.turns import craft, questions, words

BOT_TOKEN = "4242:an-invented-token"

Run = Callable[[], AbstractAsyncContextManager[TelegramBot]]


@pytest.fixture
async def server() -> AsyncIterator[RehearsalServer]:
    async with RehearsalServer(BOT_TOKEN) as running:
        yield running


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    opened = open_stores(
        house_paths(tmp_path / "data", tmp_path / "keys"), SystemClock(), RandomIds()
    )
    yield opened
    opened.close()


@pytest.fixture
def services(stores: Stores) -> Services:
    return Services(
        clock=stores.clock,
        ids=stores.ids,
        registry=stores.registry,
        stores=stores.patients,
        job_folders=stores.job_folders,
        jobs=FakeJobs(),
        translations=words(),
        bank=questions(),
        craft=craft(),
        routes=PARROT,
        default_country="ES",
        default_time_zone="Europe/Madrid",
        centre_phone="",
    )


@pytest.fixture
def run(server: RehearsalServer, services: Services) -> Run:
    """Start the bot; leaving the block stops it, entering again is a restart."""

    @asynccontextmanager
    async def running() -> AsyncIterator[TelegramBot]:
        address = Address(bot_token=BOT_TOKEN, api_base_url=server.url)
        async with TelegramBot(services=services, address=address) as bot:
            yield bot

    return running


@pytest.fixture
def code(stores: Stores) -> str:
    now = stores.clock.now()
    return invite(stores.registry, stores.ids, now=now, valid=timedelta(days=7)).code


@pytest.fixture
async def ana(server: RehearsalServer) -> AsyncIterator[Person]:
    async with Person(server.url, 501, "Ana", "en") as person:
        yield person


@pytest.fixture
async def luis(server: RehearsalServer) -> AsyncIterator[Person]:
    async with Person(server.url, 502, "Luis", "en") as person:
        yield person
