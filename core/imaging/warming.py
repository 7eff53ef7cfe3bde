"""Warming up a compiled UNet, so that nobody who waits for a picture waits for that."""

import logging
from dataclasses import replace
from typing import Any

import torch

from core.imaging.adapter_files import AdapterFile, write
from core.imaging.adapters import Adapter
from core.imaging.checkpoints import weights_of
from core.imaging.compiled_unets import HIGHEST_RANK
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.trainer import ATTENTION

log = logging.getLogger(__name__)

_MATRIX = 2


def warm_up(generator: PictureGenerator) -> None:
    """Compile now what pictures will need: with an adapter, and with its slot set aside."""
    model = generator.model
    side = model.manner.native_size
    if side is None:
        raise ValueError("a loaded model knows its size")
    trial = Drawing(
        prompt="",
        negative_prompt="",
        seeds=(0,),
        num_inference_steps=1,
        guidance_scale=2.0,
        width=side,
        height=side,
    )
    for adapters in ((nothing_learnt(model.pipeline.unet),), ()):
        generator.draw(replace(trial, adapters=adapters), on_step=lambda step: None)
    log.info("the model is compiled")


def nothing_learnt(unet: Any) -> Adapter:
    """An adapter that changes nothing, in the shape that is taught here."""
    layers = {}
    for name, weight in weights_of(unet).items():
        place = name.removesuffix(".weight")
        if weight.ndim == _MATRIX and place.endswith(ATTENTION):
            outputs, inputs = weight.shape
            layers[f"{place}.lora_A.weight"] = torch.zeros(HIGHEST_RANK, inputs)
            layers[f"{place}.lora_B.weight"] = torch.zeros(outputs, HIGHEST_RANK)
    file = AdapterFile(layers=layers, rank=HIGHEST_RANK, targets=ATTENTION, recipe={})
    return Adapter(safetensors=write(file))
