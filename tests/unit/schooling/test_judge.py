"""A judge of a few blots, taught for some seconds: the real one takes minutes."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image

from core.imaging.schooling.concepts import Concepts
from core.imaging.schooling.course import Room
from core.imaging.schooling.judge_school import (
    INPUT_PX,
    Judge,
    judge_of,
    skill_of,
    teach_judge,
    worse,
)
from core.imaging.schooling.looks import Looks
from core.imaging.schooling.scenes import Stage

FEW = ("house", "bus", "cow", "apple", "church", "sun", "moon", "rain")


@pytest.fixture(scope="module")
def few(stage: Stage, taught: Concepts) -> Stage:
    """Few concepts, two of which pass for each other."""
    known = replace(taught, all=tuple(map(taught.__getitem__, FEW)), alike=(("house", "church"),))
    return Stage(looks=Looks(drawings=stage.looks.drawings, concepts=known))


@pytest.fixture(scope="module")
def judge(few: Stage, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    room = Room(folder=tmp_path_factory.mktemp("judge"), tell=lambda word: None)
    return teach_judge(few, room, steps=48, batch=16)


def test_it_learns_to_read_what_it_never_saw(judge: Judge, few: Stage) -> None:
    before, after = (skill_of(each, few, count=96).alone for each in (judge_of(few), judge))
    assert before < 0.3
    assert after > 0.55


def test_what_passes_for_each_other_is_one_label(judge: Judge) -> None:
    assert judge.labels == ("house", "bus", "cow", "apple", "sun", "moon", "rain")


def test_it_ranks_as_many_labels_as_asked_for(judge: Judge) -> None:
    pictures = [Image.new("RGB", (128, 128), colour) for colour in ("red", "green")]
    read = judge.ranked(pictures, most=3)
    assert [len(set(labels)) for labels in read] == [3, 3]


def test_it_goes_on_where_it_was_interrupted(few: Stage, tmp_path: Path) -> None:
    def taught(folder: Path, *all_steps: int) -> torch.Tensor:
        room = Room(folder=folder, tell=lambda word: None)
        for steps in all_steps:
            judge = teach_judge(few, room, steps=steps, batch=4)
        return judge.network.score.weight

    resumed = taught(tmp_path / "a", 2, 2)
    assert torch.equal(resumed, taught(tmp_path / "b", 2))


def test_pictures_made_worse_are_still_within_bounds() -> None:
    pixels = torch.randint(0, 256, (3, 128, 128, 3), dtype=torch.uint8)
    made = worse(pixels, torch.Generator().manual_seed(1))
    assert made.shape == (3, 3, INPUT_PX, INPUT_PX)
    assert made.abs().max() <= 1
