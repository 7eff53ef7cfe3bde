"""Full DreamBooth: all weights of the tiny model learn, and are kept whole or as an adapter."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from core.domain import teaching as names
from core.domain.teaching import EpochReport, Learning
from core.errors import JobFailed
from core.imaging import adapter_files, pupils
from core.imaging.adapters import Adapter, Learnt
from core.imaging.base_models import LoadedModel
from core.imaging.checkpoints import Checkpoint, tensors, weights_of
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.tiny import tiny_pipeline
from core.job_papers import from_json, to_json
from core.marking.credentials import Signer
from core.worker.card import Card
from core.worker.teaching import TeachingBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.fakes.lessons import REQUEST, TICKET, fill, quick
from tests.unit.worker.conftest import Reports, dressed

DRAWING = Drawing(
    prompt="a photo of vqzgkwpd dog",
    negative_prompt="",
    seeds=(1,),
    num_inference_steps=2,
    guidance_scale=3.0,
    width=64,
    height=64,
)


def a_folder(
    folders: FakeJobFolders, signer: Signer, learning: Learning, **changes: Any
) -> FakeJobFolder:
    folder = folders.folder(TICKET.job_id)
    fill(folder, signer)
    folder.write(names.REQUEST, to_json(replace(REQUEST, learning=learning, **changes)))
    return folder


def teach(folders: FakeJobFolders, model: LoadedModel, *, stop_after: int = 10**6) -> None:
    ticks, looks = iter(range(10**6)), iter(range(10**7))
    body = TeachingBody(
        folders,
        load_model=lambda: model,
        card=Card(),
        undressed=dressed,
        seconds=lambda: float(next(ticks)),
    )
    body(TICKET, Reports(), lambda: next(looks) >= stop_after)


def draw(model: LoadedModel, *learnt: Learnt) -> np.ndarray:
    drawing = replace(DRAWING, adapters=learnt)
    made = PictureGenerator(model).draw(drawing, on_step=lambda step: None)
    return np.asarray(made[0], int)


def checkpoint(folder: FakeJobFolder, epoch: int = 2) -> Checkpoint:
    name = names.adapter_file(epoch)
    return Checkpoint(id=f"{id(folder)}-{epoch}", pieces=lambda: folder.pieces(name))


def numbers(folder: FakeJobFolder, epoch: int = 2) -> dict[str, torch.Tensor]:
    return dict(tensors(folder.pieces(names.adapter_file(epoch))))


@pytest.fixture(scope="module")
def model(tiny: LoadedModel) -> LoadedModel:
    return quick(tiny)


@pytest.fixture(scope="module")
def whole(model: LoadedModel, signer: Signer) -> FakeJobFolder:
    """The folder of a teaching that nothing interrupted."""
    folders = FakeJobFolders()
    folder = a_folder(folders, signer, Learning.CHECKPOINT)
    teach(folders, model)
    return folder


def test_every_epoch_leaves_all_weights_in_half_precision_and_portraits(
    whole: FakeJobFolder,
) -> None:
    reports = from_json(whole.read(names.REPORT), tuple[EpochReport, ...])
    assert [(report.epoch, len(report.portraits)) for report in reports] == [(1, 1), (2, 1)]
    own = weights_of(tiny_pipeline().unet)
    taught = numbers(whole)
    assert taught.keys() == own.keys()
    assert {weight.dtype for weight in taught.values()} == {torch.float16}
    changed = [name for name in own if not torch.equal(taught[name], own[name].half())]
    assert len(changed) > 0.9 * len(own)


def test_pictures_are_drawn_with_what_was_learnt_and_the_model_is_as_before(
    whole: FakeJobFolder, model: LoadedModel
) -> None:
    plain = draw(model)
    assert (draw(model, checkpoint(whole)) != plain).any()
    assert (draw(model) == plain).all()


def test_one_that_was_stopped_comes_to_the_same_weights(
    whole: FakeJobFolder, model: LoadedModel, signer: Signer
) -> None:
    folders = FakeJobFolders()
    folder = a_folder(folders, signer, Learning.CHECKPOINT)
    with pytest.raises(JobFailed):
        teach(folders, model, stop_after=40)
    assert names.CHECKPOINT in folder.names()
    assert names.adapter_file(2) not in folder.names()
    teach(folders, model)
    first, second = numbers(whole), numbers(folder)
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_it_can_go_on_from_the_last(
    whole: FakeJobFolder, model: LoadedModel, signer: Signer
) -> None:
    last = whole.read(names.adapter_file(2))
    folders = FakeJobFolders()
    folder = a_folder(folders, signer, Learning.CHECKPOINT, start_hash=adapter_files.digest(last))
    folder.write(names.START, last)
    teach(folders, model)
    assert any((numbers(folder)[name] != w).any() for name, w in numbers(whole).items())
    folder.lose(names.CHECKPOINT, names.REPORT)
    folder.write(names.START, whole.read(names.adapter_file(1)))
    with pytest.raises(JobFailed, match="parent"):
        teach(folders, model)


def test_what_changed_can_be_kept_as_a_standard_adapter(
    whole: FakeJobFolder, model: LoadedModel, signer: Signer
) -> None:
    folders = FakeJobFolders()
    folder = a_folder(folders, signer, Learning.EXTRACTED)
    teach(folders, model)
    content = folder.read(names.adapter_file(2))
    file = adapter_files.read(content)
    assert (file.rank, file.recipe["learning"]) == (128, "extracted")
    adapted = draw(model, Adapter(safetensors=content))
    plain, taught = draw(model), draw(model, checkpoint(whole))
    assert (adapted != plain).any()
    assert np.abs(adapted - taught).mean() < np.abs(plain - taught).mean()


def test_another_stands_on_it_and_carries_what_it_changed(
    whole: FakeJobFolder, model: LoadedModel, signer: Signer
) -> None:
    parent = whole.read(names.adapter_file(2))
    digest = adapter_files.digest(parent)
    folders = FakeJobFolders()
    below = {"parent_hash": digest, "parent_whole": True}
    folder = a_folder(folders, signer, Learning.ADAPTER, **below)
    folder.write(names.PARENT, parent)
    with pytest.raises(JobFailed):
        teach(folders, model, stop_after=40)
    told_once = folder.read(names.BELOW)
    teach(folders, model)

    assert folder.read(names.BELOW) == told_once
    file = adapter_files.read(folder.read(names.adapter_file(2)))
    assert (file.rank, file.recipe["parent_hash"]) == (128 + file.recipe["rank"], digest)
    own, carried = adapter_files.parted(file)
    assert carried is not None
    changed = adapter_files.read(told_once).layers
    assert all(torch.equal(carried.layers[name], changed[name].float()) for name in own.layers)
    plain, taught = draw(model), draw(model, checkpoint(whole))
    with_both = draw(model, Adapter(safetensors=folder.read(names.adapter_file(2))))
    assert np.abs(with_both - taught).mean() < np.abs(plain - taught).mean()


def test_it_stands_on_no_other_checkpoint_than_the_one_that_was_named(
    whole: FakeJobFolder, model: LoadedModel, signer: Signer
) -> None:
    folders = FakeJobFolders()
    below = {"parent_hash": "0" * 64, "parent_whole": True}
    folder = a_folder(folders, signer, Learning.ADAPTER, **below)
    folder.write(names.PARENT, whole.read(names.adapter_file(2)))
    with pytest.raises(JobFailed, match="parent"):
        teach(folders, model)
    assert names.OTHERS not in folder.names()


def test_a_change_of_low_rank_is_extracted_exactly() -> None:
    torch.manual_seed(0)
    before, down, up = torch.randn(40, 30), torch.randn(3, 30), torch.randn(40, 3)
    layers = pupils.low_rank(
        {"a.to_q.weight": before, "a.conv.weight": torch.ones(2, 2, 1, 1)},
        {"a.to_q.weight": before + up @ down}.items(),
        rank=32,
        targets=("to_q",),
    )
    change = layers["a.to_q.lora_B.weight"].float() @ layers["a.to_q.lora_A.weight"].float()
    assert torch.allclose(change, up @ down, atol=2e-2)
    assert layers["a.to_q.lora_A.weight"].shape == (32, 30)
    assert set(layers) == {"a.to_q.lora_A.weight", "a.to_q.lora_B.weight"}


def failure(model: LoadedModel, signer: Signer) -> str:
    folders = FakeJobFolders()
    a_folder(folders, signer, Learning.CHECKPOINT)
    with pytest.raises(JobFailed) as failed:
        teach(folders, model)
    return failed.value.code


def test_without_room_on_the_disk_nothing_begins(
    model: LoadedModel, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeJobFolder, "room_bytes", 10_000)
    assert failure(model, signer) == "disk"


def test_what_is_kept_already_needs_no_room_again(
    model: LoadedModel, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk has room for all of it at the start, and then only for what is still to come."""
    folders = FakeJobFolders()
    folder = a_folder(folders, signer, Learning.CHECKPOINT)
    with pytest.raises(JobFailed):
        teach(folders, model, stop_after=40)
    room = pupils.needs_of(model).disk_bytes(epochs=2)
    kept = folder.size_bytes(names.CHECKPOINT)
    monkeypatch.setattr(FakeJobFolder, "room_bytes", room - kept)
    teach(folders, model)
    assert names.adapter_file(2) in folder.names()


def test_a_large_model_without_a_card_is_refused_at_once(
    model: LoadedModel, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pupils, "LARGEST_WITHOUT_CARD", 10)
    assert failure(model, signer) == "thorough"


@pytest.mark.parametrize(
    ("weights", "in_8_bits", "card_gb", "fits"),
    [
        (860e6, True, 12, True),
        (860e6, True, 8, False),
        (860e6, False, 16, False),
        (860e6, False, 24, True),
        (2570e6, True, 24, False),
        (2570e6, True, 48, True),
    ],
    ids=["12 GB in 8 bits", "8 GB", "16 GB without", "24 GB without", "XL 24 GB", "XL 48 GB"],
)
def test_which_cards_can_teach_all_weights(
    weights: float, in_8_bits: bool, card_gb: int, fits: bool
) -> None:
    needs = pupils.Needs(weights=int(weights), in_8_bits=in_8_bits)
    assert (needs.card_bytes <= card_gb * 1.04e9) == fits
