"""A token that Telegram refuses, once or for good, and a Telegram that is not there yet."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot import listening
from bot.app import TelegramBot
from bot.rehearsal.faults import Fault, FaultKind
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.services import Services
from bot.serving import serve
from bot.supervise import SETTINGS_WRONG
from core.errors import TokenRejected
from tests.integration.bot.conftest import BOT_TOKEN, Address, Run

WRONG_TOKEN = "7340912:another-invented-bot-token"
CHECKOUT = Path(__file__).parents[3]
NOT_FOUND = Fault(kind=FaultKind.SERVER_ERROR, method="getUpdates", code=404)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as the application sets it


def answers(*troubles: Exception | None) -> Callable[[], Awaitable[None]]:
    """A call that meets one trouble after the other."""
    left = list(troubles)

    async def ask() -> None:
        if (trouble := left.pop(0)) is not None:
            raise trouble

    return ask


async def test_one_refusal_is_not_believed() -> None:
    await listening.answered(answers(InvalidToken(), InvalidToken(), None))


async def test_a_telegram_that_is_away_is_waited_for() -> None:
    away = NetworkError("away"), InvalidToken(), RetryAfter(0), NetworkError("away")
    await listening.answered(answers(*away, None))


async def test_refusals_in_a_row_are_and_without_the_token() -> None:
    refusals = [InvalidToken(f"The token `{BOT_TOKEN}` was rejected.") for _ in range(3)]
    with pytest.raises(TokenRejected) as raised:
        await listening.answered(answers(*refusals))
    assert raised.value.__suppress_context__
    assert BOT_TOKEN not in str(raised.value)


async def test_what_asking_again_would_not_change_is_told_at_once() -> None:
    with pytest.raises(BadRequest):
        await listening.answered(answers(BadRequest("bad webhook")))


@pytest.mark.slow
async def test_a_refused_token_ends_the_program_as_a_wrong_setting(
    server: RehearsalServer, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "VIVENCIA_BOT_TOKEN": WRONG_TOKEN,
        "VIVENCIA_API_BASE_URL": server.url,
    }
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "bot"),
        cwd=tmp_path,
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(program.communicate(), 120)
    assert program.returncode == SETTINGS_WRONG
    assert b"VIVENCIA_BOT_TOKEN" in said
    assert WRONG_TOKEN.encode() not in said
    assert b"Traceback" not in said


async def test_one_refused_question_for_updates_is_noticed_and_the_next_start_goes_on(
    run: Run, server: RehearsalServer, code: str
) -> None:
    async with run() as bot:
        server.world.faults.order(NOT_FOUND)
        await asyncio.wait_for(bot.deaf(), 30)
    async with run(), Person(server.url, 902, "Eva", "es") as companion:
        await companion.say(f"/start {code}")
        assert (await companion.chat())["bot"]


async def test_a_bot_that_hears_nothing_ends_to_be_started_again(
    services: Services, server: RehearsalServer
) -> None:
    address = Address(bot_token=BOT_TOKEN, api_base_url=server.url)
    server.world.faults.order(NOT_FOUND)
    assert await asyncio.wait_for(serve(services, address), 30) == 1


@pytest.mark.parametrize("there", [True, False])
async def test_a_bot_ends_when_it_is_told_to_even_while_it_looks_for_telegram(
    services: Services, server: RehearsalServer, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening_now = asyncio.Event()
    monkeypatch.setattr(TelegramBot, "deaf", _sets_and_waits(listening_now))
    monkeypatch.setattr(listening, "FIRST_PAUSE_S", 60.0)
    url = server.url if there else "http://127.0.0.1:1"
    serving = asyncio.create_task(serve(services, Address(bot_token=BOT_TOKEN, api_base_url=url)))
    await (asyncio.wait_for(listening_now.wait(), 30) if there else asyncio.sleep(0.5))
    os.kill(os.getpid(), signal.SIGTERM)
    assert await asyncio.wait_for(serving, 30) == 0


def _sets_and_waits(event: asyncio.Event) -> Callable[[TelegramBot], Awaitable[None]]:
    async def deaf(_: TelegramBot) -> None:
        event.set()
        await asyncio.Event().wait()

    return deaf
