"""Owner, relative, therapist and stranger at once, over HTTP: each sees what is theirs."""

import asyncio
import re

import pytest
from telegram.error import TelegramError

from bot.app import TelegramBot
from core.domain.circle import Role
from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import ENGLISH, SPANISH, Tale
from tests.fakes.companions import Companion

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

TIP = {"es": "Pregúntale por la barca azul", "en": "Ask about the blue boat"}
OWNER, RELATIVE, THERAPIST, STRANGER = range(4)


async def invites(owner: Companion, role: Role) -> str:
    """The code of a link into the circle; a therapist's needs the consent to share."""
    await owner.commands("/circle")
    await owner.taps("circle-invite", f"circle-role-{role}")
    if role is Role.THERAPIST:
        await owner.taps("enrolment-carer")
    await owner.taps("circle-nameless")
    await owner.sees("circle-withdraw-link")
    codes = re.findall(r"start=(\w+)", " ".join(await owner.heard()))
    assert codes
    return str(codes[-1])


async def joins(guest: Companion, code: str) -> None:
    await guest.starts(code)
    await guest.taps_first(at="button-not-now")
    await guest.sees("home-more")


async def leads(owner: Companion, tale: Tale) -> None:
    """A second session, with the relative's tip in it if it came in time."""
    await roads.begins(owner)
    await owner.sees("session-other-theme")
    await owner.commands("/cancel")
    await owner.sees("session-next", "session-done")


async def reads_and_leaves_a_tip(relative: Companion, tale: Tale) -> None:
    await relative.commands("/book")
    await relative.taps("book-button-open", "book-button-next", "book-button-contents")
    await relative.commands("/start")
    await relative.taps("button-tip")
    await relative.says(TIP[tale.language], at="button-menu")
    await relative.hears("tips-kept")
    await relative.commands("/summaries")
    await relative.hears("error-not-allowed")


async def looks_in(stranger: Companion, used: str, foreign: list[str]) -> None:
    """A used link, every command, and the buttons of another's chat."""
    await stranger.starts(used)
    for command in ("/start", "/book", "/session", "/summaries", "/circle", "/privacy"):
        await stranger.commands(command)
        await stranger.sees("language-en", "language-es")
    line = (await stranger.person.transcript())[-1]
    for data in foreign:
        try:
            await stranger.person.tap_data(line.message_id, data)
        except (TelegramError, AssertionError, ValueError):  # not even a phone would send it
            continue


def buttons_of(house: House, chat_id: int) -> list[str]:
    """Every button this chat was ever shown."""
    found: set[str] = set()
    for call in house.server.world.ledger.after(0):
        markup = call.parameters.get("reply_markup")
        if call.parameters.get("chat_id") == chat_id and isinstance(markup, dict):
            for row in markup.get("inline_keyboard", []):
                found |= {button["callback_data"] for button in row}
    return sorted(found)


@pytest.mark.parametrize("tale", [SPANISH, ENGLISH], ids=["es", "en"])
async def test_each_of_four_sees_what_is_theirs_and_nothing_else(
    house: House, bot_here: TelegramBot, tale: Tale
) -> None:
    first = 900 + 10 * len(tale.person)
    names = (tale.companion, "Lucinda", "Martina", "Otto")
    async with (
        house.companion(first + OWNER, names[OWNER], tale.language) as owner,
        house.companion(first + RELATIVE, names[RELATIVE], tale.language) as relative,
        house.companion(first + THERAPIST, names[THERAPIST], tale.language) as therapist,
        house.companion(first + STRANGER, names[STRANGER], tale.language) as stranger,
    ):
        await roads.is_introduced(owner, tale, house.invitation())
        await roads.tells_the_first_story(owner, tale)
        await owner.taps("session-their-words", "button-no", "session-enough")
        await roads.closes(owner, tale)
        used = await invites(owner, Role.RELATIVE)
        await joins(relative, used)
        await joins(therapist, await invites(owner, Role.THERAPIST))
        await asyncio.gather(
            leads(owner, tale),
            reads_and_leaves_a_tip(relative, tale),
            reads_summaries(therapist),
            looks_in(stranger, used, buttons_of(house, first + OWNER)[-8:]),
        )
        await house.nothing_open()
        heard = [" ".join(await who.heard()) for who in (owner, relative, therapist, stranger)]
    assert tale.person in heard[RELATIVE]
    assert tale.person in heard[THERAPIST]
    assert tale.note not in heard[RELATIVE]
    for word in (tale.person, tale.title, tale.story, TIP[tale.language]):
        assert word not in heard[STRANGER]


async def reads_summaries(therapist: Companion) -> None:
    await therapist.commands("/summaries")
    line = await therapist.sees("summaries-button-goal")
    await therapist.taps_label(line, line.labels[0])
    await therapist.sees("summaries-button-detail")
