from pathlib import Path

import numpy as np
import pytest

from core.imaging.schooling.captions import Captions
from core.imaging.schooling.concepts import Concepts, concepts
from core.imaging.schooling.drawings import Drawings
from core.imaging.schooling.looks import STYLES, TONES, Looks
from core.imaging.schooling.scenes import Stage

SIDE = 40


@pytest.fixture(scope="session")
def fluent_names() -> frozenset[str]:
    """The names in the packages the drawings come from; a star stands for the tones of skin."""
    listed = Path(__file__).with_name("fluent_names.txt").read_text("utf-8").split()
    toned = [name.removesuffix("*") for name in listed if name.endswith("*")]
    return frozenset(
        [name.removesuffix("*") for name in listed]
        + [f"{name}-{tone}" for name in toned for tone in TONES]
    )


@pytest.fixture(scope="session")
def taught() -> Concepts:
    return concepts()


@pytest.fixture(scope="session")
def stage(taught: Concepts, fluent_names: frozenset[str]) -> Stage:
    """Scenes of blots: of each drawing there is, one with a shape and colour of its own."""
    names = tuple(sorted(fluent_names))
    rgba = np.concatenate([_blots(len(names))] * len(STYLES))
    styled = tuple(f"{style}/{name}" for style in STYLES for name in names)
    return Stage(looks=Looks(drawings=Drawings(names=styled, rgba=rgba), concepts=taught))


@pytest.fixture(scope="session")
def captions(taught: Concepts) -> Captions:
    return Captions.load(taught)


def _blots(count: int) -> np.ndarray:
    """Ovals, each of a colour, a width and a height of its own: (count, SIDE, SIDE, 4) uint8."""
    chance = np.random.default_rng(0)
    colours = chance.integers(0, 256, (count, 1, 1, 3), np.uint8)
    wide, high = chance.uniform(0.3, 1.0, (2, count, 1, 1))
    across = np.linspace(-1, 1, SIDE)
    inside = (across / wide) ** 2 + (across[:, None] / high) ** 2 <= 1
    opacity = np.where(inside, 255, 0).astype(np.uint8)[..., None]
    return np.concatenate([np.broadcast_to(colours, (*opacity.shape[:3], 3)), opacity], axis=-1)
