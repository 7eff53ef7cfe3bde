"""Layouts by their codes, and how large pictures have to be for them."""

from itertools import product

import pytest

from core.book.print_layout import Paper, PrintLayout

LAYOUTS = [
    PrintLayout(paper=paper, landscape=landscape, large=large, trimmed=trimmed)
    for paper, landscape, large, trimmed in product(Paper, *[(False, True)] * 3)
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_a_layout_is_found_again_by_its_code(layout: PrintLayout) -> None:
    assert PrintLayout.of(layout.code) == layout


def test_no_two_layouts_share_a_code() -> None:
    assert len({layout.code for layout in LAYOUTS}) == len(LAYOUTS) == 16


def test_nothing_chosen_is_upright_a4_in_clear_letters() -> None:
    assert PrintLayout.of("") == PrintLayout()


@pytest.mark.parametrize("code", ["a3", "a4-huge", "a4-paper", "-"])
def test_what_is_no_layout_is_refused(code: str) -> None:
    with pytest.raises(ValueError):
        PrintLayout.of(code)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_letters_are_made_to_be_read_and_large_print_is_larger(layout: PrintLayout) -> None:
    assert layout.letters_pt >= (16 if layout.large else 12)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_a_picture_has_at_least_200_dots_an_inch_where_it_is_largest(layout: PrintLayout) -> None:
    width, _ = layout.sheet_mm
    margin = layout.paper.margin_mm
    across_mm = (width - 2 * margin) / (2 if layout.landscape else 1)

    assert layout.picture_box_px[0] / (across_mm / 25.4) >= 200
