"""How much of a person a photo shows: counted in heights of their face."""

import numpy as np

from core.domain.vetting import Framing

_CLOSE_UP_TO, _HALF_TO = 2.2, 5.0  #: heights of the face between its top and the lowest seen part
_PERSON = 0.5  #: from this on the segmenter is sure
_LEAST_WIDTH = 0.25  #: of the face's width: thinner rows are not the body


def framing(face: np.ndarray, mask: np.ndarray, *, height_px: int, width_px: int) -> Framing:
    """From a face's box in pixels and the mask of people over the whole picture."""
    rows, columns = mask.shape
    left, top, right, bottom = (float(edge) for edge in face)
    tall, wide = bottom - top, right - left
    room = slice(
        max(0, int((left - 1.5 * wide) / width_px * columns)),
        max(1, int(np.ceil((right + 1.5 * wide) / width_px * columns))),
    )
    body = (mask[:, room] > _PERSON).sum(axis=1) * width_px / columns > _LEAST_WIDTH * wide
    first = min(rows - 1, int(bottom / height_px * rows))
    gaps = np.flatnonzero(~body[first:])
    lowest = (first + gaps[0] if gaps.size else rows) / rows * height_px
    seen = (max(lowest, bottom) - top) / max(1.0, tall)
    if seen < _CLOSE_UP_TO:
        return Framing.CLOSE_UP
    return Framing.HALF if seen < _HALF_TO else Framing.WHOLE
