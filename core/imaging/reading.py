"""What a picture shows, as the model reads it: the caption that helps it most against noise.

Li et al., Your Diffusion Model is Secretly a Zero-Shot Classifier (2023). It needs no weights
but the model's own, so it reads drawings where the model draws and photographs where it makes
those. Every caption meets the same noise, so only the captions make a difference.
"""

from collections.abc import Sequence
from typing import Any

import torch
from diffusers import DDPMScheduler
from PIL import Image

from core.imaging.adapters import worn
from core.imaging.base_models import LoadedModel
from core.imaging.lesson import encode_captions, encode_pictures

_STRENGTHS = (0.35, 0.45, 0.55, 0.65, 0.75, 0.85)  #: of the noise; places are decided early
_SEED = 11


@torch.no_grad()
def most_like(model: LoadedModel, picture: Image.Image, captions: Sequence[str]) -> int:
    """The number of the caption that says best what a picture shows; no adapter is worn."""
    pipeline, unet = model.pipeline, model.pipeline.unet
    noising = DDPMScheduler.from_config(pipeline.scheduler.config)
    latents = encode_pictures(pipeline, [picture]).mean  # (1, 4, h, w)
    words, pooled = encode_captions(pipeline, captions)  # (captions, tokens, width)
    added = _added(pooled, picture, unet)
    wrong = torch.zeros(len(captions))
    chance = torch.Generator().manual_seed(_SEED)
    with worn(pipeline, ()):
        for strength in _STRENGTHS:
            time = torch.tensor([int(strength * noising.config.num_train_timesteps)])
            noise = torch.randn(latents.shape, generator=chance)
            noisy = noising.add_noise(latents, noise, time).expand(len(captions), -1, -1, -1)
            said = unet(
                noisy.to(unet.device, unet.dtype),
                time.to(unet.device),
                words.to(unet.device, unet.dtype),
                added_cond_kwargs=added,
            ).sample  # (captions, 4, h, w)
            target = noise
            if noising.config.prediction_type == "v_prediction":
                target = noising.get_velocity(latents, noise, time)
            wrong += (said.float().cpu() - target).square().mean((1, 2, 3))
    return int(wrong.argmin())


def _added(pooled: Any, picture: Image.Image, unet: Any) -> dict[str, Any]:
    """What XL wants besides: pooled captions, and the size and place of the crop."""
    if not pooled.shape[1]:
        return {}
    height, width = picture.height, picture.width
    size = torch.tensor([[height, width, 0, 0, height, width]], device=unet.device)
    return {
        "text_embeds": pooled.to(unet.device, unet.dtype),
        "time_ids": size.expand(len(pooled), -1),
    }
