"""Square crops of photos around their subject: from far and near, a little shifted and lit.

Crops are never mirrored unless that is asked for: a parting, a scar or a shop's sign would
be learnt the wrong way round.
"""

import random
from collections.abc import Iterator

from PIL import Image, ImageEnhance, ImageOps

from core.domain.vetting import Box

CROPS = 4  #: of each photo
_ROOM = 1.5  #: the nearest crop's side, in sides of the subject
_SHIFT = 0.04  #: of the crop's side
_LIGHT = 0.08  #: how much brighter or darker, at most


def crops(
    photo: Image.Image, *, subject: Box | None, size: int, seed: int, mirrored: bool = False
) -> Iterator[Image.Image]:
    """Crops of `size` x `size` pixels, from the widest to the nearest; the same by seed."""
    upright = ImageOps.exif_transpose(photo).convert("RGB")
    chance = random.Random(seed)
    for number in range(CROPS):
        crop = _crop(upright, subject, nearness=number / (CROPS - 1), size=size, chance=chance)
        yield ImageOps.mirror(crop) if mirrored and number % 2 else crop


def _crop(
    photo: Image.Image, subject: Box | None, *, nearness: float, size: int, chance: random.Random
) -> Image.Image:
    side = _side(photo, subject, nearness)
    across, down = _middle(photo, subject)
    left = _within(across - side / 2 + chance.uniform(-_SHIFT, _SHIFT) * side, photo.width - side)
    top = _within(down - side / 2 + chance.uniform(-_SHIFT, _SHIFT) * side, photo.height - side)
    square = (left, top, left + side, top + side)
    crop = photo.resize((size, size), Image.Resampling.LANCZOS, box=square)
    return ImageEnhance.Brightness(crop).enhance(1 + chance.uniform(-_LIGHT, _LIGHT))


def _side(photo: Image.Image, subject: Box | None, nearness: float) -> float:
    """From the whole of the photo's shorter side to the subject with some room around it."""
    widest = float(min(photo.size))
    if subject is None:
        nearest = widest * 0.85
    else:
        across = (subject.right - subject.left) * photo.width
        down = (subject.bottom - subject.top) * photo.height
        nearest = min(widest, _ROOM * max(across, down, 1.0))
    return float(widest ** (1 - nearness) * nearest**nearness)


def _middle(photo: Image.Image, subject: Box | None) -> tuple[float, float]:
    if subject is None:
        return photo.width / 2, photo.height / 2
    across = (subject.left + subject.right) / 2 * photo.width
    down = (subject.top + subject.bottom) / 2 * photo.height
    return across, down


def _within(value: float, most: float) -> float:
    return max(0.0, min(value, most))
