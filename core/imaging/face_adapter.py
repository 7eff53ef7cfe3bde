"""A face guided by a few photos, with nothing taught: IP-Adapter plus-face, over CLIP.

`off`       never
`auto`      the known weights of the model's family, if they can be had
a path      a folder laid out as they are published; owner/name: one of the hub's

It looks at photos with CLIP, which knows no identities; the adapters that measure faces as
biometrics have weights that may not be used here. Photos are encoded in memory and nothing of
them is kept. The UNet wears it for one drawing: another may be of somebody else, or of nobody.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import huggingface_hub
import safetensors.torch
import torch
from PIL import Image
from safetensors import SafetensorError
from transformers import CLIPImageProcessor, CLIPVisionModelWithProjection

from core.errors import ModelUnavailable
from core.imaging.better_vae import family_of_pipeline
from core.imaging.single_files import Family

log = logging.getLogger(__name__)

PUBLISHED = "h94/IP-Adapter"
ENCODER = "models/image_encoder"
WEIGHTS = {
    Family.SD1: "models/ip-adapter-plus-face_sd15.safetensors",
    Family.SDXL: "sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors",
}
SCALE = 0.6  #: how much the photos weigh beside the prompt
_PARTS = ("image_proj", "ip_adapter")
_UNREADABLE = (OSError, ValueError, TypeError, KeyError, RuntimeError, SafetensorError)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceAdapter:
    """Weights for the UNet, and what looks at photos."""

    weights: dict[str, dict[str, Any]] = field(repr=False)
    encoder: Any = field(repr=False)

    @torch.no_grad()
    def seen(self, photos: Sequence[Image.Image], *, doubled: bool, device: torch.device) -> Any:
        """What photos show: (1, photos, patches, width), twice where guidance asks for nothing.

        The encoder is large and looks but once a drawing: it is on the card only meanwhile.
        """
        side = self.encoder.config.image_size
        look = CLIPImageProcessor(size=side, crop_size=side)
        pixels = look(list(photos), return_tensors="pt").pixel_values
        pixels = pixels.to(device, self.encoder.dtype)
        try:
            self.encoder.to(device)
            shown = self._hidden(pixels)
            return torch.cat([self._hidden(torch.zeros_like(pixels)), shown]) if doubled else shown
        finally:
            self.encoder.to("cpu")

    def _hidden(self, pixels: Any) -> Any:
        return self.encoder(pixels, output_hidden_states=True).hidden_states[-2][None]


def face_adapter_for(
    pipeline: Any, wanted: str, *, dtype: torch.dtype, allow_hub: bool
) -> FaceAdapter | None:
    """The adapter that is wanted, or None; ModelUnavailable when a named one is not there."""
    family = family_of_pipeline(pipeline)
    known = WEIGHTS.get(family) if family is not None else None
    if wanted == "off":
        return None
    if wanted != "auto":
        return _read(wanted, known or WEIGHTS[Family.SD1], dtype=dtype, allow_hub=allow_hub)
    if known is None:
        return None
    try:
        return _read(PUBLISHED, known, dtype=dtype, allow_hub=allow_hub)
    except ModelUnavailable:
        log.info("no adapter for faces, drawing without")
        return None


def check(pipeline: Any, adapter: FaceAdapter) -> None:
    """Raise ModelUnavailable when it is for another model."""
    nobody = Image.new("RGB", (8, 8))
    try:
        with guided(pipeline, adapter, [nobody], guidance=1.0):
            pass
    except torch.OutOfMemoryError:
        log.warning("memory short, the adapter for faces is not tried out")  # drawing makes room
    except _UNREADABLE as error:
        raise ModelUnavailable("the adapter for faces does not fit", reason="face") from error


@contextmanager
def guided(
    pipeline: Any, adapter: FaceAdapter | None, photos: Sequence[Image.Image], *, guidance: float
) -> Iterator[dict[str, Any]]:
    """Let a UNet look at photos for one drawing; what the pipeline has to be told besides."""
    if adapter is None or not photos:
        yield {}
        return
    unet = pipeline.unet
    before, kind = dict(unet.attn_processors), unet.config.encoder_hid_dim_type
    try:
        unet._load_ip_adapter_weights([adapter.weights])
        pipeline.set_ip_adapter_scale(SCALE)
        device = pipeline._execution_device  # where an offloaded model computes
        seen = adapter.seen(photos, doubled=guidance > 1, device=device)
        yield {"ip_adapter_image_embeds": [seen]}
    finally:
        unet.encoder_hid_proj = None
        unet.register_to_config(encoder_hid_dim_type=kind)
        unet.set_attn_processor(before)


def _read(wanted: str, weights: str, *, dtype: torch.dtype, allow_hub: bool) -> FaceAdapter:
    folder = Path(wanted).expanduser()
    here = folder.is_dir()
    try:
        path = (
            folder / weights
            if here
            else Path(
                huggingface_hub.hf_hub_download(wanted, weights, local_files_only=not allow_hub)
            )
        )
        encoder = CLIPVisionModelWithProjection.from_pretrained(
            str(folder) if here else wanted,
            subfolder=ENCODER,
            dtype=dtype,
            use_safetensors=True,
            local_files_only=here or not allow_hub,
        )
        return FaceAdapter(weights=_parts(path), encoder=encoder.eval())
    except _UNREADABLE as error:
        raise ModelUnavailable(f"{wanted} has no adapter for faces", reason="face") from error


def _parts(path: Path) -> dict[str, dict[str, Any]]:
    """The projection of what is seen, and the attention to it, as the library takes them."""
    parts: dict[str, dict[str, Any]] = {part: {} for part in _PARTS}
    for name, tensor in safetensors.torch.load_file(path).items():
        part, _, rest = name.partition(".")
        parts[part][rest] = tensor
    return parts
