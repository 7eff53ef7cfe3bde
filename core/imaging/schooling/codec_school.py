"""Teaches the autoencoder: pictures into 4 numbers for each 4 x 4 pixels, and back.

First both halves together; latents of half the size have to be the same picture made smaller,
so that neighbours are alike and a painter finds its way. Then the encoder stays as it is, its
latents get mean 0 and deviation 1, and the decoder is finished alone, with a very little noise
in what it is given, as a denoiser leaves some. Every picture is also met with its hues turned:
what is taught later by families has any colour.
"""

from typing import Any

import torch
from diffusers import AutoencoderKL
from torch import nn
from torch.nn.functional import avg_pool2d

from core.imaging.schooling.backgrounds import SIDE_PX
from core.imaging.schooling.course import Course, Room
from core.imaging.schooling.drawings import Drawings
from core.imaging.schooling.views import Views, recoloured

WIDTHS = (32, 64, 96)
CROP_PX = 64
MOST_NOISE = 0.1  #: in the latents a decoder is finished on
DIVERGENCE = 1e-5  #: weight of the latents' divergence from plain noise
SMALL_WEIGHT = 0.25  #: of the same picture from latents of half the size
PASSED_AT_ONCE = 64


def autoencoder(widths: tuple[int, ...] = WIDTHS) -> Any:
    return AutoencoderKL(
        block_out_channels=widths,
        down_block_types=("DownEncoderBlock2D",) * len(widths),
        up_block_types=("UpDecoderBlock2D",) * len(widths),
        layers_per_block=1,
        norm_num_groups=8,
        latent_channels=4,
        sample_size=SIDE_PX,
        scaling_factor=1.0,
        mid_block_add_attention=False,
    )


def sundry(drawn: Drawings, count: int) -> torch.Tensor:
    """Any of all drawings, anywhere before anything: (count, 3, 128, 128) uint8."""
    dice = torch.Generator().manual_seed(5)
    look = Views(side_px=SIDE_PX, generator=dice)
    which = torch.randint(len(drawn), (count,), generator=dice)
    made = []
    for some in which.split(PASSED_AT_ONCE):
        rgba = torch.from_numpy(drawn.rgba[some.numpy()]).permute(0, 3, 1, 2)
        made.append((look.set_down(rgba.float() / 255).clamp(0, 1) * 255).round().byte())
    return torch.cat(made)


