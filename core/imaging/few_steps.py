"""Four steps instead of twenty, where there is no card: an LCM-LoRA and its noise scheduler.

`auto`      the known one of the model's family where there is no card and it can be had
`off`       never
a path      one `.safetensors` file, or a folder that holds it: worn on every machine
owner/name  one of the hub's: from its cache, or downloaded when that is allowed

At its guidance of one the UNet is asked once a step, not twice, and negative prompts do
nothing: the manner says so, and every number that is kept with a picture is the true one.
"""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import huggingface_hub
from diffusers import LCMScheduler

from core.errors import ModelUnavailable
from core.imaging.adapters import Adapter, AdapterUnreadable, worn
from core.imaging.better_vae import family_of_pipeline
from core.imaging.manners import Manner
from core.imaging.single_files import Family

log = logging.getLogger(__name__)

KNOWN = {
    Family.SD1: "latent-consistency/lcm-lora-sdv1-5",
    Family.SDXL: "latent-consistency/lcm-lora-sdxl",
}
WEIGHTS = "pytorch_lora_weights.safetensors"
STEPS = 4
GUIDANCE = 1.0


def adapter_for(pipeline: Any, wanted: str, *, card: bool, allow_hub: bool) -> Adapter | None:
    """The adapter to draw in few steps with; None where the usual steps are taken.

    Raise ModelUnavailable when one was named and cannot be had.
    """
    if wanted == "off":
        return None
    if wanted != "auto":
        return _read(wanted, allow_hub=allow_hub)
    family = family_of_pipeline(pipeline)
    known = KNOWN.get(family) if family and not card else None
    if known is None:
        return None
    try:
        return _read(known, allow_hub=allow_hub)
    except ModelUnavailable:
        log.info("no adapter for few steps, drawing in the usual number of steps")
        return None


def can_quicken(pipeline: Any) -> bool:
    """Whether an adapter for few steps is known for this model."""
    return family_of_pipeline(pipeline) in KNOWN


def quickened(pipeline: Any, manner: Manner) -> Manner:
    """Let a pipeline that wears the adapter draw in few steps; the manner that goes with it.

    Raise ModelUnavailable when the adapter is for another model.
    """
    try:
        with worn(pipeline, ()):
            pass
    except AdapterUnreadable as error:
        raise ModelUnavailable("the adapter for few steps does not fit", reason="few-steps") from (
            error
        )
    pipeline.scheduler = LCMScheduler.from_config(pipeline.scheduler.config)
    return replace(manner, max_steps=STEPS, max_guidance=GUIDANCE, reads_negative=False)


def _read(wanted: str, *, allow_hub: bool) -> Adapter:
    path = Path(wanted).expanduser()
    try:
        if path.is_dir():
            path = path / WEIGHTS
        elif not path.is_file():
            path = Path(
                huggingface_hub.hf_hub_download(wanted, WEIGHTS, local_files_only=not allow_hub)
            )
        return Adapter(safetensors=path.read_bytes())
    except (OSError, ValueError) as error:  # the hub's own errors are kinds of these
        raise ModelUnavailable(f"{wanted} cannot be had", reason="few-steps") from error
