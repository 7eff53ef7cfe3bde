"""A photo that Telegram does not give when it comes, over the whole way."""

import asyncio

import pytest
from telegram.error import NetworkError

from bot.app import TelegramBot
from tests.e2e import roads
from tests.e2e.albums import drawn
from tests.e2e.house import House
from tests.e2e.roads import SPANISH

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROSARIO = 640


async def away(*_: object, **__: object) -> None:
    raise NetworkError("away")


async def test_it_is_for_the_board_it_was_sent_to_and_not_for_what_is_open_now(
    house: House, bot_here: TelegramBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.FETCH_PAUSES_S", (0.01,))
    monkeypatch.setattr("bot.app.FETCH_AGAIN_S", 1.0)
    async with house.companion(ROSARIO, SPANISH.companion, "es") as companion:
        await roads.is_introduced(companion, SPANISH, house.invitation())
        await roads.opens_a_board_of_a_village(companion, "El pueblo")
        with monkeypatch.context() as trouble:
            trouble.setattr(type(bot_here.bot), "get_file", away)
            await companion.person.send_photo(drawn(1))
            await companion.hears("bot-file-away")
            await companion.commands("/photos")
            await companion.sees("photos-add")
        for _ in range(150):
            with house.space_of(ROSARIO) as work:
                photos = list(work.photos.all())
                places = [e.id for e in work.elements.all() if e.name == "El pueblo"]
            if photos:
                break
            await asyncio.sleep(0.05)
    assert [photo.element_id for photo in photos] == places
