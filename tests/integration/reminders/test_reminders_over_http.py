"""A reminder from the clock to a phone, with the real bot and a strict Bot API."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.address import Address
from bot.app import TelegramBot
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from tests.fakes.quiet import at_rest
from tests.integration.reminders.months import ANA, OFFER, Months

BOT_TOKEN = "4242:an-invented-token"


@pytest.fixture
async def server() -> AsyncIterator[RehearsalServer]:
    async with RehearsalServer(BOT_TOKEN) as running:
        yield running


@pytest.fixture
async def ana(server: RehearsalServer) -> AsyncIterator[Person]:
    async with Person(server.url, ANA, "Ana", "es") as person:
        await person.say("/start")  # a bot cannot write first
        yield person


def a_bot(months: Months, server: RehearsalServer) -> TelegramBot:
    address = Address(bot_token=BOT_TOKEN, api_base_url=server.url)
    return TelegramBot(services=months.kit.services, address=address)


async def test_what_comes_due_is_asked_and_answered_on_the_phone(
    months: Months, server: RehearsalServer, ana: Person
) -> None:
    months.arrange("mar")
    months.at(2026, 3, 3, 17)
    async with a_bot(months, server) as bot:
        await bot.ticker.remind()
        await bot.ticker.remind()
        await ana.shows(OFFER)
        await ana.tap("En un rato")
        await ana.shows("Vuelvo a preguntar a las 18:00.")
    asked = [line for line in await ana.transcript() if line.text == OFFER]
    assert asked == []  # the one message became its answer


async def test_one_missed_while_the_bot_was_off_comes_once_it_is_on(
    months: Months, server: RehearsalServer, ana: Person
) -> None:
    months.arrange("mar")
    months.at(2026, 3, 5, 9)
    for _ in range(2):
        async with a_bot(months, server) as bot:
            await bot.ticker.remind()
            await at_rest(bot)
            months.kit.wait(timedelta(minutes=1))
    async with a_bot(months, server):
        await ana.shows(OFFER)
    assert [line.text for line in await ana.transcript()].count(OFFER) == 1
