"""Teaches the subject embedder: views of one subject together, all others apart.

A subject is a drawing in its own colours or recoloured; half of each batch comes in pairs of
one drawing in two colourings, which have to be told apart too. Every tenth drawing is held
out for the measure, with all its styles and skin tones.
"""

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.torch
import torch
from torch import nn

from core.imaging.likeness import INPUT_PX, SubjectNetwork
from core.imaging.schooling.drawings import Drawings
from core.imaging.schooling.views import Views, recoloured

BATCH = 64  #: subjects, two views each
TEMPERATURE = 0.1
LEARNING_RATE = 2e-3
STEPS_A_CHECKPOINT = 200
_TONES = re.compile(r"-(light|medium-light|medium|medium-dark|dark)(-skin-tone)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What the embedder tells of subjects it never saw: means of cosines."""

    same: float  #: two views of one subject
    recoloured: float  #: a subject and the same drawing in other colours
    other: float  #: a subject and another one
    told_apart: float  #: share of views whose nearest other view is of the same subject


def teach_likeness(
    drawings: Drawings, folder: Path, *, steps: int, tell: Callable[[str], None]
) -> tuple[SubjectNetwork, Measure]:
    """Teach the network, from where it was interrupted; about five minutes on two cores."""
    taught, held_out = _split(drawings)
    torch.manual_seed(0)
    network = SubjectNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=1e-3)
    began = _resumed(folder / "likeness.pt", network, optimiser)
    for step in range(began, steps):
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * _rate(step, steps)
        loss = _loss(network, taught, step)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if (step + 1) % STEPS_A_CHECKPOINT == 0 or step + 1 == steps:
            _keep(folder / "likeness.pt", network, optimiser, step + 1)
            tell(f"step {step + 1} of {steps}, loss {loss.item():.3f}")
    return network, measure(network, held_out)


def write_likeness(network: SubjectNetwork, measured: Measure, folder: Path) -> None:
    """Bundle it: weights in half precision, and what was measured beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    halves = {name: weight.half().contiguous() for name, weight in network.state_dict().items()}
    safetensors.torch.save_file(halves, folder / "embedder.safetensors")
    figures = {name: round(getattr(measured, name), 3) for name in Measure.__slots__}
    (folder / "measured.json").write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


@torch.no_grad()
def measure(network: nn.Module, rgba: torch.Tensor, *, views: int = 4) -> Measure:
    """Measure on drawings, (drawings, 4, height, width), that were never taught."""
    network.eval()
    look = Views(side_px=INPUT_PX, generator=torch.Generator().manual_seed(7))
    subjects = torch.cat([rgba, recoloured(rgba, torch.full((len(rgba),), 0.37))])
    seen = torch.stack([network(look.of(subjects)) for _ in range(views)], 1)  # (s, views, 128)
    network.train()
    flat = seen.flatten(0, 1)
    cosines = flat @ flat.T
    owner = torch.arange(len(subjects)).repeat_interleave(views)
    drawing = owner % len(rgba)
    self_pair = torch.eye(len(flat), dtype=torch.bool)
    same = (owner[:, None] == owner) & ~self_pair
    twin = (drawing[:, None] == drawing) & (owner[:, None] != owner)
    other = drawing[:, None] != drawing
    nearest = cosines.masked_fill(self_pair, -2).argmax(1)
    return Measure(
        same=float(cosines[same].mean()),
        recoloured=float(cosines[twin].mean()),
        other=float(cosines[other].mean()),
        told_apart=float((owner[nearest] == owner).float().mean()),
    )


def _loss(network: nn.Module, rgba: torch.Tensor, step: int) -> torch.Tensor:
    """Each view has to find its other one among all of the batch."""
    generator = torch.Generator().manual_seed(step)
    half = BATCH // 2
    picks = torch.randint(len(rgba), (half + half // 2,), generator=generator)
    subjects = torch.cat([rgba[picks[:half]], rgba[picks[half:]].repeat(2, 1, 1, 1)])
    turns = torch.rand(BATCH, generator=generator)
    kept = torch.rand(BATCH, generator=generator) < 0.3
    subjects = recoloured(subjects, torch.where(kept, torch.zeros(BATCH), turns))
    look = Views(side_px=INPUT_PX, generator=generator)
    directions = network(torch.cat([look.of(subjects), look.of(subjects)]))  # (2 * batch, 128)
    cosines = directions @ directions.T / TEMPERATURE
    cosines = cosines.masked_fill(torch.eye(2 * BATCH, dtype=torch.bool), -1e4)
    partner = torch.arange(2 * BATCH).roll(BATCH)
    return nn.functional.cross_entropy(cosines, partner)


def _rate(step: int, steps: int) -> float:
    warm = min(1.0, (step + 1) / 50)
    return warm * (0.02 + 0.98 * 0.5 * (1 + float(np.cos(np.pi * step / steps))))


def _split(drawings: Drawings) -> tuple[torch.Tensor, torch.Tensor]:
    """Those to teach on, and every tenth concept to measure with, as (n, 4, h, w) in 0..1."""
    concepts = [_TONES.sub("", name.partition("/")[2]) for name in drawings.names]
    held_out = np.array([zlib.crc32(concept.encode()) % 10 == 0 for concept in concepts])
    return _tensor(drawings.rgba[~held_out]), _tensor(drawings.rgba[held_out])


def _tensor(rgba: Any) -> torch.Tensor:
    return torch.from_numpy(rgba).permute(0, 3, 1, 2).float() / 255


def _resumed(kept: Path, network: nn.Module, optimiser: torch.optim.Optimizer) -> int:
    if not kept.is_file():
        return 0
    state = torch.load(kept, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])


def _keep(place: Path, network: nn.Module, optimiser: torch.optim.Optimizer, step: int) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(".part")
    state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
    torch.save(state, beside)
    beside.replace(place)
