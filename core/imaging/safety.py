"""The safety checker that comes with some models: it looks at finished pictures, too.

It computes on the processor, so that the card's memory is the model's; about a second a picture.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from PIL import Image
from safetensors import SafetensorError

from core.errors import ModelUnavailable

CHECKER, EXTRACTOR = "safety_checker", "feature_extractor"


class SafetyChecker:
    """A model's own, in memory."""

    def __init__(self, network: Any, extractor: Any) -> None:
        self._network, self._extractor = network.eval(), extractor

    @torch.no_grad()
    def flags(self, picture: Image.Image) -> bool:
        """Whether a picture is not to be seen by anybody."""
        rgb = picture.convert("RGB")
        seen = self._extractor(images=[rgb], return_tensors="pt").pixel_values
        pixels = np.array(rgb, np.float32)[None] / 255  # a copy: it blackens what it flags
        _, flagged = self._network(images=pixels, clip_input=seen)
        return bool(flagged[0])


def checker_in(folder: Path) -> SafetyChecker | None:
    """The safety checker of a diffusers folder, where it has one; ModelUnavailable if damaged."""
    index = json.loads((folder / "model_index.json").read_text("utf-8"))
    named = (index.get(CHECKER) or [None])[0] is not None
    if not named or not all((folder / part).is_dir() for part in (CHECKER, EXTRACTOR)):
        return None
    try:
        return SafetyChecker(
            StableDiffusionSafetyChecker.from_pretrained(
                folder / CHECKER, local_files_only=True, use_safetensors=True
            ),
            transformers.CLIPImageProcessor.from_pretrained(
                folder / EXTRACTOR, local_files_only=True
            ),
        )
    except (OSError, ValueError, TypeError, SafetensorError) as error:
        raise ModelUnavailable(f"{folder} has a broken checker", reason="weights") from error
