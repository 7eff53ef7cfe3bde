"""A UNet while it is taught: the base model frozen, a LoRA adapter on it that learns.

The adapter is put on for one chunk and taken off again, so that pictures drawn between two
chunks know nothing of it. All that a chunk leaves is its checkpoint.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import safetensors.torch
import torch
from diffusers.training_utils import cast_training_params
from peft import get_peft_model_state_dict

from core.imaging import adapter_files
from core.imaging.adapter_files import Layers
from core.imaging.adapters import taken_off

LEARNING, PARENT = "learning", "parent00"  #: of one length: names are told apart by substrings
_WEIGHT, _MEAN, _SQUARE, _STEP = "weight.", "mean.", "square.", "step"


@dataclass(slots=True, kw_only=True)
class Student:
    """A UNet with its learning adapter and the optimiser, after so many steps."""

    unet: Any
    optimiser: torch.optim.Optimizer
    weights: Mapping[str, Any]  #: the learning ones, in float32, by name
    step: int
    loss: float  #: smoothed

    def checkpoint(self) -> bytes:
        """All that it takes to go on from here, to the last digit."""
        tensors = {_STEP: torch.tensor([self.step, self.loss], dtype=torch.float64)}
        for name, weight in self.weights.items():
            kept = self.optimiser.state[weight]
            tensors[_WEIGHT + name] = weight.detach()
            tensors[_MEAN + name] = kept["exp_avg"]
            tensors[_SQUARE + name] = kept["exp_avg_sq"]
        return safetensors.torch.save({n: t.cpu().contiguous() for n, t in tensors.items()})

    def layers(self) -> Layers:
        """The learning adapter as it stands."""
        return {
            name: tensor.detach().float().cpu()
            for name, tensor in get_peft_model_state_dict(self.unet, adapter_name=LEARNING).items()
        }


@contextmanager
def studying(
    pipeline: Any,
    *,
    rank: int,
    targets: tuple[str, ...],
    seed: int,
    checkpoint: bytes | None,
    start: bytes | None = None,
    parent: bytes | None = None,
) -> Iterator[Student]:
    """Let the UNet learn where the pipeline computes; it leaves as it came.

    It goes on from a checkpoint; without one from `start`, an adapter; without that from
    nothing. A parent adapter is active and frozen.
    """
    unet = pipeline.unet
    taken_off(unet)  # pictures leave theirs on
    unet.requires_grad_(False)
    try:
        pipeline.maybe_free_model_hooks()  # where parts take turns on the card, it is the UNet's
        unet.to(pipeline._execution_device)
        if parent is not None:
            adapter_files.put_on(unet, parent, PARENT)
        _put_learner_on(unet, rank=rank, targets=targets, seed=seed, start=start)
        _let_learn(unet, [LEARNING, *([PARENT] if parent is not None else [])])
        yield _student(unet, checkpoint)
    finally:
        unet.eval()
        unet.zero_grad(set_to_none=True)
        taken_off(unet)
        pipeline.maybe_free_model_hooks()


def _let_learn(unet: Any, worn: list[str]) -> None:
    """All of these are at work, and one alone learns."""
    unet.set_adapters(worn)
    for name, weight in unet.named_parameters():
        weight.requires_grad_(f".{LEARNING}." in name)
    cast_training_params(unet, dtype=torch.float32)
    unet.train()


def _put_learner_on(
    unet: Any, *, rank: int, targets: tuple[str, ...], seed: int, start: bytes | None
) -> None:
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        settings = adapter_files.settings_for(rank=rank, targets=targets)
        adapter_files.hang(unet, settings, LEARNING)
    if start is not None:
        adapter_files.fill(unet, adapter_files.read(start).layers, LEARNING)


def _student(unet: Any, checkpoint: bytes | None) -> Student:
    weights = {
        name.replace(f".{LEARNING}", ""): weight
        for name, weight in unet.named_parameters()
        if weight.requires_grad
    }
    optimiser = torch.optim.AdamW(weights.values(), lr=0.0, weight_decay=1e-2, fused=True)
    student = Student(unet=unet, optimiser=optimiser, weights=weights, step=0, loss=1.0)
    if checkpoint is not None:
        _restore(student, safetensors.torch.load(checkpoint))
    return student


def _restore(student: Student, kept: Mapping[str, Any]) -> None:
    student.step, student.loss = int(kept[_STEP][0]), float(kept[_STEP][1])
    for name, weight in student.weights.items():
        weight.data.copy_(kept[_WEIGHT + name])
        student.optimiser.state[weight] = {
            "step": torch.tensor(float(student.step), device=weight.device),
            "exp_avg": kept[_MEAN + name].to(weight.device),
            "exp_avg_sq": kept[_SQUARE + name].to(weight.device),
        }
