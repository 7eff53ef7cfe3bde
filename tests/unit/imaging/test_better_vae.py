from pathlib import Path
from typing import Any

import pytest
import torch

from core.errors import ModelUnavailable
from core.imaging.base_models import ModelSpec, load
from core.imaging.better_vae import give_better_vae
from core.imaging.tiny import tiny_pipeline


def given(pipeline: Any, wanted: str) -> Any:
    return give_better_vae(pipeline, wanted, dtype=torch.float32, allow_hub=False).vae


def test_a_model_may_keep_its_own() -> None:
    pipeline = tiny_pipeline()
    assert given(pipeline, "own") is pipeline.vae


def test_a_family_without_a_better_one_keeps_its_own() -> None:
    pipeline = tiny_pipeline()
    own = pipeline.vae
    assert given(pipeline, "auto") is own


@pytest.mark.filterwarnings("ignore:The `local_dir_use_symlinks` argument")
def test_a_better_one_that_cannot_be_had_is_done_without() -> None:
    pipeline = tiny_pipeline()
    own = pipeline.vae
    pipeline.unet.register_to_config(cross_attention_dim=768)  # as Stable Diffusion 1.5
    assert given(pipeline, "auto") is own


def test_a_folder_of_ones_own_is_taken(tmp_path: Path) -> None:
    other = tiny_pipeline(seed=7).vae
    other.save_pretrained(tmp_path / "vae")
    taken = given(tiny_pipeline(), str(tmp_path / "vae"))
    assert torch.equal(taken.decoder.conv_in.weight, other.decoder.conv_in.weight)


def test_one_that_is_asked_for_and_missing_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as missing:
        given(tiny_pipeline(), str(tmp_path / "nothing"))
    assert missing.value.reason == "vae"


def test_a_saved_model_is_loaded_with_the_one_asked_for(tmp_path: Path) -> None:
    tiny_pipeline().save_pretrained(tmp_path / "model")
    other = tiny_pipeline(seed=7).vae
    other.save_pretrained(tmp_path / "vae")
    spec = ModelSpec(name=str(tmp_path / "model"), vae=str(tmp_path / "vae"))
    taken = load(spec).pipeline.vae.decoder.conv_in.weight
    assert torch.equal(taken.float(), other.decoder.conv_in.weight.to(taken.dtype).float())
