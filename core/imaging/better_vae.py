"""A better autoencoder than the one a model came with, where one is known.

`auto`      the known better one of the model's family, if it can be had; else its own
`own`       the one it came with
a path      a folder, or one `.safetensors` file
owner/name  one of the hub's: from its cache, or downloaded when that is allowed

For Stable Diffusion 1.x that is sd-vae-ft-mse, smoother faces; for XL in half precision the
one retrained to stay in its range, which saves working in full precision.
"""

import logging
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL
from safetensors import SafetensorError

from core.errors import ModelUnavailable
from core.imaging.single_files import LAYOUTS, Family

log = logging.getLogger(__name__)

KNOWN = {
    Family.SD1: "stabilityai/sd-vae-ft-mse",
    Family.SDXL: "madebyollin/sdxl-vae-fp16-fix",
}
_WIDTHS = {768: Family.SD1, 1024: Family.SD2, 2048: Family.SDXL}  #: of what the UNet listens to
_UNREADABLE = (OSError, ValueError, TypeError, KeyError, RuntimeError, SafetensorError)


def family_of_pipeline(pipeline: Any) -> Family | None:
    """The family of a loaded model; None for one of no known family."""
    return _WIDTHS.get(pipeline.unet.config.cross_attention_dim)


def give_better_vae(pipeline: Any, wanted: str, *, dtype: torch.dtype, allow_hub: bool) -> Any:
    """The pipeline with the autoencoder that is wanted; ModelUnavailable when it is not there."""
    if wanted == "own":
        return pipeline
    family = family_of_pipeline(pipeline)
    if wanted != "auto":
        pipeline.vae = _read(wanted, family, dtype=dtype, allow_hub=allow_hub)
    elif family in KNOWN:
        _try_known(pipeline, family, dtype=dtype, allow_hub=allow_hub)
    return pipeline


def _try_known(pipeline: Any, family: Family, *, dtype: torch.dtype, allow_hub: bool) -> None:
    try:
        pipeline.vae = _read(KNOWN[family], family, dtype=dtype, allow_hub=allow_hub)
    except ModelUnavailable:
        log.info("drawing with the autoencoder the model came with")


def _read(wanted: str, family: Family | None, *, dtype: torch.dtype, allow_hub: bool) -> Any:
    path = Path(wanted).expanduser()
    try:
        if path.is_file():
            layout = str(LAYOUTS / str(family or Family.SD1))
            return AutoencoderKL.from_single_file(
                str(path), config=layout, subfolder="vae", dtype=dtype, local_files_only=True
            )
        return AutoencoderKL.from_pretrained(
            str(path) if path.is_dir() else wanted,
            dtype=dtype,
            use_safetensors=True,
            local_files_only=path.is_dir() or not allow_hub,
        )
    except _UNREADABLE as error:
        raise ModelUnavailable(f"the autoencoder {wanted} cannot be had", reason="vae") from error
