"""The fast roads on a CUDA card: compiled, in few steps; and all weights taught there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.domain import teaching as names
from core.domain.teaching import Learning
from core.imaging.adapters import Adapter
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.checkpoints import Checkpoint
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.warming import warm_up
from core.job_papers import to_json
from core.marking.credentials import Signer
from core.worker.card import Card
from core.worker.teaching import TeachingBody
from tests.fakes.jobs import FakeJobFolders
from tests.fakes.lessons import REQUEST, TICKET, fill, quick
from tests.unit.imaging.test_adapters import DRAWING, trained
from tests.unit.worker.conftest import Reports, dressed, signer

__all__ = ["signer"]

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA card"),
]


@pytest.fixture(scope="module")
def compiled() -> Iterator[LoadedModel]:
    model = load(ModelSpec(name="tiny", compiled=True))
    warm_up(PictureGenerator(model))
    yield model
    torch._dynamo.reset()


def draw(model: LoadedModel, drawing: Drawing) -> np.ndarray:
    made = PictureGenerator(model).draw(drawing, on_step=lambda step: None)
    return np.asarray(made[0], int)


def test_a_compiled_model_changes_people_without_compiling_anew(
    compiled: LoadedModel, tmp_path: Path
) -> None:
    plain = load(ModelSpec(name="tiny"))
    people = [Adapter(safetensors=trained(tmp_path, seed=seed)) for seed in range(4)]
    assert compiled.compiled
    with torch.compiler.set_stance("fail_on_recompile"):
        drawn = [draw(compiled, replace(DRAWING, adapters=(person,))) for person in people]
    for person, picture in zip(people, drawn, strict=True):
        expected = draw(plain, replace(DRAWING, adapters=(person,)))
        assert np.abs(picture - expected).mean() < 2


def test_all_weights_are_taught_on_the_card_and_drawn_with(signer: Signer) -> None:
    model, folders = quick(load(ModelSpec(name="tiny"))), FakeJobFolders()
    folder = folders.folder(TICKET.job_id)
    fill(folder, signer)
    folder.write(names.REQUEST, to_json(replace(REQUEST, learning=Learning.CHECKPOINT)))
    TeachingBody(folders, load_model=lambda: model, card=Card(), undressed=dressed)(
        TICKET, Reports(), lambda: False
    )
    name = names.adapter_file(2)
    taught = Checkpoint(id="taught", pieces=lambda: folder.pieces(name))
    plain = draw(model, DRAWING)
    assert (draw(model, replace(DRAWING, adapters=(taught,))) != plain).any()
    assert (draw(model, DRAWING) == plain).all()
