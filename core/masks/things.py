"""The one thing on a drawing that is neither person nor surroundings.

Words are not understood here: where several things stand, nobody can say which is meant, and
people are asked to show it.
"""

from itertools import takewhile

import numpy as np

from core.masks.people import Region
from core.masks.planes import Mask, Rgb, closed, grown, opened, parts, with_holes_filled
from core.masks.surfaces import surfaces

_LEAST, _MOST = 0.015, 0.6  #: of the picture
_PLAIN = 0.35  #: of the picture must be surroundings, or it is no drawing
_THE_ONLY_ONE = 0.6  #: the confidence that it is meant when nothing else can be
_EDGE_PX = 2  #: an edge is neither side's; half of it goes back to the thing


def only_thing(picture: Rgb, person: Mask) -> Region:
    """The thing, where there is one alone."""
    around = np.logical_or.reduce(
        [np.zeros(person.shape, np.bool_)]
        + [surface.mask for surface in surfaces(picture) if surface.at_border]
    )
    if around.mean() < _PLAIN:
        return Region.nothing(picture.shape)
    taken = closed(grown(around, _EDGE_PX), 1) | grown(person, 2 * _EDGE_PX)
    left = opened(~taken, _EDGE_PX)
    large = list(takewhile(lambda part: part.mean() >= _LEAST, parts(left)))
    if len(large) != 1 or large[0].mean() > _MOST:
        return Region.nothing(picture.shape)
    mask = with_holes_filled(grown(large[0], _EDGE_PX)) & ~person
    return Region(mask=mask, confidence=_THE_ONLY_ONE)
