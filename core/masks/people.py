"""Where a person is, and of that the face and the clothes.

A network that knows people says roughly where; the picture's own colours say where exactly
(GrabCut, Rother et al. 2004). Clothes are what is left of a person without head and skin.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.faces.finding import Face
from core.masks.planes import Mask, Plane, Rgb, closed, grown, iou, lab, opened, parts
from core.masks.surfaces import Surface, surfaces

_ROUNDS = 4
_SURELY, _HARDLY = 0.92, 0.08  #: what the network is not asked about twice
_LEAST_PERSON = 0.01  #: of the picture
_LEAST_PART = 0.02  #: of a person: what is smaller is a door, or a trace
_HULL_ROOM = 1.06  #: a hull of points lies a little inside the face
_SHOULDERS = 1.8  #: half a body with its arms, in widths of the face
_HEAD_WIDTH = 1.35  #: half a head with its hair, in widths of the face
_ALIKE = 2.5  #: spreads a colour may be away from skin or hair, and be it
_LEAST_SPREAD = np.array([9.0, 4.0, 4.0])  #: of a colour in Lab: shade varies most


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """An area and how far it is to be believed."""

    mask: Mask
    confidence: float

    @classmethod
    def nothing(cls, shape: tuple[int, ...]) -> "Region":
        return cls(mask=np.zeros(shape[:2], np.bool_), confidence=0.0)


def face_region(face: Face, shape: tuple[int, ...]) -> Region:
    """The hull of a face's points, with a little room around it."""
    points = face.mesh.points[:, :2].astype(np.float32)
    hull = cv2.convexHull(points)[:, 0]
    middle = hull.mean(axis=0)
    roomy = middle + _HULL_ROOM * (hull - middle)
    drawn = np.zeros(shape[:2], np.uint8)
    cv2.fillConvexPoly(drawn, roomy.round().astype(np.int32), 1)
    return Region(mask=drawn > 0, confidence=face.score * face.mesh.score)


def person_region(picture: Rgb, likely: Plane, faces: list[Mask]) -> Region:
    """A person's outline; `likely` is the network's word, 0..1, in the picture's size."""
    guess = likely > 0.5
    for face in faces:
        guess |= face
    if guess.mean() < _LEAST_PERSON:
        return Region.nothing(picture.shape)
    hints = _hints(picture, likely, faces)
    kept = _sure_parts(_outlined(picture, hints), (hints == cv2.GC_FGD) & _columns(faces, guess))
    decided = float(np.abs(2 * likely - 1).mean())
    agreed = iou(kept, guess)
    return Region(mask=kept, confidence=agreed * decided if faces else 0.5 * agreed * decided)


def _hints(picture: Rgb, likely: Plane, faces: list[Mask]) -> NDArray[np.uint8]:
    """What GrabCut is told of each pixel, in its own words."""
    hints = np.full(picture.shape[:2], cv2.GC_PR_BGD, np.uint8)
    hints[likely > 0.5] = cv2.GC_PR_FGD
    hints[(likely > _SURELY) & _columns(faces, likely > 0.5)] = cv2.GC_FGD
    hints[likely < _HARDLY] = cv2.GC_BGD
    for surface in surfaces(picture):
        hints[surface.mask] = _hint(surface, likely, faces)
    for face in faces:
        hints[face] = cv2.GC_FGD
    return hints


def _outlined(picture: Rgb, hints: NDArray[np.uint8]) -> Mask:
    decided, inside = hints.copy(), (cv2.GC_FGD, cv2.GC_PR_FGD)
    if np.isin(hints, inside).any() and not np.isin(hints, inside).all():
        models = np.zeros((2, 1, 65))
        cv2.grabCut(picture, decided, None, models[0], models[1], _ROUNDS, cv2.GC_INIT_WITH_MASK)
    return opened(closed(np.isin(decided, inside), 2), 1)


