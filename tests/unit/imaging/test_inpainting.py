from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import UNet2DConditionModel
from PIL import Image, ImageDraw

from core.domain.change import MaskedContent
from core.imaging.adapters import Adapter
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.frames import AreaUnusable
from core.imaging.generator import Drawing, MemoryShort, PictureGenerator, Step
from core.imaging.inpainting import Inpainter, Repainting
from core.imaging.manners import Manner
from core.imaging.memory_plan import Layout
from core.imaging.tiny import tiny_pipeline, tiny_xl_pipeline
from tests.unit.imaging.layouts import laid_out
from tests.unit.imaging.test_adapters import trained

SIZE = (96, 64)


def a_picture(size: tuple[int, int] = SIZE) -> Image.Image:
    """Broad blots of colour: something to keep, and something to change."""
    random = np.random.default_rng(5)
    small = random.integers(0, 255, (4, 6, 3), dtype=np.uint8)
    return Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)


def an_area(size: tuple[int, int] = SIZE) -> Image.Image:
    area = Image.new("L", size)
    ImageDraw.Draw(area).ellipse((30, 20, 60, 45), fill=255)
    return area


REPAINTING = Repainting(
    drawing=Drawing(
        prompt="a dog",
        negative_prompt="",
        seeds=(1,),
        num_inference_steps=4,
        guidance_scale=6.0,
        width=64,
        height=64,
    ),
    base=a_picture(),
    area=an_area(),
    strength=0.75,
)
OUTSIDE = np.asarray(an_area()) == 0


def of_seeds(*seeds: int, **change: Any) -> Repainting:
    changed = replace(REPAINTING, **change)
    return replace(changed, drawing=replace(changed.drawing, seeds=seeds))


def ignore(step: Step) -> None:
    pass


def pixels(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture, int)


def difference(one: Image.Image, other: Image.Image) -> float:
    return float(np.abs(pixels(one) - pixels(other)).mean())


def repainted(inpainter: Inpainter, repainting: Repainting = REPAINTING) -> np.ndarray:
    return pixels(inpainter.repaint(repainting, on_step=ignore)[0])


def a_model(name: str, pipeline: Any) -> LoadedModel:
    pipeline.set_progress_bar_config(disable=True)
    manner = Manner(native_size=64)
    return LoadedModel(name=name, pipeline=pipeline, manner=manner, device=torch.device("cpu"))


@pytest.fixture(scope="session")
def nine() -> LoadedModel:
    """A model taught to repaint: its UNet sees the mask and the masked picture as well."""
    pipeline = tiny_pipeline()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        shape = {k: v for k, v in pipeline.unet.config.items() if not k.startswith("_")}
        pipeline.unet = UNet2DConditionModel(**shape | {"in_channels": 9}).eval()
    return a_model("nine", pipeline)


@pytest.fixture(scope="session")
def wide() -> LoadedModel:
    """A model in the shape of Stable Diffusion XL."""
    return a_model("wide", tiny_xl_pipeline())


@pytest.fixture(params=["four", "nine", "wide"])
def inpainter(
    request: pytest.FixtureRequest, tiny: LoadedModel, nine: LoadedModel, wide: LoadedModel
) -> Inpainter:
    models = {"four": tiny, "nine": nine, "wide": wide}
    return Inpainter(PictureGenerator(models[request.param]))


@pytest.fixture
def four(tiny: LoadedModel) -> Inpainter:
    return Inpainter(PictureGenerator(tiny))


@pytest.mark.parametrize("full_resolution", [True, False])
@pytest.mark.parametrize("content", MaskedContent)
def test_outside_the_area_nothing_changes_and_inside_it_does(
    inpainter: Inpainter, content: MaskedContent, full_resolution: bool
) -> None:
    wish = replace(REPAINTING, masked_content=content, full_resolution=full_resolution)
    changed = np.abs(repainted(inpainter, wish) - pixels(wish.base)).max(axis=2)
    assert changed[OUTSIDE].max() == 0
    assert changed[~OUTSIDE].mean() > 10


def test_a_seed_gives_the_same_picture_again(inpainter: Inpainter) -> None:
    first = repainted(inpainter)
    repainted(inpainter, of_seeds(9))
    assert (repainted(inpainter) == first).all()


@pytest.mark.parametrize("content", [MaskedContent.ORIGINAL, MaskedContent.LATENT_NOISE])
def test_a_seed_means_the_same_alone_and_among_others(
    four: Inpainter, content: MaskedContent
) -> None:
    together = four.repaint(of_seeds(7, 1, masked_content=content), on_step=ignore)
    alone = repainted(four, of_seeds(1, masked_content=content))
    assert np.abs(pixels(together[1]) - alone).max() <= 2
    assert np.abs(pixels(together[0]) - alone).max() > 8


