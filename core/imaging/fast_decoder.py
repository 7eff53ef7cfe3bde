"""A tiny decoder in the autoencoder's place: a fraction of its time, a little less detail.

`off`       the autoencoder decodes, as ever
`auto`      the known one of the model's family, if it can be had
a path      a folder; owner/name: one of the hub's

Without a card and in few steps the autoencoder takes as long as all steps together. It only
decodes new pictures: what is repainted has to meet its surroundings, and stays with the
autoencoder it was encoded by.
"""

import logging
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderTiny
from safetensors import SafetensorError

from core.errors import ModelUnavailable
from core.imaging.better_vae import family_of_pipeline
from core.imaging.single_files import Family

log = logging.getLogger(__name__)

KNOWN = {
    Family.SD1: "madebyollin/taesd",
    Family.SD2: "madebyollin/taesd",
    Family.SDXL: "madebyollin/taesdxl",
}


def decoder_for(pipeline: Any, wanted: str, *, dtype: torch.dtype, allow_hub: bool) -> Any:
    """The decoder that is wanted, or None; ModelUnavailable when a named one is not there."""
    if wanted == "off":
        return None
    if wanted != "auto":
        return _read(wanted, dtype=dtype, allow_hub=allow_hub)
    family = family_of_pipeline(pipeline)
    known = KNOWN.get(family) if family else None
    if known is None:
        return None
    try:
        return _read(known, dtype=dtype, allow_hub=allow_hub)
    except ModelUnavailable:
        log.info("no tiny decoder, the autoencoder decodes")
        return None


@torch.no_grad()
def decoded(decoder: Any, pipeline: Any, latents: torch.Tensor) -> list[Any]:
    """Pictures from a UNet's latents, (pictures, channels, height, width)."""
    pixels = decoder.decode(latents.to(decoder.device, decoder.dtype)).sample
    return list(pipeline.image_processor.postprocess(pixels.float(), output_type="pil"))


def _read(wanted: str, *, dtype: torch.dtype, allow_hub: bool) -> Any:
    path = Path(wanted).expanduser()
    try:
        decoder = AutoencoderTiny.from_pretrained(
            str(path) if path.is_dir() else wanted,
            dtype=dtype,
            use_safetensors=True,
            local_files_only=path.is_dir() or not allow_hub,
        )
    except (OSError, ValueError, TypeError, KeyError, RuntimeError, SafetensorError) as error:
        raise ModelUnavailable(f"the decoder {wanted} cannot be had", reason="decoder") from error
    return decoder.eval()
