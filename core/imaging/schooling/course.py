"""Steps of teaching that can be interrupted: the same weights come of it, in one go or in ten."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import nn

from core.errors import VivenciaError

STEPS_A_WORD = 50  #: between two lines that tell how it goes
MOST_NORM = 1.0  #: of the gradients together
LAST_RATE = 0.02  #: of the learning rate, at the end
SHORTEST_MEMORY = 20  #: steps an average looks back on at first


class TimeIsUp(VivenciaError):
    """The minutes given are over; everything is kept, and the next start goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a school is held, and for how long."""

    folder: Path
    tell: Callable[[str], None]
    device: str = "cpu"
    ends_at: float | None = None  #: by `now`, in seconds
    seconds_a_checkpoint: float = 180.0
    now: Callable[[], float] = field(default=time.monotonic)

    def is_over(self) -> bool:
        return self.ends_at is not None and self.now() >= self.ends_at

    def autocast(self) -> Any:
        """Half precision where it is safe, on either kind of processor."""
        return torch.autocast(self.device.partition(":")[0], torch.bfloat16)

    def dice(self, *seeds: int) -> torch.Generator:
        """Chance of its own for each step, so that a step interrupted is the same step again."""
        return torch.Generator(self.device).manual_seed(hash(seeds) & 0x7FFF_FFFF)


class Course:
    """Teaches one network so many steps; kept in `<folder>/<name>.pt`."""

    def __init__(
        self,
        name: str,
        network: nn.Module,
        room: Room,
        *,
        steps: int,
        learning_rate: float,
        memory: float | None = None,
    ) -> None:
        """`memory`: the share an average of the weights keeps of itself a step; None: none."""
        self.name, self.network, self.room, self.steps = name, network, room, steps
        self._learning_rate, self._memory = learning_rate, memory
        self.learns = [weight for weight in network.parameters() if weight.requires_grad]
        self.optimiser = torch.optim.AdamW(
            self.learns, learning_rate, betas=(0.9, 0.99), weight_decay=0.01, fused=True
        )
        self.step = 0
        self._average = [weight.detach().clone() for weight in self.learns] if memory else None
        self._resume()

    def run(self, loss_of: Callable[[int], torch.Tensor]) -> None:
        """Take the steps that are left; raise TimeIsUp when the room closes before the end."""
        kept_at = began_at = self.room.now()
        began = self.step
        while self.step < self.steps:
            if self.room.is_over():
                self._keep()
                raise TimeIsUp
            loss = self._take(loss_of)
            if self.step % STEPS_A_WORD == 0:
                pace = (self.step - began) / max(self.room.now() - began_at, 1e-9)
                self._tell(f"step {self.step} of {self.steps}, {float(loss):.4f}, {pace:.2f} a s")
            if self.room.now() - kept_at >= self.room.seconds_a_checkpoint:
                self._keep()
                kept_at = self.room.now()
        self._keep()

    @torch.no_grad()
    def settle(self) -> None:
        """Give the network the average of its weights."""
        if self._average is not None:
            for weight, average in zip(self.learns, self._average, strict=True):
                weight.copy_(average)

    def _take(self, loss_of: Callable[[int], torch.Tensor]) -> torch.Tensor:
        for group in self.optimiser.param_groups:
            group["lr"] = self._learning_rate * rate(self.step, self.steps)
        loss = loss_of(self.step)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.learns, MOST_NORM)
        self.optimiser.step()
        self.step += 1
        self._follow()
        return loss.detach()

    @torch.no_grad()
    def _follow(self) -> None:
        if self._average is not None and self._memory is not None:
            kept = min(self._memory, self.step / (self.step + SHORTEST_MEMORY))
            torch._foreach_lerp_(self._average, list(self.learns), 1 - kept)

    def _tell(self, word: str) -> None:
        self.room.tell(f"{self.name}: {word}")

    def _resume(self) -> None:
        place = self._place
        if not place.is_file():
            return
        state = torch.load(place, weights_only=True, map_location=self.room.device)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = int(state["step"])
        if self._average is not None:
            self._average = state["average"]
        self._tell(f"goes on after step {self.step}")

    def _keep(self) -> None:
        self.room.folder.mkdir(parents=True, exist_ok=True)
        beside = self._place.with_suffix(".part")
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "average": self._average,
        }
        torch.save(state, beside)
        beside.replace(self._place)

    @property
    def _place(self) -> Path:
        return self.room.folder / f"{self.name}.pt"


def rate(step: int, steps: int) -> float:
    """The share of the learning rate: up at first, full for half of the course, then down."""
    warm = min(1.0, (step + 1) / max(1, min(200, steps // 20)))
    late = max(0.0, step / steps - 0.5) * 2
    return warm * (LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + math.cos(math.pi * late)))
