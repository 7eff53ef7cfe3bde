import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.masks.cells import area_of_cells

SIZES = st.tuples(st.integers(8, 90), st.integers(8, 90))


@given(SIZES, st.integers(1, 6))
def test_all_cells_together_are_the_whole_picture_each_part_once(
    size: tuple[int, int], grid: int
) -> None:
    covered = sum(
        area_of_cells(size, [cell], grid=grid).astype(int) for cell in range(grid * grid)
    )
    assert (np.asarray(covered) == 1).all()


@given(SIZES, st.sets(st.integers(0, 15)))
def test_cells_add_up(size: tuple[int, int], cells: set[int]) -> None:
    alone = [area_of_cells(size, [cell], grid=4) for cell in cells]
    together = area_of_cells(size, sorted(cells), grid=4)
    assert (together == np.any([*alone, np.zeros_like(together)], axis=0)).all()


def test_the_sixth_of_sixteen_is_second_in_the_second_row() -> None:
    rows, columns = np.nonzero(area_of_cells((64, 32), [5], grid=4))
    assert (rows.min(), rows.max()) == (8, 15)
    assert (columns.min(), columns.max()) == (16, 31)


def test_what_is_no_cell_is_left_out() -> None:
    assert not area_of_cells((64, 64), [16, -1, 99], grid=4).any()
