"""Rough previews: latents to colours by one linear map, a thousand times cheaper than decoding.

Every autoencoder has a map of its own. It is fitted to what the decoder makes of smooth
random latents, which costs one small decode and needs no pictures.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import torch
from diffusers.utils.torch_utils import get_module_execution_device
from PIL import Image
from torch.nn.functional import interpolate

from core.imaging.machine import in_full_precision

SIZE = 256  #: pixels, the longer side
QUALITY = 70
_FIT_LATENTS = 16  #: the side of the latents it is fitted on
_FIT_SAMPLES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewMap:
    """Colours of a latent: channels and a constant one, times this matrix."""

    matrix: torch.Tensor  #: (channels + 1, 3)

    def picture(self, latents: torch.Tensor) -> Image.Image:
        """One pixel a latent; latents: (channels, height, width)."""
        values = _with_constant(latents[None].float().cpu())  # (height * width, channels + 1)
        colours = (values @ self.matrix).clamp(-1, 1)
        pixels = ((colours + 1) * 127.5).round().to(torch.uint8)
        return Image.fromarray(pixels.reshape(*latents.shape[1:], 3).numpy())

    def jpeg(self, latents: torch.Tensor) -> bytes:
        """A small JPEG of one set of latents, (channels, height, width)."""
        return small_jpeg(self.picture(latents))


def small_jpeg(picture: Image.Image) -> bytes:
    """A rough picture as it is shown while it grows."""
    scale = SIZE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    encoded = BytesIO()
    picture.resize(size, Image.Resampling.BICUBIC).save(encoded, "JPEG", quality=QUALITY)
    return encoded.getvalue()


@torch.no_grad()
def fit(vae: Any) -> PreviewMap:
    """Fit the map to an autoencoder by least squares."""
    latents = _smooth_latents(int(vae.config.latent_channels))
    device = get_module_execution_device(vae)  # its weights may wait elsewhere
    with in_full_precision(vae):
        scaled = latents.to(device=device, dtype=vae.dtype) / vae.config.scaling_factor
        pictures = vae.decode(scaled).sample.float().cpu()  # (samples, 3, 8 * side, 8 * side)
    colours = interpolate(pictures, size=latents.shape[2:], mode="area")
    targets = colours.permute(0, 2, 3, 1).reshape(-1, 3)
    solution = torch.linalg.lstsq(_with_constant(latents), targets).solution
    return PreviewMap(matrix=torch.nan_to_num(solution))


def _smooth_latents(channels: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(0)
    side, coarse = _FIT_LATENTS, _FIT_LATENTS // 4
    blobs = torch.randn(_FIT_SAMPLES, channels, coarse, coarse, generator=generator)
    smooth = interpolate(blobs, size=(side, side), mode="bicubic")
    noise = torch.randn(smooth.shape, generator=generator)
    return smooth / smooth.std() + 0.3 * noise


def _with_constant(latents: torch.Tensor) -> torch.Tensor:
    rows = latents.permute(0, 2, 3, 1).reshape(-1, latents.shape[1])
    return torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
