"""Teaching and changing, measured on the model of random weights: that it all can be done."""

import random
from dataclasses import replace

import pytest

from core.imaging.base_models import BUNDLED, LoadedModel
from core.imaging.manners import manner_of
from core.imaging.schooling.captions import Captions
from core.imaging.schooling.judge_school import Judge, judge_of
from core.imaging.schooling.measure import load_timed
from core.imaging.schooling.scenes import Stage
from core.imaging.schooling.spots import Kind
from core.imaging.schooling.teaching_measure import (
    DRAWING,
    measure_changes,
    measure_teaching,
    subject_stage,
)


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    """One that is taught for two steps, and draws in two."""
    loaded, _ = load_timed("tiny")
    own = manner_of(BUNDLED).teaching
    assert own is not None
    wording = replace(own.wording, class_pictures=3)
    teaching = replace(own, steps=2, epochs=1, rank=2, batch_size=1, wording=wording)
    manner = replace(loaded.manner, native_size=64, max_steps=2, teaching=teaching)
    return replace(loaded, manner=manner)


@pytest.fixture(scope="module")
def judge(stage: Stage) -> Judge:
    return judge_of(stage)


def test_a_subject_is_taught_and_everything_else_drawn_again(
    model: LoadedModel, judge: Judge, stage: Stage, captions: Captions
) -> None:
    taught = measure_teaching(model, judge, stage, captions)
    assert taught.real_sharp > 0.5  # other pictures of a subject are like it
    assert taught.untaught < taught.real_sharp
    assert 0 <= taught.unrelated_read <= 1
    assert taught.unrelated_alike > 0.5  # two steps change little


def test_repainting_leaves_what_is_outside_its_area(
    model: LoadedModel, judge: Judge, stage: Stage, captions: Captions
) -> None:
    changed = measure_changes(model, judge, stage, captions)
    assert changed.outside_kept == 1.0
    assert 0 <= changed.strange_read <= 1


def test_the_subject_is_alone_on_its_pictures(stage: Stage) -> None:
    concept = replace(stage.looks.concepts["dog"], drawings=(DRAWING,), teachable=False)
    scene = subject_stage(stage).compose(random.Random(1), kind=Kind.CENTRED, only=[concept])
    assert [element.look.drawing for element in scene.elements] == [DRAWING]
