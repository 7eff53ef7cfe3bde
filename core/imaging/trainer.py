"""The training loop: a LoRA adapter learns a subject from a lesson.

Every number of chance belongs to a step, so a teaching that was interrupted comes to the same
adapter, digit for digit, as one that was not.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from diffusers import DDPMScheduler
from diffusers.training_utils import compute_snr

from core.imaging.lesson import Lesson
from core.imaging.low_rank import joined_operations
from core.imaging.student import LEARNING, Student

ATTENTION = ("to_k", "to_q", "to_v", "to_out.0")  #: the layers an adapter sits on
CLIP_NORM = 1.0
SNR_LIMIT = 5.0
_LAST_RATE = 0.1  #: of the learning rate, at the last step
_SMOOTHING = 0.98
_HALF_SCALE = 2.0**10  #: keeps gradients in half precision above zero

GoOn = Callable[[int, float], bool]  #: told the steps done and the smoothed loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The numbers of one teaching, as the base model and the machine bear them."""

    steps: int
    epochs: int
    rank: int
    learning_rate: float
    batch_size: int
    prior_weight: float
    seed: int
    size: int  #: pixels
    targets: tuple[str, ...] = ATTENTION
    checkpointing: bool = False  #: compute the forward pass twice to keep half of it in memory
    pieces: int = 1  #: into how many parts a step's batch is taken, one after the other

    def rate(self, step: int) -> float:
        """Rising over the first twentieth, then falling evenly."""
        risen = min(1.0, (step + 1) / max(1, self.steps // 20))
        return self.learning_rate * risen * (1 - (1 - _LAST_RATE) * step / self.steps)

    def epoch_ends(self, epoch: int) -> int:
        """After how many steps an epoch, from 1, is over."""
        return round(self.steps * epoch / self.epochs)


def train(
    pipeline: Any, student: Student, lesson: Lesson, plan: Plan, *, until: int, go_on: GoOn
) -> None:
    """Go on to step `until`, or to the step after which `go_on` says no."""
    unet, device = student.unet, student.unet.device
    noising = DDPMScheduler.from_config(pipeline.scheduler.config)
    velocity = noising.config.prediction_type == "v_prediction"
    stored = unet.dtype  # asked once: it looks at every weight
    half = _computing_type(pipeline.unet.dtype, device)
    scale = _HALF_SCALE if half is torch.float16 else 1.0
    size = torch.tensor([[plan.size, plan.size, 0, 0, plan.size, plan.size]], device=device)

    with _checkpointing(unet, plan), joined_operations(unet, LEARNING):
        for step in range(student.step, until):
            # 1. This step's own chance, on the processor: the same on every machine.
            chance = torch.Generator().manual_seed(plan.seed * 1_000_003 + step)

            # 2. As many examples of the class as of the subject: (batch, 2).
            taught = _some(lesson.subject, plan.batch_size, chance)
            kept = (
                _some(lesson.others, plan.batch_size, chance) if plan.prior_weight else taught[:0]
            )
            examples = torch.cat([taught, kept])
            pictures, captions = examples[:, 0], examples[:, 1]
            worth = torch.ones(len(examples))
            worth[len(taught) :] = plan.prior_weight

            # 3. Latents drawn anew from what the autoencoder said: (batch, 4, h, w).
            mean, std = lesson.mean[pictures], lesson.std[pictures]
            latents = mean + std * torch.randn(mean.shape, generator=chance)

            # 4. Noise of a strength of their own, spread over all strengths: (batch,).
            noise = torch.randn(mean.shape, generator=chance)
            strata = (
                torch.arange(len(examples)) + torch.rand(len(examples), generator=chance)
            ) / len(examples)
            strata = strata[torch.randperm(len(examples), generator=chance)]
            times = (strata * noising.config.num_train_timesteps).long()
            noisy = noising.add_noise(latents, noise, times)

            # 5. What the UNet should say, and how much it matters at this strength.
            target = noising.get_velocity(latents, noise, times) if velocity else noise
            snr = compute_snr(noising, times)
            matters = _weight(snr, velocity=velocity) * worth  # (batch,)

            # 6. What it says, part by part where memory is short; gradients add up.
            total = 0.0
            for part in torch.arange(len(examples)).chunk(plan.pieces):
                words = lesson.words[captions[part]].to(device)  # (part, tokens, width)
                added = _added(lesson, captions[part], size, device)
                with _computing_in(half, device):
                    said = unet(
                        noisy[part].to(device),
                        times[part].to(device),
                        words.to(half or stored),
                        added_cond_kwargs=added,
                    ).sample  # (part, 4, h, w)
                wrong = (said.float() - target[part].to(device)).square().mean((1, 2, 3))
                loss = (wrong * matters[part].to(device)).sum() / plan.batch_size
                (loss * scale).backward()
                total += loss.item()

            # 7. Learn, unless a number has run over.
            weights = list(student.weights.values())
            if scale != 1.0:
                torch._foreach_div_([weight.grad for weight in weights], scale)
            norm = torch.nn.utils.clip_grad_norm_(weights, CLIP_NORM, foreach=True)
            if math.isfinite(norm.item()):
                for group in student.optimiser.param_groups:
                    group["lr"] = plan.rate(step)
                student.optimiser.step()
                student.loss = _smoothed(student.loss, total, step)
            student.optimiser.zero_grad(set_to_none=True)

            # 8. One step more; stop where somebody asks for it.
            student.step = step + 1
            if not go_on(student.step, student.loss):
                return


def _some(examples: Any, count: int, chance: torch.Generator) -> Any:
    return examples[torch.randint(len(examples), (count,), generator=chance)]


def _weight(snr: Any, *, velocity: bool) -> Any:
    """Min-SNR, which keeps its weight at high noise, where the caption decides the subject."""
    if velocity:
        return torch.clamp(SNR_LIMIT / (snr + 1), max=1.0)
    return torch.clamp(SNR_LIMIT / snr, max=1.0)


def _added(lesson: Lesson, captions: Any, size: Any, device: torch.device) -> dict[str, Any]:
    """What XL wants besides: pooled captions, and the size and place of the crop."""
    if not lesson.pooled.shape[1]:
        return {}
    pooled = lesson.pooled[captions].to(device)
    return {"text_embeds": pooled, "time_ids": size.expand(len(captions), -1)}


def _smoothed(before: float, now: float, step: int) -> float:
    share = min(_SMOOTHING, step / (step + 1))
    return share * before + (1 - share) * now


def _computing_type(stored: torch.dtype, device: torch.device) -> torch.dtype | None:
    """The half precision to compute in; None where the model is computed in full."""
    if stored == torch.float32:
        return None
    if device.type == "cuda" and not torch.cuda.is_bf16_supported():
        return torch.float16
    return torch.bfloat16


def _computing_in(half: torch.dtype | None, device: torch.device) -> Any:
    return torch.autocast(device.type, dtype=half or torch.bfloat16, enabled=half is not None)


@contextmanager
def _checkpointing(unet: Any, plan: Plan) -> Iterator[None]:
    if not plan.checkpointing:
        yield
        return
    unet.enable_gradient_checkpointing()
    try:
        yield
    finally:
        unet.disable_gradient_checkpointing()
