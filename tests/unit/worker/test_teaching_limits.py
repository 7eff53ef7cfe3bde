"""A teaching where the card is small, or what it begins with is not for this model."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
from PIL import Image

from core.domain import teaching as names
from core.domain.teaching import EpochReport, Learning
from core.errors import JobFailed
from core.imaging import adapter_files, base_models
from core.imaging.adapter_files import AdapterFile
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.memory_plan import Layout
from core.job_papers import from_json, to_json
from core.marking.credentials import Signer
from core.worker import teaching_lesson
from core.worker.card import Card
from core.worker.teaching import TeachingBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.fakes.lessons import REQUEST, TICKET, fill, quick
from tests.unit.imaging.layouts import laid_out
from tests.unit.worker.conftest import Reports, dressed


@pytest.fixture
def model(tiny: LoadedModel) -> LoadedModel:
    return quick(tiny)


@pytest.fixture
def folder(folders: FakeJobFolders, signer: Signer) -> FakeJobFolder:
    folder = folders.folder(TICKET.job_id)
    fill(folder, signer)
    return folder


def teach(folders: FakeJobFolders, model: LoadedModel) -> None:
    body = TeachingBody(folders, load_model=lambda: model, card=Card(), undressed=dressed)
    body(TICKET, Reports(), lambda: False)


def failure(folders: FakeJobFolders, model: LoadedModel) -> str:
    with pytest.raises(JobFailed) as failed:
        teach(folders, model)
    return failed.value.code


def begins_with(folder: FakeJobFolder, content: bytes, **changes: Any) -> None:
    """What was learnt before."""
    start = adapter_files.digest(content)
    folder.write(names.START, content)
    folder.write(names.REQUEST, to_json(replace(REQUEST, start_hash=start, **changes)))


def reports_in(folder: FakeJobFolder) -> tuple[EpochReport, ...]:
    return from_json(folder.read(names.REPORT), tuple[EpochReport, ...])


def of_another_model() -> bytes:
    layers = {
        "block.to_q.lora_A.weight": torch.zeros(2, 5),
        "block.to_q.lora_B.weight": torch.zeros(3, 2),
    }
    return adapter_files.write(AdapterFile(layers=layers, rank=2, targets=("to_q",), recipe={}))


def test_nothing_is_learnt_on_a_model_whose_layers_come_and_go(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    assert failure(folders, replace(model, layout=Layout.PIECEMEAL)) == "card"
    assert names.OTHERS not in folder.names(), "nothing was drawn for it"


def test_a_model_that_came_to_lie_so_meanwhile_is_not_learnt_on_either(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def draws(*given: Any, **named: Any) -> Any:
        base_models._LAID_OUT[model.pipeline.unet] = Layout.PIECEMEAL
        return real(*given, **named)

    real = teaching_lesson.draw_latents
    monkeypatch.setattr(base_models, "_LAID_OUT", {})
    monkeypatch.setattr(teaching_lesson, "draw_latents", draws)
    assert failure(folders, model) == "card"


@pytest.mark.parametrize("learning", [Learning.ADAPTER, Learning.CHECKPOINT])
def test_what_is_not_for_this_model_is_told_by_a_code(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel, learning: Learning
) -> None:
    begins_with(folder, of_another_model(), learning=learning)
    assert failure(folders, model) == "adapter"


@pytest.mark.parametrize("content", [of_another_model(), b"another program's"])
def test_what_does_not_fit_is_found_before_anything_is_drawn(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel, content: bytes
) -> None:
    begins_with(folder, content)
    assert failure(folders, model) == "adapter"
    folder.write(names.PARENT, content)
    parent = adapter_files.digest(content)
    folder.write(names.REQUEST, to_json(replace(REQUEST, parent_hash=parent)))
    assert failure(folders, model) == "adapter"
    assert names.OTHERS not in folder.names()


def test_what_it_stood_on_stays_as_it_was_when_it_goes_on(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    teach(folders, model)
    below = folder.read(names.adapter_file(2))
    digest = adapter_files.digest(below)
    folder.lose(names.REPORT, names.CHECKPOINT)
    folder.write(names.PARENT, below)
    folder.write(names.REQUEST, to_json(replace(REQUEST, parent_hash=digest)))
    teach(folders, model)
    first = folder.read(names.adapter_file(2))

    folder.lose(names.REPORT, names.CHECKPOINT)
    begins_with(folder, first, parent_hash="")
    teach(folders, model)
    on = adapter_files.read(folder.read(names.adapter_file(2)))
    assert (on.rank, on.recipe["rank"], on.recipe["parent_hash"]) == (4, 2, digest)
    child, parent = adapter_files.parted(on)
    before, _ = adapter_files.parted(adapter_files.read(first))
    own = adapter_files.read(below).layers
    assert parent is not None
    assert all(torch.equal(parent.layers[name], layer) for name, layer in own.items())
    assert any(not torch.equal(before.layers[name], child.layers[name]) for name in own)


@pytest.mark.parametrize(("side", "together"), [(256, [3]), (0, [1, 1, 1])])
def test_the_class_is_drawn_at_once_only_where_several_are(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
    side: int,
    together: list[int],
) -> None:
    """Whoever waits for a picture waits for all that is drawn at once."""
    drawn: list[int] = []

    def draws(pipeline: Any, captions: Any, **how: Any) -> Any:
        drawn.append(len(captions))
        return real(pipeline, captions, **how)

    real = teaching_lesson.draw_latents
    monkeypatch.setattr(base_models, "_SMALL_PX", side)
    monkeypatch.setattr(teaching_lesson, "draw_latents", draws)
    teach(folders, model)
    assert drawn == together


def short_once(real: Callable[..., Any], short: list[bool]) -> Callable[..., Any]:
    """The same, but for the first time."""

    def draws(*given: Any, **named: Any) -> Any:
        if not short:
            short.append(True)
            raise torch.OutOfMemoryError
        return real(*given, **named)

    return draws


@pytest.mark.parametrize("what", ["encode_pictures", "draw_latents"])
def test_where_memory_is_short_for_the_lesson_it_is_made_with_less(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    short: list[bool] = []
    laid: list[LoadedModel] = []

    def smaller(model: LoadedModel) -> bool:
        laid.append(model)
        return True

    real = getattr(teaching_lesson, what)
    monkeypatch.setattr(teaching_lesson, what, short_once(real, short))
    monkeypatch.setattr(teaching_lesson, "lay_out_smaller", smaller)
    teach(folders, model)
    assert laid == [model]
    assert len(reports_in(folder)) == 2


def test_where_memory_is_short_for_a_portrait_it_is_drawn_with_less(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short: list[bool] = []
    saved: list[bool] = []

    def draw(self: PictureGenerator, drawing: Drawing, **how: Any) -> list[Image.Image]:
        return [Image.new("RGB", (64, 64))]

    def save(self: PictureGenerator) -> bool:
        saved.append(True)
        return True

    monkeypatch.setattr(PictureGenerator, "draw", short_once(draw, short))
    monkeypatch.setattr(PictureGenerator, "save_memory", save)
    teach(folders, model)
    assert saved == [True]
    assert [len(report.portraits) for report in reports_in(folder)] == [1, 1]


def test_a_model_whose_parts_take_turns_learns_the_same(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    teach(folders, model)
    whole = adapter_files.read(folder.read(names.adapter_file(2))).layers
    folder.lose(names.REPORT, names.CHECKPOINT, names.SUBJECT, names.OTHERS)
    own = quick(load(ModelSpec(name="tiny")))
    teach(folders, laid_out(own, Layout.IN_TURNS, monkeypatch))
    in_turns = adapter_files.read(folder.read(names.adapter_file(2))).layers
    assert all(torch.equal(in_turns[name], layer) for name, layer in whole.items())


def test_a_model_in_the_shape_of_xl_is_taught_too(
    folders: FakeJobFolders, folder: FakeJobFolder
) -> None:
    teach(folders, quick(load(ModelSpec(name="tiny-xl"))))
    assert [report.step for report in reports_in(folder)] == [3, 6]
    assert all(len(report.portraits) == 1 for report in reports_in(folder))
    learnt = adapter_files.read(folder.read(names.adapter_file(2)))
    assert learnt.recipe["base_model"] == "tiny-xl"
    assert any(layer.abs().sum() > 0 for layer in learnt.layers.values())
