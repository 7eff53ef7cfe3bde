import numpy as np
import pytest
from PIL import Image

from core.domain.vetting import Box
from core.imaging.training_crops import CROPS, crops

FACE = Box(left=0.6, top=0.1, right=0.8, bottom=0.3)


def a_photo(width: int = 900, height: int = 600) -> Image.Image:
    """Dark, with a bright subject where FACE is, red on its left side and green on its right."""
    pixels = np.full((height, width, 3), 30, np.uint8)
    left, right = int(FACE.left * width), int(FACE.right * width)
    top, bottom = int(FACE.top * height), int(FACE.bottom * height)
    pixels[top:bottom, left : (left + right) // 2] = (220, 20, 20)
    pixels[top:bottom, (left + right) // 2 : right] = (20, 220, 20)
    return Image.fromarray(pixels)


def bright(crop: Image.Image) -> float:
    """How much of a crop the subject fills."""
    return float((np.asarray(crop).max(-1) > 120).mean())


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (512, 512), (4000, 700)])
def test_crops_are_square_and_hold_the_subject(size: tuple[int, int]) -> None:
    found = list(crops(a_photo(*size), subject=FACE, size=96, seed=1))
    assert [crop.size for crop in found] == [(96, 96)] * CROPS
    assert all(bright(crop) > 0.01 for crop in found)


def test_they_come_nearer_to_the_subject() -> None:
    found = [bright(crop) for crop in crops(a_photo(), subject=FACE, size=96, seed=1)]
    assert found == sorted(found)
    assert found[-1] > 2 * found[0]


def test_without_a_subject_the_middle_is_taken() -> None:
    photo = Image.new("RGB", (800, 500))
    photo.paste((250, 250, 250), (380, 230, 420, 270))
    assert all(bright(crop) > 0.003 for crop in crops(photo, subject=None, size=64, seed=1))


def test_left_stays_left_unless_it_is_asked_for() -> None:
    def red_is_left(crop: Image.Image) -> bool:
        pixels = np.asarray(crop, int)
        red = np.argwhere(pixels[..., 0] - pixels[..., 1] > 90)[:, 1].mean()
        green = np.argwhere(pixels[..., 1] - pixels[..., 0] > 90)[:, 1].mean()
        return bool(red < green)

    usual = crops(a_photo(), subject=FACE, size=96, seed=1)
    mirrored = crops(a_photo(), subject=FACE, size=96, seed=1, mirrored=True)
    assert all(red_is_left(crop) for crop in usual)
    assert not all(red_is_left(crop) for crop in mirrored)


def test_the_same_seed_gives_the_same_crops() -> None:
    def bytes_of(seed: int) -> list[bytes]:
        return [c.tobytes() for c in crops(a_photo(), subject=FACE, size=64, seed=seed)]

    assert bytes_of(1) == bytes_of(1)
    assert bytes_of(1) != bytes_of(2)


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (1200, 400)])
def test_of_what_may_be_anywhere_the_widest_crop_holds_the_whole_photo(
    size: tuple[int, int],
) -> None:
    photo, (width, height) = Image.new("RGB", size), size
    for corner in ((0, 0), (width - 40, height - 40)):
        photo.paste((250, 250, 250), (*corner, corner[0] + 40, corner[1] + 40))
    whole = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)
    found = crops(photo, subject=whole, size=96, seed=1)
    widest, *_, nearest = (np.asarray(crop).max(-1) for crop in found)
    seen = np.argwhere(widest > 120)
    assert (np.ptp(seen, axis=0) > 96 * 0.9 * np.array([height, width]) / max(size)).all()
    assert (nearest < 120).all(), "the nearest is of the middle"
