"""One house a file: rehearsal server, bot and worker, for several people side by side."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import TelegramBot
from bot.rehearsal.server import RehearsalServer
from tests.e2e.house import BOT_TOKEN, House
from tests.fakes.limits import unlimited
from tests.fakes.quiet import delivered

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="module", autouse=True)
def only_this_machine() -> Iterator[None]:
    """A connection to anywhere else is an error, here as in the programs that are started."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: tuple[str, int]) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            assert address[0] in LOOPBACK, f"a connection to {address[0]}"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(scope="module")
def without_limits() -> Iterator[None]:
    """Let the bot in this process send as fast as it can."""
    with unlimited():
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder: Path = tmp_path_factory.mktemp("house")
    async with RehearsalServer(BOT_TOKEN) as server:
        house = House(server=server, folder=folder)
        yield house
    assert house.connections_refused() == ""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot_here(house: House, without_limits: None) -> AsyncIterator[TelegramBot]:
    async with house.bot_here() as running:
        yield running
        await asyncio.wait_for(delivered(), 10)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def worker(house: House, bot_here: TelegramBot) -> AsyncIterator[None]:
    """The worker; the bot came first and made its key."""
    async with house.running("worker"):
        yield
