"""The area as it is shown to whoever asked for it: tinted, and with an edge nobody overlooks."""

import cv2
import numpy as np

from core.masks.planes import Mask, Rgb, grown

SHOWN_PX = 960  #: the shorter side at least, so that the edge is thick on a phone
_TINT = np.array((230, 30, 140), np.float32)  #: a pink that skin, sky and grass never have
_TINTED = 0.45
_LIGHT, _DARK = (255, 255, 255), (20, 20, 20)


def shown(picture: Rgb, mask: Mask) -> Rgb:
    """The picture, large, with the area in it."""
    scale = max(1.0, SHOWN_PX / min(picture.shape[:2]))
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    large = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC).astype(np.float32)
    area = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_LINEAR) > 0.5
    large[area] += _TINTED * (_TINT - large[area])
    line = max(2, round(0.005 * max(size)))
    edge, around = grown(area, line), grown(area, 2 * line)
    large[around & ~edge] = _DARK
    large[edge & ~area] = _LIGHT
    return large.round().astype(np.uint8)
