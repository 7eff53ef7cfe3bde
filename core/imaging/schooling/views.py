"""A drawn subject seen again: elsewhere, larger, before something else, through a worse copy."""

from dataclasses import dataclass
from typing import Any

import torch
from torch.nn.functional import affine_grid, grid_sample, interpolate

_MOST_DEGREES = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """Makes views of subjects; the same generator gives the same ones again."""

    side_px: int
    generator: torch.Generator

    def of(self, rgba: torch.Tensor) -> torch.Tensor:
        """(subjects, 4, height, width) in 0..1 to (subjects, 3, side, side) in -1..1."""
        seen = self._copied(self._lit(self.set_down(rgba)))
        return seen.clamp(0, 1) * 2 - 1

    def set_down(self, rgba: torch.Tensor) -> torch.Tensor:
        """Somewhere before something, as clear as they are: (subjects, 3, side, side) in 0..1."""
        moved = self._moved(rgba)
        colours, alpha = moved[:, :3], moved[:, 3:]
        return colours * alpha + self._backgrounds(len(rgba)) * (1 - alpha)

    def _moved(self, rgba: torch.Tensor) -> torch.Tensor:
        count = len(rgba)
        angle = self._between(count, -_MOST_DEGREES, _MOST_DEGREES) * torch.pi / 180
        scale = self._between(count, 1.0, 2.0)  # of the view to the subject
        mirrored = (torch.rand(count, generator=self.generator) < 0.3).float() * -2 + 1
        room = (scale - 1).clamp(min=0)
        across, down = (self._between(count, -1, 1) * room for _ in range(2))
        matrix = torch.stack(
            [
                torch.stack([scale * angle.cos() * mirrored, -scale * angle.sin(), across], 1),
                torch.stack([scale * angle.sin() * mirrored, scale * angle.cos(), down], 1),
            ],
            1,
        )
        grid = affine_grid(matrix, [count, 4, self.side_px, self.side_px], align_corners=False)
        return grid_sample(rgba, grid, align_corners=False, padding_mode="zeros")

    def _backgrounds(self, count: int) -> torch.Tensor:
        """Plain, or soft patches of a few colours."""
        patches = torch.rand(count, 3, 4, 4, generator=self.generator)
        soft = interpolate(patches, size=self.side_px, mode="bicubic").clamp(0, 1)
        plain = torch.rand(count, 3, 1, 1, generator=self.generator).expand_as(soft)
        pick = torch.rand(count, 1, 1, 1, generator=self.generator)
        white = torch.ones_like(soft)
        return torch.where(pick < 0.4, soft, torch.where(pick < 0.8, plain, white))

    def _lit(self, pictures: torch.Tensor) -> torch.Tensor:
        count = len(pictures)
        contrast = self._between(count, 0.8, 1.2)[:, None, None, None]
        tint = 1 + 0.08 * torch.randn(count, 3, 1, 1, generator=self.generator)
        lightness = self._between(count, -0.1, 0.1)[:, None, None, None]
        return ((pictures - 0.5) * contrast + 0.5) * tint + lightness

    def _copied(self, pictures: torch.Tensor) -> torch.Tensor:
        """Blurred by a smaller copy, and a little noisy, as a small autoencoder leaves them."""
        smaller = int(self.side_px * self._one_between(0.35, 1.0))
        copy = interpolate(pictures, size=max(16, smaller), mode="area")
        copy = interpolate(copy, size=self.side_px, mode="bilinear")
        noise = torch.randn(copy.shape, generator=self.generator) * self._one_between(0, 0.06)
        return copy + noise

    def _between(self, count: int, low: float, high: float) -> torch.Tensor:
        return low + (high - low) * torch.rand(count, generator=self.generator)

    def _one_between(self, low: float, high: float) -> float:
        return float(self._between(1, low, high))


def recoloured(rgba: torch.Tensor, turns: torch.Tensor) -> torch.Tensor:
    """(subjects, 3 or 4, h, w) with hues turned; a turn of one is all the way round."""
    angle = turns * 2 * torch.pi
    cosine, sine = angle.cos()[:, None, None], angle.sin()[:, None, None]
    grey = torch.full((3, 3), 1 / 3, device=rgba.device)
    cross = torch.tensor([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]], device=rgba.device) / 3**0.5
    turn: Any = grey + cosine * (torch.eye(3, device=rgba.device) - grey) + sine * cross
    colours = torch.einsum("nij,njhw->nihw", turn, rgba[:, :3]).clamp(0, 1)
    return torch.cat([colours, rgba[:, 3:]], dim=1)
