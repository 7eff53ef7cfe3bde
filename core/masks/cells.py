"""The area of cells tapped on a grid: exact, by the same division the grid is drawn with."""

from collections.abc import Sequence

import numpy as np

from core.masks.planes import Mask


def area_of_cells(size: tuple[int, int], cells: Sequence[int], *, grid: int) -> Mask:
    """Cells row by row from the upper left, from 0; what is no cell is left out."""
    width, height = size
    mask = np.zeros((height, width), np.bool_)
    for cell in cells:
        row, column = divmod(cell, grid)
        rows = slice(row * height // grid, (row + 1) * height // grid)
        columns = slice(column * width // grid, (column + 1) * width // grid)
        if 0 <= row < grid:
            mask[rows, columns] = True
    return mask
