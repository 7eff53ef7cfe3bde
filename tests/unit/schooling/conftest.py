import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

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
    blots = np.stack([_blot(name) for name in names])
    rgba = np.concatenate([blots] * len(STYLES))
    styled = tuple(f"{style}/{name}" for style in STYLES for name in names)
    return Stage(looks=Looks(drawings=Drawings(names=styled, rgba=rgba), concepts=taught))


@pytest.fixture(scope="session")
def captions(taught: Concepts) -> Captions:
    return Captions.load(taught)


def _blot(name: str) -> np.ndarray:
    chance = random.Random(name)
    paper = Image.new("RGBA", (SIDE, SIDE))
    colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256), 255)
    corners = [(chance.randrange(SIDE), chance.randrange(SIDE)) for _ in range(5)]
    ImageDraw.Draw(paper).polygon(corners, fill=colour)
    ImageDraw.Draw(paper).rectangle((8, 8, 30, 30), fill=colour)
    return np.asarray(paper)
