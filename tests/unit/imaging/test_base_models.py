import socket
from pathlib import Path

import pytest
import torch

from core.errors import ModelUnavailable
from core.imaging import base_models
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.memory_plan import GIB, Layout
from core.imaging.tiny import tiny_pipeline


def reason(name: str, *, allow_hub: bool = False) -> str:
    with pytest.raises(ModelUnavailable) as unavailable:
        load(ModelSpec(name=name, allow_hub=allow_hub))
    return unavailable.value.reason


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    tiny_pipeline().save_pretrained(tmp_path / "mine", safe_serialization=True)
    return tmp_path / "mine"


def test_the_bundled_model_knows_its_manner(bundled: LoadedModel) -> None:
    assert bundled.manner.native_size == 128
    assert bundled.manner.max_guidance == 4.5
    assert not bundled.manner.reads_negative
    assert bundled.room == 40


def test_the_tiny_model_has_the_room_of_a_large_one(tiny: LoadedModel) -> None:
    assert tiny.room == 77
    assert tiny.manner.native_size == 64


def test_counting_tokens_includes_both_ends(tiny: LoadedModel) -> None:
    assert tiny.count_tokens("") == 2
    assert tiny.count_tokens("ab") == 4


def test_counting_does_not_stop_where_the_room_ends(tiny: LoadedModel) -> None:
    assert tiny.count_tokens("a" * 200) == 202


@pytest.mark.skipif(torch.cuda.is_available(), reason="a card gets the large model")
def test_auto_without_a_card_is_the_bundled_model() -> None:
    assert load(ModelSpec(name="auto")).name == "bundled"


def test_a_diffusers_folder_is_loaded_by_its_path(saved: Path) -> None:
    model = load(ModelSpec(name=str(saved)))
    assert model.name == "mine"
    assert model.room == 77


def test_pickled_weights_are_refused(saved: Path) -> None:
    weights = saved / "unet" / "diffusion_pytorch_model.safetensors"
    torch.save({}, weights.with_suffix(".bin"))
    weights.unlink()
    assert reason(str(saved)) == "weights"


def test_damaged_weights_are_refused(saved: Path) -> None:
    weights = saved / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    assert reason(str(saved)) == "weights"


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    assert reason(str(tmp_path)) == "no-model"


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert reason(str(tmp_path / "nothing")) == "no-folder"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert reason(str(tmp_path / "model.safetensors")) == "no-folder"


def test_the_hub_is_not_asked_unless_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    assert reason("somebody/some-model") == "hub-not-allowed"


def test_a_tiny_model_in_xls_shape_can_be_named_to_try_it_offline() -> None:
    model = load(ModelSpec(name="tiny-xl"))
    drawn = PictureGenerator(model).draw(
        Drawing(
            prompt="a dog",
            negative_prompt="",
            seeds=(1,),
            num_inference_steps=1,
            guidance_scale=2.0,
            width=64,
            height=64,
        ),
        on_step=lambda step: None,
    )
    assert "text_encoder_2" in model.pipeline.components
    assert drawn[0].size == (64, 64)


def test_where_others_hold_the_card_a_model_is_laid_out_smaller_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[Layout] = []

    def place(_: object, layout: Layout) -> None:
        tried.append(layout)
        if layout is not Layout.IN_TURNS:
            raise torch.OutOfMemoryError

    monkeypatch.setattr(base_models, "card_bytes", lambda: 64 * GIB)
    monkeypatch.setattr(base_models, "_place", place)
    assert load(ModelSpec(name="tiny")).layout is Layout.IN_TURNS
    assert tried == [Layout.RESIDENT, Layout.SLICED, Layout.IN_TURNS]


def test_where_nothing_fits_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def place(_: object, layout: Layout) -> None:
        raise torch.OutOfMemoryError

    monkeypatch.setattr(base_models, "_place", place)
    assert reason("tiny") == "memory"
