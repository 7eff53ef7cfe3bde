from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import AutoencoderTiny, LCMScheduler
from PIL import Image

from core.domain.change import MaskedContent
from core.domain.picture import Phrase, PictureStyle, Recipe
from core.errors import ModelUnavailable
from core.imaging import few_steps
from core.imaging.adapters import Adapter, taken_off
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.fast_decoder import decoder_for
from core.imaging.generator import Drawing, PictureGenerator, Step
from core.imaging.inpainting import Inpainter, Repainting
from core.imaging.manners import suited
from core.imaging.tiny import tiny_pipeline
from tests.unit.imaging.test_adapters import kohya, trained

DRAWING = Drawing(
    prompt="a dog",
    negative_prompt="fog",
    seeds=(1, 2),
    num_inference_steps=4,
    guidance_scale=1.0,
    width=64,
    height=64,
)
RECIPE = Recipe(
    phrases=(Phrase(text="a dog", language="en", rank=0, source="who"),),
    negative=(Phrase(text="fog", language="en", rank=0, source="quality"),),
    style=PictureStyle.SOFT,
    num_inference_steps=25,
    guidance_scale=7.0,
    seeds=(1,),
)


@pytest.fixture
def lcm(tmp_path: Path) -> Path:
    """An adapter under the names in which LCM-LoRA are published."""
    path = tmp_path / few_steps.WEIGHTS
    path.write_bytes(kohya(trained(tmp_path, seed=9), alpha=4))
    return path


@pytest.fixture
def quick(lcm: Path) -> LoadedModel:
    return load(ModelSpec(name="tiny", few_steps=str(lcm)))


def draw(model: LoadedModel, drawing: Drawing = DRAWING) -> list[np.ndarray]:
    made = PictureGenerator(model).draw(drawing, on_step=lambda step: None)
    return [np.asarray(picture, int) for picture in made]


def test_a_recipe_is_drawn_in_four_steps_and_its_numbers_are_the_true_ones(
    quick: LoadedModel,
) -> None:
    recipe = suited(RECIPE, quick.manner)
    assert quick.in_few_steps
    assert (recipe.num_inference_steps, recipe.guidance_scale) == (4, 1.0)
    assert recipe.negative == ()


def test_every_step_is_one_pass_without_a_negative_prompt(quick: LoadedModel) -> None:
    steps: list[Step] = []
    widths: list[int] = []
    hook = quick.pipeline.unet.register_forward_pre_hook(
        lambda unet, inputs: widths.append(len(inputs[0]))
    )
    PictureGenerator(quick).draw(DRAWING, on_step=steps.append)
    hook.remove()
    assert [step.number for step in steps] == [1, 2, 3, 4]
    assert widths == [2, 2, 2, 2]


def test_the_noise_schedule_is_of_the_same_kind_and_the_models_own(quick: LoadedModel) -> None:
    config, own = quick.pipeline.scheduler.config, tiny_pipeline().scheduler.config
    assert isinstance(quick.pipeline.scheduler, LCMScheduler)
    assert (config.beta_schedule, config.prediction_type) == (
        own.beta_schedule,
        own.prediction_type,
    )


def test_the_same_seed_is_the_same_picture_alone_and_beside_another(quick: LoadedModel) -> None:
    both, alone = draw(quick), draw(quick, replace(DRAWING, seeds=(2,)))
    assert np.abs(both[1] - alone[0]).max() <= 1
    assert (both[0] != both[1]).any()


def test_an_element_is_worn_beside_it_and_taken_off_again(
    quick: LoadedModel, tmp_path: Path
) -> None:
    element = Adapter(safetensors=trained(tmp_path, seed=1))
    before = draw(quick)
    assert (draw(quick, replace(DRAWING, adapters=(element,)))[0] != before[0]).any()
    assert (draw(quick)[0] == before[0]).all()


def test_it_changes_what_is_drawn_and_comes_back_after_a_lesson(quick: LoadedModel) -> None:
    before = draw(quick)
    taken_off(quick.pipeline.unet)  # as a teaching does
    bare = quick.pipeline(
        "a dog",
        num_inference_steps=4,
        guidance_scale=1.0,
        width=64,
        height=64,
        generator=torch.Generator("cpu").manual_seed(1),
    ).images[0]
    assert (np.asarray(bare, int) != before[0]).any()
    assert (draw(quick)[0] == before[0]).all()


