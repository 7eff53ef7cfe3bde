"""A photo of several cut to the one it is about: nobody else is learnt along with them."""

from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image

from core.faces.finding import Face
from core.vetting.pixels import Pixels

_COUNTS = 0.1  #: of the chosen face's area: smaller ones are far behind

Edges = tuple[float, float, float, float]  #: left, top, right, bottom


def cut_to(photo: Pixels, chosen: Face, faces: Sequence[Face]) -> Pixels | None:
    """The largest part with this face and without the others; None where they overlap."""
    height, width = photo.work.shape[:2]
    part: Edges = (0.0, 0.0, float(width), float(height))
    for other in _others(chosen, faces):
        if not _touches(part, other.box):
            continue
        parts = list(_beside(part, chosen.box, other.box))
        if not parts:
            return None
        part = max(parts, key=_area)
    return Pixels(_cropped(photo, part))


def _others(chosen: Face, faces: Sequence[Face]) -> Iterator[Face]:
    for face in faces:
        if face is not chosen and face.area_px >= _COUNTS * chosen.area_px:
            yield face


def _beside(part: Edges, chosen: np.ndarray, other: np.ndarray) -> Iterator[Edges]:
    """What is left of a part on each side of another face on which the chosen one lies."""
    left, top, right, bottom = part
    if chosen[2] <= other[0]:
        yield (left, top, float(other[0]), bottom)
    if chosen[0] >= other[2]:
        yield (float(other[2]), top, right, bottom)
    if chosen[3] <= other[1]:
        yield (left, top, right, float(other[1]))
    if chosen[1] >= other[3]:
        yield (left, float(other[3]), right, bottom)


def _touches(part: Edges, box: np.ndarray) -> bool:
    left, top, right, bottom = part
    return bool(box[0] < right and box[2] > left and box[1] < bottom and box[3] > top)


def _area(part: Edges) -> float:
    left, top, right, bottom = part
    return (right - left) * (bottom - top)


def _cropped(photo: Pixels, part: Edges) -> Image.Image:
    left, top, right, bottom = (edge / photo.scale for edge in part)
    inner = (int(np.ceil(left)), int(np.ceil(top)), int(right), int(bottom))
    return photo.picture.crop(inner)
