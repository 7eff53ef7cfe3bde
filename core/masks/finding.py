"""Finding the area somebody means, by each of the ways they can mean it."""

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import cv2
import numpy as np
from PIL import Image

from core.domain.change import Area, MaskRequest
from core.faces.finding import FaceFinder
from core.faces.people import PersonSegmenter
from core.masks.brush import painted_area
from core.masks.cells import area_of_cells
from core.masks.people import Region, clothes_region, face_region, person_region
from core.masks.planes import Mask, Plane, Rgb, fitted, scaled
from core.masks.standing import behind
from core.masks.things import named_thing

_LOOKED_AT_PX = 512  #: the longer side that faces are looked for at
_OUTLINED_AT_PX = 256  #: and that people are outlined at
_LEAST_COVER = 0.35  #: of a pixel: a thin stroke must survive being made smaller
_BY_HAND = 1.0  #: what people showed themselves is what they meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An area of the whole picture, or why there is none."""

    mask: Mask
    confidence: float
    refused: str = ""

    @property
    def share(self) -> float:
        return float(self.mask.mean())


class AreaFinder:
    """Finds areas on pictures; what it needs is opened when it is needed first."""

    def find(
        self,
        base: Image.Image,
        request: MaskRequest,
        *,
        sent: Image.Image | None = None,
        painted: Image.Image | None = None,
        heat: Plane | None = None,
    ) -> Found:
        """Find one area on a picture, `sent` and `painted` being what the brush needs.

        `heat` is where a model looked for an object's words, of any size.
        """
        if request.area is Area.CELLS:
            mask = area_of_cells(base.size, request.cells, grid=request.grid)
            return _checked(Found(mask=mask, confidence=_BY_HAND))
        if request.area is Area.PAINTED:
            if sent is None or painted is None:
                raise ValueError("nothing was painted")
            return _by_brush(base, sent, painted)
        return self._by_name(base, request.area, heat)

    def _by_name(self, base: Image.Image, area: Area, heat: Plane | None) -> Found:
        looked_at = _at(base, _LOOKED_AT_PX)
        found = self._faces.find(looked_at)
        faces = [face_region(f, looked_at.shape) for f in found if f.mesh.reliable]
        region = self._region(looked_at, area, faces, heat)
        mask = fitted(region.mask, base.size)
        return _checked(Found(mask=mask, confidence=region.confidence))

    def _region(
        self, looked_at: Rgb, area: Area, faces: list[Region], heat: Plane | None
    ) -> Region:
        """The area, on a picture of another size."""
        if area is Area.FACE and faces:
            return faces[0]
        if area is Area.FACE:
            return Region.nothing(looked_at.shape)
        picture = scaled(looked_at, _OUTLINED_AT_PX / _LOOKED_AT_PX)
        likely = self._likely(looked_at, picture)
        size = (picture.shape[1], picture.shape[0])
        regions = [Region(mask=fitted(f.mask, size), confidence=f.confidence) for f in faces]
        person = person_region(picture, likely, [face.mask for face in regions])
        if area is Area.OBJECT:
            warm = None if heat is None else _enlarged(heat, size)
            return named_thing(picture, person.mask, [face.mask for face in regions], warm)
        if area is Area.BACKGROUND:
            around = Region(mask=~person.mask, confidence=person.confidence)
            ways = [around] if regions else [around, behind(picture, person.mask)]
            return max(ways, key=attrgetter("confidence"))
        if not regions:
            return Region.nothing(picture.shape)
        return clothes_region(picture, person, regions[0].mask)

    def _likely(self, looked_at: Rgb, picture: Rgb) -> Plane:
        return _enlarged(self._people.mask(looked_at), (picture.shape[1], picture.shape[0]))

    @cached_property
    def _faces(self) -> FaceFinder:
        return FaceFinder()

    @cached_property
    def _people(self) -> PersonSegmenter:
        return PersonSegmenter()


def _at(base: Image.Image, longer_px: int) -> Rgb:
    scale = longer_px / max(base.size)
    size = (max(1, round(base.width * scale)), max(1, round(base.height * scale)))
    return np.asarray(base.resize(size, Image.Resampling.BICUBIC), np.uint8)


def _enlarged(plane: Plane, size: tuple[int, int]) -> Plane:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), np.float32)


def _by_brush(base: Image.Image, sent: Image.Image, painted: Image.Image) -> Found:
    """What was painted on the picture; its label, below it, is not part of it."""
    found = painted_area(np.asarray(sent), np.asarray(painted))
    shown_rows = min(sent.height, round(sent.width * base.height / base.width))
    mask = fitted(found.mask[:shown_rows], base.size, least_cover=_LEAST_COVER)
    return _checked(Found(mask=mask, confidence=_BY_HAND, refused=found.refused))


def _checked(found: Found) -> Found:
    if found.refused or found.mask.any():
        return found
    return Found(mask=found.mask, confidence=0.0, refused="not-found")
