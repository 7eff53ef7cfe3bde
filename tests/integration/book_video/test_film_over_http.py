"""A film that was made before, asked for over a strict Bot API: it comes as a video that plays."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.address import Address
from bot.app import TelegramBot
from bot.handlers import book
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from core.book.texts import Reader
from core.book.video_film import Cutting, Strip, shoot
from core.book.video_plan import LEAD_S, REST_S, Opening
from core.book.video_slides import opening_reel
from core.book.video_sound import tape
from core.domain.circle import Role
from core.domain.edition import Edition, EditionKind
from core.services import book_video, editions
from core.services.picture_signing import picture_signer
from storage.scratch import SealedScratch
from tests.fakes.turns import TurnKit
from tests.integration.book.conftest import keep, told

BOT_TOKEN = "4242:an-invented-token"


@pytest.fixture(scope="module")
def short() -> bytes:
    """A film of two seconds."""
    reel = opening_reel(Opening(title="El libro de Manuel", seconds=2.0))
    strip = Strip([reel.seconds], lambda _: reel)
    piece = shoot(strip, 0, picture_bits=200_000, over=lambda _: False)
    silence = tape([], seconds=reel.seconds, lead_s=LEAD_S, rest_s=REST_S)
    film = SealedScratch(BytesIO())
    cutting = Cutting(silence, into=film, picture_bits=200_000)
    cutting.add(piece.packets)
    cutting.finish()
    film.seek(0)
    return film.readall()


@pytest.fixture
async def ana(tmp_path: Path, short: bytes) -> AsyncIterator[Person]:
    with TurnKit.open(tmp_path, book.routes()) as kit:
        kit.member(501, "Ana", Role.OWNER)
        kit.prepare(name="Manuel")
        services = kit.services
        reader = Reader(
            tr=services.translations.locale("es"), person="Manuel", zone=ZoneInfo("Europe/Madrid")
        )
        with kit.look() as work:
            keep(work, told(0))
            order = book_video.book_to_film(
                work,
                reader=reader,
                spoken=False,
                signer=picture_signer(services.registry, now=kit.clock.now()),
                now=kit.clock.now(),
            )
            media_id = work.media.put(short, media_type="video/mp4")
            kept = Edition(
                id="film",
                kind=EditionKind.VIDEO,
                code=order.code,
                language="es",
                face=order.face,
                media_ids=(media_id,),
                made_at=kit.clock.now(),
            )
            editions.keep(work, kept)
            work.commit()
        async with RehearsalServer(BOT_TOKEN) as server:
            address = Address(bot_token=BOT_TOKEN, api_base_url=server.url)
            async with (
                TelegramBot(services=services, address=address),
                Person(server.url, 501, "Ana", "es") as person,
            ):
                yield person


async def test_a_film_is_sent_as_a_video_with_its_size_and_length(
    ana: Person, short: bytes
) -> None:
    await ana.say("/libro")
    await ana.shows_button("📦 Llevárselo")
    await ana.tap("📦 Llevárselo")
    await ana.shows_button("🎬 Vídeo")
    await ana.tap("🎬 Vídeo")
    await ana.shows_button("🎬 Hacer el vídeo")
    await ana.tap("🎬 Hacer el vídeo")
    line = await ana.shows_medium("video")

    assert line.text.startswith("🎬 El libro, en vídeo.")
    assert line.medium is not None
    assert (line.medium.width, line.medium.height) == (1280, 720)
    assert line.medium.duration_s == 2
    assert await ana.download(line.medium) == short
