from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from core.imaging.likeness import WEIGHTS, SubjectEmbedder
from core.imaging.schooling.drawings import Drawings
from core.imaging.schooling.likeness_school import measure, teach_likeness, write_likeness
from core.imaging.schooling.views import Views, recoloured

Draw = Callable[[ImageDraw.ImageDraw, tuple[int, int], int], None]


def dog(pen: ImageDraw.ImageDraw, at: tuple[int, int], size: int, coat: str = "peru") -> None:
    left, top = at
    pen.ellipse((left, top + size // 3, left + size, top + size), fill=coat)
    pen.ellipse((left + size // 2, top, left + size, top + size // 2), fill=coat)
    pen.polygon(
        [(left + size // 2, top), (left + size // 2 - 6, top + size // 3), (left + size, top + 9)],
        fill="saddlebrown",
    )
    pen.ellipse((left + size - 20, top + 14, left + size - 14, top + 20), fill="black")


def boat(pen: ImageDraw.ImageDraw, at: tuple[int, int], size: int) -> None:
    left, top = at
    pen.polygon(
        [(left, top + size // 2), (left + size, top + size // 2), (left + size // 2, top + size)],
        fill="navy",
    )
    pen.polygon(
        [(left + size // 2, top), (left + size // 2, top + size // 2), (left, top + size // 2)],
        fill="ivory",
    )


def picture(draw: Draw, *, ground: str, at: tuple[int, int], size: int) -> Image.Image:
    made = Image.new("RGB", (128, 128), ground)
    draw(ImageDraw.Draw(made), at, size)
    return made


@pytest.fixture(scope="module")
def embedder() -> SubjectEmbedder:
    return SubjectEmbedder.load()


def test_a_subject_seen_again_is_more_alike_than_another(embedder: SubjectEmbedder) -> None:
    subject = [
        picture(dog, ground="white", at=(20, 20), size=80),
        picture(dog, ground="khaki", at=(30, 30), size=70),
    ]
    again = picture(dog, ground="lightblue", at=(10, 25), size=90)
    other = picture(boat, ground="lightblue", at=(10, 25), size=90)
    same, different = embedder.likeness([again, other], subject)
    assert same > different + 0.2


def test_directions_have_length_one_and_do_not_depend_on_the_size(
    embedder: SubjectEmbedder,
) -> None:
    small = picture(dog, ground="white", at=(20, 20), size=80)
    directions = embedder.directions([small, small.resize((512, 512))])
    assert np.linalg.norm(directions, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert directions[0] @ directions[1] > 0.95


def test_it_is_small() -> None:
    assert WEIGHTS.stat().st_size < 2_000_000


def shapes(count: int = 24) -> Drawings:
    """Blots of two colours, each its own subject."""
    chance = np.random.default_rng(1)
    rgba = np.zeros((count, 112, 112, 4), np.uint8)
    for number in range(count):
        for _ in range(2):
            top, left = chance.integers(0, 70, 2)
            rgba[number, top : top + 40, left : left + 40] = [*chance.integers(0, 256, 3), 255]
    return Drawings(names=tuple(f"flat/blot-{n}" for n in range(count)), rgba=rgba)


def test_school_teaches_and_goes_on_where_it_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.imaging.schooling.likeness_school.BATCH", 8)
    told: list[str] = []
    whole, measured = teach_likeness(shapes(), tmp_path / "a", steps=4, tell=told.append)
    assert told[-1].startswith("step 4 of 4")
    assert -1 <= measured.other <= 1
    (tmp_path / "a" / "likeness.pt").unlink()
    again, _ = teach_likeness(shapes(), tmp_path / "a", steps=4, tell=told.append)
    assert all(
        torch.equal(whole.state_dict()[n], again.state_dict()[n]) for n in whole.state_dict()
    )
    count = len(told)
    teach_likeness(shapes(), tmp_path / "a", steps=4, tell=told.append)
    assert len(told) == count  # nothing was left to do
    write_likeness(whole, measured, tmp_path / "bundle")
    loaded = SubjectEmbedder.load(tmp_path / "bundle" / "embedder.safetensors")
    assert loaded.directions([picture(dog, ground="white", at=(9, 9), size=90)]).shape == (1, 128)


def test_views_of_a_subject_differ_and_can_be_had_again() -> None:
    rgba = torch.from_numpy(shapes(4).rgba).permute(0, 3, 1, 2).float() / 255
    first = Views(side_px=64, generator=torch.Generator().manual_seed(1)).of(rgba)
    again = Views(side_px=64, generator=torch.Generator().manual_seed(1)).of(rgba)
    other = Views(side_px=64, generator=torch.Generator().manual_seed(2)).of(rgba)
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert first.shape == (4, 3, 64, 64)
    assert first.abs().max() <= 1


def test_a_whole_turn_of_hues_changes_nothing_and_a_third_swaps_the_colours() -> None:
    red = torch.zeros(1, 4, 2, 2)
    red[:, 0], red[:, 3] = 1.0, 1.0
    assert torch.allclose(recoloured(red, torch.tensor([1.0])), red, atol=1e-5)
    turned = recoloured(red, torch.tensor([1 / 3]))
    assert turned[0, :3, 0, 0].argmax() == 1
    assert torch.equal(turned[:, 3], red[:, 3])


def test_the_measure_is_perfect_where_all_is_told_apart() -> None:
    class Sure(torch.nn.Module):
        """Knows each subject by the turn it comes in."""

        def forward(self, pictures: torch.Tensor) -> torch.Tensor:
            return torch.eye(len(pictures), 128)

    rgba = torch.from_numpy(shapes(3).rgba).permute(0, 3, 1, 2).float() / 255
    measured = measure(Sure(), rgba)
    assert measured.same == pytest.approx(1)
    assert measured.other == pytest.approx(0)
    assert measured.told_apart == 1
