import numpy as np

from core.masks.showing import SHOWN_PX, shown


def a_square() -> np.ndarray:
    mask = np.zeros((64, 96), np.bool_)
    mask[20:40, 30:60] = True
    return mask


def grey_picture() -> np.ndarray:
    return np.full((64, 96, 3), 128, np.uint8)


def test_the_area_is_tinted_and_the_rest_is_as_it_was() -> None:
    large = shown(grey_picture(), a_square())
    assert large.shape == (SHOWN_PX, SHOWN_PX * 96 // 64, 3)
    inside, outside = large[450, 675], large[100, 100]
    assert int(inside[0]) - int(inside[1]) > 60
    assert (outside == 128).all()


def test_its_edge_is_light_and_dark_so_it_is_seen_on_any_picture() -> None:
    for shade in (0, 128, 255):
        large = shown(np.full((64, 96, 3), shade, np.uint8), a_square())
        row = large[450].astype(int).sum(axis=1)
        assert (row == 3 * 255).sum() >= 10
        assert (row == 3 * 20).sum() >= 10


def test_a_large_picture_is_not_made_larger() -> None:
    large = np.zeros((1000, 1200, 3), np.uint8)
    assert shown(large, np.zeros((1000, 1200), np.bool_)).shape == large.shape
