"""A number in a corner can be read, and what it stands on is as it was everywhere else."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from core.marking.corners import cornered


def a_jpeg(width: int, height: int) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), (20, 60, 120)).save(written, "JPEG", quality=95)
    return written.getvalue()


def seen(content: bytes) -> np.ndarray:
    with Image.open(BytesIO(content)) as opened:
        return np.asarray(opened.convert("L"), int)


@pytest.mark.parametrize("mark", ["1", "8", "photo"])
@pytest.mark.parametrize("size", [(512, 512), (1280, 960), (300, 800)])
def test_the_mark_stands_in_the_corner_and_nowhere_else(mark: str, size: tuple[int, int]) -> None:
    plain = seen(a_jpeg(*size))
    marked = seen(cornered(a_jpeg(*size), mark))
    assert marked.shape == plain.shape
    changed = np.abs(marked - plain) > 40
    rows, columns = np.nonzero(changed)
    side = min(size)  # of the square that an album shows
    assert (size[1] - side) / 2 < rows.min() < rows.max() < (size[1] - side) / 2 + side / 3
    assert (size[0] - side) / 2 < columns.min() < columns.max() < (size[0] - side) / 2 + side * 0.7
    corner = marked[rows.min() : rows.max(), columns.min() : columns.max()]
    assert corner.min() < 60 < 200 < corner.max()  # dark letters on light paper


def test_one_number_is_not_another() -> None:
    page = a_jpeg(512, 512)
    assert (seen(cornered(page, "1")) != seen(cornered(page, "7"))).any()