def test_an_area_is_repainted_in_few_steps(quick: LoadedModel) -> None:
    base = Image.fromarray(draw(quick)[0].astype(np.uint8))
    area = Image.new("L", base.size)
    area.paste(255, (32, 0, 64, 64))
    wish = Repainting(
        drawing=replace(DRAWING, seeds=(3,)),
        base=base,
        area=area,
        strength=0.8,
        masked_content=MaskedContent.ORIGINAL,
    )
    made = Inpainter(PictureGenerator(quick)).repaint(wish, on_step=lambda step: None)[0]
    changed = np.abs(np.asarray(made, int) - np.asarray(base, int))
    assert changed[:, :32].max() == 0
    assert changed[:, 32:].max() > 0


def test_one_that_is_named_and_missing_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as missing:
        load(ModelSpec(name="tiny", few_steps=str(tmp_path / "nothing")))
    assert missing.value.reason == "few-steps"


def test_one_for_another_model_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    path.write_bytes(b"nonsense" * 10)
    with pytest.raises(ModelUnavailable) as missing:
        load(ModelSpec(name="tiny", few_steps=str(path)))
    assert missing.value.reason == "few-steps"


@pytest.mark.parametrize(
    ("width", "card", "expected"),
    [(768, False, "sdv1-5"), (2048, False, "sdxl"), (768, True, ""), (1024, False, "")],
    ids=["sd1", "sdxl", "with a card", "sd2"],
)
def test_without_a_card_the_known_one_of_the_family_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, lcm: Path, width: int, card: bool, expected: str
) -> None:
    asked: list[str] = []

    def hub(name: str, _: str, *, local_files_only: bool) -> str:
        assert local_files_only
        asked.append(name)
        return str(lcm)

    monkeypatch.setattr(few_steps.huggingface_hub, "hf_hub_download", hub)
    pipeline = tiny_pipeline()
    pipeline.unet.register_to_config(cross_attention_dim=width)
    found = few_steps.adapter_for(pipeline, "auto", card=card, allow_hub=False)
    assert (found is not None) == bool(expected)
    assert [name.endswith(expected) for name in asked] == [True] * bool(expected)


def test_where_the_known_one_cannot_be_had_the_usual_steps_are_taken() -> None:
    pipeline = tiny_pipeline()
    pipeline.unet.register_to_config(cross_attention_dim=768)
    assert few_steps.adapter_for(pipeline, "auto", card=False, allow_hub=False) is None


def test_the_bundled_model_never_needs_it(lcm: Path) -> None:
    assert not load(ModelSpec(name="bundled", few_steps=str(lcm))).in_few_steps


@pytest.fixture
def decoder(tmp_path: Path) -> Path:
    tiny: Any = AutoencoderTiny(
        encoder_block_out_channels=(8, 8, 8, 8), decoder_block_out_channels=(8, 8, 8, 8)
    )
    tiny.save_pretrained(tmp_path / "taesd")
    return tmp_path / "taesd"


def test_a_tiny_decoder_decodes_what_is_drawn_and_leaves_the_autoencoder_alone(
    decoder: Path,
) -> None:
    model = load(ModelSpec(name="tiny", fast_decoder=str(decoder)))
    picture = draw(model)[0]
    assert picture.shape == (64, 64, 3)
    assert (picture != draw(load(ModelSpec(name="tiny")))[0]).any()
    assert not isinstance(model.pipeline.vae, AutoencoderTiny)


def test_a_decoder_that_is_named_and_missing_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as missing:
        load(ModelSpec(name="tiny", fast_decoder=str(tmp_path / "nothing")))
    assert missing.value.reason == "decoder"


@pytest.mark.filterwarnings("ignore:The `local_dir_use_symlinks` argument")
def test_a_known_decoder_that_cannot_be_had_is_done_without() -> None:
    pipeline = tiny_pipeline()
    pipeline.unet.register_to_config(cross_attention_dim=768)
    assert decoder_for(pipeline, "auto", dtype=torch.float32, allow_hub=False) is None


def test_how_long_a_picture_takes_is_reckoned_from_two_of_its_steps(quick: LoadedModel) -> None:
    moments = iter([0.0, 5.0, 8.0, 10.0])  # begun, first step, second step, decoded
    taken = PictureGenerator(quick).seconds_a_picture(seconds=lambda: next(moments))
    assert taken == 10 + 2 * 3
