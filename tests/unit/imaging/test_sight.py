"""Where the model looks for words on a picture that is there already."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.memory_plan import Layout
from core.imaging.reading import most_like
from core.imaging.sight import seen
from core.imaging.tiny import tiny_xl_pipeline
from tests.fakes.scenes import scene
from tests.unit.imaging.layouts import laid_out


@pytest.mark.parametrize("kind", ["sd", "xl"])
def test_heat_covers_the_picture_and_is_the_same_every_time(kind: str, tiny: LoadedModel) -> None:
    model = tiny if kind == "sd" else replace(tiny, pipeline=tiny_xl_pipeline())
    picture = scene(4).picture.crop((0, 0, 256, 192))
    heat = seen(model, picture, "the guitar", prompt="a woman in a kitchen")
    assert heat.shape[0] < heat.shape[1]
    assert (heat.min(), heat.max()) == (0, 1)
    assert (heat == seen(model, picture, "the guitar", prompt="a woman in a kitchen")).all()
    assert (heat != seen(model, picture, "a window", prompt="a woman in a kitchen")).any()


def test_the_bundled_model_finds_a_tree_beside_somebody(bundled: LoadedModel) -> None:
    warmer = []
    for number in (3, 12, 18, 21):
        one = scene(number)
        heat = seen(bundled, one.picture, one.thing)
        tree, person = (_small(one.areas[name], heat.shape) for name in ("thing", "person"))
        warmer.append(heat[tree].mean() > heat[person].mean())
    assert all(warmer)


def _small(area: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    size = (shape[1], shape[0])
    return np.asarray(Image.fromarray(area).resize(size, Image.Resampling.NEAREST))


@pytest.mark.parametrize("layout", [Layout.IN_TURNS, Layout.PIECEMEAL])
def test_where_parts_come_and_go_it_sees_the_same(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = scene(4).picture.crop((0, 0, 256, 192))
    tiny = load(ModelSpec(name="tiny"))  # the others' own may be laid out smaller by now
    model = laid_out(load(ModelSpec(name="tiny")), layout, monkeypatch)
    assert np.allclose(seen(model, picture, "a hat"), seen(tiny, picture, "a hat"), atol=1e-3)
    assert most_like(model, picture, ("a hat", "a tree")) == most_like(
        tiny, picture, ("a hat", "a tree")
    )
