"""An album whose pictures carry numbers: drawn into what is sent, and not into what is kept."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from io import BytesIO

from PIL import Image, ImageStat

from bot.app import TelegramBot
from bot.rehearsal.person import Person
from core.domain.circle import System
from storage.house import Stores
from tests.fakes.quiet import delivered
from tests.integration.bot.test_sending import CHAT, enter, post
from tests.integration.rehearsal.drawings import jpeg

Run = Callable[[], AbstractAsyncContextManager[TelegramBot]]
SIZE = (800, 600)


def is_marked(content: bytes) -> bool:
    """Whether the corner of the square in its middle is paper."""
    with Image.open(BytesIO(content)) as opened:
        corner = opened.convert("L").crop((126, 26, 138, 38))
        assert opened.size == SIZE
    return ImageStat.Stat(corner).mean[0] > 230


async def test_each_picture_of_an_album_may_carry_its_mark(
    run: Run, ana: Person, code: str, stores: Stores
) -> None:
    async with run() as bot:
        person = await enter(ana, code, stores)
        with stores.patients.open(person, System(reason="test")) as work:
            kept = jpeg(*SIZE, colour="navy")
            album = [work.media.put(kept, media_type="image/jpeg") for _ in range(3)]
            work.commit()
        marked = {"text": "which one?", "album": album, "marks": ["photo", "1"]}
        again = {"text": "which now?", "album": album[:2], "marks": ["1", "2"]}
        post(stores, person, marked, again, {"text": "and plain", "album": album})
        bot.delivery.wake(person, CHAT)
        await ana.shows("and plain")
        await delivered()
        sent = [
            await ana.download(line.medium)
            for line in await ana.transcript()
            if line.medium is not None
        ]
    assert [is_marked(content) for content in sent] == [
        *(True, True, False),
        *(True, True),
        *(False, False, False),
    ]
    assert stores.patients.media(person).read(album[0]) == kept
