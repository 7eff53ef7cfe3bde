"""Whether two faces are of one person: 128 numbers a face (dlib's ResNet), held in memory only."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.faces.finding import Face
from core.faces.mesh import LEFT_EYE, RIGHT_EYE, UNDER_NOSE
from core.faces.networks import FOLDER, verified

# Distances to the mean of the person's other photos: 84 photos of 24 people gave
# all of the same person below the first, and 9 in 10,000 of others.
SAME = 0.52
UNSURE = 0.60


class Likeness:
    """Turns faces into numbers; dlib holds Python still meanwhile, for some 70 ms."""

    def __init__(self, *, folder: Path = FOLDER) -> None:
        import dlib

        path = verified("dlib_face_recognition_resnet_model_v1.dat", folder=folder)
        self._dlib = dlib
        self._network = dlib.face_recognition_model_v1(str(path))

    def of(self, rgb: np.ndarray, face: Face) -> np.ndarray:
        """The (128,) numbers of a face; near ones are of one person."""
        shape = self._dlib.full_object_detection(
            self._dlib.rectangle(*(round(float(edge)) for edge in face.box)),
            self._dlib.points(
                [self._point(face, number) for number in (*LEFT_EYE, *RIGHT_EYE, UNDER_NOSE)]
            ),
        )
        numbers = self._network.compute_face_descriptor(np.ascontiguousarray(rgb), shape, 0)
        return np.array(numbers, np.float64)

    def _point(self, face: Face, number: int) -> object:
        x, y, _ = face.mesh.points[number]
        return self._dlib.point(round(float(x)), round(float(y)))


def distance(numbers: np.ndarray, others: Sequence[np.ndarray]) -> float:
    """From a face to the mean of others."""
    return float(np.linalg.norm(numbers - np.mean(others, axis=0)))
