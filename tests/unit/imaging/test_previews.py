from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL
from PIL import Image

from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.generator import Drawing, PictureGenerator, Step
from core.imaging.memory_plan import Layout
from core.imaging.previews import fit
from core.imaging.tiny import tiny_pipeline
from tests.unit.imaging.layouts import laid_out

CHURCH = Drawing(
    prompt="a church in a field",
    negative_prompt="",
    seeds=(1,),
    num_inference_steps=12,
    guidance_scale=6.0,
    width=128,
    height=128,
)


def test_a_preview_is_a_small_jpeg(generator: PictureGenerator) -> None:
    previews: list[bytes] = []
    drawing = Drawing(
        prompt="",
        negative_prompt="",
        seeds=(1,),
        num_inference_steps=2,
        guidance_scale=1.0,
        width=96,
        height=64,
    )
    generator.draw(drawing, on_step=lambda step: previews.append(generator.preview(step)))
    picture = Image.open(BytesIO(previews[-1]))
    assert picture.format == "JPEG"
    assert picture.size == (256, 171)
    assert len(previews[-1]) < 20_000


def test_the_last_preview_resembles_the_picture(bundled: LoadedModel) -> None:
    generator = PictureGenerator(bundled)
    previews: list[bytes] = []

    def keep(step: Step) -> None:
        previews.append(generator.preview(step))

    picture = generator.draw(CHURCH, on_step=keep)[0]
    assert likeness(previews[-1], picture) > 0.85
    assert likeness(previews[-1], picture) > likeness(previews[0], picture)


def likeness(preview: bytes, picture: Image.Image) -> float:
    """How well two pictures go together, seen small: 1 is the same."""
    small = [np.asarray(p.resize((16, 16)), float).ravel() for p in (opened(preview), picture)]
    return float(np.corrcoef(small)[0, 1])


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg)).convert("RGB")


@pytest.mark.parametrize("layout", [Layout.IN_TURNS, Layout.PIECEMEAL])
def test_where_parts_come_and_go_the_map_is_fitted_before_the_first_step(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = PictureGenerator(load(ModelSpec(name="tiny")))  # laid out by no other test
    model, done = laid_out(load(ModelSpec(name="tiny")), layout, monkeypatch), []
    apart, _ = PictureGenerator(model), generator.preview_map
    decode = AutoencoderKL.decode

    def noted(*what: object, **how: object) -> object:
        done.append("decoded")
        return decode(*what, **how)

    monkeypatch.setattr(AutoencoderKL, "decode", noted)

    def look(step: Step) -> None:
        done.append("step")
        assert apart.preview(step) == generator.preview(step)

    apart.draw(replace(CHURCH, num_inference_steps=2), on_step=look)
    assert done[0] == "decoded"
    assert done[-3:] == ["step", "step", "decoded"]


def test_an_autoencoder_that_overflows_is_asked_in_full_precision() -> None:
    vae, asked = tiny_pipeline().vae.half(), []
    vae.register_to_config(force_upcast=True)
    vae.decoder.register_forward_pre_hook(lambda _, given: asked.append(given[0].dtype))
    assert torch.isfinite(fit(vae).matrix).all()
    assert (asked, vae.dtype) == ([torch.float32], torch.float16)
