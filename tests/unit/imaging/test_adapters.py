from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionPipeline
from diffusers.utils import convert_state_dict_to_diffusers
from peft import LoraConfig, get_peft_model_state_dict
from PIL import Image

from core.imaging.adapters import Adapter, AdapterUnreadable
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.tiny import tiny_pipeline

DRAWING = Drawing(
    prompt="a dog",
    negative_prompt="",
    seeds=(1,),
    num_inference_steps=3,
    guidance_scale=6.0,
    width=64,
    height=64,
)
NAME = "lora.safetensors"


def trained(folder: Path, *, seed: int, alpha: int = 4) -> bytes:
    """An adapter as training leaves it, of random weights; rank 4."""
    unet = tiny_pipeline().unet
    torch.manual_seed(seed)
    settings = LoraConfig(
        r=4,
        lora_alpha=alpha,
        init_lora_weights=False,
        target_modules=["to_k", "to_q", "to_v", "to_out.0"],
    )
    unet.add_adapter(settings, adapter_name="taught")
    layers = convert_state_dict_to_diffusers(
        get_peft_model_state_dict(unet, adapter_name="taught")
    )
    StableDiffusionPipeline.save_lora_weights(
        folder,
        unet_lora_layers=layers,
        weight_name=NAME,
        unet_lora_adapter_metadata=unet.peft_config["taught"].to_dict(),
    )
    return (folder / NAME).read_bytes()


@pytest.fixture
def taught(tmp_path: Path) -> bytes:
    return trained(tmp_path, seed=1)


def draw(generator: PictureGenerator, *adapters: Adapter) -> np.ndarray:
    picture = generator.draw(replace(DRAWING, adapters=adapters), on_step=lambda step: None)[0]
    assert isinstance(picture, Image.Image)
    return np.asarray(picture, int)


def test_an_adapter_changes_the_picture(generator: PictureGenerator, taught: bytes) -> None:
    assert (draw(generator, Adapter(safetensors=taught)) != draw(generator)).any()


def test_an_adapter_is_taken_off_again(generator: PictureGenerator, taught: bytes) -> None:
    before = draw(generator)
    first = draw(generator, Adapter(safetensors=taught))
    assert (draw(generator) == before).all()
    assert (draw(generator, Adapter(safetensors=taught)) == first).all()


def test_an_adapter_of_no_weight_changes_nothing(
    generator: PictureGenerator, taught: bytes
) -> None:
    assert (draw(generator, Adapter(safetensors=taught, weight=0.0)) == draw(generator)).all()


def test_alpha_is_honoured_as_it_was_trained(generator: PictureGenerator, tmp_path: Path) -> None:
    plain, strong = trained(tmp_path, seed=1, alpha=4), trained(tmp_path, seed=1, alpha=8)
    doubled = draw(generator, Adapter(safetensors=plain, weight=2.0))
    assert np.abs(draw(generator, Adapter(safetensors=strong)) - doubled).max() <= 1


def test_two_adapters_can_be_worn_at_once(
    generator: PictureGenerator, taught: bytes, tmp_path: Path
) -> None:
    one = Adapter(safetensors=taught)
    other = Adapter(safetensors=trained(tmp_path, seed=2))
    assert (draw(generator, one, other) != draw(generator, one)).any()


def test_an_adapter_is_taken_off_when_drawing_is_cancelled(
    generator: PictureGenerator, taught: bytes
) -> None:
    before = draw(generator)

    def cancel(step: object) -> None:
        raise KeyboardInterrupt

    drawing = replace(DRAWING, adapters=(Adapter(safetensors=taught),))
    with pytest.raises(KeyboardInterrupt):
        generator.draw(drawing, on_step=cancel)
    assert (draw(generator) == before).all()


@pytest.mark.parametrize("content", [b"", b"nonsense" * 10], ids=["empty", "nonsense"])
def test_bytes_that_are_no_adapter_are_refused(
    generator: PictureGenerator, content: bytes
) -> None:
    with pytest.raises(AdapterUnreadable):
        draw(generator, Adapter(safetensors=content))


def test_an_adapter_of_another_base_model_is_refused(bundled: LoadedModel, taught: bytes) -> None:
    generator = PictureGenerator(bundled)
    with pytest.raises(AdapterUnreadable):
        draw(generator, Adapter(safetensors=taught))
    drawn = generator.draw(DRAWING, on_step=lambda step: None)
    assert len(drawn) == 1