@pytest.mark.parametrize(
    "change",
    [
        *({"masked_content": content} for content in MaskedContent if content != "original"),
        {"strength": 0.5},
        {"full_resolution": False},
        {"blur_px": 0},
    ],
)
def test_every_part_of_a_repainting_counts(four: Inpainter, change: dict[str, Any]) -> None:
    assert (repainted(four, replace(REPAINTING, **change)) != repainted(four)).any()


def test_a_model_that_sees_the_mask_is_given_it(nine: LoadedModel) -> None:
    seen: list[torch.Tensor] = []
    hook = nine.pipeline.unet.register_forward_pre_hook(lambda _, given: seen.append(given[0]))
    repainted(Inpainter(PictureGenerator(nine)))
    hook.remove()
    mask = seen[0][0, 4]  # after the latents
    assert set(mask.unique().tolist()) == {0.0, 1.0}
    assert mask.mean() < 0.9


@pytest.mark.parametrize(("strength", "steps"), [(0.0, 1), (0.1, 1), (0.5, 2), (1.0, 4)])
def test_strength_decides_how_many_steps_are_taken(
    four: Inpainter, strength: float, steps: int
) -> None:
    told: list[Step] = []
    four.repaint(replace(REPAINTING, strength=strength), on_step=told.append)
    assert [step.number for step in told] == list(range(1, steps + 1))
    assert told[-1].of == steps


def test_without_an_area_all_of_the_picture_is_varied(four: Inpainter) -> None:
    varied = repainted(four, replace(REPAINTING, area=None))
    assert varied.shape == (64, 96, 3)
    assert (np.abs(varied - pixels(REPAINTING.base)).max(axis=2) > 0).mean() > 0.9


def test_a_variation_keeps_more_the_weaker_it_is(bundled: LoadedModel) -> None:
    inpainter = Inpainter(PictureGenerator(bundled))
    base = a_picture((128, 128))
    drawing = replace(REPAINTING.drawing, width=128, height=128, num_inference_steps=8)
    distances = [
        np.abs(
            repainted(
                inpainter,
                Repainting(drawing=drawing, base=base, strength=strength),
            )
            - pixels(base)
        ).mean()
        for strength in (0.2, 0.9)
    ]
    assert distances[0] < 0.7 * distances[1]


def test_a_variation_near_the_pictures_seed_stays_nearer_to_the_picture(
    bundled: LoadedModel,
) -> None:
    generator = PictureGenerator(bundled)
    drawing = replace(
        REPAINTING.drawing,
        prompt="a house",
        seeds=(3,),
        num_inference_steps=7,
        guidance_scale=3.0,  # more of it burns, and what is burnt is far from everything
        width=128,
        height=128,
    )
    base = generator.draw(drawing, on_step=ignore)[0]
    wish = Repainting(drawing=replace(drawing, seeds=(8, 9)), base=base, strength=0.75)

    def distance(wish: Repainting) -> float:
        made = Inpainter(generator).repaint(wish, on_step=ignore)
        assert difference(*made) > 0
        return sum(difference(picture, base) for picture in made)

    assert distance(replace(wish, near_seed=3)) < 0.9 * distance(wish)


def test_nearness_means_nothing_for_an_area(four: Inpainter) -> None:
    assert (repainted(four, replace(REPAINTING, near_seed=5)) == repainted(four)).all()


def test_a_near_variation_is_the_same_alone_and_among_others(inpainter: Inpainter) -> None:
    near = replace(REPAINTING, area=None, near_seed=5)
    together = replace(near, drawing=replace(near.drawing, seeds=(7, 1)))
    second = pixels(inpainter.repaint(together, on_step=ignore)[1])
    assert np.abs(second - repainted(inpainter, near)).max() <= 2


def test_a_cancelled_repainting_leaves_the_next_one_as_it_would_have_been(
    four: Inpainter,
) -> None:
    expected = repainted(four)

    def cancel(step: Step) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError):
        four.repaint(REPAINTING, on_step=cancel)
    assert (repainted(four) == expected).all()


def test_the_generator_draws_afterwards_what_it_drew_before(tiny: LoadedModel) -> None:
    generator = PictureGenerator(tiny)
    before = pixels(generator.draw(REPAINTING.drawing, on_step=ignore)[0])
    scheduler, settings = tiny.pipeline.scheduler, dict(tiny.pipeline.scheduler.config)
    Inpainter(generator).repaint(REPAINTING, on_step=ignore)
    assert tiny.pipeline.scheduler is scheduler
    assert dict(scheduler.config) == settings
    assert (pixels(generator.draw(REPAINTING.drawing, on_step=ignore)[0]) == before).all()


