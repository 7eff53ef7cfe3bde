"""Where on a picture something is that people name: the model looks at it under noise.

Two signs are put together, of a few noises of different strength. Where the cross-attention of
the words goes (Tang et al., "What the DAAM", 2022), and where the words explain the picture
better than what else is known of it (see under_noise.py). Uploads and made pictures are looked
at alike.
"""

import cv2
import numpy as np
import torch
from PIL import Image

from core.imaging.adapters import worn
from core.imaging.attention import Watch, positions, watched
from core.imaging.base_models import LoadedModel
from core.imaging.frames import whole
from core.imaging.generator import memory_errors
from core.imaging.lesson import encode_captions, encode_pictures
from core.imaging.under_noise import under_noise

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
            look = under_noise(
                model,
                latents,
                size=frame.size,
                strength=strength,
                noises=_SAMPLES,
                chance=torch.Generator().manual_seed(_SEED),
            )
            with watched(pipeline.unet, watch):
                look.wrong(told[:1], pooled[:1])
            gain = look.wrong(told[2:], pooled[2:]) - look.wrong(told[1:2], pooled[1:2])
            better += np.asarray(gain.mean(0))
    pipeline.maybe_free_model_hooks()
    return _stretched((watch.heat() + _stretched(_smooth(better))) / 2)


def _smooth(heat: np.ndarray) -> np.ndarray:
    sigma = max(0.6, _SMOOTH * max(heat.shape))
    return np.asarray(cv2.GaussianBlur(heat, (0, 0), sigma), np.float32)


def _stretched(heat: np.ndarray) -> np.ndarray:
    """From 0 to 1."""
    spread = max(float(heat.max() - heat.min()), 1e-9)
    return np.asarray((heat - heat.min()) / spread, np.float32)
