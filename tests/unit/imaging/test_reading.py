from dataclasses import replace

import pytest

from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.reading import most_like
from tests.fakes.toy import toy_photo
from tests.unit.imaging.pupils import a_pipeline

PLACES = ("a house in a field", "a house at the beach", "a house at night")


def drawn(prompt: str) -> Drawing:
    return Drawing(
        prompt=prompt,
        negative_prompt="",
        seeds=(1,),
        num_inference_steps=10,
        guidance_scale=6.0,
        width=128,
        height=128,
    )


@pytest.mark.parametrize("number", [1, 2])
def test_the_model_reads_the_place_in_its_own_picture(bundled: LoadedModel, number: int) -> None:
    drawing = drawn(PLACES[number])
    [picture] = PictureGenerator(bundled).draw(drawing, on_step=lambda step: None)
    assert most_like(bundled, picture, PLACES) == number


@pytest.mark.parametrize("kind", ["xl", "velocity"])
def test_models_of_every_kind_can_be_asked(tiny: LoadedModel, kind: str) -> None:
    model = replace(tiny, pipeline=a_pipeline(kind))
    picture = toy_photo(0).resize((64, 64))
    first = most_like(model, picture, PLACES)
    swapped = [PLACES[(number + first) % 3] for number in range(3)]
    assert most_like(model, picture, swapped) == 0  # the caption decides, not its number
