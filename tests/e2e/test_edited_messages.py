"""A message that is changed in Telegram after it was sent, over the whole way."""

import pytest

from bot.app import TelegramBot
from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import SPANISH

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROSARIO = 620
CHANGED = "La cocina de mi abuela olía a canela y a leña."


async def test_who_changes_a_told_story_has_it_read_back_as_it_is_now(
    house: House, bot_here: TelegramBot
) -> None:
    async with house.companion(ROSARIO, SPANISH.companion, "es") as companion:
        await roads.is_introduced(companion, SPANISH, house.invitation())
        await roads.tells_the_first_story(companion, SPANISH)
        shown = await companion.person.transcript()
        (told,) = (line for line in shown if line.text == SPANISH.story)
        await companion.person.edit(told.message_id, CHANGED)
        await companion.hears("session-reworded")
        await companion.person.shows(CHANGED)
        await companion.taps("session-their-words")
        await companion.person.edit(told.message_id, "Otra cosa.")
        await companion.hears("bot-edited")
    with house.space_of(ROSARIO) as work:
        assert [memory.words for memory in work.memories.all()] == [CHANGED]
