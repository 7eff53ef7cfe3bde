from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from core.imaging import adapter_files
from core.imaging.adapters import Adapter, worn
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.lesson import Lesson
from core.imaging.manners import Manner
from core.imaging.student import studying
from core.imaging.trainer import ATTENTION, _weight, train
from tests.unit.imaging.pupils import (
    CAPTION,
    PLAN,
    Taught,
    a_lesson,
    a_pipeline,
    longer,
    loss_after,
    taught,
)

KINDS = ("sd", "velocity", "xl")
DRAWING = Drawing(
    prompt=CAPTION,
    negative_prompt="",
    seeds=(1,),
    num_inference_steps=3,
    guidance_scale=5.0,
    width=64,
    height=64,
)


@pytest.fixture(scope="module", params=KINDS)
def any_pipeline(request: pytest.FixtureRequest) -> Any:
    return a_pipeline(request.param)


@pytest.fixture(scope="module")
def any_lesson(any_pipeline: Any) -> Lesson:
    return a_lesson(any_pipeline)


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return a_pipeline("sd")


@pytest.fixture(scope="module")
def lesson(pipeline: Any) -> Lesson:
    return a_lesson(pipeline)


def drawn(pipeline: Any, *adapters: bytes) -> np.ndarray:
    model = LoadedModel(
        name="tiny", pipeline=pipeline, manner=Manner(), device=torch.device("cpu")
    )
    drawing = replace(DRAWING, adapters=tuple(Adapter(safetensors=a) for a in adapters))
    picture = PictureGenerator(model).draw(drawing, on_step=lambda step: None)[0]
    return np.asarray(picture, int)


def weights(content: bytes) -> dict[str, Any]:
    return dict(adapter_files.read(content).layers)


def same(one: bytes, other: bytes) -> bool:
    first, second = weights(one), weights(other)
    return all(torch.equal(first[name], second[name]) for name in first | second)


def test_it_learns_what_it_sees_again_and_again(any_pipeline: Any, any_lesson: Lesson) -> None:
    plan = longer(25, learning_rate=3e-2, prior_weight=0.0)
    before = loss_after(any_pipeline, any_lesson, plan, Taught())
    came = taught(any_pipeline, any_lesson, plan)
    assert loss_after(any_pipeline, any_lesson, plan, came) < 0.98 * before


def test_an_interrupted_teaching_comes_to_the_same_digits(
    any_pipeline: Any, any_lesson: Lesson
) -> None:
    plan = longer(6)
    whole = taught(any_pipeline, any_lesson, plan)
    assert same(taught(any_pipeline, any_lesson, plan, chunks=(1, 4)).adapter, whole.adapter)


def test_another_seed_comes_to_another_adapter(pipeline: Any, lesson: Lesson) -> None:
    other = taught(pipeline, lesson, replace(PLAN, seed=4))
    assert not same(other.adapter, taught(pipeline, lesson).adapter)


def test_the_adapter_can_be_worn_and_changes_the_picture(
    any_pipeline: Any, any_lesson: Lesson
) -> None:
    adapter = taught(any_pipeline, any_lesson, longer(3)).adapter
    plain = drawn(any_pipeline)
    assert (drawn(any_pipeline, adapter) != plain).any()
    assert (drawn(any_pipeline) == plain).all()


def test_the_base_model_is_left_as_it_was(pipeline: Any, lesson: Lesson) -> None:
    before = {n: w.clone() for n, w in pipeline.unet.state_dict().items()}
    taught(pipeline, lesson)
    after = pipeline.unet.state_dict()
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert not pipeline.unet.training
    assert all(weight.grad is None for weight in pipeline.unet.parameters())


def test_it_is_left_as_it_was_when_a_chunk_breaks(pipeline: Any, lesson: Lesson) -> None:
    before = set(pipeline.unet.state_dict())

    def breaks(step: int, loss: float) -> bool:
        raise KeyboardInterrupt

    settings = {"rank": 2, "targets": ATTENTION, "seed": 0, "checkpoint": None}
    with pytest.raises(KeyboardInterrupt), studying(pipeline, **settings) as student:
        train(pipeline, student, lesson, PLAN, until=3, go_on=breaks)
    assert set(pipeline.unet.state_dict()) == before


def test_it_ends_within_one_step_when_told_to(pipeline: Any, lesson: Lesson) -> None:
    assert len(taught(pipeline, lesson, chunks=(4,)).losses) == PLAN.steps
    settings = {"rank": 2, "targets": ATTENTION, "seed": 0, "checkpoint": None}
    with studying(pipeline, **settings) as student:
        train(pipeline, student, lesson, PLAN, until=PLAN.steps, go_on=lambda step, loss: step < 4)
        assert student.step == 4


