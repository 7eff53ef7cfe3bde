"""Pictures as arrays, and what several ways of finding an area need."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]  #: (height, width, 3)
Colours = NDArray[np.float32]  #: (height, width, 3)
Plane = NDArray[np.float32]  #: (height, width)
Mask = NDArray[np.bool_]  #: (height, width)


def longer(picture: Rgb) -> int:
    return max(picture.shape[:2])


def scaled(picture: Rgb, scale: float) -> Rgb:
    """The picture, smaller."""
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def grey(picture: Rgb) -> Plane:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32)


def lab(colours: Colours) -> Colours:
    """CIE Lab of colours 0..255: a distance of 1 can just be seen."""
    clipped = np.clip(colours, 0, 255).astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(clipped, cv2.COLOR_RGB2Lab), np.float32)


def blurred(plane: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma_px), np.float32)


def disc(radius_px: int) -> NDArray[np.uint8]:
    side = 2 * radius_px + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def closed(mask: Mask, radius_px: int) -> Mask:
    """Bridge gaps up to twice the radius."""
    return _morphed(mask, cv2.MORPH_CLOSE, radius_px)


def opened(mask: Mask, radius_px: int) -> Mask:
    """Drop what is thinner than twice the radius."""
    return _morphed(mask, cv2.MORPH_OPEN, radius_px)


def grown(mask: Mask, radius_px: int) -> Mask:
    return _morphed(mask, cv2.MORPH_DILATE, radius_px)


def _morphed(mask: Mask, how: int, radius_px: int) -> Mask:
    return cv2.morphologyEx(mask.astype(np.uint8), how, disc(radius_px)) > 0


def parts(mask: Mask) -> Iterator[Mask]:
    """The connected parts, the largest first."""
    count, labels, numbers, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    for label in sorted(range(1, count), key=lambda n: -numbers[n, cv2.CC_STAT_AREA]):
        yield labels == label


def with_holes_filled(mask: Mask, *, least_share: float = 0.0) -> Mask:
    """The mask and all it encloses, where that is at least a share of the picture."""
    around = np.pad(~mask, 1, constant_values=True).astype(np.uint8)
    _, labels, numbers, _ = cv2.connectedComponentsWithStats(around, connectivity=4)
    enclosed = numbers[:, cv2.CC_STAT_AREA] >= least_share * mask.size
    enclosed[[0, labels[0, 0]]] = False
    return mask | enclosed[labels][1:-1, 1:-1]


def fitted(mask: Mask, size: tuple[int, int], *, least_cover: float = 0.5) -> Mask:
    """The mask at another size (width, height)."""
    covered = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return np.asarray(covered, np.float32) >= least_cover


def iou(one: Mask, other: Mask) -> float:
    """How well two areas agree: 1 when they are the same, 0 when they share nothing."""
    either = int((one | other).sum())
    return float((one & other).sum()) / either if either else 1.0
