"""What stands in the plain surroundings of a drawing, whatever it is: for cutting it out."""

import numpy as np

from core.masks.people import Region
from core.masks.planes import Mask, Rgb, closed, grown, opened, parts, with_holes_filled
from core.masks.surfaces import surfaces

_EDGE_PX = 2  #: an edge is neither side's; half of it goes back to what stands
_LEAST = 0.01  #: of the picture
_LEAST_AROUND = 0.25  #: of the picture that is plain, for it to be a drawing with a background


def surroundings(picture: Rgb) -> Mask:
    """Plain surfaces that reach the picture's edge; a photo has hardly any."""
    nothing = np.zeros(picture.shape[:2], np.bool_)
    at_border = [surface.mask for surface in surfaces(picture) if surface.at_border]
    return np.logical_or.reduce([nothing, *at_border])


def standing(around: Mask, *, thin_px: int = _EDGE_PX) -> list[Mask]:
    """Everything that stands in surroundings and is not thinner than twice that, largest first."""
    taken = closed(grown(around, _EDGE_PX), 1)
    inside = with_holes_filled(grown(opened(~taken, _EDGE_PX), _EDGE_PX))
    whole = opened(closed(inside, thin_px), thin_px)
    return [part for part in parts(whole) if part.mean() >= _LEAST]


def behind(picture: Rgb, person: Mask) -> Region:
    """The background of a drawing: all but what stands there, surely as far as it is plain."""
    around = surroundings(picture)
    things = standing(around)
    if not things or around.mean() < _LEAST_AROUND:
        return Region.nothing(picture.shape)
    mask = ~np.logical_or.reduce([person, *things])
    return Region(mask=mask, confidence=float((around & mask).sum() / max(1, mask.sum())))
