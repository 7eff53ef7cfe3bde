from itertools import pairwise
from pathlib import Path

import pytest
import torch
from torch import nn

from core.imaging.schooling.course import Course, Room, TimeIsUp, rate

STEPS = 6


def session(folder: Path, *, most_steps: int) -> torch.Tensor:
    """The weights after all steps; raise TimeIsUp where a session is too short for them."""
    taken: list[int] = []
    room = Room(
        folder=folder,
        tell=lambda word: None,
        now=lambda: float(len(taken)),
        ends_at=float(most_steps),
    )
    torch.manual_seed(3)
    network = nn.Linear(4, 2)
    course = Course("line", network, room, steps=STEPS, learning_rate=0.1, memory=0.9)

    def loss_of(step: int) -> torch.Tensor:
        taken.append(step)
        seen = torch.randn(8, 4, generator=room.dice(step))
        loss: torch.Tensor = (network(seen) - seen[:, :2]).square().mean()
        return loss

    course.run(loss_of)
    course.settle()
    return network.weight.detach().clone()


@pytest.mark.parametrize("most_steps", [1, 2, 4])
def test_a_course_in_sessions_gives_the_weights_of_one_in_one_go(
    tmp_path: Path, most_steps: int
) -> None:
    for _ in range((STEPS - 1) // most_steps):
        with pytest.raises(TimeIsUp):
            session(tmp_path / "sessions", most_steps=most_steps)
    in_sessions = session(tmp_path / "sessions", most_steps=most_steps)
    assert torch.equal(in_sessions, session(tmp_path / "whole", most_steps=STEPS))


def test_a_course_that_is_over_only_hands_out_what_it_reached(tmp_path: Path) -> None:
    reached = session(tmp_path, most_steps=STEPS)
    assert torch.equal(session(tmp_path, most_steps=0), reached)


def test_the_rate_rises_stays_and_falls() -> None:
    rates = [rate(step, 1000) for step in range(1000)]
    assert rates[0] < rates[40] < rates[60] == rates[490] == 1
    assert rates[999] < 0.03
    assert all(before >= after for before, after in pairwise(rates[60:]))
