"""The faces on a photo, the largest first, each with its points."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.faces.detection import FaceDetector
from core.faces.mesh import FaceMesh, Mesh
from core.faces.networks import FOLDER

_PATTERN = 0.02  #: score of the points below which it may be no face at all
_COUNTS = 0.25  #: of the largest face's area: smaller ones are passers-by
_CLEAR = 0.08  #: of a photo's shorter side: the height of a face that would be known again


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Face:
    box: np.ndarray  #: (4,) left, top, right, bottom in pixels
    points: np.ndarray  #: (6, 2) as detected: eyes, nose, mouth, ears
    mesh: Mesh
    score: float

    @property
    def upright(self) -> bool:
        """Whether the mouth is below the eyes, and the points fit: not lying, not upside down."""
        down = self.points[3] - self.points[:2].mean(axis=0)
        return self.mesh.reliable and bool(down[1] > abs(down[0]))

    @property
    def middle(self) -> np.ndarray:
        return np.asarray((self.box[:2] + self.box[2:]) / 2)

    @property
    def height_px(self) -> float:
        return float(self.box[3] - self.box[1])

    @property
    def area_px(self) -> float:
        return float((self.box[2] - self.box[0]) * (self.box[3] - self.box[1]))


class FaceFinder:
    def __init__(self, *, folder: Path = FOLDER) -> None:
        self._detector = FaceDetector(folder=folder)
        self._mesh = FaceMesh(folder=folder)

    def find(self, rgb: np.ndarray) -> list[Face]:
        """Faces on an upright (h, w, 3) uint8 picture, the largest first."""
        found = [(face, self._mesh.fit(rgb, face)) for face in self._detector.find(rgb)]
        return [
            Face(box=face.box, points=face.points, mesh=mesh, score=face.score)
            for face, mesh in found
            if mesh.reliable or not face.small
        ]


def that_count(faces: list[Face]) -> list[Face]:
    """The faces a photo is of: not those far behind, nor patterns beside a clear face."""
    if any(face.mesh.reliable for face in faces):
        faces = [face for face in faces if face.mesh.score >= _PATTERN]
    return [face for face in faces if face.area_px >= _COUNTS * faces[0].area_px]


def that_are_clear(faces: list[Face], *, rgb: np.ndarray) -> list[Face]:
    """The faces on a photo that are large and clear enough for somebody to be known by."""
    least = _CLEAR * min(rgb.shape[:2])
    return [face for face in faces if face.mesh.reliable and face.height_px >= least]
