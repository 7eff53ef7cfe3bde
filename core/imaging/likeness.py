"""How alike two drawn subjects are, for the bundled model: face networks say nothing of drawings.

A small network turns a drawing into a direction; the same subject drawn again points nearly
the same way. Taught by core.imaging.schooling on drawings no subject of which is in a test.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.torch
import torch
from PIL import Image
from torch import nn

WEIGHTS = Path(__file__).parent / "models" / "likeness" / "embedder.safetensors"
INPUT_PX = 64
DIRECTIONS = 128
_WIDTHS = (32, 64, 128, 192)


class SubjectNetwork(nn.Module):
    """(pictures, 3, 64, 64) in -1..1 to (pictures, 128) of length one; 0.5 M weights."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        before = 3
        for width in _WIDTHS:
            layers += [_Down(before, width), _Residual(width)]
            before = width
        self.features = nn.Sequential(*layers)
        self.direction = nn.Linear(2 * before, DIRECTIONS)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        features = self.features(pictures)  # (pictures, 192, 4, 4)
        pooled = torch.cat([features.mean((2, 3)), features.amax((2, 3))], dim=1)
        return nn.functional.normalize(self.direction(pooled), dim=1)


class _Down(nn.Module):
    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.mix = nn.Conv2d(before, after, 3, stride=2, padding=1, bias=False)
        self.norm = nn.GroupNorm(8, after)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return nn.functional.silu(self.norm(self.mix(features)))


class _Residual(nn.Module):
    """A depthwise block: much depth for few weights."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.near = nn.Conv2d(width, width, 3, padding=1, groups=width, bias=False)
        self.norm = nn.GroupNorm(8, width)
        self.mix = nn.Conv2d(width, width, 1)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        mixed: torch.Tensor = self.mix(nn.functional.silu(self.norm(self.near(features))))
        return features + mixed


class SubjectEmbedder:
    """The network, ready to look at pictures."""

    def __init__(self, network: SubjectNetwork) -> None:
        self._network = network.eval()

    @classmethod
    def load(cls, weights: Path = WEIGHTS) -> "SubjectEmbedder":
        network = SubjectNetwork()
        halves = safetensors.torch.load_file(weights)
        network.load_state_dict({name: weight.float() for name, weight in halves.items()})
        return cls(network)

    @torch.no_grad()
    def directions(self, pictures: Sequence[Image.Image]) -> Any:
        """One direction a picture: (pictures, 128) float32 of length one."""
        ready = [p.convert("RGB").resize((INPUT_PX, INPUT_PX), _BOX) for p in pictures]
        pixels = torch.from_numpy(np.stack([np.asarray(p) for p in ready])).permute(0, 3, 1, 2)
        return self._network(pixels.float() / 127.5 - 1).numpy()

    def likeness(self, pictures: Sequence[Image.Image], subject: Sequence[Image.Image]) -> Any:
        """How near each picture comes to the middle of a subject's pictures, -1 to 1."""
        return self.directions(pictures) @ self.middle(subject)

    def middle(self, subject: Sequence[Image.Image]) -> Any:
        """The direction a subject's pictures have in common: (128,) of length one."""
        middle = self.directions(subject).mean(0)
        return middle / np.linalg.norm(middle)


_BOX = Image.Resampling.BOX
