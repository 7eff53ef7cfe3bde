"""The plain surfaces a drawing is made of: what one colour fills, up to the next edge."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from core.masks.planes import Mask, Plane, Rgb, blurred, lab

_CALM = 2.2  #: change of colour in Lab from pixel to pixel, below which there is no edge
_LEAST_SHARE = 0.002  #: of the picture: smaller spots say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    mask: Mask
    at_border: bool  #: whether it reaches the picture's edge
    at_floor: bool  #: whether it reaches that edge only below, as somebody close does

    @property
    def columns(self) -> tuple[int, int]:
        found = np.nonzero(self.mask.any(axis=0))[0]
        return int(found[0]), int(found[-1])

    @property
    def top(self) -> int:
        return int(np.nonzero(self.mask.any(axis=1))[0][0])


def surfaces(picture: Rgb) -> Iterator[Surface]:
    """The surfaces of a picture; photos have few that are large enough."""
    calm = _change(picture) < _CALM
    count, labels, numbers, _ = cv2.connectedComponentsWithStats(
        calm.astype(np.uint8), connectivity=4
    )
    sides = set(np.concatenate([labels[0], labels[:, 0], labels[:, -1]]).tolist())
    floor = set(labels[-1].tolist())
    for label in range(1, count):
        if numbers[label, cv2.CC_STAT_AREA] >= _LEAST_SHARE * labels.size:
            yield Surface(
                mask=labels == label,
                at_border=label in sides | floor,
                at_floor=label in floor - sides,
            )


def _change(picture: Rgb) -> Plane:
    colours = blurred(lab(picture.astype(np.float32)), 1.0)
    steps = [cv2.Scharr(colours, cv2.CV_32F, dx, dy, scale=1 / 32) for dx, dy in ((1, 0), (0, 1))]
    return np.asarray(np.sqrt(sum((step**2).sum(axis=2) for step in steps)), np.float32)
