from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, MemoryShort, PictureGenerator, Step

DRAWING = Drawing(
    prompt="a dog",
    negative_prompt="",
    seeds=(1,),
    num_inference_steps=4,
    guidance_scale=6.0,
    width=64,
    height=64,
)


class Cancelled(Exception):
    pass


def ignore(step: Step) -> None:
    pass


def draw(generator: PictureGenerator, drawing: Drawing = DRAWING) -> Image.Image:
    return generator.draw(drawing, on_step=ignore)[0]


def difference(one: Image.Image, other: Image.Image) -> int:
    return int(np.abs(np.asarray(one, int) - np.asarray(other, int)).max())


def test_a_seed_gives_the_same_picture_again(generator: PictureGenerator) -> None:
    first = draw(generator)
    draw(generator, replace(DRAWING, seeds=(9,)))
    assert difference(draw(generator), first) == 0


def test_another_seed_gives_another_picture(generator: PictureGenerator) -> None:
    assert difference(draw(generator), draw(generator, replace(DRAWING, seeds=(2,)))) > 8


def test_a_seed_means_the_same_alone_and_among_others(generator: PictureGenerator) -> None:
    together = generator.draw(replace(DRAWING, seeds=(7, 1)), on_step=ignore)
    assert len(together) == 2
    assert difference(together[1], draw(generator)) <= 2


@pytest.mark.parametrize(
    "change",
    [{"prompt": "a house"}, {"guidance_scale": 12.0}, {"num_inference_steps": 9}],
)
def test_every_part_of_a_drawing_counts(
    generator: PictureGenerator, change: dict[str, Any]
) -> None:
    assert difference(draw(generator, replace(DRAWING, **change)), draw(generator)) > 0


def test_a_negative_prompt_counts(generator: PictureGenerator) -> None:
    assert difference(draw(generator, replace(DRAWING, negative_prompt="fog")), draw(generator))


def test_the_picture_has_the_size_asked_for(generator: PictureGenerator) -> None:
    assert draw(generator, replace(DRAWING, width=96, height=64)).size == (96, 64)


def test_a_size_the_model_cannot_make_becomes_the_next_smaller(
    generator: PictureGenerator,
) -> None:
    assert draw(generator, replace(DRAWING, width=70, height=64)).size == (64, 64)


def test_every_step_is_told(generator: PictureGenerator) -> None:
    told: list[tuple[int, int]] = []
    generator.draw(DRAWING, on_step=lambda step: told.append((step.number, step.of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_cancelled_drawing_leaves_the_next_one_as_it_would_have_been(
    generator: PictureGenerator,
) -> None:
    expected = draw(generator)

    def cancel(step: Step) -> None:
        if step.number == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        generator.draw(DRAWING, on_step=cancel)
    assert difference(draw(generator), expected) == 0


def test_saving_memory_keeps_the_picture(tiny: LoadedModel) -> None:
    generator = PictureGenerator(tiny)
    before = draw(generator)
    generator.save_memory()
    assert difference(draw(generator), before) <= 2
    assert not generator.save_memory()  # there is no less


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory"),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"),
        MemoryError(),
        torch.AcceleratorError("CUDA error: out of memory"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
        RuntimeError("cuDNN error: CUDNN_STATUS_NOT_SUPPORTED. This error may appear"),
    ],
)
def test_too_little_memory_is_told_apart(generator: PictureGenerator, error: Exception) -> None:
    def fail(step: Step) -> None:
        raise error

    with pytest.raises(MemoryShort):
        generator.draw(DRAWING, on_step=fail)


def test_any_other_error_stays_itself(generator: PictureGenerator) -> None:
    def fail(step: Step) -> None:
        raise RuntimeError("a shape does not fit")

    with pytest.raises(RuntimeError, match="shape"):
        generator.draw(DRAWING, on_step=fail)
