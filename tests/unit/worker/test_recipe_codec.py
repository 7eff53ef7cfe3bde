import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.change import ChangeRequest, ChangeWay, MaskFound, MaskRequest
from core.domain.picture import Making, Phrase, PictureStyle, Recipe
from core.errors import StoreDamaged
from core.prompting.recipe_codec import (
    change_from_json,
    making_from_json,
    mask_found_from_json,
    mask_request_from_json,
    recipe_from_json,
    to_json,
)

A_RECIPE = Recipe(
    phrases=(Phrase(text="un perro", language="es", rank=0, source="who"),),
    negative=(),
    style=PictureStyle.SOFT,
    num_inference_steps=20,
    guidance_scale=6.5,
    seeds=(1, 2, 3, 4),
)


@given(st.builds(Recipe, guidance_scale=st.floats(0, 30), adapters=st.just(())))
def test_a_recipe_survives_the_journey(recipe: Recipe) -> None:
    assert recipe_from_json(to_json(recipe)) == recipe


@given(st.builds(Making, guidance_scale=st.floats(0, 30)))
def test_a_making_survives_the_journey(making: Making) -> None:
    assert making_from_json(to_json(making)) == making


@given(
    st.builds(
        ChangeRequest,
        guidance_scale=st.floats(0, 30),
        strength=st.floats(0, 1),
        adapters=st.just(()),
    )
)
def test_a_change_survives_the_journey(change: ChangeRequest) -> None:
    assert change_from_json(to_json(change)) == change


@given(st.builds(MaskRequest))
def test_a_wish_for_an_area_survives_the_journey(wish: MaskRequest) -> None:
    assert mask_request_from_json(to_json(wish)) == wish


@given(st.builds(MaskFound, confidence=st.floats(0, 1), share=st.floats(0, 1)))
def test_a_found_area_survives_the_journey(found: MaskFound) -> None:
    assert mask_found_from_json(to_json(found)) == found


@pytest.mark.parametrize("inverted", [1, "true", None])
def test_only_yes_and_no_are_yes_and_no(inverted: object) -> None:
    change = ChangeRequest(
        way=ChangeWay.REPAINT,
        phrases=(),
        negative=(),
        style=PictureStyle.SOFT,
        num_inference_steps=20,
        guidance_scale=7.0,
        seeds=(1,),
        strength=0.75,
    )
    document = json.loads(to_json(change)) | {"inverted": inverted}
    with pytest.raises(StoreDamaged):
        change_from_json(json.dumps(document).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"style": "cubist"},
        {"seeds": ["1"]},
        {"num_inference_steps": "20"},
        {"num_inference_steps": 20.5},
        {"guidance_scale": "strong"},
        {"surprise": 1},
        {"phrases": [{"text": "un perro"}]},
    ],
)
def test_what_is_not_exactly_a_recipe_is_refused(change: dict[str, object]) -> None:
    document = json.loads(to_json(A_RECIPE)) | change
    with pytest.raises(StoreDamaged):
        recipe_from_json(json.dumps(document).encode())


def test_a_refusal_does_not_repeat_what_was_written() -> None:
    with pytest.raises(StoreDamaged) as refused:
        recipe_from_json(b'{"phrases": "what Carmen told"}')
    assert "Carmen" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_bytes_that_are_no_json_are_refused() -> None:
    with pytest.raises(StoreDamaged):
        recipe_from_json(b"\xff\xfe not json")
