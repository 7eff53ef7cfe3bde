"""Teaches the judge: it reads which concepts a picture shows, and is never shipped.

It sees the illustrations only, composed into scenes and made a little worse, and never a
picture that a model drew. Concepts that pass for each other are one label.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn.functional import cross_entropy, interpolate

from core.imaging.schooling.course import Course, Room
from core.imaging.schooling.scenes import Scene, Stage

INPUT_PX = 96
BATCH = 48
JUDGE_STEPS = 1600
_WIDTHS = (32, 64, 128, 192)
_HELD_OUT = 1_000_000_000  #: chance from here on is never taught with


class JudgeNetwork(nn.Module):
    """(pictures, 3, 96, 96) in -1..1 to one score a label, high for each one that is there."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        before = 3
        for width in _WIDTHS:
            layers += [_layer(before, width, stride=2), _layer(width, width, stride=1)]
            before = width
        self.features = nn.Sequential(*layers)
        self.score = nn.Linear(2 * before, labels)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        features = self.features(pictures)
        pooled = torch.cat([features.mean((2, 3)), features.amax((2, 3))], dim=1)
        scores: torch.Tensor = self.score(pooled)
        return scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """How well a judge reads illustrations it was not taught with."""

    alone: float  #: share of scenes of one thing whose first label is right
    together: float  #: share of scenes of two whose first two labels are right


@dataclass(frozen=True, kw_only=True)
class Judge:
    """A taught network and what its scores mean."""

    network: JudgeNetwork
    labels: tuple[str, ...]

    @torch.no_grad()
    def ranked(self, pictures: Sequence[Image.Image], *, most: int = 2) -> list[tuple[str, ...]]:
        """The likeliest labels of each picture, the likeliest first."""
        pixels = torch.from_numpy(np.stack([np.asarray(p.convert("RGB")) for p in pictures]))
        self.network.eval()
        best = self.network(_ready(pixels)).topk(most, dim=1).indices
        return [tuple(self.labels[number] for number in row) for row in best.tolist()]


def judge_of(stage: Stage) -> Judge:
    """A judge that knows nothing yet."""
    labels = tuple(dict.fromkeys(stage.looks.concepts.labels.values()))
    torch.manual_seed(0)
    return Judge(network=JudgeNetwork(len(labels)), labels=labels)


def teach_judge(stage: Stage, room: Room, *, steps: int, batch: int = BATCH) -> Judge:
    """Teach one, from where it was interrupted; about ten minutes on a core."""
    judge = judge_of(stage)
    network = judge.network.to(room.device)
    course = Course("judge", network, room, steps=steps, learning_rate=2e-3)
    network.train()

    def loss_of(step: int) -> torch.Tensor:
        scenes = _scenes(stage, first=step * batch, count=batch)
        pictures = worse(_pixels(scenes), torch.Generator().manual_seed(step))
        with room.autocast():
            scores = network(pictures.to(room.device)).float()
        return cross_entropy(scores, _shares(judge, stage, scenes).to(room.device))

    course.run(loss_of)
    network.cpu()
    return judge


def skill_of(judge: Judge, stage: Stage, *, count: int = 800) -> Skill:
    """Measure on scenes that were never taught, made as much worse."""
    alone: list[bool] = []
    pairs: list[bool] = []
    for first in range(0, count, BATCH):
        scenes = _scenes(stage, first=_HELD_OUT + first, count=BATCH)
        pictures = worse(_pixels(scenes), torch.Generator().manual_seed(_HELD_OUT + first))
        read = judge.ranked([_picture(p) for p in pictures])
        for scene, labels in zip(scenes, read, strict=True):
            true = {stage.looks.concepts.labels[name] for name in scene.concepts}
            if len(true) == 1:
                alone.append(labels[0] in true)
            elif len(true) == 2:
                pairs.append(set(labels) == true)
    return Skill(alone=float(np.mean(alone)), together=float(np.mean(pairs)))


def worse(pixels: torch.Tensor, dice: torch.Generator) -> torch.Tensor:
    """(n, height, width, 3) uint8 to the network's input, blurred, tinted and noisy by chance."""
    pictures = _ready(pixels)
    coarse = int(INPUT_PX * float(0.45 + 0.55 * torch.rand(1, generator=dice)))
    blurred = interpolate(pictures, size=coarse, mode="area")
    blurred = interpolate(blurred, size=INPUT_PX, mode="bilinear")
    count = len(pictures)
    tint = 1 + 0.08 * torch.randn(count, 3, 1, 1, generator=dice)
    lightness = 0.08 * torch.randn(count, 1, 1, 1, generator=dice)
    grain = 0.08 * torch.rand(count, 1, 1, 1, generator=dice)
    noise = torch.randn(blurred.shape, generator=dice)
    return (blurred * tint + lightness + grain * noise).clamp(-1, 1)


def _scenes(stage: Stage, *, first: int, count: int) -> list[Scene]:
    return [stage.compose(random.Random(number)) for number in range(first, first + count)]


def _shares(judge: Judge, stage: Stage, scenes: Sequence[Scene]) -> torch.Tensor:
    """What the scores should say: each label of a scene has an equal share of it."""
    shares = torch.zeros(len(scenes), len(judge.labels))
    for row, scene in enumerate(scenes):
        true = {stage.looks.concepts.labels[name] for name in scene.concepts}
        for label in true:
            shares[row, judge.labels.index(label)] = 1 / len(true)
    return shares


def _pixels(scenes: Sequence[Scene]) -> torch.Tensor:
    return torch.from_numpy(np.stack([scene.picture for scene in scenes]))


def _ready(pixels: torch.Tensor) -> torch.Tensor:
    """(n, height, width, 3) uint8 to (n, 3, 96, 96) in -1..1."""
    pictures = pixels.permute(0, 3, 1, 2).float() / 127.5 - 1
    return interpolate(pictures, size=(INPUT_PX, INPUT_PX), mode="area")


def _picture(pixels: torch.Tensor) -> Image.Image:
    """(3, height, width) in -1..1 as a picture."""
    return Image.fromarray(
        ((pixels + 1) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).numpy()
    )


def _layer(before: int, after: int, *, stride: int) -> Any:
    return nn.Sequential(
        nn.Conv2d(before, after, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(after),
        nn.SiLU(),
    )
