from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch
from diffusers import StableDiffusionPipeline
from diffusers.utils import convert_state_dict_to_diffusers
from peft import LoraConfig, get_peft_model_state_dict
from PIL import Image

from core.imaging.adapters import SLOTS, Adapter, AdapterUnreadable, Wardrobe
from core.imaging.base_models import LoadedModel, ModelSpec, load
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


def kohya(content: bytes, *, alpha: float) -> bytes:
    """The same adapter under the names that other trainers and web interfaces use."""
    layers = {}
    for name, layer in safetensors.torch.load(content).items():
        place, _, part = name.removeprefix("unet.").partition(".lora.")  # part: down.weight
        stem = f"lora_unet_{place.replace('.', '_')}"
        layers[f"{stem}.lora_{part}"] = layer
        layers[f"{stem}.alpha"] = torch.tensor(alpha)
    return safetensors.torch.save(layers)


def test_an_adapter_under_kohyas_names_draws_the_same(
    generator: PictureGenerator, taught: bytes
) -> None:
    imported = draw(generator, Adapter(safetensors=kohya(taught, alpha=4)))
    assert np.abs(imported - draw(generator, Adapter(safetensors=taught))).max() <= 1


def test_an_adapter_that_takes_a_slot_over_draws_as_if_alone(tmp_path: Path) -> None:
    adapters = [Adapter(safetensors=trained(tmp_path, seed=seed)) for seed in range(SLOTS + 3)]
    alone = [draw(fresh(), adapter) for adapter in adapters]
    shared = fresh()
    for _ in range(2):
        for adapter, expected in zip(adapters, alone, strict=True):
            assert (draw(shared, adapter) == expected).all()
    assert len(shared.model.pipeline.unet.peft_config) == SLOTS


def test_adapters_of_different_ranks_and_alphas_follow_each_other(tmp_path: Path) -> None:
    kinds = [Adapter(safetensors=trained(tmp_path, seed=1, alpha=alpha)) for alpha in range(1, 8)]
    shared = fresh()
    for adapter in [*kinds, *kinds]:
        assert (draw(shared, adapter) == draw(fresh(), adapter)).all()


def test_more_adapters_than_slots_are_refused(generator: PictureGenerator, tmp_path: Path) -> None:
    many = [Adapter(safetensors=trained(tmp_path, seed=seed)) for seed in range(SLOTS + 1)]
    with pytest.raises(AdapterUnreadable):
        draw(generator, *many)


def test_one_that_cannot_be_worn_leaves_the_others_fit(
    generator: PictureGenerator, bundled: LoadedModel, taught: bytes, tmp_path: Path
) -> None:
    first = draw(generator, Adapter(safetensors=taught))
    layers = {name: torch.zeros(4, 3) for name in safetensors.torch.load(taught)}
    with pytest.raises(AdapterUnreadable):
        draw(generator, Adapter(safetensors=safetensors.torch.save(layers)))
    assert (draw(generator, Adapter(safetensors=taught)) == first).all()


def test_adapters_read_before_stay_at_hand_up_to_a_limit(tmp_path: Path) -> None:
    pipeline = tiny_pipeline()
    adapters = [Adapter(safetensors=trained(tmp_path, seed=seed)) for seed in range(6)]
    wardrobe = Wardrobe(pipeline.unet, cache_bytes=3 * len(adapters[0].safetensors))
    for adapter in adapters:
        wardrobe.wear(pipeline, [adapter])
    assert 1 <= wardrobe.at_hand < len(adapters)


def fresh() -> PictureGenerator:
    return PictureGenerator(load(ModelSpec(name="tiny")))
