"""Where on a photograph something is that people name, by CLIPSeg: for models of photographs.

Lüddecke and Ecker, "Image Segmentation Using Text and Image Prompts", 2022. Its weights are
taken from the hub where that is allowed, or from the hub's cache.
"""

import logging
from typing import Any

import numpy as np
import torch
from PIL import Image
from transformers import CLIPSegForImageSegmentation

from core.imaging.clip_words import clip_tokenizer

log = logging.getLogger(__name__)

SOURCE = "CIDAS/clipseg-rd64-refined"
_MEAN, _SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  #: as it was taught
_LEAST = 0.3  #: of its own certainty, at the surest place: with less it sees nothing


class NamedAreas:
    """The network, on the processor."""

    def __init__(self, network: Any) -> None:
        self._network = network.eval()
        self._side = int(network.config.vision_config.image_size)
        self._tokenizer = clip_tokenizer()

    @torch.no_grad()
    def heat(self, picture: Image.Image, words: str) -> np.ndarray | None:
        """Heat of a few English words, (side, side) from 0 to 1; None where it sees no such thing.

        The square stands for the whole picture.
        """
        small = picture.convert("RGB").resize((self._side, self._side), Image.Resampling.BICUBIC)
        pixels = (np.asarray(small, np.float32) / 255 - _MEAN) / _SPREAD
        told = self._tokenizer(words, truncation=True, return_tensors="pt")
        said = self._network(
            input_ids=told.input_ids,
            attention_mask=told.attention_mask,
            pixel_values=torch.from_numpy(pixels).permute(2, 0, 1)[None].float(),
        ).logits
        sure = torch.sigmoid(said.reshape(self._side, self._side)).numpy()
        if sure.max() < _LEAST:
            return None
        return np.asarray(sure / sure.max(), np.float32)


def named_areas(source: str = SOURCE, *, allow_hub: bool) -> NamedAreas | None:
    """CLIPSeg, where its weights can be had."""
    try:
        network = CLIPSegForImageSegmentation.from_pretrained(
            source, local_files_only=not allow_hub, use_safetensors=True
        )
    except (OSError, ValueError) as error:  # the hub's own errors are kinds of these
        log.info("looking without CLIPSeg: %s", type(error).__name__)
        return None
    return NamedAreas(network)
