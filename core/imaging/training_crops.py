"""Square crops of photos around their subject: from far and near, a little shifted and lit.

Crops are never mirrored unless that is asked for: a parting, a scar or a shop's sign would
be learnt the wrong way round.
"""

import random
from collections.abc import Iterator

from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from core.domain.vetting import Box

CROPS = 4  #: of each photo
_ROOM = 1.5  #: the nearest crop's side, in sides of the subject
_SHIFT = 0.04  #: of the crop's side
_LIGHT = 0.08  #: how much brighter or darker, at most


def crops(
    photo: Image.Image, *, subject: Box | None, size: int, seed: int, mirrored: bool = False
) -> Iterator[Image.Image]:
    """Crops of `size` x `size` pixels, from the widest to the nearest; the same by seed.

    Of a subject that no square within the photo holds, the widest is the whole photo.
    """
    upright = ImageOps.exif_transpose(photo).convert("RGB")
    chance = random.Random(seed)
    for number in range(CROPS):
        crop = _crop(upright, subject, nearness=number / (CROPS - 1), size=size, chance=chance)
        yield ImageOps.mirror(crop) if mirrored and number % 2 else crop


def _crop(
    photo: Image.Image, subject: Box | None, *, nearness: float, size: int, chance: random.Random
) -> Image.Image:
    if not nearness and _overflows(photo, subject):
        photo = _squared(photo)
    side = _side(photo, subject, nearness)
    across, down = _middle(photo, subject)
    left = _within(across - side / 2 + chance.uniform(-_SHIFT, _SHIFT) * side, photo.width - side)
    top = _within(down - side / 2 + chance.uniform(-_SHIFT, _SHIFT) * side, photo.height - side)
    square = (left, top, left + side, top + side)
    crop = photo.resize((size, size), Image.Resampling.LANCZOS, box=square)
    return ImageEnhance.Brightness(crop).enhance(1 + chance.uniform(-_LIGHT, _LIGHT))


def _overflows(photo: Image.Image, subject: Box | None) -> bool:
    """Whether a subject is wider or higher than the largest square of a photo."""
    if subject is None:
        return False
    across, down = _extent(photo, subject)
    return max(across, down) > min(photo.size)


def _squared(photo: Image.Image) -> Image.Image:
    """The whole photo on a square of its own colours, out of focus: no edge is to be learnt."""
    side = max(photo.size)
    around = photo.resize((side, side)).filter(ImageFilter.GaussianBlur(side / 16))
    around.paste(photo, ((side - photo.width) // 2, (side - photo.height) // 2))
    return around


def _extent(photo: Image.Image, subject: Box) -> tuple[float, float]:
    """How wide and how high a subject is, in pixels."""
    across = (subject.right - subject.left) * photo.width
    return across, (subject.bottom - subject.top) * photo.height


def _side(photo: Image.Image, subject: Box | None, nearness: float) -> float:
    """From the whole of the photo's shorter side to the subject with some room around it."""
    widest = float(min(photo.size))
    if subject is None or subject.area >= 1.0:
        nearest = widest * 0.85
    else:
        nearest = min(widest, _ROOM * max(*_extent(photo, subject), 1.0))
    return float(widest ** (1 - nearness) * nearest**nearness)


def _middle(photo: Image.Image, subject: Box | None) -> tuple[float, float]:
    if subject is None:
        return photo.width / 2, photo.height / 2
    across = (subject.left + subject.right) / 2 * photo.width
    down = (subject.top + subject.bottom) / 2 * photo.height
    return across, down


def _within(value: float, most: float) -> float:
    return max(0.0, min(value, most))
