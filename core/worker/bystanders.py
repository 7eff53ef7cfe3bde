"""Who is on a photo before it is drawn over: nobody is, who was not asked.

A photo is a photo whatever the model draws, so it is always looked at. What counts as a face is
what counts when photos of a family are judged.
"""

from functools import cached_property

import numpy as np
from PIL import Image

from core.domain.change import OTHER_FACES, ChangeRequest, ChangeWay
from core.errors import JobFailed
from core.faces.finding import FaceFinder, that_are_clear, that_count

_PHOTO = "JPEG"  #: what models made is kept as PNG


class Bystanders:
    """What finds faces is loaded by the first photo."""

    def check(self, base: Image.Image, request: ChangeRequest) -> None:
        """Fail by OTHER_FACES where more faces are on a real photo than may be drawn."""
        allowed = faces_allowed(base, request)
        if allowed is None:
            return
        rgb = np.asarray(base.convert("RGB"))
        # A print that was sent lying on its side shows its people all the same.
        if any(self._more_than(allowed, _turned(rgb, quarters)) for quarters in range(4)):
            raise JobFailed(OTHER_FACES)

    def _more_than(self, allowed: int, rgb: np.ndarray) -> bool:
        """A single doubtful face is no reason to refuse; several that count always are."""
        faces = self._finder.find(rgb)
        several = len(that_count(faces)) > max(1, allowed)
        return several or len(that_are_clear(faces, rgb=rgb)) > allowed

    @cached_property
    def _finder(self) -> FaceFinder:
        return FaceFinder()


def _turned(rgb: np.ndarray, quarters: int) -> np.ndarray:
    return np.ascontiguousarray(np.rot90(rgb, quarters))


def faces_allowed(base: Image.Image, request: ChangeRequest) -> int | None:
    """How many faces may be on what is changed; None where it is no photo.

    Requests used not to say so; then a photo was of one person who allowed it, or of nobody.
    """
    if request.faces_allowed is not None:
        return request.faces_allowed
    drawn_over = request.composite and request.way is ChangeWay.VARY
    return 1 if drawn_over and base.format == _PHOTO else None
