"""Somebody blocks the bot or leaves Telegram: nothing is stuck, and the owner hears of it."""

from collections.abc import Callable

import pytest

from bot.app import TelegramBot
from bot.rehearsal.chats import Chat
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from core.domain.circle import Membership, Role
from core.domain.conversation import OutboxItem, OutboxKind
from core.services import presence
from storage.house import Stores
from tests.e2e.house import until
from tests.integration.bot.conftest import Run

LUIS = 502
MISSED = "do not reach Luis"


def blocks(chat: Chat) -> None:
    chat.is_blocked = True


def leaves_telegram(chat: Chat) -> None:
    chat.is_deleted = True


def forgets_us(chat: Chat) -> None:
    chat.has_started = False


def joins(stores: Stores) -> None:
    (space,) = stores.patients.all_ids()
    luis = {"account_id": LUIS, "name": "Luis", "role": Role.RELATIVE}
    now = stores.clock.now()
    stores.registry.join(Membership(patient_id=space, joined_at=now, **luis))  # type: ignore[arg-type]


async def is_written_to(bot: TelegramBot, stores: Stores) -> None:
    item = OutboxItem(chat_id=LUIS, kind=OutboxKind.SEND, payload={"text": "News of the book"})
    stores.registry.post(item, update_key="news")
    bot.delivery.wake(None, LUIS)
    outbox = stores.registry.outbox
    await until(lambda: not outbox.pending(), what="an empty outbox")


@pytest.mark.parametrize("goes", [blocks, leaves_telegram, forgets_us])
async def test_who_cannot_be_written_to_is_missed_kindly_and_comes_back(
    run: Run,
    server: RehearsalServer,
    stores: Stores,
    code: str,
    ana: Person,
    luis: Person,
    goes: Callable[[Chat], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with run() as bot:
        await ana.start(code)
        await ana.shows("told 0")
        await luis.start()
        await luis.shows("Vivencia")
        joins(stores)
        chat = server.world.chats[LUIS]
        goes(chat)
        await is_written_to(bot, stores)
        await ana.shows(MISSED)
        await is_written_to(bot, stores)
        assert presence.is_lost(stores.registry, LUIS)
        chat.is_blocked = chat.is_deleted = False
        await luis.say("/start")
        await until(lambda: not presence.is_lost(stores.registry, LUIS), what="return")
        said = " ".join(line.text for line in await ana.transcript())
    assert said.count(MISSED) == 1
    assert "News of the book" not in caplog.text


async def test_who_blocks_the_bot_is_missed_before_anything_is_sent(
    run: Run, stores: Stores, code: str, ana: Person, luis: Person
) -> None:
    async with run():
        await ana.start(code)
        await ana.shows("told 0")
        await luis.start()
        await luis.shows("Vivencia")
        joins(stores)
        await luis.block()
        await ana.shows(MISSED)
