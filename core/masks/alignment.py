"""How a picture that came back from an editor lies over the one that was sent.

Editors turn, mirror, crop and resize. What they do exactly is tried first; else features find
it (ORB, Rublee et al. 2011), and ECC (Evangelidis and Psarakis 2008) makes it exact to a part
of a pixel, by the pixels that were not painted over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from core.masks.planes import Mask, Plane, Rgb, blurred, grey, longer, scaled

Matrix = NDArray[np.float64]  #: (2, 3): places on the picture that was sent to places on the other

SURE = 0.95  #: share of pixels that agree, from which no other way need be tried
RECOGNISED = 0.3  #: and from which it is the same picture at all
_SIDE = 640  #: pixels it is looked for at
_SAME = 9.0  #: levels of grey two pixels may differ by and agree
_SAME_SHAPE = 0.02
_MOST_STRETCHED = 1.05
_MOST_SCALED = 8.0  #: larger or smaller than what was sent: no editor does that
_LEAST_SEEN = 0.25  #: of the picture; a smaller crop cannot be told
_FEATURES, _LEAST_MATCHES = 2500, 8
_ECC_STEPS, _ECC_END = 40, 1e-5
_NOTHING = -99.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    matrix: Matrix
    agreement: float  #: share of pixels that agree; those painted over do not

    @property
    def recognised(self) -> bool:
        """Whether it is the same picture, not stretched, and not a speck or a giant of it."""
        longest, shortest = np.linalg.svd(self.matrix[:, :2], compute_uv=False)
        in_size = shortest >= 1 / _MOST_SCALED and longest <= _MOST_SCALED
        in_shape = longest <= _MOST_STRETCHED * shortest
        return bool(self.agreement >= RECOGNISED and in_size and in_shape)


def align(sent: Rgb, painted: Rgb) -> Alignment:
    """Find how `painted` lies over `sent`."""
    smaller, other_smaller = _SIDE / longer(sent), _SIDE / longer(painted)
    pair = _Pair(one=_soft(scaled(sent, smaller)), other=_soft(scaled(painted, other_smaller)))
    best, agreement = pair.best(_exact(pair))
    if agreement < SURE:
        best, agreement = pair.best([best, *_by_features(pair)])
    best = _refined(pair, best)
    matrix = _scaling(1 / other_smaller) @ _square(best) @ _scaling(smaller)
    return Alignment(matrix=matrix[:2], agreement=pair.agreement(best))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    one: Plane
    other: Plane

    def warped(self, matrix: Matrix) -> tuple[Plane, Mask]:
        """The other over the one, and where it is."""
        height, width = self.one.shape
        over = cv2.warpAffine(
            self.other,
            matrix.astype(np.float32),
            (width, height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderValue=_NOTHING,
        )
        plane = np.asarray(over, np.float32)
        return plane, plane > -1

    def agreement(self, matrix: Matrix) -> float:
        over, seen = self.warped(matrix)
        if seen.mean() < _LEAST_SEEN:
            return 0.0
        same = np.abs(self.one - over)[seen] < _SAME
        return float(same.mean() * seen.mean() ** 0.25)

    def best(self, matrices: Iterator[Matrix] | list[Matrix]) -> tuple[Matrix, float]:
        rated = [
            (self.agreement(matrix), number, matrix) for number, matrix in enumerate(matrices)
        ]
        agreement, _, matrix = max(rated, default=(0.0, 0, np.eye(3)[:2]), key=lambda r: r[:2])
        return matrix, agreement


def _exact(pair: _Pair) -> Iterator[Matrix]:
    """The eight turns and mirrorings of the whole picture that keep its shape."""
    height, width = pair.one.shape
    other_height, other_width = pair.other.shape
    quarter = np.array([[0.0, -1, 1], [1, 0, 0], [0, 0, 1]])
    mirror = np.array([[-1.0, 0, 1], [0, 1, 0], [0, 0, 1]])
    for mirrored, turns in product((False, True), range(4)):
        shape = width / height if turns % 2 == 0 else height / width
        if abs(other_width / other_height / shape - 1) > _SAME_SHAPE:
            continue
        turned = np.linalg.matrix_power(quarter, turns)
        turned = mirror @ turned if mirrored else turned
        yield (_from_unit(other_width, other_height) @ turned @ _to_unit(width, height))[:2]


def _by_features(pair: _Pair) -> Iterator[Matrix]:
    """As corners that look alike say it, for the picture and for its mirror image."""
    one = _corners(pair.one)
    for mirrored in (False, True):
        plane = pair.other[:, ::-1] if mirrored else pair.other
        matrix = _agreed(one, _corners(plane))
        if matrix is None:
            continue
        if mirrored:
            flip = np.array([[-1.0, 0, plane.shape[1] - 1], [0, 1, 0]])
            matrix = flip @ _square(matrix)
        yield matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corners:
    points: NDArray[np.float32]  #: (corners, 2)
    descriptions: NDArray[np.uint8] | None


def _corners(plane: Plane) -> _Corners:
    orb = cv2.ORB.create(_FEATURES, fastThreshold=7)
    found, descriptions = orb.detectAndCompute(np.ascontiguousarray(plane).astype(np.uint8), None)
    points = np.array([corner.pt for corner in found], np.float32)
    return _Corners(points=points, descriptions=descriptions)


def _agreed(one: _Corners, other: _Corners) -> Matrix | None:
    """The move that most pairs of corners agree on."""
    if one.descriptions is None or other.descriptions is None:
        return None
    matcher = cv2.BFMatcher(cv2.NORM_HAMMING)
    nearest = matcher.knnMatch(one.descriptions, other.descriptions, k=2)
    clear = [p[0] for p in nearest if len(p) == 2 and p[0].distance < 0.8 * p[1].distance]
    if len(clear) < _LEAST_MATCHES:
        return None
    matrix, followed = cv2.estimateAffinePartial2D(
        one.points[[match.queryIdx for match in clear]],
        other.points[[match.trainIdx for match in clear]],
        method=cv2.RANSAC,
        ransacReprojThreshold=2.5,
        maxIters=4000,
    )
    if matrix is None or followed.sum() < _LEAST_MATCHES:
        return None
    return np.asarray(matrix, np.float64)


def _refined(pair: _Pair, matrix: Matrix) -> Matrix:
    ends = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _ECC_STEPS, _ECC_END)
    for _ in range(2):
        over, seen = pair.warped(matrix)
        unpainted = (np.abs(pair.one - over) < 25) & seen
        kept = cv2.erode(unpainted.astype(np.uint8), np.ones((5, 5), np.uint8))
        start = matrix.astype(np.float32)
        try:
            _, found = cv2.findTransformECC(
                pair.one, pair.other, start, cv2.MOTION_AFFINE, ends, kept, 3
            )
        except cv2.error:  # it did not converge: what there was is good enough
            return matrix
        if pair.agreement(found) < pair.agreement(matrix) - 0.002:
            return matrix
        matrix = np.asarray(found, np.float64)
    return matrix


def _soft(picture: Rgb) -> Plane:
    return blurred(grey(picture), 1.0)


def _square(matrix: Matrix) -> Matrix:
    return np.vstack([matrix, [0, 0, 1]])


def _scaling(by: float) -> Matrix:
    """Enlarge, where a pixel's place is its middle."""
    return np.array([[by, 0, (by - 1) / 2], [0, by, (by - 1) / 2], [0, 0, 1]])


def _to_unit(width: int, height: int) -> Matrix:
    return np.array([[1 / width, 0, 0.5 / width], [0, 1 / height, 0.5 / height], [0, 0, 1]])


def _from_unit(width: int, height: int) -> Matrix:
    return np.array([[width, 0, -0.5], [0, height, -0.5], [0, 0, 1.0]])
