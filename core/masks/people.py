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

_ROUNDS = 4
_SURELY, _HARDLY = 0.92, 0.08  #: what the network is not asked about twice
_LEAST_PERSON = 0.01  #: of the picture
_HULL_ROOM = 1.06  #: a hull of points lies a little inside the face
_HEAD_WIDTH = 1.35  #: half a head with its hair, in widths of the face
_ALIKE = 3.2  #: spreads a colour may be away from skin or hair, and be it
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
    outlined = _outlined(picture, likely, faces)
    kept = _with_a_face(outlined, faces)
    decided = float(np.abs(2 * likely - 1).mean())
    agreed = iou(kept, guess)
    return Region(mask=kept, confidence=agreed * decided if faces else 0.5 * agreed * decided)


def _outlined(picture: Rgb, likely: Plane, faces: list[Mask]) -> Mask:
    hints = np.full(picture.shape[:2], cv2.GC_PR_BGD, np.uint8)
    hints[likely > 0.5] = cv2.GC_PR_FGD
    hints[likely > _SURELY] = cv2.GC_FGD
    hints[likely < _HARDLY] = cv2.GC_BGD
    for face in faces:
        hints[face] = cv2.GC_FGD
    models = np.zeros((2, 1, 65))
    cv2.grabCut(picture, hints, None, models[0], models[1], _ROUNDS, cv2.GC_INIT_WITH_MASK)
    inside = (hints == cv2.GC_FGD) | (hints == cv2.GC_PR_FGD)
    return opened(closed(inside, 2), 1)


def _with_a_face(mask: Mask, faces: list[Mask]) -> Mask:
    """The parts that have a face; without any, the largest."""
    all_parts = list(parts(mask))
    faced = [part for part in all_parts if any((part & face).any() for face in faces)]
    kept = np.zeros_like(mask)
    for part in faced or all_parts[:1]:
        kept |= part
    return kept


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
