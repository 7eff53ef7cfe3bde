"""One store that does not open is one person's trouble, and nobody else's."""

import logging
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from bot.app import TelegramBot
from bot.bridge import Bridge
from bot.incoming import Incoming
from bot.rehearsal.person import Person
from bot.services import Services
from bot.ticker import Ticker
from core.domain.circle import Account
from core.domain.conversation import InboxRow
from core.domain.patient import Language, PatientId
from core.errors import KeyMissing, StoreBusy, StoreDamaged, StoreError
from storage.house import Stores

Run = Callable[[], AbstractAsyncContextManager[TelegramBot]]


def somebody(stores: Stores) -> PatientId:
    luz = Account(id=9, name="Luz", language=Language.ENGLISH)
    return stores.patients.create(luz, now=stores.clock.now())


def lose_folder(stores: Stores, person: PatientId) -> None:
    """As after a restore from a backup that somebody was left out of."""
    stores.patients._open.close(person)
    shutil.rmtree(stores.paths.patient(person))


def ticker(services: Services, run: Any = None, take_in: Any = None) -> Ticker:
    return Ticker(services=services, bridge=Bridge(), run=run, take_in=take_in)


async def test_a_bot_serves_the_others_when_one_persons_folder_is_gone(
    run: Run, ana: Person, code: str, stores: Stores, caplog: pytest.LogCaptureFixture
) -> None:
    lost = somebody(stores)
    lose_folder(stores, lost)
    async with run():
        await ana.start(code)
        await ana.shows("told 0")
        await ana.say("the smell of the sea")
        await ana.shows("told 1")
    lines = [line.getMessage() for line in caplog.records if line.levelno >= logging.ERROR]
    assert lines == [f"store not opened id={lost}: StoreDamaged"]


@pytest.mark.parametrize("error", [StoreDamaged, KeyMissing, StoreError, PermissionError])
async def test_the_clock_starts_whatever_a_store_says(
    services: Services, stores: Stores, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    somebody(stores)

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(type(services.stores), "open", refuse)
    clock = ticker(services)
    await clock.start()
    await clock.stop()
    assert clock._leading == {}


async def test_a_store_that_was_busy_at_the_start_is_asked_again(
    services: Services, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = somebody(stores)
    clock = ticker(services)
    with monkeypatch.context() as busy:

        def refuse(*_: object, **__: object) -> None:
            raise StoreBusy

        busy.setattr(type(services.stores), "open", refuse)
        await clock.start()
    assert clock._unasked == {person}
    await clock._tick()
    await clock.stop()
    assert clock._unasked == set()


async def test_the_clock_goes_on_to_the_next_person(services: Services) -> None:
    asked: list[PatientId | None] = []

    async def run(row: InboxRow) -> None:
        asked.append(row.patient_id)
        raise StoreError

    clock = ticker(services, run)
    clock._leading = {PatientId("ana"): (1, 1), PatientId("eva"): (2, 2)}
    with pytest.MonkeyPatch.context() as fast:
        fast.setattr("bot.ticker.TICK_S", 0.01)
        await clock._tick()
    assert asked == ["ana", "eva"]


async def test_a_reminder_that_cannot_be_kept_does_not_hold_up_the_others(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def take_in(key: str, **rest: Any) -> None:
        assert isinstance(rest["incoming"], Incoming)
        asked.append(key)
        raise KeyMissing

    class Due:
        account_id = 1
        patient_id = PatientId("ana")

        def __init__(self, reminder_id: str) -> None:
            self.id = reminder_id

        def occasion_at(self, _: object) -> str:
            return "today"

    due = [Due("r1"), Due("r2")]
    monkeypatch.setattr("bot.ticker.reminders.due", lambda registry, *, now: due)
    await ticker(services, take_in=take_in).remind()
    assert asked == ["r:r1:today", "r:r2:today"]
