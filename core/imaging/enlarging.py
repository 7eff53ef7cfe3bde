"""Pictures four times as large for print: softly, and without a detail that was not there.

No network. Each edge is made even along its own direction, which the structure tensor tells,
and the result is corrected until it nearly shrinks back to what it came from (iterative
back-projection, Irani and Peleg 1991). No colour leaves the range of the pixels it lies
between, so nothing rings.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

MOST_PX = 4096  #: a longer side than any page has use for
_DOUBLINGS = 2  #: of each side: two small steps stay smoother than a large one
_ROUNDS = 3  #: of evening and correcting
_REACH = 3  #: pixels to each side along an edge
_LAST_REACH = 2
_NEIGHBOURHOOD = 1.0  #: pixels over which the direction of an edge is averaged
_FLAT = 4.0  #: a surface that changes by less has no direction

Colours = NDArray[np.float32]  #: (height, width, 3), 0..255


def enlarged(picture: Image.Image) -> Image.Image:
    """The picture four times as wide and as high, or as large as any page has use for."""
    colours = np.asarray(picture.convert("RGB"), np.float32)
    for _ in range(_DOUBLINGS):
        if 2 * max(colours.shape) > MOST_PX:
            break
        colours = _doubled(colours)
    return Image.fromarray(colours.round().clip(0, 255).astype(np.uint8))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    """Where the edge at each pixel leads: (height, width), at most a pixel long."""

    x: NDArray[np.float32]
    y: NDArray[np.float32]

    @classmethod
    def of(cls, colours: Colours, size: tuple[int, int]) -> "_Edges":
        """The edges of a picture, for one of another size: by the structure tensor."""
        across, down = (_slope(colours, *axes) for axes in ((1, 0), (0, 1)))
        products = (across * across, across * down, down * down)
        xx, xy, yy = (_averaged(product.sum(axis=2), size) for product in products)
        angle = np.arctan2(2 * xy, xx - yy) / 2  # of the steepest slope
        clear = np.hypot(xx - yy, 2 * xy) / (xx + yy + _FLAT)  # 0 at corners and on surfaces
        return cls(x=-np.sin(angle) * clear, y=np.cos(angle) * clear)

    def even(self, colours: Colours, reach: int) -> Colours:
        """Average each pixel with its neighbours along the edge, the near ones most."""
        height, width = colours.shape[:2]
        rows, columns = np.indices((height, width), np.float32)
        total, weights = colours.copy(), 1.0
        for step in (*range(-reach, 0), *range(1, reach + 1)):
            weight = float(np.exp(-((1.5 * step / reach) ** 2) / 2))
            total += weight * cv2.remap(
                colours,
                columns + step * self.x,
                rows + step * self.y,
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REPLICATE,
            )
            weights += weight
        return total / np.float32(weights)


def _doubled(small: Colours) -> Colours:
    height, width = small.shape[:2]
    size = (2 * width, 2 * height)
    edges, (lowest, highest) = _Edges.of(small, size), _range(small, size)
    large = cv2.resize(small, size, interpolation=cv2.INTER_CUBIC)
    for _ in range(_ROUNDS):
        large = edges.even(large, _REACH)
        lost = small - cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA)
        large += cv2.resize(lost, size, interpolation=cv2.INTER_CUBIC)
        large = np.clip(large, lowest, highest)
    return edges.even(large, _LAST_REACH)


def _range(small: Colours, size: tuple[int, int]) -> tuple[Colours, Colours]:
    """The darkest and brightest colour around each place, as large as the larger picture."""
    kernel = np.ones((3, 3), np.uint8)
    lowest = cv2.resize(cv2.erode(small, kernel), size, interpolation=cv2.INTER_LINEAR)
    highest = cv2.resize(cv2.dilate(small, kernel), size, interpolation=cv2.INTER_LINEAR)
    return lowest, highest


def _slope(colours: Colours, dx: int, dy: int) -> Colours:
    return cv2.Scharr(colours, cv2.CV_32F, dx, dy, scale=1 / 32)


def _averaged(values: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    near = cv2.GaussianBlur(values, (0, 0), _NEIGHBOURHOOD)
    return cv2.resize(near, size, interpolation=cv2.INTER_LINEAR)
