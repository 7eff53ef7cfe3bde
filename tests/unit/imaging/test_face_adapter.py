import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch
from diffusers.models.embeddings import IPAdapterPlusImageProjection
from PIL import Image
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

from core.errors import ModelUnavailable
from core.imaging.adapters import Adapter
from core.imaging.base_models import LoadedModel, ModelSpec, lay_out_smaller, load
from core.imaging.face_adapter import ENCODER, WEIGHTS, FaceAdapter
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.single_files import Family
from core.imaging.tiny import WIDTH, tiny_pipeline
from tests.unit.imaging.test_adapters import trained

SEES, TOKENS = 24, 4
RIGHT = torch.zeros(3, 3)  #: of no shape that fits
DRAWING = Drawing(
    prompt="a man",
    negative_prompt="",
    seeds=(1, 2),
    num_inference_steps=2,
    guidance_scale=6.0,
    width=64,
    height=64,
)
RED, BLUE = (Image.new("RGB", (90, 70), colour) for colour in ("darkred", "navy"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights of the published layout, made for the tiny model and of no meaning."""
    folder = tmp_path_factory.mktemp("faces")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        config = CLIPVisionConfig(
            hidden_size=SEES,
            intermediate_size=2 * SEES,
            num_hidden_layers=2,
            num_attention_heads=4,
            image_size=32,
            patch_size=16,
            projection_dim=SEES,
        )
        CLIPVisionModelWithProjection(config).save_pretrained(folder / ENCODER)
        path = folder / WEIGHTS[Family.SD1]
        safetensors.torch.save_file({**projection(), **attention()}, path)
    return folder


def projection() -> dict[str, torch.Tensor]:
    """The resampler under the names in which it is published."""
    width = 64
    tensors = {
        "latents": torch.randn(1, TOKENS, width),
        "proj_in.weight": torch.randn(width, SEES) / 5,
        "proj_in.bias": torch.zeros(width),
        "proj_out.weight": torch.randn(WIDTH, width) / 5,
        "proj_out.bias": torch.zeros(WIDTH),
        "norm_out.weight": torch.ones(WIDTH),
        "norm_out.bias": torch.zeros(WIDTH),
    }
    for layer in range(4):
        for norm in ("0.norm1", "0.norm2", "1.0"):
            tensors[f"layers.{layer}.{norm}.weight"] = torch.ones(width)
            tensors[f"layers.{layer}.{norm}.bias"] = torch.zeros(width)
        tensors[f"layers.{layer}.0.to_q.weight"] = torch.randn(width, width) / 8
        tensors[f"layers.{layer}.0.to_kv.weight"] = torch.randn(2 * width, width) / 8
        tensors[f"layers.{layer}.0.to_out.weight"] = torch.randn(width, width) / 8
        tensors[f"layers.{layer}.1.1.weight"] = torch.randn(4 * width, width) / 8
        tensors[f"layers.{layer}.1.3.weight"] = torch.randn(width, 4 * width) / 16
    return {f"image_proj.{name}": tensor for name, tensor in tensors.items()}


def attention() -> dict[str, torch.Tensor]:
    """A key and a value for every attention to the caption."""
    unet = tiny_pipeline().unet
    tensors, number = {}, 1
    for name in unet.attn_processors:
        if name.endswith("attn2.processor"):
            outputs = unet.get_submodule(name.removesuffix(".processor")).to_k.out_features
            for part in ("to_k_ip", "to_v_ip"):
                weight = torch.randn(outputs, WIDTH) / 3
                tensors[f"ip_adapter.{number}.{part}.weight"] = weight
            number += 2
    return tensors


@pytest.fixture(scope="module")
def model(folder: Path) -> LoadedModel:
    return load(ModelSpec(name="tiny", face_adapter=str(folder)))


def draw(model: LoadedModel, *faces: Image.Image, **changes: object) -> list[np.ndarray]:
    drawing = replace(DRAWING, faces=faces, **changes)  # type: ignore[arg-type]
    made = PictureGenerator(model).draw(drawing, on_step=lambda step: None)
    return [np.asarray(picture, int) for picture in made]


def test_photos_change_what_is_drawn_and_leave_no_trace(model: LoadedModel) -> None:
    before = draw(model)
    red, blue = draw(model, RED), draw(model, BLUE)
    assert (red[0] != before[0]).any()
    assert (red[0] != blue[0]).any()
    again = draw(model)
    assert all((one == other).all() for one, other in zip(before, again, strict=True))
    assert model.pipeline.unet.encoder_hid_proj is None


def test_several_photos_guide_several_candidates(model: LoadedModel) -> None:
    both = draw(model, RED, BLUE)
    assert len(both) == 2
    assert (both[0] != draw(model, RED)[0]).any()


def test_without_guidance_it_works_as_well(model: LoadedModel) -> None:
    assert (draw(model, RED, guidance_scale=1.0)[0] != draw(model, guidance_scale=1.0)[0]).any()


def test_it_is_worn_beside_an_adapter(model: LoadedModel, tmp_path: Path) -> None:
    adapter = Adapter(safetensors=trained(tmp_path, seed=1))
    alone = draw(model, adapters=(adapter,))
    guided = draw(model, RED, adapters=(adapter,))
    assert (guided[0] != alone[0]).any()
    assert (draw(model, adapters=(adapter,))[0] == alone[0]).all()


def test_a_drawing_that_is_called_off_leaves_no_trace(model: LoadedModel) -> None:
    before = draw(model)

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PictureGenerator(model).draw(replace(DRAWING, faces=(RED,)), on_step=stop)
    assert (draw(model)[0] == before[0]).all()


def test_a_model_without_it_takes_no_notice_of_photos(tiny: LoadedModel) -> None:
    assert (draw(tiny, RED)[0] == draw(tiny)[0]).all()


def test_weights_for_another_model_are_said_to_be(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "other")
    path = tmp_path / "other" / WEIGHTS[Family.SD1]
    safetensors.torch.save_file({**projection(), "ip_adapter.1.to_k_ip.weight": RIGHT}, path)
    with pytest.raises(ModelUnavailable) as unfit:
        load(ModelSpec(name="tiny", face_adapter=str(tmp_path / "other")))
    assert unfit.value.reason == "face"


def test_weights_that_are_named_and_missing_are_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as missing:
        load(ModelSpec(name="tiny", face_adapter=str(tmp_path)))
    assert missing.value.reason == "face"


def test_the_projection_is_the_librarys_own_kind(model: LoadedModel) -> None:
    found: list[type] = []

    def look(_: object) -> None:
        [layer] = model.pipeline.unet.encoder_hid_proj.image_projection_layers
        found.append(type(layer))

    PictureGenerator(model).draw(replace(DRAWING, faces=(RED,)), on_step=look)
    assert set(found) == {IPAdapterPlusImageProjection}


def test_photos_guide_where_memory_is_short_too(folder: Path) -> None:
    model = load(ModelSpec(name="tiny", face_adapter=str(folder)))
    assert lay_out_smaller(model)
    assert (draw(model, RED)[0] != draw(model)[0]).any()


def test_what_looks_at_photos_is_on_the_card_only_meanwhile(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[object] = []
    monkeypatch.setattr(model.face_adapter.encoder, "to", moved.append)  # type: ignore[union-attr]
    draw(model, RED)
    assert moved == [model.pipeline._execution_device, "cpu"]


def test_memory_that_ends_while_it_is_tried_out_is_no_reason_to_go_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(*_: object, **__: object) -> None:
        raise torch.OutOfMemoryError

    with monkeypatch.context() as patch:
        patch.setattr(FaceAdapter, "_hidden", short)
        model = load(ModelSpec(name="tiny", face_adapter=str(folder)))
    assert (draw(model, RED)[0] != draw(model)[0]).any()
