"""Photos that guide a face: cut out around it, in memory, where the model can be guided at all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from core.domain.picture import Recipe
from core.faces.finding import Face, FaceFinder
from core.imaging.base_models import LoadedModel
from core.ports import JobFolder
from core.worker.workshop import references

_ROOM = 0.4  #: around a face, of its size


def guided_by_photos(
    recipe: Recipe, folder: JobFolder, model: LoadedModel
) -> tuple[Recipe, tuple[Image.Image, ...]]:
    """What is drawn, and the faces that guide it; the recipe as it was where none can."""
    if recipe.face is None or model.face_adapter is None:
        return recipe, ()
    faces = tuple(_faces(references(folder)))
    if not faces:
        return recipe, ()
    face = recipe.face
    return replace(recipe, phrases=face.phrases, negative=face.negative), faces


def _faces(photos: Sequence[Image.Image]) -> Iterator[Image.Image]:
    """The largest face of each photo that has one."""
    finder = FaceFinder()
    for photo in photos:
        found = finder.find(np.asarray(photo))
        if found:
            yield photo.crop(_around(found[0], photo.size))


def _around(face: Face, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (float(edge) for edge in face.box)
    across, down = (right - left) * _ROOM, (bottom - top) * _ROOM
    return (
        max(0, round(left - across)),
        max(0, round(top - down)),
        min(size[0], round(right + across)),
        min(size[1], round(bottom + down)),
    )
