"""The clock stops with the program, whatever it is at."""

import asyncio
import logging

import pytest

from bot.bridge import Bridge
from bot.dispatch import Applied
from bot.incoming import Incoming
from bot.services import Services
from bot.ticker import Ticker
from core.domain.conversation import InboxRow
from core.domain.patient import PatientId


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

    ticker = Ticker(services=services, bridge=Bridge(), run=run, take_in=take_in)
    ticker.note(Applied(patient_id=PatientId("ana"), session_open=True), account_id=1, chat_id=1)
    await ticker.start()
    await asyncio.wait_for(asked.wait(), 5)
    await ticker.stop()
    await asyncio.sleep(0)

    errors = [line for line in caplog.records if line.levelno >= logging.ERROR]
    assert errors == []
