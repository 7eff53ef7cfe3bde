"""Changing a picture: an area drawn anew among what stays, or all of it a little different.

It shares the modules of the loaded model; only the noise scheduler is its own. The picture
is encoded here, not by the library: so the area may hold what is asked for before it is
drawn, and a candidate is the same alone as in a batch.
"""

import inspect
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from diffusers import StableDiffusionInpaintPipeline, StableDiffusionXLInpaintPipeline
from PIL import Image

from core.domain.change import MaskedContent
from core.imaging.adapters import worn
from core.imaging.frames import Frame, around, check_area, filled, pasted, whole
from core.imaging.generator import (
    Drawing,
    OnStep,
    PictureGenerator,
    Step,
    fresh_scheduler,
    memory_errors,
    noise,
    telling,
)
from core.imaging.machine import in_full_precision, precision_kept
from core.imaging.previews import small_jpeg

_NEW_NOISE = math.pi / 4  #: of a variation: half its own, half that of the picture
_CHANNELS_WITH_MASK = 9  #: of a UNet taught to repaint: latents, mask and masked latents


@dataclass(frozen=True, slots=True, kw_only=True)
class Repainting:
    """What is drawn anew, and how; the drawing's width and height are the model's own."""

    drawing: Drawing
    base: Image.Image  #: RGB
    strength: float  #: 0 keeps, 1 replaces
    area: Image.Image | None = None  #: white is drawn anew; None: all of it
    masked_content: MaskedContent = MaskedContent.ORIGINAL
    blur_px: int = 4
    full_resolution: bool = True
    near_seed: int | None = None  #: without an area: begin from noise near that of this seed

    def frame(self, unit: int) -> Frame:
        """The part that is drawn, in multiples of a latent's pixels."""
        side = round((self.drawing.width * self.drawing.height) ** 0.5)
        if self.area is None or not self.full_resolution:
            return whole(self.base.size, side=side, unit=unit)
        return around(self.area, side=side, unit=unit)

    @property
    def mask(self) -> Image.Image:
        """The area, or all of the picture."""
        return self.area or Image.new("L", self.base.size, 255)


