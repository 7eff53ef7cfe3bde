"""What the program itself brought is tried again after a failure: nobody could repeat it."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace

import pytest

from bot import parking
from bot.app import TelegramBot
from bot.incoming import Incoming, IncomingKind
from bot.rehearsal.person import Person
from bot.services import Services
from bot.turns import Route, Turn
from core.domain.circle import Action, System
from core.domain.job import JobKind, JobRecord
from core.domain.patient import PatientId
from core.domain.timer import Timer
from core.errors import StoreError
from tests.fakes.parrot import PARROT

CHAT = 501
Run = Callable[[], AbstractAsyncContextManager[TelegramBot]]


@dataclass(slots=True)
class Alarm:
    """A route that fails some times before it speaks."""

    failures: int
    asked: int = 0
    spoke: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self, turn: Turn, _: str) -> None:
        self.asked += 1
        if self.asked <= self.failures:
            raise RuntimeError(turn.incoming.what)
        turn.keep()
        turn.tell(turn.tr("bot-unexpected", incident="come at last"))


@pytest.fixture
def alarm() -> Alarm:
    return Alarm(failures=2)


@pytest.fixture
def services(services: Services, alarm: Alarm) -> Services:
    route = Route(Action.ENTER, alarm.ring)
    routes = replace(
        PARROT, ticks={"alarm": route, "session.time": route}, results={"alarm": route}
    )
    return replace(services, routes=routes)


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("bot.parking.FIRST_PAUSE_S", 0.02)
    return run


async def enter(ana: Person, code: str, services: Services) -> PatientId:
    await ana.start(code)
    await ana.shows("told 0")
    (person,) = services.stores.all_ids()
    return person


async def until(so: Callable[[], bool]) -> None:
    for _ in range(500):
        if so():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


def set_alarm(services: Services, person: PatientId) -> None:
    timer = Timer(
        id="alarm",
        patient_id=person,
        account_id=CHAT,
        at=services.clock.now(),
        tick="alarm",
    )
    services.registry.set_timer(timer)


async def apologies(ana: Person) -> int:
    texts = [line.text for line in await ana.transcript() if line.is_from_bot]
    return sum(
        "went wrong on our side" in t and "told" not in t and "come" not in t for t in texts
    )


async def test_a_timer_whose_tick_failed_speaks_a_little_later(
    run: Run, ana: Person, code: str, services: Services, alarm: Alarm
) -> None:
    async with run() as bot:
        person = await enter(ana, code, services)
        set_alarm(services, person)
        await bot.ticker.ring()
        await ana.shows("come at last")
        assert await apologies(ana) == 0
    assert alarm.asked == 3
    assert not services.registry.value(parking.FACT)
    assert services.registry.timers_due(services.clock.now()) == []
    assert services.registry.open_rows() == []


async def test_a_timer_whose_tick_failed_speaks_after_a_restart(
    run: Run, ana: Person, code: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.parking.FIRST_PAUSE_S", 600)
    async with run() as bot:
        set_alarm(services, await enter(ana, code, services))
        await bot.ticker.ring()
        await until(lambda: bool(services.registry.value(parking.FACT)))
    monkeypatch.setattr("bot.parking.FIRST_PAUSE_S", 0.02)
    async with run():
        await ana.shows("come at last")


async def test_a_result_that_could_not_be_taken_in_is_taken_in_a_little_later(
    run: Run, ana: Person, code: str, services: Services
) -> None:
    async with run() as bot:
        person = await enter(ana, code, services)
        record = JobRecord(
            id="j1",
            kind=JobKind.PICTURE,
            purpose="alarm",
            subject_id="m1",
            account_id=CHAT,
            chat_id=CHAT,
            created_at=services.clock.now(),
        )
        with services.stores.open(person, System(reason="test")) as work:
            work.jobs.save(record)
            work.commit()
        came = Incoming(kind=IncomingKind.JOB, job_id="j1", what="done")
        await bot.inbox.take_in(
            "j:j1:done", account_id=CHAT, chat_id=CHAT, patient_id=person, incoming=came
        )
        await ana.shows("come at last")
        assert await apologies(ana) == 0


async def test_a_row_that_cannot_even_be_parked_comes_back(
    run: Run,
    ana: Person,
    code: str,
    services: Services,
    alarm: Alarm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.app.NOT_PARKED_PAUSE_S", 0.02)
    async with run() as bot:
        set_alarm(services, await enter(ana, code, services))
        with monkeypatch.context() as full:

            def refuse(*_: object) -> None:
                raise StoreError

            full.setattr(type(services.registry), "set_value", refuse)
            await bot.ticker.ring()
            await until(lambda: alarm.asked > 0)
        await ana.shows("come at last")


async def test_a_session_that_cannot_be_looked_at_fills_neither_the_chat_nor_the_log(
    run: Run,
    ana: Person,
    code: str,
    services: Services,
    alarm: Alarm,
    caplog: pytest.LogCaptureFixture,
) -> None:
    alarm.failures = 20
    async with run() as bot:
        person = await enter(ana, code, services)
        bot.ticker._leading[person] = (CHAT, CHAT)
        for _ in range(20):
            await bot.ticker._tick()
        assert await apologies(ana) == 0
    assert alarm.asked == 20
    assert not services.registry.value(parking.FACT)
    incidents = [line for line in caplog.records if "incident" in line.getMessage()]
    assert len(incidents) == 5  # the 1st, 2nd, 4th, 8th and 16th
    assert all(line.levelno == logging.ERROR for line in incidents)


def test_pauses_grow_up_to_a_limit() -> None:
    assert [parking.pause_s(failures) for failures in (1, 2, 3, 9, 10_000)] == [
        5.0,
        10.0,
        20.0,
        600.0,
        600.0,
    ]
