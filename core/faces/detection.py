"""Where faces are: BlazeFace, once for near faces and once for far ones.

Bazarevsky et al., BlazeFace (2019); boxes that overlap are blended by their scores.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from core.faces.networks import FOLDER, Network, sigmoid

LEAST_SCORE_FAR, LEAST_SCORE_NEAR = 0.5, 0.6
_SAME_FACE = 0.3  #: overlap from which two boxes are of one face
_POINTS = 6  #: right eye, left eye, nose, mouth, right ear, left ear


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detection:
    """A face in pixels of the picture."""

    box: np.ndarray  #: (4,) left, top, right, bottom
    points: np.ndarray  #: (6, 2)
    score: float

    @property
    def area(self) -> float:
        return area(self.box)


class FaceDetector:
    """Finds faces from a twentieth of the picture up to all of it."""

    def __init__(self, *, folder: Path = FOLDER) -> None:
        self._far = _Blaze("face_detection_full_range.tflite", [(4, 1)], folder)
        self._near = _Blaze("face_detection_short_range.tflite", [(8, 2), (16, 6)], folder)

    def find(self, rgb: np.ndarray) -> list[Detection]:
        """Faces on an (h, w, 3) uint8 picture, the largest first."""
        found = self._far.find(rgb, LEAST_SCORE_FAR)
        for near in self._near.find(rgb, LEAST_SCORE_NEAR):
            if all(overlap(near.box, far.box) < _SAME_FACE for far in found):
                found.append(near)
        return sorted(found, key=lambda face: -face.area)


class _Blaze:
    """One of the two networks; `strides` are (pixels, anchors there)."""

    def __init__(self, name: str, strides: list[tuple[int, int]], folder: Path) -> None:
        self._network = Network(name, folder=folder)
        side = self._network.side_px
        self._anchors = np.array(
            [
                ((x + 0.5) * stride / side, (y + 0.5) * stride / side)
                for stride, count in strides
                for y in range(side // stride)
                for x in range(side // stride)
                for _ in range(count)
            ],
            np.float32,
        )

    def find(self, rgb: np.ndarray, least_score: float) -> list[Detection]:
        pixels, scale, corner = _letterboxed(rgb, self._network.side_px)
        regressions, classes = self._network.run(pixels.astype(np.float32) / 127.5 - 1.0)
        scores = sigmoid(classes.ravel())
        likely = scores > least_score
        raw = regressions[0][likely] / self._network.side_px
        anchors = self._anchors[likely]
        centre, half = raw[:, :2] + anchors, raw[:, 2:4] / 2
        boxes = np.concatenate([centre - half, centre + half], axis=1)
        points = raw[:, 4:].reshape(-1, _POINTS, 2) + anchors[:, None]
        boxes = boxes * scale - np.tile(corner, 2)
        return _blended(boxes, points * scale - corner, scores[likely])


def _letterboxed(rgb: np.ndarray, side_px: int) -> tuple[np.ndarray, float, np.ndarray]:
    """The picture in the middle of a black square; the square's side and corner in its pixels."""
    height, width = rgb.shape[:2]
    longest = max(height, width)
    inner = max(1, round(width * side_px / longest)), max(1, round(height * side_px / longest))
    small = cv2.resize(rgb, inner, interpolation=cv2.INTER_AREA)
    left, top = (side_px - inner[0]) // 2, (side_px - inner[1]) // 2
    square = np.zeros((side_px, side_px, 3), np.uint8)
    square[top : top + inner[1], left : left + inner[0]] = small
    corner = np.array([left, top], np.float32) * longest / side_px
    return square, float(longest), corner


def _blended(boxes: np.ndarray, points: np.ndarray, scores: np.ndarray) -> list[Detection]:
    found = []
    left = list(np.argsort(-scores))
    while left:
        group = [each for each in left if overlap(boxes[left[0]], boxes[each]) > _SAME_FACE]
        best, left = left[0], [each for each in left if each not in group and each != left[0]]
        weights = scores[group] / scores[group].sum() if group else np.ones(1)
        members = group or [best]
        found.append(
            Detection(
                box=(boxes[members] * weights[:, None]).sum(axis=0),
                points=(points[members] * weights[:, None, None]).sum(axis=0),
                score=float(scores[best]),
            )
        )
    return found


def area(box: np.ndarray) -> float:
    return float(max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]))


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Intersection over union."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    common = max(0.0, width) * max(0.0, height)
    return float(common / max(1e-9, area(one) + area(other) - common))
