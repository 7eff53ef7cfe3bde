"""The sight of whoever looks for what people name: CLIPSeg on photographs, else the model itself.

On drawings, and where CLIPSeg is not to be had, the loaded model looks; without room, nobody.
"""

import logging
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.domain.change import MaskRequest
from core.imaging.base_models import LoadedModel
from core.imaging.generator import MemoryShort
from core.imaging.named_areas import NamedAreas
from core.imaging.sight import seen
from core.worker.masks import Sight

log = logging.getLogger(__name__)


def sight_of(
    load_model: Callable[[], LoadedModel],
    *,
    load_areas: Callable[[], NamedAreas | None] = lambda: None,
) -> Sight:
    """A sight whose networks the first look loads."""
    areas = cache(load_areas)

    def sight(picture: Image.Image, request: MaskRequest) -> NDArray[np.float32] | None:
        model = load_model()
        named = None if model.illustrates else areas()
        if named is not None:
            return named.heat(picture, request.words)
        try:
            return seen(model, picture, request.words, prompt=request.prompt)
        except MemoryShort:
            log.warning("memory short, looking without words")
            return None

    return sight
