"""What is wrong with a candidate beside how like it is: found in memory, and never said.

Faces are looked for on photographic models alone, where the photos of whoever is due are lent
with their consent; on drawings there is nothing to find, so "no face" is never said of them.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from PIL import Image

from core.domain.picture import Fault
from core.faces.likeness import UNSURE, distance
from core.worker.alike import Alike

LEAST_ALIKE = 1.0 - UNSURE  #: less is somebody else's face
_COPY = 0.4  #: distance of two faces of one picture that are one person's
_THUMBNAIL = 32  #: pixels
_TWIN = 4.0  #: mean difference of thumbnails, of 255, below which two look the same


class Faults:
    """Looks at the candidates of one job, one after another."""

    def __init__(self, alike: Alike | None, *, photographic: bool, faces_due: int) -> None:
        self._alike = alike if photographic and faces_due else None
        self._before: dict[int, np.ndarray] = {}

    def of(
        self, picture: Image.Image, *, number: int, likeness: float | None
    ) -> tuple[Fault, ...]:
        """All that is wrong with a candidate."""
        found = list(self._of_faces(picture, likeness)) if self._alike is not None else []
        small = _thumbnail(picture)
        others = [other for n, other in self._before.items() if n != number]
        if any(float(np.abs(small - other).mean()) < _TWIN for other in others):
            found.append(Fault.TWIN)
        self._before[number] = small
        return tuple(found)

    def _of_faces(self, picture: Image.Image, likeness: float | None) -> list[Fault]:
        if self._alike is None:
            return []
        numbers = [found for _, found in self._alike.faces(picture)]
        if not numbers:
            return [Fault.NO_FACE]
        faults = [Fault.COPIES] if _anybody_twice(numbers) else []
        if likeness is not None and likeness < LEAST_ALIKE:
            faults.append(Fault.UNLIKE)
        return faults


def _anybody_twice(numbers: Sequence[np.ndarray]) -> bool:
    return any(distance(one, [other]) < _COPY for one, other in combinations(numbers, 2))


def _thumbnail(picture: Image.Image) -> np.ndarray:
    small = picture.convert("RGB").resize((_THUMBNAIL, _THUMBNAIL), Image.Resampling.BOX)
    return np.asarray(small, np.float32)
