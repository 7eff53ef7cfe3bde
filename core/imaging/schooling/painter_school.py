"""Teaches the UNet to paint latents from captions: velocity, down to noise with no signal left.

First on latents of half the size, where a step costs a quarter and what a word looks like is
learnt; then at the full size.

Half of the timesteps drawn lie between 580 and 840, where it is settled what goes where and a
word becomes an outline; an eighth anywhere, since every picture begins at 999. Each loss is
divided by what is usual at its timestep: else the high ones, where a caption leaves much to
chance, drown the others. A tenth of the captions is left out, for guidance.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import DDIMScheduler, UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor, AttnProcessor2_0
from torch.nn.functional import avg_pool2d

from core.imaging.schooling.course import Course, Room

CHANNELS = (48, 96, 160, 224)
UNCAPTIONED = 0.1
TIMESTEPS = 1000
ANYWHERE_SHARE = 1 / 8
_SHIFT = 1.0  #: of the middle timestep's logit
#: Loss of a painter half taught, by timestep; from `diagnose`.
USUAL = {0: 0.2, 100: 0.117, 300: 0.089, 500: 0.113, 700: 0.198, 850: 0.335, 999: 0.563}
DIAGNOSED = (100, 300, 500, 700, 850, 999)  #: timesteps


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Latents with the captions that fit each, as the text encoder read them; half precision."""

    latents: torch.Tensor = field(repr=False)  #: (scenes, 4, 32, 32)
    states: torch.Tensor = field(repr=False)  #: (scenes, captions, room, width)
    nothing: torch.Tensor = field(repr=False)  #: (room, width), of the empty caption

    @classmethod
    def load(cls, place: Path) -> "Lessons":
        """They stay on the disk until they are drawn, whatever device read them."""
        return cls(**torch.load(place, weights_only=True, map_location="cpu", mmap=True))

    def save(self, place: Path) -> None:
        torch.save({each.name: getattr(self, each.name) for each in fields(self)}, place)

    def part(self, scenes: slice) -> "Lessons":
        return replace(self, latents=self.latents[scenes], states=self.states[scenes])

    def half_size(self) -> "Lessons":
        return replace(self, latents=avg_pool2d(self.latents.float(), 2).half())


def painter(channels: tuple[int, ...] = CHANNELS, *, side: int = 32, reads: int = 256) -> Any:
    """`reads`: the width of the text encoder's states."""
    return UNet2DConditionModel(
        sample_size=side,
        block_out_channels=channels,
        layers_per_block=1,
        cross_attention_dim=reads,
        attention_head_dim=4,
        norm_num_groups=16,
        down_block_types=("DownBlock2D", *("CrossAttnDownBlock2D",) * (len(channels) - 1)),
        up_block_types=(*("CrossAttnUpBlock2D",) * (len(channels) - 1), "UpBlock2D"),
    )


def noise_scheduler() -> Any:
    """Trailing steps from pure noise: without it no picture gets very dark or very light."""
    return DDIMScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
        clip_sample=False,
        set_alpha_to_one=True,
        steps_offset=1,  # the pipeline asks for it; trailing steps have none
    )


def teach_painter(
    name: str, unet: Any, lessons: Lessons, room: Room, *, steps: int, batch: int, rate: float
) -> None:
    """Teach the UNet in a course of that name."""
    unet.to(room.device).train()
    if room.device == "cpu":
        unet.set_attn_processor(AttnProcessor())  # a step takes three quarters of the time
    lessons = _moved(lessons, room.device)
    signal = noise_scheduler().alphas_cumprod.to(room.device)
    weights = timestep_weights().to(room.device)
    course = Course(name, unet, room, steps=steps, learning_rate=rate, memory=0.999)

    def loss_of(step: int) -> torch.Tensor:
        dice = room.dice(step)
        latents, states = _drawn(lessons, batch, dice)
        timesteps = spread_timesteps(batch, dice)
        noise = torch.randn(latents.shape, generator=dice, device=room.device)
        off = _off(unet, latents, noise, signal[timesteps], timesteps, states, room)
        return (weights[timesteps] * off).mean()

    course.run(loss_of)
    course.settle()
    unet.set_attn_processor(AttnProcessor2_0())


@torch.no_grad()
def diagnose(unet: Any, lessons: Lessons, room: Room) -> Mapping[int, tuple[float, float]]:
    """The loss with the right and with shuffled captions, by timestep: is the text used?"""
    unet.to(room.device).eval()
    lessons = _moved(lessons, room.device)
    signal = noise_scheduler().alphas_cumprod.to(room.device)
    latents = lessons.latents.float()
    states = lessons.states[:, 0].float()
    noise = torch.randn(latents.shape, generator=room.dice(0), device=room.device)
    found = {}
    for number in DIAGNOSED:
        timesteps = torch.full((len(latents),), number, device=room.device)
        right, shuffled = (
            _off(unet, latents, noise, signal[timesteps], timesteps, told, room).mean()
            for told in (states, states.roll(1, 0))
        )
        found[number] = (round(float(right), 4), round(float(shuffled), 4))
    return found


def _off(
    unet: Any,
    latents: torch.Tensor,
    noise: torch.Tensor,
    signal: torch.Tensor,
    timesteps: torch.Tensor,
    states: torch.Tensor,
    room: Room,
) -> torch.Tensor:
    """How far the UNet is from the velocity, for each latent."""
    kept, added = (part.sqrt()[:, None, None, None] for part in (signal, 1 - signal))
    velocity = kept * noise - added * latents
    with room.autocast():
        said = unet(kept * latents + added * noise, timesteps, states).sample
    return (said.float() - velocity).square().mean((1, 2, 3))


def spread_timesteps(batch: int, dice: torch.Generator) -> torch.Tensor:
    """Timesteps of a batch: logit-normal, one from each of as many parts; some anywhere.

    Source: Esser et al., Scaling Rectified Flow Transformers, 2024, section 3.1.
    """
    chance = torch.rand(2, batch, generator=dice, device=dice.device)
    places = (torch.arange(batch, device=dice.device) + chance[0]) / batch
    middling = (torch.special.ndtri(places) + _SHIFT).sigmoid()
    spread = (TIMESTEPS * middling).long().clamp(max=TIMESTEPS - 1)
    anywhere = torch.randint(TIMESTEPS, (batch,), generator=dice, device=dice.device)
    return torch.where(chance[1] < ANYWHERE_SHARE, anywhere, spread)


def timestep_weights() -> torch.Tensor:
    """(timesteps,): one over the usual loss, so that each timestep counts alike; 1 in the middle.

    Source: Karras et al., Analyzing and Improving the Training Dynamics of Diffusion Models, 2024.
    """
    usual = np.interp(np.arange(TIMESTEPS), list(USUAL), list(USUAL.values()))
    return torch.from_numpy(usual[TIMESTEPS // 2] / usual).float()


def _drawn(
    lessons: Lessons, batch: int, dice: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Latents by chance, each with one of its captions, or with none."""
    scenes, tellings = lessons.states.shape[:2]
    which = torch.randint(scenes, (batch,), generator=dice, device=dice.device)
    told = torch.randint(tellings, (batch,), generator=dice, device=dice.device)
    left_out = torch.rand(batch, generator=dice, device=dice.device) < UNCAPTIONED
    states = torch.where(left_out[:, None, None], lessons.nothing, lessons.states[which, told])
    return lessons.latents[which].float(), states.float()


def _moved(lessons: Lessons, device: str) -> Lessons:
    return Lessons(
        latents=lessons.latents.to(device),
        states=lessons.states.to(device),
        nothing=lessons.nothing.to(device),
    )
