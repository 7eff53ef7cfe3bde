"""Captions held against a picture under noise: which explains it better, as a whole and where.

Li et al., "Your Diffusion Model is Secretly a Zero-Shot Classifier" (2023). All captions meet
the same noise, so only the captions make a difference.
"""

from dataclasses import dataclass
from typing import Any

import torch
from diffusers import DDPMScheduler

from core.imaging.base_models import LoadedModel


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderNoise:
    """A picture's latents under noises of one strength."""

    model: LoadedModel
    size: tuple[int, int]  #: width and height at which the picture was encoded
    noisy: torch.Tensor  #: (noises, 4, h, w)
    target: torch.Tensor  #: the same: what the model should say of it
    time: torch.Tensor

    def wrong(self, words: torch.Tensor, pooled: torch.Tensor) -> torch.Tensor:
        """How badly captions explain each place, (rows, h, w).

        One caption is held against every noise, or one noise against every caption.
        """
        unet = self.model.pipeline.unet
        device = self.model.pipeline._execution_device  # where an offloaded model computes
        rows = max(len(words), len(self.noisy))
        said = unet(
            self.noisy.expand(rows, -1, -1, -1).to(device, unet.dtype),
            self.time.to(device),
            words.expand(rows, -1, -1).to(device, unet.dtype),
            added_cond_kwargs=self._added(pooled, rows),
        ).sample
        return (said.float().cpu() - self.target).square().sum(1)

    def _added(self, pooled: torch.Tensor, rows: int) -> dict[str, Any]:
        """What XL is told besides: pooled words, and the picture's size."""
        if not pooled.shape[1]:
            return {}
        pipeline = self.model.pipeline
        device, dtype = pipeline._execution_device, pipeline.unet.dtype
        width, height = self.size
        ids = torch.tensor([[height, width, 0, 0, height, width]], device=device)
        return {
            "text_embeds": pooled.expand(rows, -1).to(device, dtype),
            "time_ids": ids.expand(rows, -1),
        }


def under_noise(
    model: LoadedModel,
    latents: torch.Tensor,
    *,
    size: tuple[int, int],
    strength: float,
    noises: int,
    chance: torch.Generator,
) -> UnderNoise:
    """Latents of one picture under some noises; a strength of 1 leaves nothing of it."""
    noising = DDPMScheduler.from_config(model.pipeline.scheduler.config)
    time = torch.tensor([int(strength * noising.config.num_train_timesteps)])
    clean, times = latents.expand(noises, -1, -1, -1), time.expand(noises)
    noise = torch.randn(clean.shape, generator=chance)
    velocity = noising.config.prediction_type == "v_prediction"
    return UnderNoise(
        model=model,
        size=size,
        noisy=noising.add_noise(clean, noise, times),
        target=noising.get_velocity(clean, noise, times) if velocity else noise,
        time=time,
    )