def test_no_module_is_copied_or_recast(tiny: LoadedModel, four: Inpainter) -> None:
    repainted(four)
    own, shared = four._pipeline, tiny.pipeline
    assert own.scheduler is not shared.scheduler
    for name in ("unet", "vae", "text_encoder", "tokenizer"):
        assert own.components[name] is shared.components[name]


def test_an_adapter_is_worn_for_one_repainting(four: Inpainter, tmp_path: Path) -> None:
    bare = repainted(four)
    adapter = Adapter(safetensors=trained(tmp_path, seed=1))
    drawing = replace(REPAINTING.drawing, adapters=(adapter,))
    assert (repainted(four, replace(REPAINTING, drawing=drawing)) != bare).any()
    assert (repainted(four) == bare).all()


def test_a_preview_shows_the_area_growing_among_what_stays(four: Inpainter) -> None:
    previews: list[bytes] = []
    four.repaint(
        REPAINTING,
        on_step=lambda step: previews.append(four.preview(step, repainting=REPAINTING)),
    )
    assert len(previews) == 3
    assert all(preview.startswith(b"\xff\xd8") for preview in previews)


@pytest.mark.parametrize("area", [Image.new("L", SIZE), Image.new("L", (64, 64), 255)])
def test_an_area_that_cannot_be_repainted_is_refused_before(
    four: Inpainter, area: Image.Image
) -> None:
    with pytest.raises(AreaUnusable):
        repainted(four, replace(REPAINTING, area=area))


def test_too_little_memory_is_told_apart(four: Inpainter) -> None:
    def fail(step: Step) -> None:
        raise MemoryError

    with pytest.raises(MemoryShort):
        four.repaint(REPAINTING, on_step=fail)


def test_an_autoencoder_in_half_precision_encodes_in_full_and_is_half_again() -> None:
    pipeline = tiny_pipeline()
    full = Inpainter(PictureGenerator(a_model("full", pipeline)))._encoded(a_picture((64, 64)))
    pipeline.vae.half()
    half = Inpainter(PictureGenerator(a_model("half", pipeline)))._encoded(a_picture((64, 64)))
    assert pipeline.vae.dtype is torch.float16
    assert half.dtype is torch.float32
    assert torch.allclose(half, full, atol=0.05)


@pytest.mark.filterwarnings("ignore:.upcast_vae.:FutureWarning")  # the library's own
@pytest.mark.parametrize("kind", ["four", "nine", "wide"])
def test_a_model_in_half_precision_makes_variations_near_a_seed(kind: str) -> None:
    model = half(kind)
    near = replace(REPAINTING, area=None, near_seed=5)
    assert Inpainter(PictureGenerator(model)).repaint(near, on_step=ignore)[0].size == SIZE
    assert model.pipeline.vae.dtype is torch.float16


def half(kind: str) -> LoadedModel:
    """A model of its own in half precision, its autoencoder to be upcast."""
    pipeline = tiny_xl_pipeline() if kind == "wide" else tiny_pipeline()
    if kind == "nine":
        shape = {k: v for k, v in pipeline.unet.config.items() if not k.startswith("_")}
        pipeline.unet = UNet2DConditionModel(**shape | {"in_channels": 9}).eval()
    pipeline.vae.register_to_config(force_upcast=True)
    return a_model(kind, pipeline.to(torch.float16))


@pytest.mark.filterwarnings("ignore:.upcast_vae.:FutureWarning")  # the library's own
def test_where_memory_ends_in_the_decoder_it_is_half_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inpainter = Inpainter(PictureGenerator(half("wide")))
    vae = inpainter.model.pipeline.vae

    def short(*_: object, **__: object) -> None:
        raise torch.OutOfMemoryError

    monkeypatch.setattr(vae, "decode", short)
    with pytest.raises(MemoryShort):
        repainted(inpainter)
    with pytest.raises(MemoryShort):
        inpainter.generator.draw(REPAINTING.drawing, on_step=ignore)
    assert vae.dtype is torch.float16


@pytest.mark.parametrize("layout", [Layout.IN_TURNS, Layout.PIECEMEAL])
def test_where_parts_come_and_go_it_repaints_the_same_with_previews(
    layout: Layout, four: Inpainter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = Adapter(safetensors=trained(tmp_path, seed=1))
    wish = replace(REPAINTING, drawing=replace(REPAINTING.drawing, adapters=(adapter,)))
    model = laid_out(load(ModelSpec(name="tiny")), layout, monkeypatch)
    inpainter, previews = Inpainter(PictureGenerator(model)), []
    made = inpainter.repaint(
        wish, on_step=lambda step: previews.append(inpainter.preview(step, repainting=wish))
    )
    assert np.abs(pixels(made[0]) - repainted(four, wish)).max() <= 1
    assert len(previews) == 3
