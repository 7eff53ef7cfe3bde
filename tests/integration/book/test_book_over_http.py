"""Turning pages with the real bot and a strict Bot API: one message, edited in place."""

from collections.abc import AsyncIterator

import pytest

from bot.address import Address
from bot.app import TelegramBot
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.views import Line
from core.domain.circle import Role
from tests.fakes.limits import unlimited
from tests.fakes.turns import TurnKit
from tests.integration.book.conftest import keep, made, told

BOT_TOKEN = "4242:an-invented-token"


@pytest.fixture
async def reading(kit: TurnKit) -> AsyncIterator[Person]:
    """Ana, whose bot is running."""
    async with RehearsalServer(BOT_TOKEN) as server:
        kit.member(501, "Ana", Role.COMPANION, kit.patient_ids[0])
        address = Address(bot_token=BOT_TOKEN, api_base_url=server.url)
        with unlimited():
            async with (
                TelegramBot(services=kit.services, address=address),
                Person(server.url, 501, "Ana", "es") as ana,
            ):
                yield ana


async def open_book(ana: Person) -> Line:
    await ana.say("/libro")
    return await ana.shows_button("Abrir ▶")


async def test_pages_turn_in_one_message_with_pictures_and_cards(
    kit: TurnKit, reading: Person
) -> None:
    with kit.look() as work:
        made(work, told(0).id, "p")
        keep(work, told(0), told(5), told(1, words="La perra. " * 2000, title="<Luna> & yo"))
        work.commit()
    cover = await open_book(reading)
    seen = [cover]
    for label, words in [
        ("Abrir ▶", "páginas 1 a 2"),
        ("▶", "Imagen imaginada · hecha con IA"),
        ("▶", "La tarde 5"),
        ("▶", "Adolescencia"),
        ("▶", "<Luna> & yo"),
        ("◀", "página 3"),
    ]:
        await reading.tap(label)
        seen.append(await reading.shows(words))

    assert {line.message_id for line in seen} == {cover.message_id}
    assert all(line.medium is not None for line in seen)


async def test_a_long_story_is_read_whole_in_several_messages(
    kit: TurnKit, reading: Person
) -> None:
    story = "La perra se quedaba en la puerta. " * 400
    with kit.look() as work:
        keep(work, told(0, words=story))
        work.commit()
    await open_book(reading)
    for label in ("Abrir ▶", "▶"):
        await reading.tap(label)
        await reading.shows_button("▶" if label != "▶" else "📄 Leer entero")
    await reading.tap("📄 Leer entero")
    await reading.shows("puerta. »")

    said = [line.text for line in await reading.transcript() if "puerta" in line.text][1:]
    assert " ".join(said).count("La perra se quedaba en la puerta.") == 400


async def test_the_book_is_sent_as_a_page(kit: TurnKit, reading: Person) -> None:
    with kit.look() as work:
        keep(work, told(0))
        work.commit()
    await open_book(reading)
    await reading.tap("📦 Llevárselo")
    await reading.shows_button("📖 Libro en una página")
    await reading.tap("📖 Libro en una página")
    line = await reading.shows_medium("document")

    assert line.medium is not None
    assert line.medium.file_name == "libro.html"
    assert told(0).words in (await reading.download(line.medium)).decode()


async def test_whoever_sends_a_book_to_somebody_out_of_reach_is_told(
    kit: TurnKit, reading: Person
) -> None:
    kit.member(501, "Ana", Role.OWNER, kit.patient_ids[0])
    kit.member(502, "Kate", Role.RELATIVE, kit.patient_ids[0])  # has no chat with the bot
    with kit.look() as work:
        keep(work, told(0))
        work.commit()
    await open_book(reading)
    for label in ("📦 Llevárselo", "📖 Libro en una página", "📤 Enviar a…", "Kate", "Sí, enviar"):
        await reading.shows_button(label)
        await reading.tap(label)
    await reading.shows("No he podido entregárselo a Kate")
