import os
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch

from core.errors import ModelUnavailable
from core.imaging.base_models import ModelSpec, load
from core.imaging.clip_words import clip_tokenizer
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.single_files import LAYOUTS, Family, family_of, pipeline_class
from core.imaging.tiny import tiny_pipeline, tiny_xl_pipeline
from tests.fakes.one_file import write_layout, write_one_file

FIRST = "model.diffusion_model.input_blocks.{}.1.transformer_blocks.0.attn2.to_k.weight"
ENTRY = "model.diffusion_model.input_blocks.0.0.weight"
DRAWING = Drawing(
    prompt="a dog",
    negative_prompt="a cat",
    seeds=(1,),
    num_inference_steps=2,
    guidance_scale=5.0,
    width=64,
    height=64,
)


def reason(path: Path) -> str:
    with pytest.raises(ModelUnavailable) as unavailable:
        load(ModelSpec(name=str(path)))
    return unavailable.value.reason


def sizes(path: Path, *, block: int, width: int, channels: int = 4) -> Path:
    weights = {
        FIRST.format(block): torch.zeros(8, width),
        ENTRY: torch.zeros(8, channels, 3, 3),
    }
    safetensors.torch.save_file(weights, path)
    return path


def drawn_by(pipeline: Any) -> bytes:
    return bytes(
        pipeline(
            "a dog", num_inference_steps=2, generator=torch.manual_seed(1), width=64, height=64
        )
        .images[0]
        .tobytes()
    )


@pytest.mark.parametrize("suffix", [".safetensors", ".ckpt"])
@pytest.mark.parametrize("build", [tiny_pipeline, tiny_xl_pipeline])
def test_one_file_draws_what_its_parts_drew(
    build: Callable[[], Any], suffix: str, tmp_path: Path
) -> None:
    pipeline = build()
    pipeline.set_progress_bar_config(disable=True)
    (tmp_path / "mine").mkdir()
    write_layout(pipeline, tmp_path / "mine")
    (tmp_path / "mine" / "manner.json").write_text('{"full_precision": true}')
    model = load(ModelSpec(name=str(write_one_file(pipeline, tmp_path / f"mine{suffix}"))))
    assert model.name == "mine"
    assert model.manner.native_size == 64
    assert drawn_by(model.pipeline) == drawn_by(pipeline)
    assert len(PictureGenerator(model).draw(DRAWING, on_step=lambda step: None)) == 1


@pytest.mark.parametrize(
    ("name", "block", "width", "family"),
    [
        ("mine", 1, 768, Family.SD1),
        ("mine", 1, 1024, Family.SD2),
        ("v2-1_512-ema-pruned", 1, 1024, Family.SD2_BASE),
        ("v2-base", 1, 1024, Family.SD2_BASE),
        ("mine", 4, 2048, Family.SDXL),
    ],
)
def test_the_weights_tell_the_family(
    name: str, block: int, width: int, family: Family, tmp_path: Path
) -> None:
    assert family_of(sizes(tmp_path / f"{name}.safetensors", block=block, width=width)) is family


def test_a_model_for_repainting_only_is_told_apart(tmp_path: Path) -> None:
    assert (
        reason(sizes(tmp_path / "a.safetensors", block=1, width=768, channels=9)) == "inpainting"
    )


def test_stable_diffusion_3_is_told_apart(tmp_path: Path) -> None:
    name = "model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight"
    safetensors.torch.save_file({name: torch.zeros(2, 2)}, tmp_path / "a.safetensors")
    assert reason(tmp_path / "a.safetensors") == "sd3"


def test_a_file_of_something_else_is_no_model(tmp_path: Path) -> None:
    safetensors.torch.save_file(
        {"lora.down.weight": torch.zeros(2, 2)}, tmp_path / "a.safetensors"
    )
    assert reason(tmp_path / "a.safetensors") == "no-model"