class Inpainter:
    """Repaints with the model of a generator."""

    def __init__(self, generator: PictureGenerator) -> None:
        self.generator = generator
        self.model = generator.model
        self._unit = int(generator.model.pipeline.vae_scale_factor)

    @torch.no_grad()
    def repaint(self, repainting: Repainting, *, on_step: OnStep) -> list[Image.Image]:
        """One picture a seed; all but the area is the same to the pixel.

        Raise AreaUnusable, MemoryShort or AdapterUnreadable; whatever `on_step` raises ends it.
        """
        check_area(repainting.mask, repainting.base)
        frame, drawing = repainting.frame(self._unit), repainting.drawing
        self.generator.fit_previews()
        self._pipeline.scheduler = fresh_scheduler(self.model.pipeline)
        with (
            memory_errors(),
            worn(self._pipeline, drawing.adapters),
            precision_kept(self._pipeline.vae),
        ):
            made = self._pipeline(
                prompt=[drawing.prompt] * len(drawing.seeds),
                negative_prompt=[drawing.negative_prompt] * len(drawing.seeds),
                width=frame.size[0],
                height=frame.size[1],
                strength=_at_least_a_step(repainting.strength, drawing.num_inference_steps),
                num_inference_steps=drawing.num_inference_steps,
                guidance_scale=drawing.guidance_scale,
                generator=[noise(seed) for seed in drawing.seeds],
                callback_on_step_end=telling(on_step),
                **self._inputs(repainting, frame),
            ).images
        self.model.pipeline.maybe_free_model_hooks()
        return [_whole_picture(repainting, frame, drawn) for drawn in made]

    def preview(self, step: Step, *, repainting: Repainting) -> bytes:
        """A rough JPEG of the first picture of a step, among what stays."""
        rough = self.generator.preview_map.picture(step.latents[0])
        return small_jpeg(_whole_picture(repainting, repainting.frame(self._unit), rough))

    def save_memory(self) -> bool:
        """Trade speed for memory, for all that follows; False when there is no less."""
        return self.generator.save_memory()

    @cached_property
    def _pipeline(self) -> Any:
        """The loaded modules as a pipeline that repaints: no second copy, none recast."""
        base = self.model.pipeline
        wide = "text_encoder_2" in base.components
        kind = StableDiffusionXLInpaintPipeline if wide else StableDiffusionInpaintPipeline
        wanted = inspect.signature(kind.__init__).parameters
        parts = {name: part for name, part in base.components.items() if name in wanted}
        # The library may mend the settings of the noise scheduler it is given.
        parts["scheduler"] = fresh_scheduler(base)
        options = {} if wide else {"requires_safety_checker": False}
        pipeline = kind(**parts, **options)
        pipeline.set_progress_bar_config(disable=True)
        return pipeline

    def _inputs(self, repainting: Repainting, frame: Frame) -> dict[str, torch.Tensor]:
        """Picture, mask and masked picture, all as latents but the mask."""
        cells = frame.cells(repainting.mask, self._unit)
        mask = torch.from_numpy(cells)[None, None].float()  # (1, 1, height, width) of latents
        latents = self._content(repainting, frame, mask)
        shown = latents
        if self.model.pipeline.unet.config.in_channels == _CHANNELS_WITH_MASK:
            shown = self._encoded(frame.cut(repainting.base), hidden=mask)
        inputs = {
            "image": latents,
            "mask_image": _enlarged(mask, self._unit),
            "masked_image_latents": shown,
        }
        if repainting.area is None and repainting.near_seed is not None:
            inputs["latents"] = self._near(repainting, repainting.near_seed, latents)
        return inputs

    def _near(self, repainting: Repainting, seed: int, latents: torch.Tensor) -> torch.Tensor:
        """Where variations begin: the picture under noise that is partly its own."""
        drawing, scheduler = repainting.drawing, fresh_scheduler(self.model.pipeline)
        steps = drawing.num_inference_steps
        scheduler.set_timesteps(steps)
        taken = min(int(steps * _at_least_a_step(repainting.strength, steps)), steps)
        begin = scheduler.timesteps[(steps - taken) * scheduler.order]
        own = _first_noise(seed, latents.shape[1:])
        others = torch.cat([_first_noise(other, latents.shape[1:]) for other in drawing.seeds])
        # Of two independent noises this keeps the variance.
        mixed = math.cos(_NEW_NOISE) * own + math.sin(_NEW_NOISE) * others
        images = latents.cpu().float().expand(len(drawing.seeds), -1, -1, -1)
        start = scheduler.add_noise(images, mixed, begin[None].expand(len(images)))
        start = start / scheduler.init_noise_sigma  # the library multiplies by it, and recasts not
        return start.to(latents.device, self.model.pipeline.unet.dtype)

    def _content(self, repainting: Repainting, frame: Frame, mask: torch.Tensor) -> torch.Tensor:
        """What the area holds before it is drawn: one set of latents, or one a seed."""
        base, content = repainting.base, repainting.masked_content
        if content is MaskedContent.FILL:
            return self._encoded(frame.cut(filled(base, repainting.mask)))
        latents = self._encoded(frame.cut(base))
        hidden = mask.to(latents)
        if content is MaskedContent.LATENT_NOTHING:
            return latents * (1 - hidden)
        if content is MaskedContent.LATENT_NOISE:
            grain = _second_noise(repainting.drawing.seeds, latents.shape[1:]).to(latents)
            return latents * (1 - hidden) + grain * hidden
        return latents

    def _encoded(
        self, picture: Image.Image, *, hidden: torch.Tensor | None = None
    ) -> torch.Tensor:
        """A picture's latents, (1, channels, height, width), grey where it is hidden."""
        vae, device = self.model.pipeline.vae, self.model.pipeline._execution_device
        pixels = torch.from_numpy(
            np.asarray(picture, np.float32) / 127.5 - 1
        )  # (height, width, 3)
        pixels = pixels.permute(2, 0, 1)[None]
        if hidden is not None:
            pixels = pixels * (1 - _enlarged(hidden, self._unit))
        with in_full_precision(vae):
            shown = pixels.to(device=device, dtype=vae.dtype)
            found = vae.encode(shown).latent_dist.mode()
        return found * vae.config.scaling_factor


def _whole_picture(repainting: Repainting, frame: Frame, drawn: Image.Image) -> Image.Image:
    if repainting.area is None:
        return drawn
    return pasted(repainting.base, drawn, frame, area=repainting.area, blur_px=repainting.blur_px)


def _enlarged(mask: torch.Tensor, unit: int) -> torch.Tensor:
    """A mask of latents as a mask of pixels."""
    return mask.repeat_interleave(unit, 2).repeat_interleave(unit, 3)


def _at_least_a_step(strength: float, steps: int) -> float:
    return min(1.0, max(strength, (1 + 1e-6) / steps))


def _first_noise(seed: int, shape: Sequence[int]) -> torch.Tensor:
    return torch.randn((1, *shape), generator=noise(seed))


def _second_noise(seeds: Sequence[int], shape: Sequence[int]) -> torch.Tensor:
    """Noise of the seeds that differs from the noise the drawing begins with."""
    drawn = []
    for seed in seeds:
        generator = noise(seed)
        torch.randn((1, *shape), generator=generator)
        drawn.append(torch.randn((1, *shape), generator=generator))
    return torch.cat(drawn)
