"""Whether two photos are one: saved again, made smaller, cropped a little, or of one moment."""

from typing import Protocol

import cv2
import numpy as np

from core.domain.vetting import Fingerprint
from core.faces.mesh import LEFT_EYE, RIGHT_EYE, UNDER_NOSE
from core.vetting.sights import Sight

MOST_BITS = 10  #: by which two fingerprints of one photo may differ, of 64
SAME_CHIP = 0.95  #: from this correlation two upright faces are the same pixels
CHIP_PX = 64
_LEAST_CONTRAST = 4.0  #: there has to be something to see
_CHIP_ROOM = 1.5  #: around eyes and nose, in distances from eye to eye
_CHIP_EYES_PX = 0.4 * CHIP_PX  #: from eye to eye
#: where the eyes and the point under the nose lie in a chip
_CHIP_POINTS = np.array([[0.3, 0.38], [0.7, 0.38], [0.5, 0.64]], np.float32) * CHIP_PX


class _WithPoints(Protocol):
    @property
    def points(self) -> np.ndarray: ...


def fingerprint(grey: np.ndarray) -> Fingerprint | None:
    """dHash and pHash of a picture; None when it shows nothing."""
    steps = cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA).astype(np.int16)
    if steps.std() < _LEAST_CONTRAST:
        return None
    small = cv2.resize(grey, (32, 32), interpolation=cv2.INTER_AREA).astype(np.float32)
    waves = cv2.dct(small)[:8, :8].ravel()
    return Fingerprint(
        gradients=_number((steps[:, 1:] > steps[:, :-1]).ravel()),
        waves=_number(waves > np.median(waves[1:])),
    )


def chip(grey: np.ndarray, mesh: _WithPoints) -> np.ndarray:
    """A face set upright by its eyes and nose, (64, 64), with mean 0 and length 1."""
    points = mesh.points[:, :2].astype(np.float32)
    eyes = points[list(RIGHT_EYE)].mean(axis=0), points[list(LEFT_EYE)].mean(axis=0)
    apart = float(np.linalg.norm(eyes[1] - eyes[0]))
    scale = min(1.0, _CHIP_EYES_PX / max(1.0, apart))
    found = np.array([*eyes, points[UNDER_NOSE]], np.float32)
    # Only what is around the face is made smaller: the rest of the photo takes longer.
    left, top = np.maximum(0, found.min(0) - _CHIP_ROOM * apart).astype(int)
    right, bottom = np.maximum(1, found.max(0) + _CHIP_ROOM * apart).astype(int) + 1
    around = grey[top:bottom, left:right]
    if not around.size:
        return np.zeros((CHIP_PX, CHIP_PX), np.float32)
    small = cv2.resize(around, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = (found - np.array([left, top], np.float32)) * scale
    upright, _ = cv2.estimateAffinePartial2D(found, _CHIP_POINTS)
    if upright is None:
        return np.zeros((CHIP_PX, CHIP_PX), np.float32)
    cut = cv2.warpAffine(small, upright, (CHIP_PX, CHIP_PX), borderMode=cv2.BORDER_REPLICATE)
    centred = cut.astype(np.float32) - cut.mean()
    return centred / max(1e-6, float(np.linalg.norm(centred)))


def same(one: Sight, other: Sight) -> bool:
    """Whether two photos are one and the same, or nearly."""
    return _same_from_afar(one.fingerprint, other.fingerprint) or _same_face_pixels(one, other)


def _same_from_afar(one: Fingerprint | None, other: Fingerprint | None) -> bool:
    if one is None or other is None:
        return False
    gradients = (one.gradients ^ other.gradients).bit_count()
    waves = (one.waves ^ other.waves).bit_count()
    return gradients <= MOST_BITS and waves <= MOST_BITS


def _same_face_pixels(one: Sight, other: Sight) -> bool:
    if one.the_face is None or other.the_face is None:
        return False
    return float((one.the_face.chip * other.the_face.chip).sum()) > SAME_CHIP


def _number(bits: np.ndarray) -> int:
    return int.from_bytes(np.packbits(bits).tobytes(), "big")
