"""What only a CUDA card can show; skipped where there is none."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from core.domain.change import MaskedContent
from core.domain.vetting import Box
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.generator import Drawing, MemoryShort, PictureGenerator
from core.imaging.inpainting import Inpainter, Repainting
from core.imaging.regions import Region, Regions, Steering
from core.imaging.sight import seen

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA card"),
]

CHURCH = Drawing(
    prompt="a church in a field",
    negative_prompt="",
    seeds=(1, 2, 3),
    num_inference_steps=20,
    guidance_scale=6.0,
    width=128,
    height=128,
)


@pytest.fixture(scope="module")
def bundled() -> LoadedModel:
    return load(ModelSpec(name="bundled"))


def draw(model: LoadedModel, drawing: Drawing = CHURCH) -> list[Image.Image]:
    return PictureGenerator(model).draw(drawing, on_step=lambda step: None)


def test_the_model_lies_on_the_card_and_draws_in_batches(bundled: LoadedModel) -> None:
    assert bundled.device.type == "cuda"
    assert bundled.batches
    assert len(draw(bundled)) == 3


def test_the_same_seeds_give_the_same_pictures(bundled: LoadedModel) -> None:
    first, again = draw(bundled), draw(bundled)
    assert all(one.tobytes() == other.tobytes() for one, other in zip(first, again, strict=True))


def test_pictures_are_neither_black_nor_noise(bundled: LoadedModel) -> None:
    for picture in draw(bundled):
        assert 20 < np.asarray(picture).std() < 110


def test_a_preview_can_be_made_of_latents_on_the_card(bundled: LoadedModel) -> None:
    generator = PictureGenerator(bundled)
    previews: list[bytes] = []
    generator.draw(CHURCH, on_step=lambda step: previews.append(generator.preview(step)))
    assert all(preview.startswith(b"\xff\xd8") for preview in previews)


@pytest.mark.parametrize("content", MaskedContent)
def test_an_area_is_repainted_on_the_card_and_the_rest_is_the_same_to_the_pixel(
    bundled: LoadedModel, content: MaskedContent
) -> None:
    base = draw(bundled)[0]
    area = Image.new("L", base.size)
    area.paste(255, (64, 0, 128, 128))
    wish = Repainting(
        drawing=replace(CHURCH, prompt="a dog"),
        base=base,
        area=area,
        strength=0.8,
        masked_content=content,
    )
    inpainter = Inpainter(PictureGenerator(bundled))
    made = inpainter.repaint(wish, on_step=lambda step: None)
    again = inpainter.repaint(wish, on_step=lambda step: None)
    for one, other in zip(made, again, strict=True):
        changed = np.abs(np.asarray(one, int) - np.asarray(base, int))
        assert changed[:, :64].max() == 0
        assert changed[:, 64:].mean() > 5
        assert one.tobytes() == other.tobytes()


def test_a_variation_near_the_pictures_own_noise_is_drawn_on_the_card(
    bundled: LoadedModel,
) -> None:
    base = draw(bundled)[0]
    wish = Repainting(drawing=CHURCH, base=base, strength=0.6, near_seed=1)
    made = Inpainter(PictureGenerator(bundled)).repaint(wish, on_step=lambda step: None)
    assert len({picture.tobytes() for picture in made}) == 3


def test_a_picture_is_composed_of_regions_on_the_card(bundled: LoadedModel) -> None:
    left = Box(left=0.0, top=0.2, right=0.5, bottom=1.0)
    right = Box(left=0.5, top=0.2, right=1.0, bottom=1.0)
    regions = Regions(
        whole=CHURCH.prompt,
        surroundings="a field",
        regions=(
            Region(box=left, prompt="a church", subject="a church"),
            Region(box=right, prompt="a dog", subject="a dog"),
        ),
    )
    with Steering(bundled.pipeline, regions) as steering:
        [made] = draw(bundled, replace(CHURCH, seeds=(1,)))
    assert np.asarray(made).std() > 20
    heat = steering.heat(0)
    assert heat is not None
    assert heat.max() == 1


def test_words_are_looked_for_on_the_card(bundled: LoadedModel) -> None:
    heat = seen(bundled, draw(bundled)[0], "a church")
    assert (heat.min(), heat.max()) == (0, 1)


def test_a_picture_too_large_for_the_card_is_told_apart(bundled: LoadedModel) -> None:
    enormous = replace(CHURCH, width=16384, height=16384, num_inference_steps=1)
    with pytest.raises(MemoryShort):
        draw(bundled, enormous)
    assert len(draw(bundled)) == 3
