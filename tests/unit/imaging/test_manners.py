import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.picture import AdapterUse, Phrase, PictureStyle, Recipe
from core.errors import ModelUnavailable
from core.imaging.manners import Manner, drawable, manner_of, suited


def phrase(text: str, rank: int, source: str = "who") -> Phrase:
    return Phrase(text=text, language="en", rank=rank, source=source)


RECIPE = Recipe(
    phrases=(
        phrase("soft light", 4, "light"),
        phrase("a dog", 0),
        phrase("a river", 2, "where"),
        phrase("running", 1, "doing"),
    ),
    negative=(phrase("blurry", 0, "quality"),),
    style=PictureStyle.SOFT,
    num_inference_steps=40,
    guidance_scale=14.5,
    seeds=(1, 2),
)


def texts(manner: Manner, *phrases: Phrase) -> list[str]:
    return [kept.text for kept in drawable(phrases or RECIPE.phrases, manner)]


def test_a_large_model_gets_the_recipe_as_it_is() -> None:
    assert suited(RECIPE, Manner()) == RECIPE
    assert drawable(RECIPE.phrases, Manner()) == RECIPE.phrases


def test_guidance_and_steps_never_exceed_what_a_model_bears() -> None:
    recipe = suited(RECIPE, Manner(max_guidance=6.0, max_steps=25))
    assert (recipe.guidance_scale, recipe.num_inference_steps) == (6.0, 25)


def test_what_was_learnt_is_drawn_with_as_much_guidance_as_it_bears() -> None:
    manner = Manner(max_guidance=6.0, max_taught_guidance=3.0)
    learnt = replace(RECIPE, adapters=(AdapterUse(input_name="adapter-1"),))
    assert suited(learnt, manner).guidance_scale == 3.0
    assert suited(RECIPE, manner).guidance_scale == 6.0
    assert suited(learnt, Manner(max_guidance=6.0)).guidance_scale == 6.0


def test_a_mild_recipe_is_not_made_stronger() -> None:
    mild = replace(RECIPE, guidance_scale=5.0, num_inference_steps=20)
    assert suited(mild, Manner(max_guidance=6.0, max_steps=25)) == mild


def test_phrases_a_model_cannot_use_are_left_out() -> None:
    assert texts(Manner(omitted_sources=("light",))) == ["a dog", "a river", "running"]


def test_the_most_important_phrases_stay_and_keep_their_order() -> None:
    assert texts(Manner(max_phrases=2)) == ["a dog", "running"]


def test_a_model_that_draws_every_clause_gets_the_first_of_each_phrase() -> None:
    told = phrase("a young man, seen from behind", 0)
    assert texts(Manner(first_clauses=True), told) == ["a young man"]
    assert texts(Manner(), told) == ["a young man, seen from behind"]


def test_a_model_without_an_ear_for_negatives_hears_none() -> None:
    assert suited(RECIPE, Manner(reads_negative=False)).negative == ()


def test_the_size_is_the_models_own_unless_the_recipe_names_one() -> None:
    manner = Manner(native_size=128)
    assert suited(RECIPE, manner).width == 128
    assert suited(replace(RECIPE, width=256), manner).width == 256


def test_a_folder_without_a_manner_has_the_default_one(tmp_path: Path) -> None:
    assert manner_of(tmp_path) == Manner()


def test_a_manner_is_read_from_beside_the_model(tmp_path: Path) -> None:
    (tmp_path / "manner.json").write_text(json.dumps({"languages": ["es"], "max_steps": 10}))
    assert manner_of(tmp_path) == Manner(languages=("es",), max_steps=10)


@pytest.mark.parametrize("content", ['{"guidance": 3}', "not json", "[]"])
def test_a_manner_that_cannot_be_read_is_a_model_that_cannot_be_loaded(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "manner.json").write_text(content)
    with pytest.raises(ModelUnavailable) as unavailable:
        manner_of(tmp_path)
    assert unavailable.value.reason == "manner"


def test_without_guidance_nothing_negative_is_told_to_any_model() -> None:
    fog = Phrase(text="fog", language="en", rank=0, source="quality")
    recipe = replace(RECIPE, negative=(fog,), guidance_scale=1.0)
    assert suited(recipe, Manner()).negative == ()
    assert suited(replace(recipe, guidance_scale=1.5), Manner()).negative == (fog,)
