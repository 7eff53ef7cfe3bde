"""A daughter sends photos of her father, the real worker learns him, she chooses, he is drawn.

The model is of random weights, in a folder as a real one would be, with a manner of its own
that says how little it is taught: what comes of it is nothing to look at, and the way is real.
"""

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot.demo.play import where_it_is_noon
from core.content.teaching import TeachingContent
from core.domain.element import Element, PersonAge
from core.domain.picture import Picture
from core.domain.teaching import Teaching, TeachingState
from core.errors import NotFound
from core.imaging.adapter_files import read
from core.imaging.manners import FILE_NAME, Manner, TeachingManner
from core.imaging.tiny import tiny_pipeline
from core.job_papers import to_json
from tests.e2e import roads
from tests.e2e.albums import in_a_street
from tests.e2e.house import House
from tests.e2e.roads import SPANISH
from tests.fakes.companions import Companion

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROSARIO = 760
PHOTOS = 12
TALE = replace(SPANISH, story="En la plaza nevaba y yo bailaba con un sombrero")
WORDING = TeachingContent.load().wording
MANNER = TeachingManner(
    steps=8,
    epochs=2,
    rank=4,
    learning_rate=1e-3,
    batch_size=1,
    wording=replace(
        WORDING, class_pictures=4, subject=replace(WORDING.subject, scenes=()), actions=()
    ),
)


def a_model_in(folder: Path) -> Path:
    """A diffusers folder that says how it is to be taught."""
    tiny_pipeline().save_pretrained(folder)
    (folder / FILE_NAME).write_bytes(to_json(Manner(full_precision=True, teaching=MANNER)))
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def school(house: House, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[None]:
    """A house whose worker may be taught, and where it is day."""
    house.base_model = str(a_model_in(tmp_path_factory.mktemp("model")))
    house.more = {"VIVENCIA_DEFAULT_TIME_ZONE": where_it_is_noon(datetime.now(UTC))}
    async with (
        house.bot_here(),
        house.running("worker", "--queue", "cpu"),
        house.running("worker", "--queue", "gpu"),
    ):
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def companion(house: House, without_limits: None, school: None) -> AsyncIterator[Companion]:
    """With photos of the person as a grown man on their board."""
    async with house.companion(ROSARIO, TALE.companion, TALE.language) as companion:
        await roads.is_introduced(companion, TALE, house.invitation())
        await companion.commands("/photos")
        await companion.taps(
            "photos-age-adult-nameless", "pictures-button-carer", "pictures-button-carer"
        )
        await companion.sees("photos-change")
        yield companion


def as_a_grown_man(house: House) -> Element:
    with house.space_of(ROSARIO) as work:
        return next(e for e in work.elements.all() if e.age is PersonAge.ADULT)


def teaching(house: House) -> Teaching:
    with house.space_of(ROSARIO) as work:
        [only] = work.teachings.of_element(as_a_grown_man(house).id)
        return only


def kept(house: House, media_id: str) -> bytes:
    with house.space_of(ROSARIO) as work:
        return work.media.read(media_id)


def pictures(house: House) -> list[Picture]:
    with house.space_of(ROSARIO) as work:
        return list(work.pictures.all())


async def test_twelve_photos_are_judged_and_it_is_said_what_is_missing(
    house: House, companion: Companion
) -> None:
    photos = [in_a_street("hopper", number) for number in range(PHOTOS)]
    await companion.person.send_album(photos[:10])
    await companion.person.send_album(photos[10:])
    told = await companion.sees("photos-teach")

    assert companion.tr.plain("photos-told-good", count=PHOTOS) in told.text
    assert companion.tr.plain("photos-wish-profile") in told.text


async def test_what_is_learnt_comes_as_portraits_of_each_epoch(
    house: House, companion: Companion
) -> None:
    await companion.taps("photos-teach", "teaching-now", "teaching-see")
    await companion.sees("teaching-none-alike")

    learnt = teaching(house)
    assert learnt.state is TeachingState.TO_CHOOSE
    assert [epoch.step for epoch in learnt.epochs] == [4, 8]
    portrait = Image.open(io.BytesIO(kept(house, learnt.epochs[0].portrait_ids[0])))
    assert portrait.size > (64, 64)


async def test_the_portrait_that_is_chosen_decides_who_is_drawn(
    house: House, companion: Companion
) -> None:
    line = await companion.sees("teaching-none-alike")
    assert line.labels[:2] == ["1", "2"]
    await companion.taps_label(line, "2")
    await companion.sees("teaching-to-pictures")

    learnt, element = teaching(house), as_a_grown_man(house)
    assert learnt.state is TeachingState.CHOSEN
    assert element.taught
    file = read(kept(house, element.adapter_id or ""))
    assert file.recipe["instance_token"] == element.instance_token
    assert any(layer.any() for name, layer in file.layers.items() if "lora_B" in name)


async def test_a_story_of_that_age_is_drawn_with_what_was_learnt(
    house: House, companion: Companion
) -> None:
    await companion.commands("/session")
    await roads.tells_the_first_story(companion, TALE)
    await companion.taps("session-their-words")
    await roads.makes_a_picture(companion)
    await companion.sees("session-enough")

    recipes = [picture.recipe for picture in pictures(house)]
    assert len(recipes) > 0
    assert [len(recipe.adapters) for recipe in recipes] == [1] * len(recipes)
    tokens = [
        phrase.text for recipe in recipes for phrase in recipe.phrases if phrase.source == "token"
    ]
    assert len(tokens) == len(recipes)
    assert all(as_a_grown_man(house).instance_token in token for token in tokens)


async def test_with_the_permission_goes_all_that_was_learnt(
    house: House, companion: Companion
) -> None:
    learnt = teaching(house)
    drawn_with_it = [picture.media_id for picture in pictures(house)]
    await companion.commands("/privacy")
    await companion.taps("privacy-consents", "privacy-withdraw-photos", "privacy-withdraw-yes")
    await companion.hears("privacy-withdrawn")

    with house.space_of(ROSARIO) as work:
        assert list(work.photos.all()) == []
        assert list(work.teachings.of_element(learnt.element_id)) == []
        gone = [epoch.adapter_id for epoch in learnt.epochs] + drawn_with_it
        for media_id in gone:
            with pytest.raises(NotFound):
                work.media.read(media_id)