def test_a_parent_is_active_and_stays_as_it_is(pipeline: Any, lesson: Lesson) -> None:
    parent = taught(pipeline, lesson, longer(4, seed=9)).adapter
    on_top = taught(pipeline, lesson, parent=parent)
    assert not same(on_top.adapter, taught(pipeline, lesson).adapter), "it was active"
    with studying(
        pipeline, rank=2, targets=ATTENTION, seed=0, checkpoint=None, parent=parent
    ) as student:
        frozen = {
            name: weight.detach().clone()
            for name, weight in student.unet.named_parameters()
            if ".parent00." in name
        }
        train(pipeline, student, lesson, PLAN, until=3, go_on=lambda step, loss: True)
        assert frozen
        assert all(
            torch.equal(frozen[name], weight)
            for name, weight in student.unet.named_parameters()
            if name in frozen
        )
    assert not any(name in learning for name in frozen for learning in student.weights)


def test_an_adapter_on_a_parent_carries_it_within(pipeline: Any, lesson: Lesson) -> None:
    parent = taught(pipeline, lesson, longer(4, seed=9)).adapter
    child = taught(pipeline, lesson, parent=parent).adapter
    both = adapter_files.write(
        adapter_files.joined(adapter_files.read(child), adapter_files.read(parent))
    )
    assert adapter_files.read(both).rank == 4
    apart, together = drawn(pipeline, child, parent), drawn(pipeline, both)
    assert np.abs(apart - together).max() <= 1
    assert (together != drawn(pipeline, child)).any()


def test_convolutions_learn_are_worn_and_carried_too(pipeline: Any, lesson: Lesson) -> None:
    wide = replace(longer(3), targets=(*ATTENTION, "conv1", "time_emb_proj"))
    parent = taught(pipeline, lesson, wide).adapter
    assert any(".conv1." in name for name in weights(parent))
    assert (drawn(pipeline, parent) != drawn(pipeline)).any()
    child = taught(pipeline, lesson, replace(wide, seed=9), parent=parent).adapter
    both = adapter_files.write(
        adapter_files.joined(adapter_files.read(child), adapter_files.read(parent))
    )
    assert np.abs(drawn(pipeline, child, parent) - drawn(pipeline, both)).max() <= 1


def test_it_goes_on_from_what_was_learnt(pipeline: Any, lesson: Lesson) -> None:
    first = taught(pipeline, lesson).adapter
    settings = {"rank": 2, "targets": ATTENTION, "seed": 0, "checkpoint": None}
    with studying(pipeline, **settings, start=first) as student:
        begun = student.layers()
    assert all(torch.equal(begun[name], layer) for name, layer in weights(first).items())


def test_less_memory_comes_to_nearly_the_same(pipeline: Any, lesson: Lesson) -> None:
    whole = weights(taught(pipeline, lesson).adapter)
    less = replace(PLAN, checkpointing=True, pieces=2)
    parts = weights(taught(pipeline, lesson, less).adapter)
    assert all(torch.allclose(whole[name], parts[name], atol=1e-4) for name in whole)
    assert not pipeline.unet.is_gradient_checkpointing


@pytest.mark.parametrize("velocity", [True, False])
def test_high_noise_keeps_its_weight(velocity: bool) -> None:
    high_noise, low_noise = _weight(torch.tensor([0.01, 500.0]), velocity=velocity)
    assert high_noise == 1.0
    assert low_noise < 0.02


def test_nothing_is_learnt_of_others_where_they_weigh_nothing(
    pipeline: Any, lesson: Lesson
) -> None:
    alone = replace(PLAN, prior_weight=0.0)
    no_others = replace(lesson, others=lesson.others[:0])
    assert same(
        taught(pipeline, lesson, alone).adapter, taught(pipeline, no_others, alone).adapter
    )


def test_pictures_drawn_between_two_chunks_change_nothing(pipeline: Any, lesson: Lesson) -> None:
    whole = taught(pipeline, lesson)
    other = taught(pipeline, lesson, longer(4, seed=9)).adapter
    settings = {"rank": 2, "targets": ATTENTION, "seed": PLAN.seed}
    with studying(pipeline, **settings, checkpoint=None) as student:
        train(pipeline, student, lesson, PLAN, until=5, go_on=lambda step, loss: True)
        checkpoint = student.checkpoint()
    with worn(pipeline, (Adapter(safetensors=other),)):
        drawn(pipeline, other)
    with studying(pipeline, **settings, checkpoint=checkpoint) as student:
        train(pipeline, student, lesson, PLAN, until=PLAN.steps, go_on=lambda step, loss: True)
        layers = student.layers()
    assert all(torch.equal(layers[n], layer) for n, layer in weights(whole.adapter).items())
