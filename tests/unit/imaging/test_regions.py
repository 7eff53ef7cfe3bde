"""A picture steered region by region, and where the model looks for words."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from core.domain.vetting import Box
from core.imaging.adapters import Adapter
from core.imaging.attention import Watch, positions, watched
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.memory_plan import Layout
from core.imaging.regions import Region, Regions, Steering, region_masks
from core.imaging.tiny import tiny_xl_pipeline
from tests.unit.imaging.layouts import laid_out
from tests.unit.imaging.test_adapters import trained

LEFT = Box(left=0.0, top=0.0, right=0.5, bottom=1.0)
RIGHT = Box(left=0.5, top=0.0, right=1.0, bottom=1.0)
DRAWING = Drawing(
    prompt="a house and a dog",
    negative_prompt="fog",
    seeds=(3,),
    num_inference_steps=4,
    guidance_scale=6.0,
    width=64,
    height=64,
)


def regions(
    left: str, right: str, *, surroundings: str = "a field", share: float = 0.6
) -> Regions:
    return Regions(
        whole=DRAWING.prompt,
        surroundings=surroundings,
        regions=(
            Region(box=LEFT, prompt=left, subject=left),
            Region(box=RIGHT, prompt=right, subject=right),
        ),
        share=share,
    )


@pytest.fixture
def xl(tiny: LoadedModel) -> LoadedModel:
    pipeline = tiny_xl_pipeline()
    pipeline.set_progress_bar_config(disable=True)
    return replace(tiny, pipeline=pipeline)


def drawn(model: LoadedModel, how: Regions | None = None, **changes: Any) -> np.ndarray:
    generator = PictureGenerator(model)
    drawing = replace(DRAWING, **changes)
    steering = Steering(model.pipeline, how) if how is not None else None
    [picture] = generator.draw(drawing, on_step=lambda step: None, meanwhile=steering)
    return np.asarray(picture, float)


@pytest.mark.parametrize("kind", ["tiny", "xl"])
def test_where_all_regions_say_the_same_it_is_the_plain_picture(
    kind: str, request: pytest.FixtureRequest
) -> None:
    model = request.getfixturevalue(kind)
    same = regions(DRAWING.prompt, DRAWING.prompt, surroundings=DRAWING.prompt)
    assert np.abs(drawn(model, same) - drawn(model)).max() <= 1


@pytest.mark.parametrize("kind", ["tiny", "xl"])
def test_another_prompt_on_one_side_changes_that_side_most(
    kind: str, request: pytest.FixtureRequest
) -> None:
    model = request.getfixturevalue(kind)
    before = drawn(model, regions("a house", "a dog", share=1.0))
    after = drawn(model, regions("a house", "an orange cat asleep", share=1.0))
    changed = np.abs(after - before).mean(axis=(0, 2))  # by column
    assert changed[40:].mean() > 1.5 * changed[:24].mean()


def test_it_works_without_guidance_too(tiny: LoadedModel) -> None:
    assert drawn(tiny, regions("a house", "a dog"), guidance_scale=1.0).shape == (64, 64, 3)


def test_afterwards_the_model_draws_as_before(tiny: LoadedModel) -> None:
    before = drawn(tiny)
    with pytest.raises(KeyboardInterrupt), Steering(tiny.pipeline, regions("a cat", "a dog")):
        raise KeyboardInterrupt
    assert "forward" not in vars(tiny.pipeline.unet)
    assert (drawn(tiny) == before).all()


@pytest.mark.parametrize("layout", [Layout.IN_TURNS, Layout.PIECEMEAL])
def test_where_parts_come_and_go_it_is_the_same_picture_and_leaves_no_trace(
    tiny: LoadedModel, layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = regions("a house", "an orange cat asleep")
    expected, plain = drawn(tiny, apart), drawn(tiny)
    model = laid_out(load(ModelSpec(name="tiny")), layout, monkeypatch)
    assert (drawn(model, apart) == expected).all()
    assert (drawn(model) == plain).all()


@pytest.mark.parametrize("layout", [Layout.PROCESSOR, Layout.IN_TURNS, Layout.PIECEMEAL])
def test_an_adapter_is_worn_beneath_the_regions(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library takes an offloaded UNet apart to hang one on it."""
    model, adapter = load(ModelSpec(name="tiny")), Adapter(safetensors=trained(tmp_path, seed=1))
    apart = regions("a house", "an orange cat asleep")
    bare, expected = drawn(model, apart), drawn(model, apart, adapters=(adapter,))
    plain = drawn(model)
    model = laid_out(load(ModelSpec(name="tiny")), layout, monkeypatch)
    assert (expected != bare).any()
    assert (drawn(model, apart, adapters=(adapter,)) == expected).all()
    assert (drawn(model) == plain).all()


def test_it_is_seen_where_each_subject_was_looked_for(tiny: LoadedModel) -> None:
    steering = Steering(tiny.pipeline, regions("a house", "a horse"))
    PictureGenerator(tiny).draw(DRAWING, on_step=lambda step: None, meanwhile=steering)
    heat = steering.heat(0)
    assert heat is not None
    assert (heat.shape, heat.min(), heat.max()) == ((8, 8), 0, 1)
    assert steering.heat(1) is None  # no horse is in the whole prompt


def test_masks_are_soft_and_never_more_than_one() -> None:
    masks = region_masks([LEFT, RIGHT, LEFT], (8, 8))
    assert float(masks.sum(0).max()) == pytest.approx(1)
    assert float(masks[1][:, -1].min()) == pytest.approx(1)
    assert float(masks[1][:, :3].max()) == 0


def test_positions_are_those_of_the_words_tokens(tiny: LoadedModel) -> None:
    tokenizer = tiny.pipeline.tokenizer
    prompt = "a dog"
    found = positions(tokenizer, prompt, "dog")
    ids = tokenizer(prompt).input_ids
    assert [ids[n] for n in found] == tokenizer("dog").input_ids[1:-1]
    assert positions(tokenizer, prompt, "cat") == ()


def test_watching_changes_nothing(tiny: LoadedModel) -> None:
    before = drawn(tiny)
    watch = Watch(words=[(1,)], shape=(8, 8))
    with watched(tiny.pipeline.unet, watch):
        assert (drawn(tiny) == before).all()
    assert watch.heat().shape == (8, 8)


def test_what_is_watched_are_the_shares_of_attention() -> None:
    """Of two places and two words, each place looks at a word of its own."""

    class Layer:
        heads, scale = 1, 10.0

    watch = Watch(words=[(0,), (1,)], shape=(4, 4))
    queries = torch.eye(2).repeat_interleave(8, 0)[None]  # (1, 16, 2): above, below
    watch.look(queries, torch.eye(2)[None], Layer())
    assert watch.heat(0)[:2].min() == 1
    assert watch.heat(0)[2:].max() == 0
    assert watch.heat(1)[2:].min() == 1
