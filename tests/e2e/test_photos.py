"""A family sends photos through the rehearsal server, and the real worker judges them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.app import TelegramBot
from core.domain.photo import Photo
from tests.e2e import roads
from tests.e2e.albums import HEIC, drawn, face_of
from tests.e2e.house import House
from tests.e2e.roads import ENGLISH, SPANISH, Tale
from tests.fakes.companions import Companion

pytestmark = pytest.mark.asyncio(loop_scope="module")

NUMBERS = {"es": 720, "en": 721}
AUNT = "Aurelia"
VILLAGE = {"es": "El pueblo", "en": "The village"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def eyes(house: House, bot_here: TelegramBot) -> AsyncIterator[None]:
    """The worker that judges photos, and no other."""
    async with house.running("worker", "--queue", "cpu"):
        yield


async def opens_a_board(companion: Companion, tale: Tale, code: str) -> None:
    """From the link to the board of a place that was just added."""
    await roads.is_introduced(companion, tale, code)
    await roads.opens_a_board_of_a_village(companion, VILLAGE[tale.language])


def kept(house: House, number: int) -> list[Photo]:
    with house.space_of(number) as work:
        return list(work.photos.all())


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=[SPANISH, ENGLISH], ids=lambda tale: tale.language
)
async def family(
    house: House, eyes: None, request: pytest.FixtureRequest
) -> AsyncIterator[Companion]:
    tale: Tale = request.param
    async with house.companion(NUMBERS[tale.language], tale.companion, tale.language) as companion:
        await opens_a_board(companion, tale, house.invitation())
        yield companion


async def test_an_album_of_twelve_is_answered_in_one_message(
    house: House, family: Companion
) -> None:
    before = len(await family.heard())
    await family.person.send_album([drawn(n) for n in range(10)])
    await family.person.send_album([drawn(n) for n in range(10, 12)])
    told = family.tr.plain("photos-told-good", count=12)
    await family.person.shows(told, timeout_s=60)

    assert len(await family.heard()) == before + 1
    photos = kept(house, family.person.user_id)
    assert [photo.good for photo in photos] == [True] * 12


async def test_nothing_kept_holds_a_position(house: House, family: Companion) -> None:
    with house.space_of(family.person.user_id) as work:
        files = [work.media.read(photo.media_id) for photo in work.photos.all()]
    assert len(files) == 12
    assert all(b"Exif" not in content for content in files)


async def test_a_heic_a_broken_one_and_one_we_have_are_told_apart(
    house: House, family: Companion
) -> None:
    await family.person.send_documents(
        [
            ("IMG_1.HEIC", HEIC.read_bytes(), "image/heic"),
            ("IMG_2.jpg", drawn(20)[:9000], "image/jpeg"),
            ("IMG_3.jpg", drawn(3), "image/jpeg"),
            ("letter.pdf", b"%PDF-1.7 no picture", "application/pdf"),
        ]
    )
    told = await family.person.shows(family.tr.plain("photos-finding-same", count=1), timeout_s=60)

    assert family.tr.plain("photos-finding-broken", count=1) in told.text
    assert family.tr.plain("photos-finding-no-picture", count=1) in told.text
    assert family.tr.plain("photos-told-good", count=1) in told.text
    assert len(kept(house, family.person.user_id)) == 14
    await house.no_jobs()


async def test_the_one_we_have_can_be_used_anyway(house: House, family: Companion) -> None:
    await family.person.tap(family.tr.plain("photos-doubts", count=1))
    await family.sees("photos-use-anyway")
    await family.taps("photos-use-anyway")
    await family.sees("photos-change")
    assert all(photo.good for photo in kept(house, family.person.user_id))


async def test_faces_that_differ_are_asked_about(house: House, family: Companion) -> None:
    await family.commands("/photos")
    await family.taps("photos-add", "photos-kind-relative")
    await family.says(AUNT, at="button-back")
    await family.taps("photos-class-woman", "photos-likeness-shown")
    await family.sees("photos-change")
    await family.person.send_photo(face_of("hopper"))
    await family.person.shows(family.tr.plain("photos-told-good", count=1), timeout_s=60)
    await family.person.send_photo(face_of("collins"))
    unsure = family.tr.plain("photos-finding-unsure-who", count=2)
    await family.person.shows(unsure, timeout_s=60)

    with house.space_of(family.person.user_id) as work:
        aunt = next(element for element in work.elements.all() if element.name == AUNT)
        sent = [photo for photo in work.photos.all() if photo.element_id == aunt.id]
    assert [photo.doubtful for photo in sent] == [True, True]
