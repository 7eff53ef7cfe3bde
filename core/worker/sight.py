"""The loaded model's sight, for whoever looks for what people name; without room, none."""

import logging
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.domain.change import MaskRequest
from core.imaging.base_models import LoadedModel
from core.imaging.generator import MemoryShort
from core.imaging.sight import seen
from core.worker.masks import Sight

log = logging.getLogger(__name__)


def sight_of(load_model: Callable[[], LoadedModel]) -> Sight:
    """A sight whose model the first look loads."""

    def sight(picture: Image.Image, request: MaskRequest) -> NDArray[np.float32] | None:
        try:
            return seen(load_model(), picture, request.words, prompt=request.prompt)
        except MemoryShort:
            log.warning("memory short, looking without words")
            return None

    return sight
