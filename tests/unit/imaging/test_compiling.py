"""What compiling must never break, by a backend that compiles nothing and tells when it would."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.imaging.adapter_files import read
from core.imaging.adapters import Adapter, furnish
from core.imaging.attention import Watch, watched
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.compiled_unets import HIGHEST_RANK, compile_unet
from core.imaging.generator import PictureGenerator
from core.imaging.tiny import tiny_pipeline
from core.imaging.warming import warm_up
from tests.unit.imaging.pupils import a_lesson, longer, taught
from tests.unit.imaging.test_adapters import DRAWING, trained


@pytest.fixture(scope="module")
def compiled() -> Iterator[PictureGenerator]:
    """Slots of a fixed rank, and blocks that dynamo traces."""
    torch._dynamo.reset()
    model = load(ModelSpec(name="tiny"))
    furnish(model.pipeline.unet, fixed_rank=HIGHEST_RANK)
    compile_unet(model.pipeline.unet, backend="eager")
    generator = PictureGenerator(model)
    warm_up(generator)
    yield generator
    torch._dynamo.reset()


def draw(generator: PictureGenerator, *adapters: Adapter) -> np.ndarray:
    drawing = replace(DRAWING, adapters=adapters)
    return np.asarray(generator.draw(drawing, on_step=lambda step: None)[0], int)


def test_once_warm_people_follow_each_other_without_compiling_anew(
    compiled: PictureGenerator, tmp_path: Path
) -> None:
    plain: LoadedModel = load(ModelSpec(name="tiny"))
    people = [
        Adapter(safetensors=trained(tmp_path, seed=1)),
        Adapter(safetensors=trained(tmp_path, seed=2, alpha=8)),
        Adapter(safetensors=trained(tmp_path, seed=3), weight=0.5),
    ]
    with torch.compiler.set_stance("fail_on_recompile"):
        drawn = [draw(compiled, person) for person in (*people, *people)]
        bare = draw(compiled)
    expected = [draw(PictureGenerator(plain), person) for person in people]
    for one, other in zip(drawn, [*expected, *expected], strict=True):
        assert np.abs(one - other).max() <= 1
    assert np.abs(bare - draw(PictureGenerator(plain))).max() <= 1


def test_two_at_once_are_drawn_as_without_compiling(
    compiled: PictureGenerator, tmp_path: Path
) -> None:
    pair = (
        Adapter(safetensors=trained(tmp_path, seed=1)),
        Adapter(safetensors=trained(tmp_path, seed=2), weight=0.7),
    )
    plain = PictureGenerator(load(ModelSpec(name="tiny")))
    assert np.abs(draw(compiled, *pair) - draw(plain, *pair)).max() <= 1


@pytest.mark.filterwarnings("ignore")  # of what traces it, about itself
def test_it_learns_the_same_and_no_later_chunk_compiles_anew(compiled: PictureGenerator) -> None:
    pipeline, plain, plan = compiled.model.pipeline, tiny_pipeline(), longer(2)
    lesson = a_lesson(plain)
    taught(pipeline, lesson, plan)
    with torch.compiler.set_stance("fail_on_recompile"):
        chunked = taught(pipeline, lesson, plan, chunks=(1,))
    one, other = read(chunked.adapter).layers, read(taught(plain, lesson, plan).adapter).layers
    assert one.keys() == other.keys()
    assert all(torch.equal(layer, other[name]) for name, layer in one.items())


def test_without_a_card_nothing_is_compiled() -> None:
    unet = load(ModelSpec(name="tiny", compiled=True)).pipeline.unet
    assert not any(getattr(m, "_compiled_call_impl", None) for m in unet.modules())


def test_a_compiled_unet_can_be_watched(compiled: PictureGenerator) -> None:
    draw(compiled)
    watch = Watch(words=[(1,)], shape=(8, 8))
    with watched(compiled.model.pipeline.unet, watch):
        draw(compiled)
    assert watch.heat().max() == 1


def test_how_often_it_may_compile_anew_holds_in_every_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unet, told, usual = tiny_pipeline().unet, {}, torch._dynamo.config.recompile_limit
    monkeypatch.setattr(unet, "compile_repeated_blocks", lambda **how: told.update(how))
    compile_unet(unet)
    assert told["recompile_limit"] > usual
    assert torch._dynamo.config.recompile_limit == usual  # it is of this thread alone
