from dataclasses import replace

import pytest
import torch

from core.content.teaching import TeachingContent
from core.domain.element import ElementKind
from core.domain.teaching import TeachingRequest, TrainingPhoto
from core.imaging import teaching_plans
from core.imaging.base_models import LoadedModel
from core.imaging.memory_plan import ModelWeight
from core.imaging.teaching_plans import plan_for, smaller, wording_for

REQUEST = TeachingRequest(
    element_id="e1",
    kind=ElementKind.PET,
    instance_token="vqzgkwpd",
    class_noun="dog",
    photos=tuple(TrainingPhoto(photo_id=f"f{number}") for number in range(10)),
    steps=1000,
    rank=16,
)
GIB = 2**30


def test_a_large_model_is_taught_as_asked(tiny: LoadedModel) -> None:
    plan = plan_for(REQUEST, tiny)
    assert (plan.steps, plan.rank, plan.size, plan.checkpointing) == (1000, 16, 64, False)
    content = TeachingContent.load()
    assert wording_for(tiny, content) is content.wording


def test_a_small_model_is_taught_in_its_own_manner(bundled: LoadedModel) -> None:
    own = bundled.manner.teaching
    assert own is not None
    plan = plan_for(REQUEST, bundled)
    assert (plan.steps, plan.learning_rate, plan.size) == (own.steps, own.learning_rate, 128)
    assert wording_for(bundled, TeachingContent.load()) is own.wording


def test_fewer_photos_take_fewer_steps(bundled: LoadedModel) -> None:
    few = replace(REQUEST, photos=REQUEST.photos[:5])
    assert plan_for(few, bundled).steps == plan_for(REQUEST, bundled).steps // 2
    many = replace(REQUEST, photos=REQUEST.photos * 3)
    assert plan_for(many, bundled).steps == plan_for(REQUEST, bundled).steps


@pytest.mark.parametrize(("gib", "checkpointing"), [(24, False), (8, True)])
def test_a_small_card_computes_twice_from_the_first_step(
    tiny: LoadedModel, monkeypatch: pytest.MonkeyPatch, gib: int, checkpointing: bool
) -> None:
    monkeypatch.setattr(teaching_plans, "card_bytes", lambda: gib * GIB)
    card = replace(
        tiny,
        device=torch.device("cuda"),
        manner=replace(tiny.manner, native_size=512),
        weight=ModelWeight(all_bytes=2 * GIB, largest_part_bytes=2 * GIB, pixels=512 * 512),
    )
    assert plan_for(REQUEST, card).checkpointing is checkpointing


def test_where_memory_is_short_there_are_two_ways_to_take_less(tiny: LoadedModel) -> None:
    first = smaller(plan_for(REQUEST, tiny))
    assert first is not None
    assert (first.checkpointing, first.pieces) == (True, 1)
    second = smaller(first)
    assert second is not None
    assert second.pieces == 2
    assert smaller(second) is None


def test_epochs_end_at_even_distances_and_the_last_at_the_end(tiny: LoadedModel) -> None:
    plan = replace(plan_for(REQUEST, tiny), steps=500, epochs=4)
    assert [plan.epoch_ends(epoch) for epoch in (1, 2, 3, 4)] == [125, 250, 375, 500]


def test_the_learning_rate_rises_and_then_falls(tiny: LoadedModel) -> None:
    plan = plan_for(REQUEST, tiny)
    rates = [plan.rate(step) for step in (0, 49, 500, 999)]
    assert rates[0] < rates[1]
    assert rates[1] > rates[2] > rates[3] > 0


def test_longer_is_longer_by_a_models_own_number_too(bundled: LoadedModel) -> None:
    longer = replace(REQUEST, longer=1.5)
    assert plan_for(longer, bundled).steps == 1.5 * plan_for(REQUEST, bundled).steps
