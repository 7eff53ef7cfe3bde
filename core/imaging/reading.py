"""What a picture shows, as the model reads it: the caption that helps it most against noise.

It needs no weights but the model's own, so it reads drawings where the model draws and
photographs where it makes those; see under_noise.py.
"""

from collections.abc import Sequence

import torch
from PIL import Image

from core.imaging.adapters import worn
from core.imaging.base_models import LoadedModel
from core.imaging.lesson import encode_captions, encode_pictures
from core.imaging.under_noise import under_noise

_STRENGTHS = (0.35, 0.45, 0.55, 0.65, 0.75, 0.85)  #: of the noise; places are decided early
_SEED = 11


@torch.no_grad()
def most_like(model: LoadedModel, picture: Image.Image, captions: Sequence[str]) -> int:
    """The number of the caption that says best what a picture shows; no adapter is worn."""
    latents = encode_pictures(model.pipeline, [picture]).mean  # (1, 4, h, w)
    words, pooled = encode_captions(model.pipeline, captions)  # (captions, tokens, width)
    wrong = torch.zeros(len(captions))
    chance = torch.Generator().manual_seed(_SEED)
    with worn(model.pipeline, ()):
        for strength in _STRENGTHS:
            look = under_noise(
                model, latents, size=picture.size, strength=strength, noises=1, chance=chance
            )
            wrong += look.wrong(words, pooled).mean((1, 2))
    model.pipeline.maybe_free_model_hooks()
    return int(wrong.argmin())
