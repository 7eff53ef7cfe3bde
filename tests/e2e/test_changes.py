"""Changing a picture with the real worker: a part found, a part tapped, repainted, undone."""

import pytest

from core.domain.picture import PictureStatus
from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import SPANISH

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROSARIO = 730


@pytest.mark.usefixtures("worker")
async def test_a_picture_is_changed_and_changed_back(house: House) -> None:
    async with house.companion(ROSARIO, SPANISH.companion, "es") as companion:
        await roads.tells_a_whole_story(companion, SPANISH, house.invitation())
        await companion.commands("/imagenes")
        await companion.taps("changes-button-made")
        line = await companion.sees("button-go-on")
        await companion.taps_label(line, line.labels[0])
        await companion.taps("changes-button-change", "changes-area-background")
        await companion.taps("changes-button-grid")  # whatever was found, or not
        grid = await companion.sees("pictures-button-done")
        await companion.taps_label(grid, "6")
        await companion.taps("pictures-button-done")
        await companion.says("una jarra azul", at="button-back")
        await companion.taps("changes-how-quite")
        candidates = await companion.sees("pictures-button-ways")
        await companion.taps_label(candidates, "1")
        await companion.taps("changes-button-undo")
        await companion.sees("pictures-button-show-now")
        await house.nothing_open()

    with house.space_of(ROSARIO) as work:
        (page,) = work.pages.all()
        first, changed = (p for p in work.pictures.all() if p.status is PictureStatus.APPROVED)
    assert page.picture_id == first.id
    assert changed.parent_id == first.id
    assert (changed.making.width, changed.making.height) == (
        first.making.width,
        first.making.height,
    )
