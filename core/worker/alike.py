"""How alike portraits are to the photos they were taught on: an aid to order, never a verdict.

On models that make photographs it is the distance of faces, in memory only, and only where the
photos show whoever allowed their likeness; on the bundled model's drawings, where faces say
nothing, the directions of its own subject embedder. Pets, places and things have no measure on
real models: whoever passes by on their photos allowed nothing.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from PIL import Image

from core.faces.finding import Face, FaceFinder
from core.faces.likeness import Likeness, distance
from core.imaging.base_models import LoadedModel
from core.imaging.likeness import SubjectEmbedder

Gauge = Callable[[Image.Image], float | None]


class Alike:
    """What measures is loaded by the first job that asks."""

    def __init__(self, load_model: Callable[[], LoadedModel]) -> None:
        self._load_model = load_model

    def __call__(
        self,
        portraits: Sequence[Image.Image],
        photos: Sequence[Image.Image],
        *,
        of_somebody: bool,
    ) -> float | None:
        """1 where they are the same, lower where not; None where nothing can be measured."""
        gauge = self.gauge(photos, of_somebody=of_somebody)
        found = [alike for portrait in portraits if (alike := gauge(portrait)) is not None]
        return float(np.mean(found)) if found else None

    def gauge(self, photos: Sequence[Image.Image], *, of_somebody: bool) -> Gauge:
        """The same for one picture after another; the photos are looked at once."""
        if not photos:
            return lambda picture: None
        if self._load_model().illustrates:
            embedder, middle = self._embedder, self._embedder.middle(photos)
            return lambda picture: float((embedder.directions([picture]) @ middle)[0])
        if not of_somebody:
            return lambda picture: None
        taught = [numbers for photo in photos for numbers in self._largest(photo)]
        if not taught:
            return lambda picture: None
        return lambda picture: _nearness(self._largest(picture), taught)

    def faces(self, picture: Image.Image) -> list[tuple[Face, np.ndarray]]:
        """The upright faces of a picture, the largest first, each with its numbers."""
        rgb = np.asarray(picture.convert("RGB"))
        return [(face, self._numbers.of(rgb, face)) for face in self.find(picture)]

    def find(self, picture: Image.Image) -> list[Face]:
        """The upright faces alone, the largest first."""
        rgb = np.asarray(picture.convert("RGB"))
        return [face for face in self._finder.find(rgb) if face.upright]

    def _largest(self, picture: Image.Image) -> list[np.ndarray]:
        """The numbers of the largest face, where there is one and it is upright."""
        rgb = np.asarray(picture.convert("RGB"))
        found = self._finder.find(rgb)[:1]
        return [self._numbers.of(rgb, face) for face in found if face.upright]

    @cached_property
    def _embedder(self) -> SubjectEmbedder:
        return SubjectEmbedder.load()

    @cached_property
    def _finder(self) -> FaceFinder:
        return FaceFinder()

    @cached_property
    def _numbers(self) -> Likeness:
        return Likeness()


def _nearness(found: Sequence[np.ndarray], taught: Sequence[np.ndarray]) -> float | None:
    return 1.0 - distance(found[0], taught) if found else None
