"""A rehearsal server, a raw caller of its Bot API, and a person to talk to it."""

import io
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from bot.rehearsal import Person, RehearsalServer
from tests.fakes.botapi_schema import check_reply

BOT_TOKEN = "4242:rehearsal"


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it is put."""

    now: datetime = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Mapping[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def description(self) -> str:
        assert not self.body["ok"], self.body
        return str(self.body["description"])


@dataclass(frozen=True, slots=True)
class RawBot:
    """Calls the Bot API as a bot written by hand would; every reply is held to the schema."""

    server_url: str
    session: ClientSession

    async def call(self, method: str, **parameters: Any) -> Answer:
        address = f"{self.server_url}/bot{BOT_TOKEN}/{method}"
        async with self.session.post(address, json=parameters) as response:
            return self._checked(method, response.status, await response.json())

    async def upload(self, method: str, files: Mapping[str, bytes], **parameters: Any) -> Answer:
        form = FormData()
        for name, value in parameters.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, content in files.items():
            form.add_field(name, io.BytesIO(content), filename=f"{name}.bin")
        address = f"{self.server_url}/bot{BOT_TOKEN}/{method}"
        async with self.session.post(address, data=form) as response:
            return self._checked(method, response.status, await response.json())

    def _checked(self, method: str, status: int, body: Mapping[str, Any]) -> Answer:
        if body["ok"]:
            check_reply(method, body["result"])
        return Answer(status, body)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def server(clock: SetClock) -> AsyncIterator[RehearsalServer]:
    async with RehearsalServer(BOT_TOKEN, clock=clock) as server:
        yield server


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def bot(server: RehearsalServer, session: ClientSession) -> RawBot:
    return RawBot(server.url, session)


@pytest.fixture
async def ana(server: RehearsalServer, session: ClientSession) -> Person:
    """Give somebody who has started the bot; the update of it is already taken."""
    person = Person(server.url, 7, "Ana", "es", session=session)
    await person.start()
    address = f"{server.url}/bot{BOT_TOKEN}/getUpdates"
    async with session.post(address, json={"offset": -1}) as response:
        newest = (await response.json())["result"][-1]["update_id"]
    async with session.post(address, json={"offset": newest + 1}) as response:
        response.raise_for_status()
    return person
