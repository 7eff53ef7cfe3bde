"""The clock stops with the program, whatever it is at."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bridge import Bridge
from bot.dispatch import Applied
from bot.incoming import Incoming
from bot.services import Nightly, Services
from bot.ticker import Ticker
from core.domain.conversation import InboxRow
from core.domain.patient import PatientId
from tests.fakes.stores import FakeClock


async def test_stopping_while_the_clock_is_at_work_is_nothing_to_be_logged(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.ticker.TICK_S", 0.02)
    asked = asyncio.Event()

    async def run(_: InboxRow) -> None:
        asked.set()
        await asyncio.sleep(60)

    async def take_in(
        key: str, *, account_id: int, chat_id: int, patient_id: PatientId, incoming: Incoming
    ) -> None:
        raise AssertionError(f"nothing is due: {key}")

    clock = Ticker(services=services, bridge=Bridge(), run=run, take_in=take_in)
    clock.note(Applied(patient_id=PatientId("ana"), session_open=True), account_id=1, chat_id=1)
    await clock.start()
    await asyncio.wait_for(asked.wait(), 5)
    await clock.stop()
    await asyncio.sleep(0)

    errors = [line for line in caplog.records if line.levelno >= logging.ERROR]
    assert errors == []


async def nights(
    services: Services, *, last_done: datetime | None, seconds: float, time_zone: str = "UTC"
) -> int:
    """How often the night's work is done within so many seconds of the start."""
    done: list[None] = []
    nightly = Nightly(
        hour=3, time_zone=time_zone, work=lambda: done.append(None), last_done=lambda: last_done
    )
    clock = Ticker(
        services=replace(services, nightly=nightly), bridge=Bridge(), run=never, take_in=never
    )
    await clock.start()
    planned = [job for job in clock._scheduler.get_jobs() if job.args == (clock._tonight,)]
    assert {(job.misfire_grace_time, job.coalesce) for job in planned} == {(None, True)}
    await asyncio.sleep(seconds)
    await clock.stop()
    return len(done)


async def never(*_: object, **__: object) -> None:
    raise AssertionError("nothing is due")


MORNING = datetime(2027, 3, 2, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time_zone", "last_done", "soon"),
    [
        ("UTC", None, 1),
        ("UTC", MORNING - timedelta(days=2), 1),
        ("UTC", MORNING - timedelta(hours=23, minutes=50), 1),  # last night it was off
        ("UTC", MORNING.replace(hour=3, minute=0, second=1), 0),
        ("America/Los_Angeles", MORNING.replace(hour=3), 0),  # there it is 01:05
        ("Europe/Madrid", MORNING.replace(hour=1, minute=59), 1),
        ("Europe/Madrid", MORNING.replace(hour=2, minute=1), 0),
    ],
)
async def test_a_backup_that_is_overdue_at_the_start_is_made_soon(
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    time_zone: str,
    last_done: datetime | None,
    soon: int,
) -> None:
    monkeypatch.setattr("bot.ticker.CATCH_UP_AFTER", timedelta(0))
    monkeypatch.setattr("bot.ticker.TICK_S", 60)
    services = replace(services, clock=FakeClock(MORNING))
    done = await nights(services, last_done=last_done, seconds=0.5, time_zone=time_zone)
    assert done == soon
