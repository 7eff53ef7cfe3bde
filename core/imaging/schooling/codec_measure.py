"""What an autoencoder keeps of a picture: its pixels, its colours, and whose it is."""

from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Any

import torch
from PIL import Image

from core.imaging.likeness import SubjectEmbedder
from core.imaging.schooling.course import Room
from core.imaging.schooling.judge_school import Judge
from core.imaging.schooling.views import recoloured

LEAST: Mapping[str, float] = {
    "psnr_db": 27.0,
    "psnr_recoloured_db": 26.0,
    "chroma": 0.9,
    "likeness": 0.9,
    "read": 0.95,
}  #: before a painter is worth teaching
_TURN = 0.37
_AT_ONCE = 32


def measure(
    codec: Any, pictures: torch.Tensor, room: Room, *, judge: Judge, things: Sequence[int]
) -> dict[str, float]:
    """Measure round trips of (n, 3, height, width) uint8 that were never taught; see LEAST.

    `things`: how many each of them shows.
    """
    codec.to(room.device).eval()
    true = pictures.float() / 255
    turned = recoloured(true, torch.full((len(true),), _TURN))
    made, made_turned = (_round_trip(codec, some, room) for some in (true, turned))
    return {
        "psnr_db": _psnr(made, true),
        "psnr_recoloured_db": _psnr(made_turned, turned),
        "chroma": _chroma(torch.cat([made, made_turned]), torch.cat([true, turned])),
        "likeness": _likeness(made, true),
        "read": _read(made, true, judge, things),
    }


def falls_short(measured: Mapping[str, float]) -> list[str]:
    """The names of what is less than it has to be."""
    return [name for name, least in LEAST.items() if measured[name] < least]


@torch.no_grad()
def _round_trip(codec: Any, pictures: torch.Tensor, room: Room) -> torch.Tensor:
    made = []
    for part in pictures.split(_AT_ONCE):
        latents = codec.encode(part.to(room.device) * 2 - 1).latent_dist.mean
        made.append(codec.decode(latents).sample.float().cpu() / 2 + 0.5)
    return torch.cat(made).clamp(0, 1)


def _psnr(made: torch.Tensor, true: torch.Tensor) -> float:
    """The mean over pictures, in decibels."""
    off = (made - true).square().mean((1, 2, 3)).clamp(min=1e-10)
    return round(float(-10 * off.log10().mean()), 2)


def _chroma(made: torch.Tensor, true: torch.Tensor) -> float:
    """The share of the colours' distance from grey that is kept, in the right direction."""
    seen, wanted = (some - some.mean(1, keepdim=True) for some in (made, true))
    return round(float((seen * wanted).sum() / wanted.square().sum()), 3)


def _likeness(made: torch.Tensor, true: torch.Tensor) -> float:
    """The mean cosine of the embedder's directions before and after."""
    embedder = SubjectEmbedder.load()
    before, after = (embedder.directions([_image(one) for one in some]) for some in (true, made))
    return round(float((before * after).sum(1).mean()), 3)


def _read(made: torch.Tensor, true: torch.Tensor, judge: Judge, things: Sequence[int]) -> float:
    """The share in which the judge reads the same: as many labels as there are things.

    Of two things either may come first: both are there alike.
    """
    before, after = (
        judge.ranked([_image(one) for one in some], most=max(things)) for some in (true, made)
    )
    same = [
        set(was[:count]) == set(now[:count])
        for was, now, count in zip(before, after, things, strict=True)
    ]
    return round(mean(same), 3)


def _image(picture: torch.Tensor) -> Image.Image:
    return Image.fromarray((picture * 255).round().byte().permute(1, 2, 0).contiguous().numpy())
