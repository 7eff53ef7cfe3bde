"""Where faces are: BlazeFace, once for near faces and once for far ones.

Bazarevsky et al., BlazeFace (2019); boxes that overlap are blended by their scores.
"""

import math
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from core.faces.networks import FOLDER, Network, sigmoid

LEAST_SCORE_FAR, LEAST_SCORE_NEAR, LEAST_SCORE_PART = 0.5, 0.6, 0.65
_PART = 0.6  #: of the shorter side: what is looked at when nothing was found on the whole
_SAME_FACE = 0.3  #: overlap from which two boxes are of one face
_POINTS = 6  #: right eye, left eye, nose, mouth, right ear, left ear


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detection:
    """A face in pixels of the picture."""

    box: np.ndarray  #: (4,) left, top, right, bottom
    points: np.ndarray  #: (6, 2)
    score: float
    small: bool = False  #: found by looking closer, where more is taken for a face

    @property
    def area(self) -> float:
        return area(self.box)

    def holds(self, other: "Detection") -> bool:
        """Whether the middle of another face lies in this one."""
        x, y = (other.box[:2] + other.box[2:]) / 2
        return bool(self.box[0] < x < self.box[2] and self.box[1] < y < self.box[3])

    def moved(self, right: int, down: int) -> "Detection":
        by = np.array([right, down], np.float32)
        return replace(self, box=self.box + np.tile(by, 2), points=self.points + by, small=True)


class FaceDetector:
    """Finds faces from a thirtieth of the picture's longer side up to all of it."""

    def __init__(self, *, folder: Path = FOLDER) -> None:
        self._far = _Blaze("face_detection_full_range.tflite", [(4, 1)], folder)
        self._near = _Blaze("face_detection_short_range.tflite", [(8, 2), (16, 6)], folder)

    def find(self, rgb: np.ndarray) -> list[Detection]:
        """Faces on an (h, w, 3) uint8 picture, the largest first."""
        far = self._far.find(rgb, LEAST_SCORE_FAR)
        found = _distinct([*far, *self._near.find(rgb, LEAST_SCORE_NEAR)])
        return sorted(found or self._looked_closer(rgb), key=lambda face: -face.area)

    def _looked_closer(self, rgb: np.ndarray) -> list[Detection]:
        """Small faces, as on a photo of a whole body: looked for part by part."""
        height, width = rgb.shape[:2]
        side = round(_PART * min(height, width))
        found = [
            face.moved(left, top)
            for top in _starts(height, side)
            for left in _starts(width, side)
            for face in self._far.find(rgb[top : top + side, left : left + side], LEAST_SCORE_PART)
        ]
        return _distinct(sorted(found, key=lambda face: -face.score))


def _starts(length: int, side: int) -> list[int]:
    """Where parts of a length begin that cover it all and overlap by a third at least."""
    parts = max(1, math.ceil((length - side) / (side * 2 / 3)) + 1)
    return [round(n * (length - side) / max(1, parts - 1)) for n in range(parts)]


def _distinct(faces: list[Detection]) -> list[Detection]:
    """Without those that are a face before them once more."""
    kept: list[Detection] = []
    for face in faces:
        if not any(_is_same(face, other) for other in kept):
            kept.append(face)
    return kept


def _is_same(one: Detection, other: Detection) -> bool:
    return overlap(one.box, other.box) > _SAME_FACE or one.holds(other) or other.holds(one)


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
