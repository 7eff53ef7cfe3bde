"""A UNet that learns with all its weights: full DreamBooth, on a copy in full precision.

The loaded model stays as it is, so pictures that wait are drawn with it between two chunks;
the copy leaves the card for them. What is kept of it is written and read tensor by tensor.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch

from core.errors import VivenciaError
from core.imaging.base_models import LoadedModel
from core.imaging.checkpoints import fill, hold, tensors, weights_of, written
from core.imaging.machine import card_bytes
from core.imaging.memory_plan import GIB
from core.imaging.student import Student

LARGEST_WITHOUT_CARD = 2e8  #: weights: more of them would learn for days
_WORK_BYTES = 7 * GIB // 2  #: what a step takes besides, with half of it computed twice
_WEIGHT_BYTES = 4
_BASE_BYTES = 2  #: the model itself, which makes room only after a picture was drawn
_MEAN_AND_SQUARE, _IN_8_BITS = 8, 2  #: bytes a weight, of what the optimiser remembers
_WEIGHT, _STATE, _STEP = "weight.", "state.", "step"


class ThoroughTooMuch(VivenciaError):
    """This machine cannot teach all weights of this model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What teaching all weights takes."""

    weights: int
    in_8_bits: bool

    @property
    def card_bytes(self) -> int:
        """Weights, gradients, what the optimiser remembers, and room to work."""
        return self.weights * (2 * _WEIGHT_BYTES + self._remembered) + _WORK_BYTES

    def disk_bytes(self, *, epochs: int) -> int:
        """Where it stands, twice while it is written anew, and a half-precision file an epoch."""
        state = _WEIGHT_BYTES + self._remembered
        return self.weights * (2 * state + _BASE_BYTES * (epochs + 1))

    @property
    def _remembered(self) -> int:
        return _IN_8_BITS if self.in_8_bits else _MEAN_AND_SQUARE


def needs_of(model: LoadedModel) -> Needs:
    """What it takes here; ThoroughTooMuch when the card, or being without one, forbids it."""
    weights = sum(weight.numel() for weight in weights_of(model.pipeline.unet).values())
    needs = Needs(weights=weights, in_8_bits=_optimiser_in_8_bits() is not None)
    if model.device.type != "cuda":
        if weights > LARGEST_WITHOUT_CARD:
            raise ThoroughTooMuch("it takes a CUDA card")
    elif needs.card_bytes > card_bytes():
        raise ThoroughTooMuch(f"it takes {needs.card_bytes / GIB:.0f} GiB of the card")
    return needs


def teaches_all(model: LoadedModel) -> bool:
    """Whether this machine can teach all weights of a model."""
    try:
        needs_of(model)
    except ThoroughTooMuch:
        return False
    return True


def pupil_of(model: LoadedModel) -> Student:
    """A copy of the base model's UNet that is ready to learn."""
    base = model.pipeline.unet
    hold(base, None)
    with torch.device("meta"):
        unet = type(base).from_config(base.config)
    unet.to(torch.float32).to_empty(device=model.device)
    weights, own = weights_of(unet), weights_of(base)
    with torch.no_grad():
        for name, weight in weights.items():
            weight.copy_(own[name])
    unet.requires_grad_(True).train()
    return Student(
        unet=unet, optimiser=_optimiser(weights.values()), weights=weights, step=0, loss=1.0
    )


def begun_from(pupil: Student, pieces: Iterable[bytes]) -> None:
    """Let a pupil begin where another teaching ended; CheckpointUnreadable for another model's."""
    fill(pupil.weights, pieces, config=pupil.unet.config)


def kept(pupil: Student) -> Iterator[bytes]:
    """All that it takes to go on from here, to the last digit."""
    state = {_STEP: torch.tensor([pupil.step, pupil.loss], dtype=torch.float64)}
    for name, weight in pupil.weights.items():
        state[_WEIGHT + name] = weight
        for part, value in pupil.optimiser.state[weight].items():
            told = value if torch.is_tensor(value) else torch.tensor([value], dtype=torch.float64)
            state[f"{_STATE}{part}.{name}"] = told
    return written(state)


def taken_up(pupil: Student, pieces: Iterable[bytes]) -> None:
    """Go on from what was kept."""
    for name, tensor in tensors(pieces):
        if name == _STEP:
            pupil.step, pupil.loss = int(tensor[0]), float(tensor[1])
        elif name.startswith(_WEIGHT):
            with torch.no_grad():
                pupil.weights[name.removeprefix(_WEIGHT)].copy_(tensor)
        else:
            part, _, of = name.removeprefix(_STATE).partition(".")
            weight = pupil.weights[of]
            pupil.optimiser.state[weight][part] = _remembered(tensor, weight)


def moved(pupil: Student, device: torch.device) -> None:
    """Bring a pupil with all it remembers to the card, or away from it."""
    if pupil.unet.device == device:
        return
    pupil.unet.to(device)
    for remembered in pupil.optimiser.state.values():
        for part, value in remembered.items():
            if torch.is_tensor(value):
                remembered[part] = value.to(device)
    if device.type == "cpu" and torch.cuda.is_available():
        torch.cuda.empty_cache()


def low_rank(
    base: Mapping[str, Any],
    taught: Iterable[tuple[str, Any]],
    *,
    rank: int,
    targets: tuple[str, ...],
) -> dict[str, Any]:
    """What changed, as the layers of an adapter of this rank: the best there is, by SVD.

    What was taught comes weight by weight. Only matrices are told this way; convolutions stay
    as the base model has them.
    """
    layers = {}
    for name, after in taught:
        before, place = base[name], name.removesuffix(".weight")
        if before.ndim != _MATRIX or not place.endswith(targets):
            continue
        change = after.detach().to(before.device, torch.float32) - before.detach().float()
        up, sizes, down = torch.linalg.svd(change, full_matrices=False)
        most = min(rank, len(sizes))
        root = sizes[:most].sqrt()
        layers[f"{place}.lora_A.weight"] = _padded((root[:, None] * down[:most]), rank, dim=0)
        layers[f"{place}.lora_B.weight"] = _padded((up[:, :most] * root), rank, dim=1)
    return layers


_MATRIX = 2


def _padded(part: Any, rank: int, *, dim: int) -> Any:
    """All layers of an adapter have one rank: the small ones are filled up with nothing."""
    missing = rank - part.shape[dim]
    if missing > 0:
        shape = list(part.shape)
        shape[dim] = missing
        part = torch.cat([part, part.new_zeros(shape)], dim=dim)
    return part.half().cpu().contiguous()


def _optimiser(weights: Iterable[Any]) -> torch.optim.Optimizer:
    in_8_bits = _optimiser_in_8_bits()
    if in_8_bits is not None:
        found: torch.optim.Optimizer = in_8_bits(weights, lr=0.0, weight_decay=1e-2)
        return found
    return torch.optim.AdamW(weights, lr=0.0, weight_decay=1e-2, fused=True)


def _optimiser_in_8_bits() -> Any:
    """The optimiser of bitsandbytes, where that is installed and there is a card for it."""
    if not torch.cuda.is_available():
        return None
    os.environ.setdefault("BITSANDBYTES_NOWELCOME", "1")
    try:
        from bitsandbytes.optim import AdamW8bit  # type: ignore[import-not-found,unused-ignore]
    except (ImportError, RuntimeError):
        return None
    return AdamW8bit


def _remembered(tensor: Any, weight: Any) -> Any:
    """One thing the optimiser remembers of a weight, as it had it."""
    return int(tensor[0]) if tensor.dtype == torch.float64 else tensor.to(weight.device)
