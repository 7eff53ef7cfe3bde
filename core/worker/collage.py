"""Subjects of a drawing, each drawn alone, cut out and put where it belongs.

A small model draws one thing well and two badly; and a drawing's plain surroundings say clearly
where a thing ends. So nothing of whoever stood there as their class is left behind them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter

from core.domain.vetting import Box
from core.imaging.frames import filled
from core.masks.planes import Mask, closed, fitted, grown, with_holes_filled
from core.masks.standing import standing, surroundings

_LOOKED_AT_PX = 256  #: the longer side
_CLEAR_PX = 6  #: around what is taken away: its edge is blurred
_GAP_PX = 14  #: half of what is bridged between parts of it
_SMOOTH_PX = 9  #: of what fills it
_EDGE_PX, _GROUND_PX = 4, 12  #: the picture's own edge stays: it tells of sky and ground
_RAGGED_PX = 8  #: how far blades stand out of the ground
_THIN_PX = 6  #: half of what is thinner belongs to no subject: a horizon, a shadow
_SOFT_PX = 1.8  #: of an edge that is put somewhere
_NEAR = 0.1  #: of a box's sides: what stands as near as that is its subject's class, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Collage:
    """A stage, and what is put on it, from the back to the front."""

    stage: Image.Image
    boxes: tuple[Box, ...]
    drawn: tuple[Image.Image | None, ...]  #: each alone, in the order of the boxes
    order: tuple[int, ...]  #: from the back to the front

    @property
    def picture(self) -> Image.Image:
        picture = self.stage
        for n in self.order:
            one = self.drawn[n]
            picture = picture if one is None else put(picture, one, self.boxes[n])
        return picture

    def having(self, n: int, drawn: Image.Image) -> "Collage":
        """The same with one of them drawn, or drawn otherwise."""
        return replace(self, drawn=(*self.drawn[:n], drawn, *self.drawn[n + 1 :]))


def begun(picture: Image.Image, boxes: Sequence[Box], order: Sequence[int]) -> Collage:
    """A picture as the stage of a collage, with nobody on it yet."""
    return Collage(
        stage=emptied(picture, boxes),
        boxes=tuple(boxes),
        drawn=(None,) * len(boxes),
        order=tuple(order),
    )


def emptied(picture: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """The picture without whatever stands in the boxes: filled from what lies around it."""
    seen = _seen(picture)
    places = np.zeros(seen.shape[:2], np.bool_)
    for box in boxes:
        places |= _place(box, places.shape)
    there = [part for part in standing(surroundings(seen)) if (part & places).any()]
    # Its middle is often as plain as what lies around, and open to it.
    gone = with_holes_filled(closed(np.logical_or.reduce([places, *there]), _GAP_PX))
    gone = grown(gone, _CLEAR_PX)
    for edge in (gone[-_GROUND_PX:], gone[:_EDGE_PX], gone[:, :_EDGE_PX], gone[:, -_EDGE_PX:]):
        edge[:] = False
    area = Image.fromarray(fitted(gone, picture.size).astype(np.uint8) * 255)
    unit = max(picture.size) / _LOOKED_AT_PX
    smooth = filled(picture, area).filter(ImageFilter.GaussianBlur(_SMOOTH_PX * unit))
    return Image.composite(smooth, picture, area.filter(ImageFilter.GaussianBlur(2 * unit)))


def put(picture: Image.Image, drawn: Image.Image, box: Box) -> Image.Image:
    """The picture with what stands on another, as large as the box allows, on its floor.

    Where nothing stands out on the other, all of it goes there, softly round.
    """
    opacity, edges = _cut(drawn)
    left, top, right, bottom = (
        round(share * side) for share, side in zip(_edges(box), 2 * picture.size, strict=True)
    )
    width, height = edges[2] - edges[0], edges[3] - edges[1]
    scale = min((right - left) / width, (bottom - top) / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    at = (round((left + right - size[0]) / 2), bottom - size[1])
    result = picture.copy()
    resized = [one.crop(edges).resize(size, Image.Resampling.LANCZOS) for one in (drawn, opacity)]
    result.paste(resized[0], at, resized[1])
    return result


def _cut(drawn: Image.Image) -> tuple[Image.Image, tuple[int, int, int, int]]:
    """How much of each pixel belongs to what stands there, and its edges."""
    found = standing(surroundings(_seen(drawn)), thin_px=_THIN_PX)
    if not found:
        return _vignette(drawn.size), (0, 0, *drawn.size)
    whole = fitted(_without_ground(np.logical_or.reduce(found)), drawn.size)
    opacity = Image.fromarray(whole.astype(np.uint8) * 255)
    edges = opacity.getbbox() or (0, 0, *drawn.size)
    soft = opacity.filter(ImageFilter.GaussianBlur(_SOFT_PX * max(drawn.size) / _LOOKED_AT_PX))
    return soft, edges


def _without_ground(mask: Mask) -> Mask:
    """Grass and floors reach from side to side: of them only what is below somebody stays."""
    rows = np.nonzero(mask[:, :_EDGE_PX].any(axis=1) & mask[:, -_EDGE_PX:].any(axis=1))[0]
    top = max(0, int(rows[0]) - _RAGGED_PX) if rows.size else 0
    above = mask[:top].any(axis=0)
    if not above.any():
        return mask
    kept = mask.copy()
    kept[top:] &= above
    return kept


def _vignette(size: tuple[int, int]) -> Image.Image:
    down, across = (np.linspace(-1, 1, side) for side in (size[1], size[0]))
    away = np.hypot(down[:, None], across[None])
    return Image.fromarray((255 * np.clip((1.05 - away) / 0.25, 0, 1)).astype(np.uint8))


def _seen(picture: Image.Image) -> np.ndarray:
    scale = _LOOKED_AT_PX / max(picture.size)
    size = (round(picture.width * scale), round(picture.height * scale))
    return np.asarray(picture.convert("RGB").resize(size, Image.Resampling.BICUBIC), np.uint8)


def _place(box: Box, shape: tuple[int, ...]) -> Mask:
    height, width = shape[:2]
    more_x, more_y = _NEAR * (box.right - box.left), _NEAR * (box.bottom - box.top)
    place = np.zeros((height, width), np.bool_)
    rows = slice(max(0, round((box.top - more_y) * height)), round((box.bottom + more_y) * height))
    columns = slice(
        max(0, round((box.left - more_x) * width)), round((box.right + more_x) * width)
    )
    place[rows, columns] = True
    return place


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom
