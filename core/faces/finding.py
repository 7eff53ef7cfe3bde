"""The faces on a photo, the largest first, each with its points."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.faces.detection import FaceDetector
from core.faces.mesh import FaceMesh, Mesh
from core.faces.networks import FOLDER

_COUNTS = 0.25  #: of the largest face's area: smaller ones are passers-by


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Face:
    box: np.ndarray  #: (4,) left, top, right, bottom in pixels
    mesh: Mesh
    score: float

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
        return [
            Face(box=found.box, mesh=self._mesh.fit(rgb, found), score=found.score)
            for found in self._detector.find(rgb)
        ]


def that_count(faces: list[Face]) -> list[Face]:
    """The faces a photo is of: not those far behind."""
    return [face for face in faces if face.area_px >= _COUNTS * faces[0].area_px]
