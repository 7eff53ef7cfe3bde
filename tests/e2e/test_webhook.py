"""Telegram calls the bot, with the secret; without it nobody gets in."""

import socket

import pytest
from aiohttp import ClientSession

from bot import bootstrap
from core.errors import SettingsInvalid
from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import ENGLISH

pytestmark = pytest.mark.asyncio(loop_scope="module")

HELEN = 630
SECRET = "an-invented-secret"
FORGED = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": HELEN, "type": "private"},
        "from": {"id": HELEN, "is_bot": False, "first_name": "Nobody"},
        "text": "a forged story",
    },
}


@pytest.fixture
def called(house: House) -> House:
    """The house with a free port of its own to be called at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    house.more = {
        "VIVENCIA_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "VIVENCIA_WEBHOOK_SECRET": SECRET,
        "VIVENCIA_WEBHOOK_PORT": str(port),
    }
    return house


async def knock(url: str, secret: str, *, body: object = FORGED) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with ClientSession() as client, client.post(url, json=body, headers=headers) as answer:
        return answer.status


async def test_a_story_is_told_by_webhook_and_forged_updates_are_refused(
    called: House, without_limits: None
) -> None:
    url = called.settings.webhook_url
    async with (
        called.bot_here(),
        called.companion(HELEN, ENGLISH.companion, "en") as companion,
    ):
        await roads.is_introduced(companion, ENGLISH, called.invitation())
        await roads.tells_the_first_story(companion, ENGLISH)
        refused = [await knock(url, "") for _ in range(2)]
        broken = await knock(url, SECRET, body=["not", "an", "update"])
        await companion.taps("session-their-words", "button-no", "session-enough")
        await called.nothing_open()

    assert called.server.world.updates.webhook is not None
    assert called.server.world.updates.failure is None
    assert (refused, broken) == ([403, 403], 400)
    with called.space_of(HELEN) as work:
        assert [memory.words for memory in work.memories.all()] == [ENGLISH.story]


async def test_a_webhook_without_a_secret_is_no_setting(called: House) -> None:
    called.more = {**called.more, "VIVENCIA_WEBHOOK_SECRET": ""}
    with pytest.raises(SettingsInvalid):
        bootstrap.address(called.settings)
