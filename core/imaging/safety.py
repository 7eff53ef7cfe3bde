"""The safety checker that comes with some models: it looks at finished pictures, too.

It computes on the processor, so that the card's memory is the model's; about a second a picture.
"""

import json
from pathlib import Path
from typing import Any

import huggingface_hub
import numpy as np
import torch
import transformers
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from PIL import Image
from safetensors import SafetensorError

from core.errors import ModelUnavailable

CHECKER, EXTRACTOR = "safety_checker", "feature_extractor"
_FILES = [f"{CHECKER}/config.json", f"{CHECKER}/model.safetensors", f"{EXTRACTOR}/*.json"]


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


def checker_of(name: str, index: Path, *, allow_hub: bool) -> SafetyChecker | None:
    """The safety checker of a model of the hub, where its index names one.

    The pipeline is read without it, so its files are fetched here. Raise ModelUnavailable when
    they cannot be had: a model that comes with one is not used without.
    """
    if not _names_checker(index):
        return None
    try:
        huggingface_hub.snapshot_download(
            name, allow_patterns=_FILES, local_files_only=not allow_hub
        )
        found = checker_in(index.parent)
    except (OSError, ValueError) as error:  # the hub's own errors are kinds of these
        reason = "hub" if allow_hub else "hub-not-allowed"
        raise ModelUnavailable(f"the checker of {name} cannot be had", reason=reason) from error
    if found is None:  # it was not fetched with the model, or is not there
        reason = "weights" if allow_hub else "hub-not-allowed"
        raise ModelUnavailable(f"{name} comes without the checker it names", reason=reason)
    return found


def checker_in(folder: Path) -> SafetyChecker | None:
    """The safety checker of a diffusers folder, where it has one; ModelUnavailable if damaged."""
    named = _names_checker(folder / "model_index.json")
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


def _names_checker(index: Path) -> bool:
    named = json.loads(index.read_text("utf-8")).get(CHECKER) or [None]
    return named[0] is not None