def _sure_parts(mask: Mask, sure: Mask) -> Mask:
    """The parts of which something is sure; without any, the largest."""
    all_parts = [part for part in parts(mask) if part.sum() > _LEAST_PART * mask.sum()]
    kept = [part for part in all_parts if (part & sure).any()] or all_parts[:1]
    return np.logical_or.reduce([np.zeros_like(mask), *kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Where the body of a face can be."""

    left: float
    right: float
    top: int

    @classmethod
    def of(cls, face: Mask) -> "_Column":
        rows, columns = np.nonzero(face)
        reach = _SHOULDERS * (columns.max() - columns.min() + 1)
        middle = columns.mean()
        return cls(left=middle - reach, right=middle + reach, top=int(np.median(rows)))

    def holds(self, surface: Surface) -> bool:
        """Whether a surface is a piece of this body: legs, for one, networks often miss."""
        left, right = surface.columns
        inside = self.left <= left and right <= self.right and surface.top > self.top
        return inside and (surface.at_floor or not surface.at_border)

    def misses(self, surface: Surface) -> bool:
        left, right = surface.columns
        return right < self.left or self.right < left


def _columns(faces: list[Mask], otherwise: Mask) -> Mask:
    """Where the bodies of faces can be; without a face, wherever the network sees somebody."""
    if not faces:
        return otherwise
    x = np.arange(otherwise.shape[1])
    columns = [_Column.of(face) for face in faces]
    inside = np.logical_or.reduce([(c.left <= x) & (x <= c.right) for c in columns])
    return np.broadcast_to(inside, otherwise.shape)


def _hint(surface: Surface, likely: Plane, faces: list[Mask]) -> int:
    """What a surface is, as a whole: the network's word on each pixel is a vote."""
    votes = float(likely[surface.mask].mean())
    columns = [_Column.of(face) for face in faces]
    if any(column.holds(surface) for column in columns):
        return cv2.GC_FGD
    if columns and all(column.misses(surface) for column in columns):
        return cv2.GC_BGD
    if surface.at_border:
        return cv2.GC_BGD if votes < 0.75 else cv2.GC_PR_FGD
    if votes > 0.6:
        return cv2.GC_FGD
    return cv2.GC_BGD if votes < 0.25 else cv2.GC_PR_BGD


def clothes_region(picture: Rgb, person: Region, face: Mask) -> Region:
    """The person without head and skin; its confidence is that of the person."""
    colours = lab(picture.astype(np.float32))
    skin = _like(colours, face, person.mask)
    head = _head(colours, person.mask, face)
    mask = opened(person.mask & ~grown(head, 1) & ~opened(skin, 1), 1)
    large = [part for part in parts(mask) if part.sum() > 0.05 * person.mask.sum()]
    clothes = np.logical_or.reduce(large) if large else np.zeros_like(mask)
    share = clothes.sum() / max(1, person.mask.sum())
    plausible = min(1.0, share / 0.15)
    return Region(mask=clothes, confidence=person.confidence * plausible)


def _head(colours: NDArray[np.float32], person: Mask, face: Mask) -> Mask:
    """Face and hair: what lies above the chin, and hair that falls below it."""
    rows, columns = np.nonzero(face)
    chin, middle = rows.max(), columns.mean()
    reach = _HEAD_WIDTH * (columns.max() - columns.min() + 1)
    y, x = np.indices(person.shape)
    near = np.abs(x - middle) < reach
    head = person & near & (y <= chin)
    hair = head & ~grown(face, 2)
    if hair.sum() < 0.1 * face.sum():
        return head | face
    falling = _like(colours, hair, person & near & (y > chin) & (y < chin + reach))
    joined = head | face | opened(falling, 1)
    return next((part for part in parts(joined) if (part & face).any()), joined)


def _like(colours: NDArray[np.float32], sample: Mask, within: Mask) -> Mask:
    """Where a colour is like that of a sample, whatever few pixels of it (eyes, lips) say."""
    wanted = colours[sample]
    middle = np.median(wanted, axis=0)
    spread = np.maximum(1.48 * np.median(np.abs(wanted - middle), axis=0), _LEAST_SPREAD)
    away = np.sqrt((((colours - middle) / spread) ** 2).sum(axis=-1))
    return within & (away < _ALIKE)