def teach_both(
    codec: Any, pictures: torch.Tensor, room: Room, *, steps: int, batch: int = 32
) -> None:
    """Teach encoder and decoder on (n, 3, height, width) uint8."""
    codec.to(room.device)
    pictures = pictures.to(room.device)
    course = Course("codec", codec, room, steps=steps, learning_rate=1e-3, memory=0.999)

    def loss_of(step: int) -> torch.Tensor:
        true = _cuts(pictures, batch, room, step)
        with room.autocast():
            seen = codec.encode(true).latent_dist
        mean, spread = seen.mean.float(), seen.logvar.float()
        noise = torch.randn(mean.shape, generator=room.dice(step, 1), device=room.device)
        latents = mean + (spread / 2).exp() * noise
        few = -(-batch // 2)
        with room.autocast():
            made = codec.decode(latents).sample
            made_small = codec.decode(avg_pool2d(latents[:few], 2)).sample
        divergence = (mean**2 + spread.exp() - 1 - spread).mean() / 2
        small = difference(made_small.float(), avg_pool2d(true[:few], 2))
        return difference(made.float(), true) + SMALL_WEIGHT * small + DIVERGENCE * divergence

    course.run(loss_of)
    course.settle()


def finish_decoder(
    codec: Any, pictures: torch.Tensor, room: Room, *, steps: int, batch: int = 32
) -> None:
    """Teach the decoder alone; what the encoder makes of pictures stays what it is."""
    codec.to(room.device).requires_grad_(False)
    pictures = pictures.to(room.device)
    decoder = nn.ModuleList([codec.post_quant_conv, codec.decoder]).requires_grad_(True)
    course = Course("decoder", decoder, room, steps=steps, learning_rate=4e-4, memory=0.998)

    def loss_of(step: int) -> torch.Tensor:
        true = _cuts(pictures, batch, room, step)
        dice = room.dice(step, 2)
        strength = torch.rand(batch, 1, 1, 1, generator=dice, device=room.device) * MOST_NOISE
        with room.autocast(), torch.no_grad():
            latents = codec.encode(true).latent_dist.mean.float()
        noise = torch.randn(latents.shape, generator=dice, device=room.device)
        with room.autocast():
            made = codec.decode(latents + strength * noise).sample
        return difference(made.float(), true)

    course.run(loss_of)
    course.settle()


def difference(made: torch.Tensor, true: torch.Tensor) -> torch.Tensor:
    """How far pictures in -1..1 are off: pixels, edges, and colours near and far."""
    off = made - true
    edges = off.diff(dim=-1).abs().mean() + off.diff(dim=-2).abs().mean()
    colour = off - off.mean(1, keepdim=True)
    chroma = sum(avg_pool2d(colour, side).abs().mean() for side in (1, 4, 16))
    return off.abs().mean() + (off**2).mean() + edges / 2 + chroma


@torch.no_grad()
def whiten(codec: Any, pictures: torch.Tensor, room: Room) -> None:
    """Build into the codec that its latents have mean 0 and deviation 1 in each channel."""
    latents = encoded(codec.to(room.device), pictures, room).float()
    mean, deviation = latents.mean((0, 2, 3)), latents.std((0, 2, 3))
    before, after = codec.quant_conv, codec.post_quant_conv
    after.bias += after.weight[:, :, 0, 0] @ mean
    after.weight *= deviation[None, :, None, None]
    half = len(mean)
    before.bias[:half] = (before.bias[:half] - mean) / deviation
    before.weight[:half] /= deviation[:, None, None, None]
    before.bias[half:] -= 2 * deviation.log()


@torch.no_grad()
def encoded(codec: Any, pictures: torch.Tensor, room: Room) -> torch.Tensor:
    """(n, 3, height, width) uint8 to (n, 4, height / 4, width / 4) in half precision."""
    parts = [
        _encoded(codec, part.to(room.device), room) for part in pictures.split(PASSED_AT_ONCE)
    ]
    return torch.cat(parts)


def _encoded(codec: Any, part: torch.Tensor, room: Room) -> torch.Tensor:
    with room.autocast():
        mean: torch.Tensor = codec.encode(part.float() / 127.5 - 1).latent_dist.mean
    return mean.half()


def _cuts(pictures: torch.Tensor, batch: int, room: Room, step: int) -> torch.Tensor:
    """Squares from anywhere in the pictures, every other one turned in hue, in -1..1."""
    dice = room.dice(step)
    top, left = (_places(batch, pictures.shape[side] - CROP_PX, dice) for side in (-2, -1))
    cut = _squares(pictures, _places(batch, len(pictures) - 1, dice), top, left, CROP_PX)
    turns = torch.rand(batch, generator=dice, device=room.device)
    turns[::2] = 0
    return recoloured(cut.float() / 255, turns) * 2 - 1


def _places(count: int, last: int, dice: torch.Generator) -> torch.Tensor:
    return torch.randint(0, last + 1, (count,), generator=dice, device=dice.device)


def _squares(
    sheets: torch.Tensor, which: torch.Tensor, top: torch.Tensor, left: torch.Tensor, side: int
) -> torch.Tensor:
    """(n, channels, height, width) to (which, channels, side, side)."""
    along = torch.arange(side, device=sheets.device)
    channels = torch.arange(sheets.shape[1], device=sheets.device)
    return sheets[
        which[:, None, None, None],
        channels[None, :, None, None],
        (top[:, None] + along)[:, None, :, None],
        (left[:, None] + along)[:, None, None, :],
    ]
