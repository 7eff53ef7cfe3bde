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
