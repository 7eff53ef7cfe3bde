"""A photo while it is looked at, and what there is to find fault with."""

from dataclasses import dataclass

import numpy as np

from core.domain.vetting import Finding
from core.faces.finding import Face
from core.vetting import exposure, sharpness
from core.vetting.pixels import Pixels
from core.vetting.sights import Look

SMALLEST_SIDE_PX = 512
SMALLEST_FACE_PX = 64  #: high, in the clean photo
_OLD_ENOUGH = 0.5  #: of the sharpness asked for: old prints are soft by nature


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    look: Look
    photo: Pixels  #: as it will be kept
    faces: list[Face]  #: those it counts with, the largest first
    grey: bool
    restored: bool  #: it was an old print
    people: bool = False  #: somebody is on it, and it should show a thing

    @property
    def several(self) -> bool:
        return len(self.faces) > 1

    @property
    def the_face(self) -> Face | None:
        return self.faces[0] if len(self.faces) == 1 else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What its family should know, but for what other photos have to do with it."""
        found = [*self._size, *self._sharpness, *self._light, *self._who]
        if self.grey:
            found.append(Finding.GREY)
        if self.restored:
            found.append(Finding.STRAIGHTENED)
        return tuple(found)

    @property
    def _size(self) -> list[Finding]:
        return [Finding.SMALL] if min(self.photo.picture.size) < SMALLEST_SIDE_PX else []

    @property
    def _sharpness(self) -> list[Finding]:
        if self.faces:
            sharp = sharpness.of_face(self.photo.grey, self.faces[0].box)
            blurred, soft = sharpness.FACE_BLURRED, sharpness.FACE_SHARP
        else:
            sharp = sharpness.of_whole(self.photo.grey)
            blurred, soft = sharpness.WHOLE_BLURRED, sharpness.WHOLE_SHARP
        if sharp < blurred * (_OLD_ENOUGH if self.grey or self.restored else 1.0):
            return [Finding.BLURRED]
        return [Finding.SOFT] if sharp < soft else []

    @property
    def _light(self) -> list[Finding]:
        """What is judged is the face, where there is one: a night around it does no harm."""
        grey: np.ndarray = self.photo.grey
        looked_at = self.photo.cut(grey, self.faces[0].box) if self.faces else grey
        if exposure.too_dark(looked_at):
            return [Finding.DARK]
        return [Finding.BRIGHT] if exposure.too_bright(looked_at) else []

    @property
    def _who(self) -> list[Finding]:
        if not self.look.needs_face:
            return [Finding.PEOPLE] if self.people else []
        if self.several:
            return [Finding.SEVERAL_FACES]
        if not self.faces:
            return [Finding.NO_FACE]
        small = self.faces[0].height_px / self.photo.scale < SMALLEST_FACE_PX
        return [Finding.SMALL_FACE] if small else []
