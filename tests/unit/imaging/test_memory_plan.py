import pytest

from core.imaging.memory_plan import GIB, Layout, ModelWeight, fits_at_once, plan, smaller

SD1 = ModelWeight(
    all_bytes=2 * (859_520_964 + 83_653_863 + 123_060_480),
    largest_part_bytes=2 * 859_520_964,
    pixels=512 * 512,
)
SDXL = ModelWeight(
    all_bytes=2 * (2_567_463_684 + 83_653_863 + 123_060_480 + 694_659_840),
    largest_part_bytes=2 * 2_567_463_684,
    pixels=1024 * 1024,
)


@pytest.mark.parametrize(
    ("weight", "card_gib", "layout"),
    [
        (SD1, 0, Layout.PROCESSOR),
        (SD1, 2, Layout.PIECEMEAL),
        (SD1, 3, Layout.IN_TURNS),  # the thesis's card
        (SD1, 8, Layout.RESIDENT),
        (SDXL, 4, Layout.PIECEMEAL),
        (SDXL, 8, Layout.IN_TURNS),
        (SDXL, 10, Layout.SLICED),
        (SDXL, 24, Layout.RESIDENT),
    ],
)
def test_the_fastest_layout_that_fits_is_taken(
    weight: ModelWeight, card_gib: int, layout: Layout
) -> None:
    assert plan(weight, card_bytes=card_gib * GIB) is layout


@pytest.mark.parametrize("largest", [Layout.RESIDENT, Layout.PROCESSOR])
def test_each_layout_needs_less_than_the_one_before(largest: Layout) -> None:
    needs = [SDXL.needs(largest)]
    while (less := smaller(largest)) is not None:
        needs.append(SDXL.needs(less))
        largest = less
    assert len(needs) > 1
    assert needs == sorted(set(needs), reverse=True)


def test_a_processor_holds_the_whole_model() -> None:
    assert SDXL.needs(Layout.PROCESSOR_SLICED) > SDXL.all_bytes


def test_what_is_planned_fits_the_card() -> None:
    for gib in range(3, 33):
        layout = plan(SD1, card_bytes=gib * GIB)
        assert SD1.needs(layout) < gib * GIB


def test_several_pictures_at_once_want_more_room() -> None:
    assert not fits_at_once(SD1, pictures=3, card_bytes=4 * GIB)
    assert fits_at_once(SD1, pictures=3, card_bytes=8 * GIB)


def test_where_memory_is_short_there_is_always_less_until_the_last() -> None:
    weight = ModelWeight(all_bytes=3 * GIB, largest_part_bytes=2 * GIB, pixels=512 * 512)
    layout, needs = Layout.RESIDENT, []
    while (less := smaller(layout)) is not None:
        needs.append(weight.needs(layout))
        layout = less
    assert layout is Layout.PIECEMEAL
    assert needs == sorted(needs, reverse=True)
    assert smaller(Layout.PROCESSOR_SLICED) is None
