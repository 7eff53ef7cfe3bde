"""A message that is changed in Telegram after it was sent, over the whole way."""

import pytest

from bot.app import TelegramBot
from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import SPANISH

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROSARIO = 620


async def test_who_changes_a_told_story_learns_that_it_stays_as_it_was(
    house: House, bot_here: TelegramBot
) -> None:
    async with house.companion(ROSARIO, SPANISH.companion, "es") as companion:
        await roads.is_introduced(companion, SPANISH, house.invitation())
        await roads.tells_the_first_story(companion, SPANISH)
        shown = await companion.person.transcript()
        (told,) = (line for line in shown if line.text == SPANISH.story)
        await companion.person.edit(told.message_id, "Otra cosa.")
        await companion.hears("bot-edited")
        await companion.taps("session-their-words")
    with house.space_of(ROSARIO) as work:
        assert [memory.words for memory in work.memories.all()] == [SPANISH.story]
