"""Old, double and foreign taps at every keyboard of a whole story: one gentle line, no change."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import ENGLISH, SPANISH
from tests.fakes.companions import Companion

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROSARIO, HELEN, STRANGER = 620, 621, 622


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def companion(house: House, worker: None) -> AsyncIterator[Companion]:
    """Somebody whose every tap came twice, after a whole story."""
    async with house.companion(ROSARIO, SPANISH.companion, "es") as companion:
        companion.taps_twice = True
        await roads.tells_a_whole_story(companion, SPANISH, house.invitation())
        await companion.commands("/libro")
        for label_id in ("book-button-contents", "book-button-cover", "book-button-open"):
            await companion.taps(label_id)
        await companion.taps("book-button-next", "book-button-contents")
        await companion.commands("/start")
        await companion.sees("button-later")
        await house.nothing_open()
        await house.no_jobs()
        yield companion


def everything(house: House) -> list[Any]:
    """All that is kept of the person, and of what is on the screen."""
    with house.space_of(ROSARIO) as work:
        kept = (work.sessions, work.memories, work.scenes, work.pictures, work.pages, work.jobs)
        screens = [(s.number, s.open) for s in work.open_screens(ROSARIO)]
        return [work.patient(), work.expectation(ROSARIO), screens, *(s.all() for s in kept)]


def buttons(house: House) -> set[str]:
    """Every button that was ever shown, by its data."""
    found: set[str] = set()
    for call in house.server.world.ledger.after(0):
        markup = call.parameters.get("reply_markup")
        if call.parameters.get("chat_id") != ROSARIO or not isinstance(markup, dict):
            continue
        rows: Any = markup.get("inline_keyboard", [])
        found |= {button["callback_data"] for row in rows for button in row}
    return found


def closed(house: House) -> list[str]:
    """The buttons whose screen is not the one to be answered now."""
    with house.space_of(ROSARIO) as work:
        now = {screen.number for screen in work.open_screens(ROSARIO)}
    return [data for data in sorted(buttons(house)) if int(data.split(".")[1]) not in now]


async def answers(companion: Companion, data: list[str]) -> list[str]:
    """What is shown over the chat when these are tapped, on whatever message."""
    message = (await companion.person.last()).message_id
    said = []
    for one in data:
        tap = await companion.person.tap_data(message, one)
        said.append((await companion.person.answer_to(tap, timeout_s=60))["text"])
    return said


async def test_a_double_tap_at_every_keyboard_changes_nothing(
    house: House, companion: Companion
) -> None:
    with house.space_of(ROSARIO) as work:
        (memory,) = work.memories.all()
        (session,) = work.sessions.all()
    assert memory.words == SPANISH.story
    assert session.record.note == SPANISH.note
    assert len(companion.second_answers) >= 25
    assert set(companion.second_answers) == {companion.label("bot-stale-tap")}


async def test_a_tap_on_every_old_button_changes_nothing(
    house: House, companion: Companion
) -> None:
    before, old = everything(house), closed(house)
    lines = len(await companion.heard())

    said = await answers(companion, old)

    assert len(said) > 80
    assert set(said) == {companion.label("bot-stale-tap")}
    assert everything(house) == before
    assert len(await companion.heard()) == lines


@pytest.mark.parametrize("has_a_space", [False, True], ids=["stranger", "other-companion"])
async def test_a_foreign_tap_on_every_button_changes_nothing(
    house: House, companion: Companion, has_a_space: bool
) -> None:
    before, shown = everything(house), sorted(buttons(house))
    number = HELEN if has_a_space else STRANGER
    async with house.companion(number, ENGLISH.companion, "en") as other:
        await other.person.start(house.invitation() if has_a_space else "")
        await other.person.shows("AI" if has_a_space else "Vivencia", timeout_s=30)

        said = await answers(other, shown)

    assert set(said) == {other.label("bot-not-yours")}
    assert everything(house) == before


async def test_no_tap_was_an_incident(house: House, companion: Companion) -> None:
    await answers(companion, closed(house)[:5])

    assert "incident" not in house.log("bot")
