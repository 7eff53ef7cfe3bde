"""A picture composed of regions: each is steered by a prompt of its own for the first steps.

What the UNet predicts for each region's prompt is blended by where the regions lie (Bar-Tal et
al., "MultiDiffusion", 2023). No adapter of a subject takes part: the classes take their places,
the subjects come later. The pipeline itself is not told: its UNet answers differently meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch

from core.domain.vetting import Box
from core.imaging.attention import Watch, positions, watched
from core.imaging.lesson import encode_captions

_SOFT = 1.0  #: latents over which a region gives way to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A box and what is to stand in it."""

    box: Box
    prompt: str
    subject: str  #: the words of the prompt that name it


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """How a picture is divided."""

    whole: str  #: the prompt all of it is drawn with in the end
    surroundings: str  #: the prompt of what no box holds, at first
    regions: tuple[Region, ...]
    share: float = 0.6  #: of the steps


class Steering:
    """Answers a UNet's forward call region by region, and sees where subjects came to stand.

    As a context it does so for the pipeline's next call, of one picture. Nothing may be hung on
    the UNet, and nothing be laid out anew, within: it would come to lie over this.
    """

    def __init__(self, pipeline: Any, regions: Regions) -> None:
        self._pipeline = pipeline
        self._regions = regions
        self._watch: Watch | None = None
        self.forward: Any = None  #: the UNet's own, or that of an offloaded model's hook

    def __enter__(self) -> "Steering":
        regions, unet = self._regions, self._pipeline.unet
        prompts = [regions.surroundings, *(region.prompt for region in regions.regions)]
        # (1 + regions, tokens, width) and, of XL's, (1 + regions, width)
        self._words, self._pooled = encode_captions(self._pipeline, prompts)
        self._watch = None
        self.forward, self._hooked = unet.forward, "forward" in vars(unet)
        unet.forward = self
        return self

    def __exit__(self, *_: object) -> None:
        unet = self._pipeline.unet
        if vars(unet).get("forward") is not self:  # its hooks were laid anew after the call
            return
        del unet.forward
        if self._hooked:
            unet.forward = self.forward

    def __call__(
        self, sample: torch.Tensor, timestep: Any, encoder_hidden_states: Any, **more: Any
    ) -> Any:
        if not self._steers(timestep):
            with watched(self._pipeline.unet, self._seeing(sample)):
                return self.forward(sample, timestep, encoder_hidden_states, **more)
        more = more | {"return_dict": False}
        around = self._for_prompt(0, encoder_hidden_states, more)
        predicted = self.forward(sample, timestep, **around)[0]
        blended = self._blended(predicted[-1:], sample, timestep, encoder_hidden_states, more)
        return (torch.cat([predicted[:-1], blended]),)

    def heat(self, number: int) -> np.ndarray | None:
        """Where a region's subject was looked for, (height, width) of the latents, 0..1.

        None where the whole prompt has no room for it. It is seen in the steps that nothing
        steers, in which the words of one prompt compete.
        """
        if self._watch is None or not self._tokens[number]:
            return None
        return self._watch.heat(number)

    @cached_property
    def _tokens(self) -> list[tuple[int, ...]]:
        whole, tokenizer = self._regions.whole, self._pipeline.tokenizer
        return [positions(tokenizer, whole, region.subject) for region in self._regions.regions]

    def _seeing(self, sample: torch.Tensor) -> Watch:
        if self._watch is None:
            self._watch = Watch(words=self._tokens, shape=_sides(sample))
        return self._watch

    def _steers(self, timestep: Any) -> bool:
        times = self._pipeline.scheduler.timesteps
        last = times[min(len(times) - 1, int(len(times) * self._regions.share))]
        return float(timestep) > float(last)

    def _blended(
        self,
        around: torch.Tensor,
        sample: torch.Tensor,
        timestep: Any,
        encoder_hidden_states: torch.Tensor,
        more: dict[str, Any],
    ) -> torch.Tensor:
        """Each region's answer where it lies; (1, channels, height, width)."""
        shape = _sides(sample)
        masks = region_masks([region.box for region in self._regions.regions], shape)
        result = around * (1 - masks.sum(0)).to(around)
        for number, mask in enumerate(masks):
            told = self._for_prompt(number + 1, encoder_hidden_states[-1:], more)
            answer = self.forward(sample[-1:], timestep, **told)[0]
            result = result + answer * mask.to(answer)
        return result

    def _for_prompt(
        self, number: int, encoder_hidden_states: torch.Tensor, more: dict[str, Any]
    ) -> dict[str, Any]:
        """The call with one of the prompts in the last row; XL is told pooled words besides."""
        own = self._words[number : number + 1].to(encoder_hidden_states)
        told: dict[str, Any] = {
            "encoder_hidden_states": torch.cat([encoder_hidden_states[:-1], own])
        }
        added = more.get("added_cond_kwargs")
        if added:
            rows = len(encoder_hidden_states)
            pooled = self._pooled[number : number + 1].to(added["text_embeds"])
            told["added_cond_kwargs"] = {
                "text_embeds": torch.cat([added["text_embeds"][-rows:-1], pooled]),
                "time_ids": added["time_ids"][-rows:],
            }
        return more | told


def region_masks(boxes: Sequence[Box], shape: tuple[int, int]) -> torch.Tensor:
    """(boxes, height, width), soft at the edges and together nowhere more than 1."""
    height, width = shape
    down, across = torch.arange(height) + 0.5, torch.arange(width) + 0.5
    masks = torch.stack(
        [
            _ramp(down, box.top * height, box.bottom * height)[:, None]
            * _ramp(across, box.left * width, box.right * width)[None]
            for box in boxes
        ]
    )
    return masks / masks.sum(0).clamp(min=1)


def _ramp(places: torch.Tensor, begin: float, end: float) -> torch.Tensor:
    """1 inside, falling to 0 over an edge."""
    inside = torch.minimum(places - begin, end - places)
    return (inside / _SOFT + 0.5).clamp(0, 1)


def _sides(sample: torch.Tensor) -> tuple[int, int]:
    return sample.shape[-2], sample.shape[-1]
