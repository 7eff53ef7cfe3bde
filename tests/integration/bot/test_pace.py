"""How fast one chat is written to."""

import pytest

from bot import bootstrap
from bot.app import TelegramBot
from bot.services import Services
from bot.settings import Settings
from tests.integration.bot.conftest import BOT_TOKEN


@pytest.mark.parametrize("pace", [1.0, 4.0])
def test_a_chat_is_written_to_at_the_pace_that_is_set(services: Services, pace: float) -> None:
    settings = Settings(_env_file=None, bot_token=BOT_TOKEN, chat_pace=pace)  # type: ignore[call-arg,arg-type]
    bot = TelegramBot(services=services, address=bootstrap.address(settings))
    limit = bot.delivery._limiter(1)
    assert limit.max_rate / limit.time_period == pace
