"""One whole story, looked at from all sides: what was sent, what was kept, and the book."""

import io
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from PIL import Image

from bot.rehearsal.ledger import Call
from bot.rehearsal.views import Line
from core.domain.picture import Picture, PictureStatus
from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import ENGLISH
from tests.fakes.botapi_schema import check_calls
from tests.fakes.companions import Companion

pytestmark = pytest.mark.asyncio(loop_scope="module")

HELEN, STRANGER = 640, 641


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def companion(house: House, worker: None) -> AsyncIterator[Companion]:
    """After a whole story, with somebody else there who never got in."""
    async with (
        house.companion(STRANGER, "Basil", "en") as stranger,
        house.companion(HELEN, ENGLISH.companion, "en") as companion,
    ):
        await stranger.person.start()
        await roads.tells_a_whole_story(companion, ENGLISH, house.invitation())
        await house.nothing_open()
        await house.no_jobs()
        yield companion


def calls(house: House) -> Sequence[Call]:
    return house.server.world.ledger.after(0)


def pictures_of(house: House) -> list[Picture]:
    with house.space_of(HELEN) as work:
        return list(work.pictures.all())


async def opens_the_book(companion: Companion) -> Line:
    await companion.commands("/book")
    return await companion.sees("book-button-open")


async def turns(companion: Companion, label_id: str) -> Line:
    """Tap a button of the book and wait until its message has changed."""
    line = await companion.sees(label_id)
    await companion.taps_label(line, companion.label(label_id))
    return await companion.sees("book-button-contents", "book-button-cover")


@pytest.mark.usefixtures("companion")
async def test_every_request_is_one_that_telegram_knows(house: House) -> None:
    made = calls(house)
    assert check_calls([call.as_json() for call in made]) == len(made) > 50


@pytest.mark.usefixtures("companion")
async def test_telegram_refused_nothing(house: House) -> None:
    refused = [call.description for call in calls(house) if call.code != 200]
    unchanged = [reason for reason in refused if "is not modified" in reason]  # progress, twice
    assert refused == unchanged


@pytest.mark.usefixtures("companion")
async def test_nothing_is_sent_to_anybody_but_who_leads(house: House) -> None:
    sent = [call for call in calls(house) if "chat_id" in call.parameters]
    assert {call.parameters["chat_id"] for call in sent} == {HELEN, STRANGER}
    to_stranger = [call.method for call in sent if call.parameters["chat_id"] == STRANGER]
    assert to_stranger == ["sendMessage"]


@pytest.mark.usefixtures("companion")
async def test_exactly_one_picture_was_approved_and_stands_on_the_page(house: House) -> None:
    approved = [p for p in pictures_of(house) if p.status is PictureStatus.APPROVED]
    with house.space_of(HELEN) as work:
        (page,) = work.pages.all()
    assert [picture.id for picture in approved] == [page.picture_id]
    assert approved[0].shown_at is not None


async def test_the_book_opens_and_turns_in_one_message(house: House, companion: Companion) -> None:
    cover = await opens_the_book(companion)
    contents = await turns(companion, "book-button-contents")
    back = await turns(companion, "book-button-cover")
    chapter = await turns(companion, "book-button-open")
    page = await turns(companion, "book-button-next")

    turned = {cover.message_id, contents.message_id, back.message_id, chapter.message_id}
    assert turned == {page.message_id}
    assert ENGLISH.person in cover.text
    assert companion.label("book-contents-title") in contents.text
    assert ENGLISH.title in page.text
    assert ENGLISH.story in page.text


async def test_the_page_shows_the_approved_picture_and_no_other(
    house: House, companion: Companion
) -> None:
    await opens_the_book(companion)
    await turns(companion, "book-button-open")
    page = await turns(companion, "book-button-next")
    assert page.medium is not None
    shown = await companion.person.download(page.medium)

    with house.space_of(HELEN) as work:
        kept = {p.status: work.media.read(p.media_id) for p in work.pictures.all()}
    assert _looks_like(shown, kept[PictureStatus.APPROVED])
    assert companion.label("book-button-previous") in page.labels


def _looks_like(shown: bytes, kept: bytes) -> bool:
    """Whether it is the same picture: Telegram encodes what it shows anew."""
    small = [Image.open(io.BytesIO(c)).convert("L").resize((16, 16)) for c in (shown, kept)]
    pairs = zip(*(image.tobytes() for image in small), strict=True)
    return all(abs(a - b) < 24 for a, b in pairs)
