"""What the training loop reads, encoded once: photos and class pictures, and their captions.

Latents are kept as a mean and a spread and drawn anew in every step, as the autoencoder would;
so neither it nor the text encoder has any work while the model learns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import safetensors.torch
import torch
from PIL import Image
from safetensors import SafetensorError

from core.errors import StoreDamaged
from core.imaging.adapters import worn
from core.imaging.generator import OnStep, fresh_scheduler, noise, telling
from core.imaging.machine import in_full_precision

CLASS_STEPS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Latents:
    """Pictures as the UNet sees them."""

    mean: Any  #: (pictures, 4, height / 8, width / 8)
    std: Any  #: the same

    def __len__(self) -> int:
        return len(self.mean)

    def and_also(self, more: "Latents") -> "Latents":
        mean, std = torch.cat([self.mean, more.mean]), torch.cat([self.std, more.std])
        return Latents(mean=mean, std=std)

    def to_bytes(self) -> bytes:
        return safetensors.torch.save({"mean": self.mean, "std": self.std})

    @classmethod
    def from_bytes(cls, content: bytes) -> "Latents":
        """Read them back; StoreDamaged when these are none."""
        try:
            return cls(**safetensors.torch.load(content))
        except (SafetensorError, TypeError) as error:
            raise StoreDamaged("these are no latents") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Pictures, captions, and which go together."""

    mean: Any  #: (pictures, 4, height / 8, width / 8)
    std: Any  #: the same
    words: Any  #: (captions, tokens, width)
    pooled: Any  #: (captions, width) for the text encoders that have it, else (captions, 0)
    subject: Any  #: (examples, 2): number of a picture of the subject, of a caption
    others: Any  #: (examples, 2): of the class and of other things


def encode_pictures(pipeline: Any, pictures: Sequence[Image.Image]) -> Latents:
    """Encode photos; each alone, so that the largest picture decides what memory is needed."""
    vae, device = pipeline.vae, pipeline._execution_device  # where an offloaded model computes
    with torch.no_grad(), in_full_precision(vae):
        found = [
            vae.encode(_tensor(picture).to(device, vae.dtype)).latent_dist for picture in pictures
        ]
    pipeline.maybe_free_model_hooks()
    scale, shift = _scale_and_shift(vae)
    means = torch.cat([each.mean for each in found]).float().cpu()
    stds = torch.cat([each.std for each in found]).float().cpu()
    return Latents(mean=(means - shift) * scale, std=stds * scale)


def decode_latents(pipeline: Any, latents: Any) -> list[Image.Image]:
    """Pictures of latents as a lesson holds them, (pictures, 4, h, w); each decoded alone."""
    vae, device = pipeline.vae, pipeline._execution_device
    scale, shift = _scale_and_shift(vae)
    with torch.no_grad(), in_full_precision(vae):
        found = [
            vae.decode((one[None] / scale + shift).to(device, vae.dtype)).sample for one in latents
        ]
    pipeline.maybe_free_model_hooks()
    decoded = torch.cat(found).float().cpu()
    pictures: list[Image.Image] = pipeline.image_processor.postprocess(decoded)
    return pictures


def draw_latents(
    pipeline: Any,
    captions: Sequence[str],
    *,
    guidance: float,
    size: int,
    seed: int,
    on_step: OnStep,
    steps: int = CLASS_STEPS,
) -> Latents:
    """Let the base model draw, and keep what it drew before the autoencoder blurs it."""
    before = pipeline.scheduler
    pipeline.scheduler = fresh_scheduler(pipeline)
    try:
        with worn(pipeline, ()):
            drawn = pipeline(
                prompt=list(captions),
                num_inference_steps=steps,
                guidance_scale=guidance,
                width=size,
                height=size,
                generator=[noise(seed + number) for number in range(len(captions))],
                callback_on_step_end=telling(on_step),
                output_type="latent",
            ).images
    finally:
        pipeline.scheduler = before
    mean = drawn.float().cpu()
    return Latents(mean=mean, std=torch.zeros_like(mean))


def encode_captions(pipeline: Any, captions: Sequence[str]) -> tuple[Any, Any]:
    """Embeddings (captions, tokens, width) and, of XL's, pooled ones (captions, width)."""
    found = []
    with torch.no_grad():
        for caption in captions:
            found.append(
                pipeline.encode_prompt(
                    caption,
                    device=pipeline._execution_device,
                    num_images_per_prompt=1,
                    do_classifier_free_guidance=False,
                )
            )
    pipeline.maybe_free_model_hooks()
    words = torch.cat([each[0] for each in found]).cpu()
    if len(found[0]) < _WITH_POOLED:
        return words, torch.zeros(len(captions), 0)
    return words, torch.cat([each[2] for each in found]).cpu()


_WITH_POOLED = 4  #: what XL's encoders return: words, their negative, pooled, its negative


def lesson_of(
    pipeline: Any,
    *,
    subject: Latents,
    subject_captions: Sequence[Sequence[str]],
    others: Latents,
    other_captions: Sequence[str],
) -> Lesson:
    """Put latents and captions together: one row of captions a picture of the subject."""
    captions = list(
        dict.fromkeys([*(c for row in subject_captions for c in row), *other_captions])
    )
    number_of = {caption: number for number, caption in enumerate(captions)}
    words, pooled = encode_captions(pipeline, captions)
    taught = [
        (picture, number_of[caption])
        for picture, row in enumerate(subject_captions)
        for caption in row
    ]
    first = len(subject_captions)
    kept = [(first + n, number_of[caption]) for n, caption in enumerate(other_captions)]
    together = subject.and_also(others)
    return Lesson(
        mean=together.mean,
        std=together.std,
        words=words,
        pooled=pooled,
        subject=torch.tensor(taught),
        others=torch.tensor(kept).reshape(-1, 2),
    )


def _tensor(picture: Image.Image) -> Any:
    """(1, 3, height, width) in -1..1."""
    pixels = torch.from_numpy(np.asarray(picture.convert("RGB"), np.float32) / 127.5 - 1)
    return pixels.permute(2, 0, 1)[None]


def _scale_and_shift(vae: Any) -> tuple[float, float]:
    """How latents are told to the UNet: less the shift, times the scale."""
    return vae.config.scaling_factor, getattr(vae.config, "shift_factor", None) or 0.0
