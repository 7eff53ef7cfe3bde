import torch
from hypothesis import given
from hypothesis import strategies as st

from core.imaging.schooling.painter_school import (
    TIMESTEPS,
    noise_scheduler,
    spread_timesteps,
    timestep_weights,
)


def drawn(batch: int, seed: int) -> torch.Tensor:
    return spread_timesteps(batch, torch.Generator().manual_seed(seed))


def test_timesteps_are_as_many_as_the_schedule_has() -> None:
    assert noise_scheduler().config.num_train_timesteps == TIMESTEPS == len(timestep_weights())


@given(batch=st.integers(1, 64), seed=st.integers(0, 2**31))
def test_every_picture_gets_a_timestep_of_the_schedule(batch: int, seed: int) -> None:
    found = drawn(batch, seed)
    assert found.shape == (batch,)
    assert 0 <= int(found.min()) <= int(found.max()) < TIMESTEPS


def test_most_of_them_lie_a_little_above_the_middle() -> None:
    some = torch.cat([drawn(16, seed) for seed in range(1_000)])
    assert 0.6 < float(((some > 400) & (some < 850)).float().mean()) < 0.75


def test_some_begin_in_pure_noise() -> None:
    some = torch.cat([drawn(16, seed) for seed in range(2_000)])
    assert int(some.max()) == TIMESTEPS - 1
    assert float((some >= 900).float().mean()) > 0.02


def test_what_is_lost_to_chance_counts_less() -> None:
    weights = timestep_weights()
    assert weights[500] == 1
    assert weights[999] < weights[850] < weights[700] < 1 < weights[300]
