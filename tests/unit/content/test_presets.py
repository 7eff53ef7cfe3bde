"""Steps and guidance by what a picture brings together."""

import pytest

from core.content.presets import Composition, ModelSize, Preset, Presets


@pytest.fixture(scope="module")
def presets() -> Presets:
    return Presets.load()


@pytest.mark.parametrize(
    ("composition", "steps", "guidance"),
    [
        (Composition.SUBJECT, 20, 6),
        (Composition.PLACE, 20, 7),
        (Composition.SUBJECT_WITH_OTHERS, 25, 14),
        (Composition.PERSON_IN_PLACE, 40, 14.5),
    ],
)
def test_the_table_of_the_thesis(
    presets: Presets, composition: Composition, steps: int, guidance: float
) -> None:
    preset = presets.preset(composition)
    assert preset == Preset(num_inference_steps=steps, guidance_scale=guidance)


@pytest.mark.parametrize("composition", Composition)
def test_a_small_model_is_guided_less(presets: Presets, composition: Composition) -> None:
    full = presets.preset(composition)
    small = presets.preset(composition, size=ModelSize.SMALL)
    assert small.guidance_scale < full.guidance_scale
    assert presets.gentler(full) == small


def test_numbers_chosen_by_hand_stay(presets: Presets) -> None:
    chosen = Preset(num_inference_steps=33, guidance_scale=8.5)
    assert presets.gentler(chosen) == chosen
