"""From /start to the first picture: at most fourteen actions, two of them typed (journey 1)."""

import pytest

from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import ENGLISH, SPANISH, Tale

pytestmark = pytest.mark.asyncio(loop_scope="module")

MOST_ACTIONS, MOST_TYPED = 14, 2


@pytest.mark.parametrize("tale", [SPANISH, ENGLISH], ids=["es", "en"])
@pytest.mark.usefixtures("worker")
async def test_the_first_picture_takes_at_most_fourteen_actions_two_of_them_typed(
    house: House, tale: Tale
) -> None:
    async with house.companion(501 + len(tale.person), tale.companion, tale.language) as companion:
        await roads.is_introduced(companion, tale, house.invitation())
        await roads.tells_the_first_story(companion, tale)
        await companion.taps("session-their-words", "button-yes")

        await companion.sees("pictures-button-show", "pictures-button-none")

    done = companion.person.actions
    assert done.total <= MOST_ACTIONS
    assert done.typed <= MOST_TYPED