@pytest.mark.parametrize("suffix", [".safetensors", ".ckpt"])
def test_a_damaged_file_is_refused(suffix: str, tmp_path: Path) -> None:
    path, dice = tmp_path / f"a{suffix}", random.Random(7)
    for begins in (b"", b"\x80\x02"):
        for _ in range(40):
            path.write_bytes(begins + dice.randbytes(60))
            assert reason(path) in {"weights", "pickle"}


class _Payload:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.system, (f"touch {self.mark}",))


def test_a_file_that_wants_code_run_is_refused_and_runs_none(tmp_path: Path) -> None:
    torch.save({"state_dict": _Payload(tmp_path / "ran")}, tmp_path / "a.ckpt")
    assert reason(tmp_path / "a.ckpt") == "pickle"
    assert not (tmp_path / "ran").exists()


def test_an_old_pickle_that_wants_code_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ckpt").write_bytes(pickle.dumps(_Payload(tmp_path / "ran"), protocol=2))
    assert reason(tmp_path / "a.ckpt") == "pickle"
    assert not (tmp_path / "ran").exists()


def test_what_training_tools_left_in_a_file_does_not_keep_it_from_being_read(
    tmp_path: Path,
) -> None:
    left = type("ModelCheckpoint", (), {})
    left.__module__ = "pytorch_lightning.callbacks.model_checkpoint"
    weights = {FIRST.format(1): torch.zeros(8, 768)}
    with pytest.MonkeyPatch.context() as patch:
        import sys
        import types

        for name in ("pytorch_lightning", "pytorch_lightning.callbacks"):
            patch.setitem(sys.modules, name, types.ModuleType(name))
        module = types.ModuleType(left.__module__)
        module.ModelCheckpoint = left  # type: ignore[attr-defined]
        patch.setitem(sys.modules, left.__module__, module)
        torch.save({"state_dict": weights, "callbacks": {left: 1}}, tmp_path / "a.ckpt")
    assert family_of(tmp_path / "a.ckpt") is Family.SD1


@pytest.mark.parametrize(
    ("family", "part", "count"),
    [
        (Family.SD1, "unet", 859_520_964),
        (Family.SD1, "text_encoder", 123_060_480),
        (Family.SD1, "vae", 83_653_863),
        (Family.SD2, "unet", 865_910_724),
        (Family.SD2_BASE, "text_encoder", 340_387_840),
        (Family.SDXL, "unet", 2_567_463_684),
        (Family.SDXL, "text_encoder_2", 694_659_840),
    ],
)
def test_our_layouts_have_as_many_weights_as_the_published_models(
    family: Family, part: str, count: int
) -> None:
    assert parameters(family, part) == count


def parameters(family: Family, part: str) -> int:
    import diffusers
    import transformers

    folder = LAYOUTS / family / part
    with torch.device("meta"):
        if part.startswith("text"):
            config = transformers.CLIPTextConfig.from_pretrained(str(folder))
            kind = getattr(transformers, config.architectures[0])
            module = kind(config)
        else:
            kind = diffusers.UNet2DConditionModel if part == "unet" else diffusers.AutoencoderKL
            module = kind.from_config(kind.load_config(str(folder)))
    return sum(weights.numel() for weights in module.parameters())


@pytest.mark.parametrize("family", list(Family))
def test_every_layout_asks_for_a_pipeline_we_draw_with(family: Family) -> None:
    wanted = "StableDiffusionXLPipeline" if family is Family.SDXL else "StableDiffusionPipeline"
    assert pipeline_class(LAYOUTS / family).__name__ == wanted


def test_the_tokenizer_reads_as_clip_does() -> None:
    tokenizer = clip_tokenizer()
    assert tokenizer("a photo of a cat").input_ids == [49406, 320, 1125, 539, 320, 2368, 49407]
    assert tokenizer.pad_token_id == 49407
    assert clip_tokenizer(pad="!").pad_token_id == 0
