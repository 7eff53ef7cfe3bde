import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.torch
import torch
from diffusers import UNet2DConditionModel
from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint
from safetensors import safe_open

from core.errors import StoreDamaged
from core.imaging import checkpoints
from core.imaging.adapters import Adapter, AdapterUnreadable, Learnt, taken_off
from core.imaging.base_models import LoadedModel, ModelSpec, lay_out_smaller, load
from core.imaging.checkpoints import RECIPE_KEY, Checkpoint, NoRoom, weights_of, written
from core.imaging.generator import Drawing, MemoryShort, PictureGenerator
from core.imaging.memory_plan import Layout
from core.imaging.single_files import LAYOUTS
from core.imaging.tiny import tiny_pipeline, tiny_xl_pipeline
from tests.unit.imaging.layouts import laid_out
from tests.unit.imaging.test_adapters import trained

DRAWING = Drawing(
    prompt="a dog",
    negative_prompt="",
    seeds=(1,),
    num_inference_steps=2,
    guidance_scale=6.0,
    width=64,
    height=64,
)


def content(seed: int, *, dtype: torch.dtype | None = None) -> bytes:
    """The checkpoint of another teaching."""
    return b"".join(written(weights_of(tiny_pipeline(seed=seed).unet), dtype=dtype))


def checkpoint(seed: int = 5, name: str = "", file: bytes | None = None) -> Checkpoint:
    kept = content(seed) if file is None else file
    return Checkpoint(id=name or f"of{seed}", pieces=lambda: in_pieces(kept))


def in_pieces(file: bytes, size: int = 777) -> Iterator[bytes]:
    for start in range(0, len(file), size):
        yield file[start : start + size]


@pytest.fixture
def model() -> LoadedModel:
    return load(ModelSpec(name="tiny"))


def draw(model: LoadedModel, *learnt: Learnt) -> np.ndarray:
    drawing = replace(DRAWING, adapters=learnt)
    made = PictureGenerator(model).draw(drawing, on_step=lambda step: None)
    return np.asarray(made[0], int)


def weights(model: LoadedModel) -> dict[str, torch.Tensor]:
    return {name: w.detach().clone() for name, w in weights_of(model.pipeline.unet).items()}


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_a_picture_is_drawn_with_all_weights_of_a_checkpoint_and_then_with_its_own_again(
    model: LoadedModel,
) -> None:
    own, before = weights(model), draw(model)
    taught = load(ModelSpec(name="tiny"))
    taught.pipeline.unet.load_state_dict(tiny_pipeline(seed=5).unet.state_dict())
    assert (draw(model, checkpoint()) == draw(taught)).all()
    assert (draw(model) == before).all()
    assert same(weights(model), own)


def test_one_checkpoint_follows_another_without_a_trace(model: LoadedModel) -> None:
    first = draw(model, checkpoint(5))
    draw(model, checkpoint(6))
    assert (draw(model, checkpoint(5)) == first).all()


def test_what_is_held_already_is_not_read_again(model: LoadedModel) -> None:
    first = draw(model, checkpoint())

    def never() -> Iterator[bytes]:
        pytest.fail("it was read again")
        yield b""

    assert (draw(model, Checkpoint(id="of5", pieces=never)) == first).all()


def test_an_adapter_is_worn_over_a_checkpoint(model: LoadedModel, tmp_path: Path) -> None:
    adapter = Adapter(safetensors=trained(tmp_path, seed=1))
    alone = draw(model, adapter)
    over = draw(model, checkpoint(), adapter)
    assert (over != alone).any()
    assert (over != draw(model, checkpoint())).any()
    assert (draw(model, adapter) == alone).all()


def test_a_lesson_begins_with_the_models_own_weights(model: LoadedModel) -> None:
    own = weights(model)
    draw(model, checkpoint())
    taken_off(model.pipeline.unet)
    assert same(weights(model), own)


def test_two_checkpoints_at_once_are_refused(model: LoadedModel) -> None:
    with pytest.raises(AdapterUnreadable):
        draw(model, checkpoint(5), checkpoint(6))


