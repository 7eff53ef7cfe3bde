"""How alike portraits are to the photos they were taught on: an aid to order, never a verdict.

On models that make photographs it is the distance of faces, in memory only and with the consent
that teaching needs; on the bundled model's drawings, where faces say nothing, the directions of
its own subject embedder. Pets, places and things have no measure on real models.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from PIL import Image

from core.faces.finding import FaceFinder
from core.faces.likeness import Likeness, distance
from core.imaging.base_models import LoadedModel
from core.imaging.likeness import SubjectEmbedder


class Alike:
    """What measures is loaded by the first teaching that asks."""

    def __init__(self, load_model: Callable[[], LoadedModel]) -> None:
        self._load_model = load_model

    def __call__(
        self, portraits: Sequence[Image.Image], photos: Sequence[Image.Image]
    ) -> float | None:
        """1 where they are the same, lower where not; None where nothing can be measured."""
        if self._load_model().illustrates:
            return float(np.mean(self._embedder.likeness(portraits, photos)))
        faces, taught = self._faces(portraits), self._faces(photos)
        if not faces or not taught:
            return None
        return 1.0 - float(np.mean([distance(numbers, taught) for numbers in faces]))

    def _faces(self, pictures: Sequence[Image.Image]) -> list[np.ndarray]:
        """The numbers of the largest face of each picture that has one."""
        numbers = []
        for picture in pictures:
            rgb = np.asarray(picture.convert("RGB"))
            found = self._finder.find(rgb)
            if found and found[0].upright:
                numbers.append(self._numbers.of(rgb, found[0]))
        return numbers

    @cached_property
    def _embedder(self) -> SubjectEmbedder:
        return SubjectEmbedder.load()

    @cached_property
    def _finder(self) -> FaceFinder:
        return FaceFinder()

    @cached_property
    def _numbers(self) -> Likeness:
        return Likeness()
