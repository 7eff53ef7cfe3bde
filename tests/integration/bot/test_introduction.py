"""What Telegram shows of the bot before anybody has begun."""

import pytest

from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from tests.integration.bot.conftest import Run

LONGEST = 512  #: characters of a description, as Telegram allows


@pytest.mark.parametrize(
    ("language", "said"), [("es", "inteligencia artificial"), ("en", "artificial intelligence")]
)
async def test_it_says_that_it_is_an_ai_before_the_start(
    run: Run, server: RehearsalServer, language: str, said: str
) -> None:
    async with run(), Person(server.url, 901, "Eva", language) as stranger:
        about = (await stranger.chat())["bot"]["description"]
    assert said in about
    assert len(about) <= LONGEST
