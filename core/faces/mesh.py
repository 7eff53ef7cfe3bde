"""How a face is turned, and whether it smiles: 468 points of it (MediaPipe's FaceMesh)."""

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from core.domain.vetting import Pose
from core.faces.detection import Detection
from core.faces.networks import FOLDER, Network, sigmoid

YAW_FRONTAL_DEGREES, YAW_PROFILE_DEGREES = 12.0, 38.0
LEAST_SCORE = 0.5  #: below it the points are not to be relied on: seen from the side, or hidden
LEAST_SMILE = 0.034

# Numbers of points, seen from the one who looks: their right is our left.
RIGHT_EYE, LEFT_EYE = (33, 133), (263, 362)  #: outer and inner corner
UNDER_NOSE = 2
_FOREHEAD, _CHIN = 10, 152
_MOUTH_CORNERS, _LIPS = (61, 291), (13, 14)
_ROOM = 1.5  #: how much more than the face the network wants to see
_MOST_ROLL = math.pi / 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mesh:
    points: np.ndarray  #: (468, 3) in pixels of the picture
    score: float

    @property
    def reliable(self) -> bool:
        return self.score >= LEAST_SCORE

    @property
    def yaw_degrees(self) -> float:
        """How far it is turned to a side."""
        x, _, z = self._eye_line
        return math.degrees(math.atan2(z, x))

    @property
    def smile(self) -> float:
        """How much the corners of the mouth are above the lips, and apart; 0 is at rest."""
        p = self.points
        eye_width = float(np.linalg.norm(p[LEFT_EYE[0]] - p[RIGHT_EYE[0]]))
        up = (p[_FOREHEAD] - p[_CHIN]) / np.linalg.norm(p[_FOREHEAD] - p[_CHIN])
        corners, lips = p[list(_MOUTH_CORNERS)], p[list(_LIPS)]
        raised = float(np.dot(corners.mean(axis=0) - lips.mean(axis=0), up)) / eye_width
        wide = float(np.linalg.norm(corners[1] - corners[0])) / eye_width
        return raised + 0.3 * (wide - 0.58)

    @property
    def pose(self) -> Pose:
        turned = abs(self.yaw_degrees)
        if not self.reliable or turned >= YAW_PROFILE_DEGREES:
            return Pose.PROFILE
        return Pose.FRONTAL if turned < YAW_FRONTAL_DEGREES else Pose.THREE_QUARTER

    @property
    def smiling(self) -> bool:
        return self.reliable and self.smile > LEAST_SMILE

    @property
    def _eye_line(self) -> np.ndarray:
        line: np.ndarray = self.points[LEFT_EYE[0]] - self.points[RIGHT_EYE[0]]
        return line


class FaceMesh:
    """Fits the points twice: where the face was found, then where its points are."""

    def __init__(self, *, folder: Path = FOLDER) -> None:
        self._network = Network("face_landmark.tflite", folder=folder)

    def fit(self, rgb: np.ndarray, face: Detection) -> Mesh:
        left, top, right, bottom = face.box
        side = max(right - left, bottom - top)
        eyes = face.points[1] - face.points[0]
        first = self._fit(rgb, ((left + right) / 2, (top + bottom) / 2), side, _roll(eyes))
        low, high = first.points[:, :2].min(axis=0), first.points[:, :2].max(axis=0)
        eyes = (first.points[LEFT_EYE[0]] - first.points[RIGHT_EYE[0]])[:2]
        return self._fit(rgb, tuple((low + high) / 2), float(max(high - low)), _roll(eyes))

    def _fit(self, rgb: np.ndarray, centre: tuple[float, float], side: float, roll: float) -> Mesh:
        size = self._network.side_px
        scale = max(side, 1.0) * _ROOM / size
        turn = scale * np.array(
            [[math.cos(roll), -math.sin(roll)], [math.sin(roll), math.cos(roll)]]
        )
        corner = np.array(centre) - turn @ np.array([size / 2, size / 2])
        to_picture = np.column_stack([turn, corner])
        cut = cv2.warpAffine(
            rgb, to_picture, (size, size), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        )
        raw, score = self._network.run(cut.astype(np.float32) / 255.0)
        own = raw.reshape(-1, 3)
        flat = own[:, :2] @ turn.T + corner
        points = np.column_stack([flat, own[:, 2] * scale])
        return Mesh(points=points, score=float(sigmoid(score.ravel())[0]))


def _roll(eyes: np.ndarray) -> float:
    """How far the line of the eyes is from level; nothing where it cannot be believed."""
    angle = math.atan2(eyes[1], eyes[0])
    return angle if abs(angle) < _MOST_ROLL else 0.0
