"""Whose style a picture is nearest to, by how colours and strokes go together in it.

The first layers of the autoencoder that the base model comes with tell strokes, edges and
colours; how strong each is, how much it varies and which come together is what a style is made
of (Gatys et al., Image Style Transfer Using Convolutional Neural Networks, 2016).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps

SIDE_PX = 256
_LAYERS = 2  #: of the encoder, after its first convolution


class StyleEye:
    """Tells styles apart by a few works of each."""

    def __init__(self, vae: Any, works: Mapping[str, Sequence[Image.Image]]) -> None:
        self._vae = vae
        seen = {whose: self._traits(pictures) for whose, pictures in works.items()}
        every = np.concatenate(list(seen.values()))
        self._middle, self._spread = every.mean(0), every.std(0) + 1e-6
        self._whose = list(seen)
        # (styles, traits): the middle of what was seen of each
        self._middles = np.stack([self._even(traits).mean(0) for traits in seen.values()])

    def nearest(self, picture: Image.Image) -> str:
        """Whose works it is most like."""
        return self._whose[int(self._nearness(picture).argmax())]

    def likeness(self, picture: Image.Image, whose: str) -> float:
        """How much more like one's works than the nearest other's, -1 to 1."""
        nearness = self._nearness(picture)
        own = self._whose.index(whose)
        return float(nearness[own] - np.delete(nearness, own).max()) / 2

    def _nearness(self, picture: Image.Image) -> Any:
        """The cosine to the middle of each style: (styles,)."""
        traits = self._even(self._traits([picture]))[0]
        lengths = np.linalg.norm(self._middles, axis=1) * np.linalg.norm(traits)
        return self._middles @ traits / (lengths + 1e-9)

    def _even(self, traits: Any) -> Any:
        """As many spreads away from the middle of all works: no trait outweighs the others."""
        return (traits - self._middle) / self._spread

    @torch.no_grad()
    def _traits(self, pictures: Sequence[Image.Image]) -> Any:
        """What there is of strokes and colours: (pictures, traits)."""
        return np.stack([self._traits_of(picture) for picture in pictures])

    def _traits_of(self, picture: Image.Image) -> Any:
        square = ImageOps.fit(picture.convert("RGB"), (SIDE_PX, SIDE_PX))
        pixels = torch.from_numpy(np.asarray(square, np.float32) / 127.5 - 1)
        encoder = self._vae.encoder
        features = encoder.conv_in(
            pixels.permute(2, 0, 1)[None].to(self._vae.device, self._vae.dtype)
        )
        traits = [_together(features)]
        for block in encoder.down_blocks[:_LAYERS]:
            features = block(features)
            traits.append(_together(features))
        return np.concatenate(traits)


def _together(features: Any) -> Any:
    """Strength and spread of each feature, and which come together; each third weighs the same."""
    flat = features[0].float().flatten(1)  # (channels, pixels)
    mean, spread = flat.mean(1), flat.std(1)
    even = (flat - mean[:, None]) / (spread[:, None] + 1e-6)
    gram = even @ even.T / flat.shape[1]  # (channels, channels)
    above = gram[tuple(torch.triu_indices(len(mean), len(mean), offset=1))]
    share = (len(mean) / max(1, len(above))) ** 0.5
    return torch.cat([mean, spread, above * share]).cpu().numpy()
