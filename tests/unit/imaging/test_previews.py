from io import BytesIO

import numpy as np
from PIL import Image

from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, PictureGenerator, Step

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