@pytest.mark.parametrize("kind", ["cut short", "does not verify"])
def test_a_file_that_breaks_off_leaves_the_models_own_weights(
    model: LoadedModel, kind: str
) -> None:
    own, file = weights(model), content(5)

    def pieces() -> Iterator[bytes]:
        yield from in_pieces(file[: len(file) // 2])
        if kind == "does not verify":
            raise StoreDamaged("a segment")

    with pytest.raises(StoreDamaged):
        draw(model, Checkpoint(id="broken", pieces=pieces))
    assert same(weights(model), own)


def headed(header: bytes) -> bytes:
    return len(header).to_bytes(8, "little") + header


BAD_FILES = {
    "nonsense": b"nonsense" * 10,
    "a header without end": b"\xff" * 40,
    "no header": headed(b"[1, 2]"),
    "no tensors": headed(b"{}"),
    "a tensor elsewhere": headed(
        json.dumps({"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}).encode()
    ),
    "a tensor too large": headed(
        json.dumps({"a": {"dtype": "F32", "shape": [9], "data_offsets": [0, 4]}}).encode()
    ),
    "another model": b"".join(written(weights_of(tiny_xl_pipeline().unet))),
}


@pytest.mark.parametrize("file", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_what_is_no_checkpoint_of_this_model_changes_nothing(
    model: LoadedModel, file: bytes
) -> None:
    own = weights(model)
    with pytest.raises(AdapterUnreadable):
        draw(model, checkpoint(file=file, name="bad"))
    assert same(weights(model), own)


def test_half_precision_is_as_good(model: LoadedModel) -> None:
    full = draw(model, checkpoint(5))
    half = draw(model, checkpoint(file=content(5, dtype=torch.float16), name="half"))
    assert np.abs(full - half).mean() < 2


def test_it_is_a_standard_file_with_its_recipe(tmp_path: Path) -> None:
    unet = tiny_pipeline(seed=5).unet
    path = tmp_path / "unet.safetensors"
    pieces = written(weights_of(unet), dtype=torch.float16, recipe={"steps": 2400})
    path.write_bytes(b"".join(pieces))
    with safe_open(path, framework="pt") as file:
        assert json.loads(file.metadata()[RECIPE_KEY]) == {"steps": 2400}
    again = tiny_pipeline().unet
    again.load_state_dict(safetensors.torch.load_file(path))
    assert path.stat().st_size < 2.2 * sum(w.numel() for w in unet.parameters())


def test_a_whole_model_under_the_original_names_is_taken_and_the_rest_of_it_passed_over(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library renames only the real layout, so here the names are the reverse of ours."""
    unet = tiny_pipeline(seed=5).unet
    original = {f"model.diffusion_model.{name}": w for name, w in weights_of(unet).items()}

    def rename(names: dict[str, str], _: Any) -> dict[str, str]:
        return {name.removeprefix("model.diffusion_model."): name for name in names}

    monkeypatch.setattr(checkpoints, "convert_ldm_unet_checkpoint", rename)
    extra = {"first_stage_model.x": torch.ones(7), "cond_stage_model.y": torch.ones(3)}
    file = b"".join(written({**extra, **original}))
    assert (draw(model, checkpoint(file=file, name="whole")) == draw(model, checkpoint(5))).all()


def test_without_room_for_the_models_own_weights_it_is_said(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        free = 10

    monkeypatch.setattr(checkpoints.shutil, "disk_usage", lambda _: Full)
    with pytest.raises(NoRoom):
        checkpoints.hold(model.pipeline.unet, checkpoint())
    with pytest.raises(MemoryShort):
        draw(model, checkpoint())


def test_where_memory_runs_short_nobody_is_drawn_with_somebody_elses_weights(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = draw(model)
    there = laid_out(model, Layout.IN_TURNS, monkeypatch)
    draw(there, checkpoint())
    assert lay_out_smaller(there)
    assert all(weight.is_meta for weight in weights_of(model.pipeline.unet).values())
    assert (draw(there) == before).all()
    with pytest.raises(MemoryShort):
        draw(there, checkpoint())
    assert (draw(there) == before).all()


def test_weights_that_come_and_go_are_never_taken_for_its_own_again(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(model, checkpoint())
    laid_out(model, Layout.PIECEMEAL, monkeypatch)
    with pytest.raises(NoRoom):
        checkpoints.hold(model.pipeline.unet, None)
    with pytest.raises(MemoryShort):
        draw(model)


def test_no_more_than_a_tensor_is_in_memory_at_a_time(model: LoadedModel) -> None:
    file = content(5)
    unet_weights = weights_of(model.pipeline.unet)
    largest = max(w.numel() * w.element_size() for w in unet_weights.values())
    tracemalloc.start()
    checkpoints.fill(unet_weights, in_pieces(file), config=model.pipeline.unet.config)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * largest + 2**19
    assert peak < len(file) / 2


def test_the_original_names_of_stable_diffusion_find_their_places() -> None:
    config = UNet2DConditionModel.load_config(LAYOUTS / "sd1" / "unet")
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(config)
    renamed = convert_ldm_unet_checkpoint({name: name for name in original_names()}, unet.config)
    assert renamed.keys() == weights_of(unet).keys()


def original_names() -> Iterator[str]:
    """Every name of the UNet in a whole Stable Diffusion 1.x model, as published."""
    attending, widths = (0, 1, 2), (1, 1, 1, 1)
    yield from with_both("time_embed.0", "time_embed.2", "out.0", "out.2", "input_blocks.0.0")
    block = 0
    for level in range(len(widths)):
        for _ in range(2):
            block += 1
            first = level in (1, 2) and block in (4, 7)
            yield from residual(f"input_blocks.{block}.0", skip=first)
            if level in attending:
                yield from attention(f"input_blocks.{block}.1")
        if level < len(widths) - 1:
            block += 1
            yield from with_both(f"input_blocks.{block}.0.op")
    yield from residual("middle_block.0", skip=False)
    yield from attention("middle_block.1")
    yield from residual("middle_block.2", skip=False)
    for block in range(12):
        yield from residual(f"output_blocks.{block}.0", skip=True)
        attends = block >= 3
        if attends:
            yield from attention(f"output_blocks.{block}.1")
        if block % 3 == 2 and block < 11:
            yield from with_both(f"output_blocks.{block}.{2 if attends else 1}.conv")


def with_both(*places: str) -> Iterator[str]:
    for place in places:
        for part in ("weight", "bias"):
            yield f"model.diffusion_model.{place}.{part}"


def residual(place: str, *, skip: bool) -> Iterator[str]:
    parts = ["in_layers.0", "in_layers.2", "emb_layers.1", "out_layers.0", "out_layers.3"]
    yield from with_both(*(f"{place}.{p}" for p in [*parts, *["skip_connection"] * skip]))


def attention(place: str) -> Iterator[str]:
    yield from with_both(f"{place}.norm", f"{place}.proj_in", f"{place}.proj_out")
    inner = f"{place}.transformer_blocks.0"
    yield from with_both(*(f"{inner}.norm{n}" for n in (1, 2, 3)))
    yield from with_both(f"{inner}.ff.net.0.proj", f"{inner}.ff.net.2")
    for attn in ("attn1", "attn2"):
        yield from with_both(f"{inner}.{attn}.to_out.0")
        for part in ("to_q", "to_k", "to_v"):
            yield f"model.diffusion_model.{inner}.{attn}.{part}.weight"
