"""What `vivencia bot` and `vivencia worker` log of a whole story: no word of it, at any level."""

import re

import pytest

from tests.e2e import roads
from tests.e2e.house import BOT_TOKEN, House
from tests.e2e.roads import SPANISH, VOICE_NOTE, Tale
from tests.fakes.companions import Companion

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

ROSARIO = 690
LONG_ENOUGH = 5  #: letters of a word that no log would have by chance


def telling_words(tale: Tale) -> set[str]:
    """The words that give away what was told, to whom, by whom."""
    told = " ".join([tale.story, tale.more, tale.title, tale.note, tale.person, tale.companion])
    return {word for word in re.findall(r"\w+", told) if len(word) >= LONG_ENOUGH}


async def tells(companion: Companion, house: House) -> None:
    await roads.is_introduced(companion, SPANISH, house.invitation())
    await companion.taps("session-assent-yes")
    await companion.taps_first(at="session-other-theme")
    await companion.sends_voice(VOICE_NOTE, at="session-nothing-comes")
    await companion.says(SPANISH.story, at="session-keep-voice")
    await companion.says(SPANISH.more, at="session-their-words")
    await companion.taps("session-their-words")
    await roads.makes_a_picture(companion)
    await companion.taps("session-enough", "session-next")
    await companion.says(SPANISH.title, at="session-name-yes")
    await companion.taps("session-done", "session-skip", "session-audience-book", "session-skip")
    await companion.taps("session-done", "session-done")
    await companion.says(SPANISH.note, at="session-skip")
    await companion.taps("session-skip")
    await companion.commands("/libro")
    await companion.taps("book-button-open", "book-button-next", "book-button-contents")
    await companion.sees("book-button-cover")


async def test_no_log_has_a_word_that_was_told_a_name_or_the_bot_token(
    house: House,
) -> None:
    house.log_level = "DEBUG"
    code = house.invitation()
    async with (
        house.running("bot"),
        house.running("worker"),
        house.companion(ROSARIO, SPANISH.companion, "es") as companion,
    ):
        await tells(companion, house)
        await house.nothing_open()

    logs = house.log("bot") + house.log("worker")
    assert len(logs.splitlines()) > 10
    assert BOT_TOKEN.partition(":")[2] not in logs
    assert code not in logs
    assert {word for word in telling_words(SPANISH) if word in logs} == set()
