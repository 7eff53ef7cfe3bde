"""The safety checker that comes with a model, small and with weights of its own."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from PIL import Image

from core.errors import ModelUnavailable
from core.imaging import base_models
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.safety import checker_in
from core.imaging.tiny import tiny_pipeline

SIDE = 32
PICTURE = Image.new("RGB", (64, 64), "olive")


def a_checker(*, strict: bool) -> StableDiffusionSafetyChecker:
    """One that flags everything, or nothing."""
    small: dict[str, Any] = {
        "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1,
        "num_attention_heads": 2,
    }  # fmt: skip
    torch.manual_seed(0)
    config = transformers.CLIPConfig(
        text_config=small, vision_config={**small, "image_size": SIDE, "patch_size": 8},
        projection_dim=8,
    )  # fmt: skip
    checker = StableDiffusionSafetyChecker(config)
    for concepts in (checker.concept_embeds_weights, checker.special_care_embeds_weights):
        concepts.data.fill_(-2.0 if strict else 2.0)
    return checker


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tiny_pipeline().save_pretrained(tmp_path, safe_serialization=True)
    return tmp_path


def with_checker(folder: Path, *, strict: bool) -> None:
    a_checker(strict=strict).save_pretrained(folder / "safety_checker")
    extractor = transformers.CLIPImageProcessor(
        size={"shortest_edge": SIDE}, crop_size={"height": SIDE, "width": SIDE}
    )
    extractor.save_pretrained(folder / "feature_extractor")
    index = json.loads((folder / "model_index.json").read_text("utf-8"))
    index["safety_checker"] = ["stable_diffusion", "StableDiffusionSafetyChecker"]
    (folder / "model_index.json").write_text(json.dumps(index), "utf-8")


@pytest.mark.parametrize("strict", [True, False])
def test_the_checker_that_comes_with_a_model_is_asked(folder: Path, *, strict: bool) -> None:
    with_checker(folder, strict=strict)
    assert load(ModelSpec(name=str(folder))).flags(PICTURE) is strict
    assert PICTURE.getpixel((0, 0)) == (128, 128, 0)  # what it flags it would blacken


def test_a_model_without_one_flags_nothing(folder: Path) -> None:
    assert checker_in(folder) is None
    assert not load(ModelSpec(name=str(folder))).flags(PICTURE)


def test_a_damaged_checker_is_no_reason_to_go_without(folder: Path) -> None:
    with_checker(folder, strict=True)
    (folder / "safety_checker" / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelUnavailable) as failed:
        load(ModelSpec(name=str(folder)))
    assert failed.value.reason == "weights"


def of_the_hub(folder: Path, monkeypatch: pytest.MonkeyPatch, fetch: Any) -> LoadedModel:
    """A model that the hub gives without its checker, as the library asks for it."""
    pipeline = tiny_pipeline()
    monkeypatch.setattr(base_models, "_read", lambda *_, **__: pipeline)
    index = str(folder / "model_index.json")
    monkeypatch.setattr("huggingface_hub.hf_hub_download", lambda *_, **__: index)
    monkeypatch.setattr("huggingface_hub.snapshot_download", fetch)
    return load(ModelSpec(name="somebody/paints", vae="own", few_steps="off"))


def test_the_checker_of_a_model_of_the_hub_is_fetched_too(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_checker(folder, strict=True)
    away = tmp_path_factory.mktemp("away")
    for part in ("safety_checker", "feature_extractor"):
        (folder / part).rename(away / part)

    def fetch(name: str, *, allow_patterns: list[str], local_files_only: bool) -> None:
        assert (name, local_files_only) == ("somebody/paints", True)
        for file in (file for pattern in allow_patterns for file in away.glob(pattern)):
            (folder / file.parent.name).mkdir(exist_ok=True)
            file.rename(folder / file.parent.name / file.name)

    assert of_the_hub(folder, monkeypatch, fetch).flags(PICTURE)


@pytest.mark.parametrize("error", [OSError, None])
def test_a_checker_that_cannot_be_had_is_no_reason_to_go_without(
    folder: Path, error: type[Exception] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_checker(folder, strict=True)
    for part in ("safety_checker", "feature_extractor"):
        shutil.rmtree(folder / part)

    def fetch(*_: object, **__: object) -> None:
        if error is not None:
            raise error

    with pytest.raises(ModelUnavailable) as failed:
        of_the_hub(folder, monkeypatch, fetch)
    assert failed.value.reason == "hub-not-allowed"


def test_of_a_model_of_the_hub_that_names_none_nothing_is_fetched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(*_: object, **__: object) -> None:
        pytest.fail("it was asked for")

    assert not of_the_hub(folder, monkeypatch, fetch).flags(PICTURE)
