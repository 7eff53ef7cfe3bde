"""Where on a picture something is that people name: the model looks at it under noise.

Two signs are put together, of a few noises of different strength. Where the cross-attention of
the words goes (Tang et al., "What the DAAM", 2022), and where the words explain the picture
better than what else is known of it (Li et al., "Your Diffusion Model is Secretly a Zero-Shot
Classifier", 2023). Uploads and made pictures are looked at alike.
"""

from typing import Any

import cv2
import numpy as np
import torch
from diffusers import DDPMScheduler
from PIL import Image

from core.imaging.adapters import worn
from core.imaging.attention import Watch, positions, watched
from core.imaging.base_models import LoadedModel
from core.imaging.frames import whole
from core.imaging.generator import memory_errors
from core.imaging.lesson import encode_captions, encode_pictures

_STRENGTHS = (0.2, 0.4, 0.6)  #: of the noise: things are decided early, edges late
_SAMPLES = 2  #: of each strength
_SEED = 7
_ELSE = "a person"  #: what is mostly there beside the thing
_SMOOTH = 0.06  #: of the longer side


@torch.no_grad()
def seen(model: LoadedModel, picture: Image.Image, words: str, *, prompt: str = "") -> np.ndarray:
    """Heat over a picture for a few English words, (height, width) of latents, from 0 to 1.

    `prompt` is what the picture was made from, where that is known. Raise MemoryShort.
    """
    pipeline, side = model.pipeline, model.manner.native_size or 512
    frame = whole(picture.size, side=side, unit=int(pipeline.vae_scale_factor))
    together = prompt if words in prompt else f"{words}, {prompt or _ELSE}"
    with memory_errors(), worn(pipeline, ()):
        latents = encode_pictures(pipeline, [frame.cut(picture.convert("RGB"))]).mean
        told, pooled = encode_captions(pipeline, [together, words, prompt or _ELSE])
        shape = (latents.shape[-2], latents.shape[-1])
        watch = Watch(words=[positions(pipeline.tokenizer, together, words) or (1,)], shape=shape)
        better = np.zeros(shape, np.float32)
        for strength in _STRENGTHS:
            look = _Look(model, latents, strength, size=frame.size)
            with watched(pipeline.unet, watch):
                look.wrong(told[:1], pooled[:1])
            better += look.wrong(told[2:], pooled[2:]) - look.wrong(told[1:2], pooled[1:2])
    return _stretched((watch.heat() + _stretched(_smooth(better))) / 2)


class _Look:
    """A picture under noise of one strength, always the same."""

    def __init__(
        self, model: LoadedModel, latents: torch.Tensor, strength: float, *, size: tuple[int, int]
    ) -> None:
        self._unet = model.pipeline.unet
        self._device = model.pipeline._execution_device  # where an offloaded model computes
        self._size = size
        noising = DDPMScheduler.from_config(model.pipeline.scheduler.config)
        self._time = torch.tensor([int(strength * noising.config.num_train_timesteps)])
        shape = (_SAMPLES, *latents.shape[1:])
        noise = torch.randn(shape, generator=torch.Generator().manual_seed(_SEED))
        clean, times = latents.expand(shape), self._time.expand(_SAMPLES)
        self._noisy = noising.add_noise(clean, noise, times)
        velocity = noising.config.prediction_type == "v_prediction"
        self._target = noising.get_velocity(clean, noise, times) if velocity else noise

    def wrong(self, words: torch.Tensor, pooled: torch.Tensor) -> np.ndarray:
        """How badly one caption explains each place, (height, width)."""
        unet = self._unet
        said = unet(
            self._noisy.to(self._device, unet.dtype),
            self._time.to(self._device),
            words.expand(_SAMPLES, -1, -1).to(self._device, unet.dtype),
            added_cond_kwargs=self._added(pooled),
        ).sample
        return np.asarray((said.float().cpu() - self._target).square().sum(1).mean(0))

    def _added(self, pooled: torch.Tensor) -> dict[str, Any]:
        """What XL is told besides: pooled words, and the picture's size."""
        if not pooled.shape[1]:
            return {}
        width, height = self._size
        ids = torch.tensor([[height, width, 0, 0, height, width]], device=self._device)
        return {
            "text_embeds": pooled.expand(_SAMPLES, -1).to(self._device, self._unet.dtype),
            "time_ids": ids.expand(_SAMPLES, -1),
        }


def _smooth(heat: np.ndarray) -> np.ndarray:
    sigma = max(0.6, _SMOOTH * max(heat.shape))
    return np.asarray(cv2.GaussianBlur(heat, (0, 0), sigma), np.float32)


def _stretched(heat: np.ndarray) -> np.ndarray:
    """From 0 to 1."""
    spread = max(float(heat.max() - heat.min()), 1e-9)
    return np.asarray((heat - heat.min()) / spread, np.float32)
