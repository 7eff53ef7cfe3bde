"""CLIPSeg, small and with weights of its own: what is done with what it says."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from transformers import CLIPSegConfig, CLIPSegForImageSegmentation

from core.domain.change import Area, MaskRequest
from core.imaging.base_models import LoadedModel
from core.imaging.named_areas import NamedAreas, named_areas
from core.imaging.vocabulary import Vocabulary
from core.worker.sight import sight_of

SIDE = 32
THE_CUP = MaskRequest(area=Area.OBJECT, words="the cup")
PICTURE = Image.linear_gradient("L").convert("RGB")


@pytest.fixture(scope="module")
def network() -> Any:
    layers: dict[str, Any] = {
        "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2,
        "num_attention_heads": 2,
    }  # fmt: skip
    torch.manual_seed(0)
    return CLIPSegForImageSegmentation(
        CLIPSegConfig(
            text_config=layers,
            vision_config={**layers, "image_size": SIDE, "patch_size": 8},
            projection_dim=8,
            reduce_dim=4,
            extract_layers=[0, 1],
            decoder_num_attention_heads=2,
            decoder_intermediate_size=8,
        )
    )


@pytest.fixture
def areas(network: Any) -> NamedAreas:
    return NamedAreas(network)


def test_heat_follows_the_words_and_is_surest_at_one(areas: NamedAreas) -> None:
    cup, tree = (areas.heat(PICTURE, words) for words in ("the cup", "a tree"))
    assert cup is not None
    assert tree is not None
    assert cup.shape == (SIDE, SIDE)
    assert cup.max() == 1
    assert not np.array_equal(cup, tree)


def test_what_it_does_not_see_it_does_not_claim(
    areas: NamedAreas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.imaging.named_areas._LEAST", 1.1)
    assert areas.heat(PICTURE, "the cup") is None


def test_weights_are_taken_from_a_folder_and_missed_without_an_error(
    network: Any, tmp_path: Path
) -> None:
    network.save_pretrained(tmp_path)
    found = named_areas(str(tmp_path), allow_hub=False)
    assert found is not None
    assert found.heat(PICTURE, "the cup") is not None
    assert named_areas(str(tmp_path / "elsewhere"), allow_hub=False) is None


def test_photographs_are_looked_at_by_it_and_drawings_by_the_model(
    areas: NamedAreas, tiny: LoadedModel
) -> None:
    drawing = replace(tiny, manner=replace(tiny.manner, vocabulary=Vocabulary()))
    of_photos = sight_of(lambda: tiny, load_areas=lambda: areas)(PICTURE, THE_CUP)
    of_drawings = sight_of(lambda: drawing, load_areas=lambda: areas)(PICTURE, THE_CUP)
    assert of_photos is not None
    assert of_drawings is not None
    assert of_photos.shape == (SIDE, SIDE)
    assert of_drawings.shape != (SIDE, SIDE)
