"""The part of a picture that is drawn anew: where it lies, how large it is, how it goes back.

Areas are grey pictures as large as the picture they are about; white is the area. What lies
outside an area comes back to the pixel: an edge is blurred inwards only.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import VivenciaError

Size = tuple[int, int]  #: width and height
Box = tuple[int, int, int, int]  #: left, top, right, bottom

HALF = 127  #: of white; what is brighter belongs to an area
SMALLEST, LARGEST = 0.5, 2.25  #: pixels of a whole picture, as a share of the model's own square
_MOST_ENLARGED = 4  #: an area is never drawn larger than this: its surroundings must be seen too
_ROOM = 0.12  #: around an area, of its longer side: a model puts what it draws in the middle
_LONGEST = 1.5  #: sides; a longer picture than this is drawn badly


class AreaUnusable(VivenciaError):
    """An area that cannot be repainted: nothing, or not as large as its picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A part of a picture and the size at which the model draws it."""

    box: Box
    size: Size

    def cut(self, picture: Image.Image) -> Image.Image:
        """The part as it is given to the model."""
        return picture.crop(self.box).resize(self.size, Image.Resampling.LANCZOS)

    def back(self, drawn: Image.Image) -> Image.Image:
        """What was drawn, at the size it has in the picture."""
        left, top, right, bottom = self.box
        return drawn.resize((right - left, bottom - top), Image.Resampling.LANCZOS)

    def cells(self, area: Image.Image, unit: int) -> NDArray[np.bool_]:
        """The latents an area touches: (height / unit, width / unit).

        Nearest neighbours would miss an area thinner than a latent.
        """
        inside = np.asarray(area.crop(self.box)) > HALF
        rows = _touched(inside, self.size[1] // unit)
        return _touched(rows.T, self.size[0] // unit).T


def whole(picture: Size, *, side: int, unit: int) -> Frame:
    """All of a picture, drawn at its own size where the model can."""
    pixels = picture[0] * picture[1] / side**2
    scale = (min(max(pixels, SMALLEST), LARGEST) / pixels) ** 0.5
    return Frame(box=(0, 0, *picture), size=_in_units(picture, scale, unit))


def around(area: Image.Image, *, side: int, unit: int) -> Frame:
    """An area and its surroundings, drawn as large as the model draws best."""
    left, top, right, bottom = _bounds(area)
    room = round(2 * _ROOM * max(right - left, bottom - top))
    across, down = right - left + room, bottom - top + room
    least = max(round(max(across, down) / _LONGEST), side // _MOST_ENLARGED)
    x, width = _stretch(left, right, max(across, least), area.width)
    y, height = _stretch(top, bottom, max(down, least), area.height)
    scale = side / (width * height) ** 0.5
    return Frame(box=(x, y, x + width, y + height), size=_in_units((width, height), scale, unit))


def check_area(area: Image.Image, picture: Image.Image) -> None:
    """Raise AreaUnusable: the library takes a wrong size, and trips over an empty area."""
    if area.size != picture.size:
        raise AreaUnusable(f"{area.size} for a picture of {picture.size}")
    if not (np.asarray(area) > HALF).any():
        raise AreaUnusable("empty")


def all_else(area: Image.Image) -> Image.Image:
    """Everything but the area."""
    return Image.fromarray(np.where(np.asarray(area) > HALF, 0, 255).astype(np.uint8))


def pasted(
    base: Image.Image, drawn: Image.Image, frame: Frame, *, area: Image.Image, blur_px: int
) -> Image.Image:
    """The picture with what was drawn in its area, and not a pixel changed elsewhere."""
    opacity = opacity_of(area, blur_px)[..., None]  # (height, width, 1)
    before = np.asarray(base, np.float32)
    layer = base.copy()
    layer.paste(frame.back(drawn), frame.box[:2])
    after = before + opacity * (np.asarray(layer, np.float32) - before)
    return Image.fromarray(np.where(opacity > 0, after.round(), before).astype(np.uint8))


def opacity_of(area: Image.Image, blur_px: int) -> NDArray[np.float32]:
    """How much of what was drawn shows, 0..1: rising inwards over `blur_px`.

    A part thinner than that rises over half of what it has, or it would not show at all.
    """
    inside = (np.asarray(area) > HALF).astype(np.uint8)
    # Where there is no outside the distance to it is without end.
    depth = np.minimum(cv2.distanceTransform(inside, cv2.DIST_L2, 5), max(inside.shape))
    _, parts = cv2.connectedComponents(inside, connectivity=8)
    deepest = np.zeros(int(parts.max()) + 1, np.float32)
    np.maximum.at(deepest, parts, depth)
    rise = np.maximum(np.minimum(blur_px, deepest / 2), 0.5)[parts]
    return np.clip(depth / rise, 0, 1) * inside


def filled(picture: Image.Image, area: Image.Image) -> Image.Image:
    """The picture with its area filled from what lies around it, the far blurred the most."""
    known = (np.asarray(area) <= HALF).astype(np.float32)
    colours = np.asarray(picture, np.float32)
    if not known.any():
        return Image.fromarray(np.full_like(colours, colours.mean(axis=(0, 1))).astype(np.uint8))
    result, open_ = colours.copy(), known == 0
    radius = 1.0
    while open_.any():
        weight = cv2.GaussianBlur(known, (0, 0), radius)
        around_it = cv2.GaussianBlur(colours * known[..., None], (0, 0), radius)
        reached = open_ & (weight > 0.02)
        result[reached] = (around_it / np.maximum(weight, 1e-6)[..., None])[reached]
        open_ &= ~reached
        radius *= 2
    return Image.fromarray(result.round().clip(0, 255).astype(np.uint8))


def _touched(inside: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """The rows brought down, or up, to a count: each is true where a row it overlaps is."""
    edges = np.arange(count + 1) * len(inside) / count
    spans = zip(np.floor(edges[:-1]).astype(int), np.ceil(edges[1:]).astype(int), strict=True)
    return np.stack([inside[first:end].any(axis=0) for first, end in spans])


def _bounds(area: Image.Image) -> Box:
    rows, columns = np.nonzero(np.asarray(area) > HALF)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def _stretch(low: int, high: int, wanted: int, room: int) -> tuple[int, int]:
    """Where a length of `wanted` around low..high begins, and how long it may be."""
    length = min(wanted, room)
    start = (low + high - length) // 2
    return min(max(start, 0), room - length), length


def _in_units(size: Size, scale: float, unit: int) -> Size:
    width, height = (max(unit, round(length * scale / unit) * unit) for length in size)
    return width, height
