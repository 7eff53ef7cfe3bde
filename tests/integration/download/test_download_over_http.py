"""The archive as it comes to a phone, with the real bot and a strict Bot API."""

from bot.address import Address
from bot.app import TelegramBot
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from tests.fakes.turns import Phone, TurnKit
from tests.integration.download.conftest import ANA, SECRET, opened

BOT_TOKEN = "4242:an-invented-token"


async def test_everything_comes_as_one_document(kit: TurnKit, ana: Phone) -> None:
    async with RehearsalServer(BOT_TOKEN) as server:
        address = Address(bot_token=BOT_TOKEN, api_base_url=server.url)
        async with (
            TelegramBot(services=kit.services, address=address),
            Person(server.url, ANA, "Ana", "es") as phone,
        ):
            await phone.say("/privacidad")
            for label in ("Descargar todo", "Prepararlo"):
                await phone.shows_button(label)
                await phone.tap(label)
            line = await phone.shows_medium("document")
            assert line.medium is not None
            assert line.medium.file_name == "vivencia.zip"
            archive = opened(await phone.download(line.medium))
    assert SECRET in archive["recuerdos.txt"].decode()
