import torch
from hypothesis import given
from hypothesis import strategies as st

from core.imaging.schooling.painter_school import (
    DECIDED_FROM,
    DECIDED_SHARE,
    TIMESTEPS,
    noise_scheduler,
    spread_timesteps,
)


def drawn(batch: int, seed: int) -> torch.Tensor:
    return spread_timesteps(batch, torch.Generator().manual_seed(seed))


@given(batch=st.integers(1, 64), seed=st.integers(0, 2**31))
def test_timesteps_are_within_the_schedule_and_rise(batch: int, seed: int) -> None:
    found = drawn(batch, seed)
    assert found.shape == (batch,)
    assert 0 <= int(found.min()) <= int(found.max()) < noise_scheduler().config.num_train_timesteps
    assert bool((found.diff() >= 0).all())


@given(seed=st.integers(0, 2**31))
def test_every_batch_has_its_share_where_it_is_decided_what_is_painted(seed: int) -> None:
    decided = drawn(16, seed) >= DECIDED_FROM
    assert int(decided.sum()) == 16 * DECIDED_SHARE


def test_no_timestep_is_left_out() -> None:
    some = torch.cat([drawn(1, seed) for seed in range(20_000)])
    assert len(some.unique()) > 0.95 * TIMESTEPS
    assert int(some.max()) == TIMESTEPS - 1
