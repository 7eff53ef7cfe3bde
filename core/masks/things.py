"""A thing that people name, on a drawing or a photo: what stands there, and which is meant.

On a drawing the plain surroundings are flooded from its edge, and what is left stands in it. On
a photo colours decide (GrabCut, Rother et al. 2004). Which of several things is meant tells the
heat of the words, where a model looked for them; without it nobody knows, and people are asked.
"""

from itertools import takewhile

import cv2
import numpy as np

from core.masks.people import Region
from core.masks.planes import (
    Mask,
    Plane,
    Rgb,
    closed,
    grown,
    iou,
    opened,
    parts,
    with_holes_filled,
)
from core.masks.standing import surroundings

_LEAST, _MOST = 0.012, 0.6  #: of the picture
_PLAIN = 0.35  #: of the picture must be surroundings, or it is no drawing
_THE_ONLY_ONE = 0.6  #: the confidence that it is meant when nothing else can be
_EDGE_PX = 2  #: an edge is neither side's; half of it goes back to the thing
_CLEARLY = 1.25  #: how much warmer than the next a thing is for one to be sure
_WARM, _HOT, _COLD = 0.55, 0.85, 0.25
_ROUNDS = 4
_WHOLE = 0.9  #: of somebody's outline: a part that holds as much of it is not them alone


def named_thing(
    picture: Rgb, person: Mask, faces: list[Mask], heat: Plane | None = None
) -> Region:
    """The thing; `heat` is where its words were looked for, 0..1, in the picture's size."""
    around = surroundings(picture)
    if around.mean() >= _PLAIN:
        things = _standing(around, person, faces)
        return _meant(things, heat) if things else Region.nothing(picture.shape)
    return Region.nothing(picture.shape) if heat is None else _by_colours(picture, heat)


def _standing(around: Mask, person: Mask, faces: list[Mask]) -> list[Mask]:
    """What stands in plain surroundings and is nobody, the largest first."""
    taken = closed(grown(around, _EDGE_PX), 1)
    found: list[Mask] = []
    for part in _large(opened(~taken, _EDGE_PX)):
        if any((part & face).any() for face in faces):
            found += _large(opened(part & ~grown(person, 2 * _EDGE_PX), _EDGE_PX))
        elif faces or (part & person).sum() < _WHOLE * part.sum():
            found.append(part)
    grown_back = [with_holes_filled(grown(part, _EDGE_PX)) for part in found]
    return [part for part in grown_back if part.mean() <= _MOST]


def _large(mask: Mask) -> list[Mask]:
    return list(takewhile(lambda part: part.mean() >= _LEAST, parts(mask)))


def _meant(things: list[Mask], heat: Plane | None) -> Region:
    """The warmest; surely where it is alone, or much warmer than the next."""
    if len(things) == 1:
        return Region(mask=things[0], confidence=_THE_ONLY_ONE)
    if heat is None:
        return Region.nothing(things[0].shape)
    warmth = [float(heat[thing].mean()) for thing in things]
    first, second = sorted(warmth, reverse=True)[:2]
    clear = first / max(second, 1e-6) / _CLEARLY
    return Region(mask=things[int(np.argmax(warmth))], confidence=min(0.9, 0.5 * clear))


def _by_colours(picture: Rgb, heat: Plane) -> Region:
    """What has the colours of the warmest place; sure where it agrees with all that is warm."""
    hints = np.full(heat.shape, cv2.GC_PR_BGD, np.uint8)
    hints[heat >= _WARM] = cv2.GC_PR_FGD
    hints[heat >= _HOT] = cv2.GC_FGD
    hints[heat < _COLD] = cv2.GC_BGD
    if not (hints == cv2.GC_FGD).any() or not (hints == cv2.GC_BGD).any():
        return Region.nothing(heat.shape)
    models = np.zeros((2, 1, 65))
    cv2.grabCut(picture, hints, None, models[0], models[1], _ROUNDS, cv2.GC_INIT_WITH_MASK)
    inside = np.isin(hints, (cv2.GC_FGD, cv2.GC_PR_FGD))
    kept = [part for part in _large(opened(closed(inside, 2), 1)) if heat[part].max() >= _HOT]
    mask = with_holes_filled(np.logical_or.reduce([np.zeros_like(inside), *kept]))
    if not mask.any() or mask.mean() > _MOST:
        return Region.nothing(heat.shape)
    contrast = float(heat[mask].mean() - heat[~mask].mean())
    return Region(mask=mask, confidence=min(1.0, 2 * contrast) * iou(mask, heat >= _WARM) ** 0.5)
