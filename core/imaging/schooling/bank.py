"""The scenes and captions a model is taught on, composed once and kept in parts."""

import multiprocessing
import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.imaging.schooling.captions import Captions
from core.imaging.schooling.concepts import LANGUAGES, concepts
from core.imaging.schooling.drawings import Drawings, drawings
from core.imaging.schooling.looks import Looks
from core.imaging.schooling.scenes import Scene, Stage

SCENES_A_PART = 500
TELLINGS = 4  #: of a scene in each language
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """So many scenes; row for row the same one."""

    pictures: torch.Tensor = field(repr=False)  #: (scenes, 3, 128, 128) uint8
    told: Any = field(repr=False)  #: (scenes, captions) of words, the languages in turn
    shown: Any = field(repr=False)  #: (scenes, MOST_SHOWN) of concepts' ids, or ""
    around: Any = field(repr=False)  #: (scenes, 3): place or paper, season, light; or ""

    def __len__(self) -> int:
        return len(self.pictures)

    def first(self, scenes: int) -> "Bank":
        parts = {name: getattr(self, name)[:scenes] for name in self.__slots__}
        return Bank(**parts)


@dataclass(kw_only=True)
class Teller:
    """Composes scenes and tells them."""

    stage: Stage
    captions: Captions

    @classmethod
    def of(cls, drawn: Drawings) -> "Teller":
        known = concepts()
        return cls(
            stage=Stage(looks=Looks(drawings=drawn, concepts=known)),
            captions=Captions.load(known),
        )

    def part(self, number: int, *, scenes: int = SCENES_A_PART) -> dict[str, Any]:
        """A part of a bank; the same number makes the same part."""
        chance = random.Random(number)
        composed = [self.stage.compose(chance) for _ in range(scenes)]
        return {
            "pictures": np.stack([scene.picture for scene in composed]),
            "told": np.array([self._tellings(chance, scene) for scene in composed]),
            "shown": np.array([_padded(scene.concepts) for scene in composed]),
            "around": np.array([_around(scene) for scene in composed]),
        }

    def _tellings(self, chance: random.Random, scene: Scene) -> list[str]:
        return [
            self.captions.caption(chance, scene, language)
            for _ in range(TELLINGS)
            for language in LANGUAGES
        ]


def bank(folder: Path, *, scenes: int, workers: int) -> Bank:
    """Read it, composing the parts that are not there; a minute or two for 20,000 scenes."""
    numbers = range(-(-scenes // SCENES_A_PART))
    missing = [number for number in numbers if not _place(folder, number).is_file()]
    if missing:
        drawings(folder)  # fetched once, not by each worker
        _compose(folder, missing, workers)
    return read([_place(folder, number) for number in numbers])


def read(places: Iterable[Path]) -> Bank:
    parts = [np.load(place) for place in places]
    pictures = torch.cat([torch.from_numpy(part["pictures"]) for part in parts])
    return Bank(
        pictures=pictures.permute(0, 3, 1, 2),
        told=np.concatenate([part["told"] for part in parts]),
        shown=np.concatenate([part["shown"] for part in parts]),
        around=np.concatenate([part["around"] for part in parts]),
    )


def keep_part(folder: Path, number: int, *, drawn: Drawings | None = None) -> None:
    """Compose a part and keep it."""
    part = Teller.of(drawn or drawings(folder)).part(number)
    beside = folder / f"scenes-{number:03}.part.npz"
    np.savez(beside, **part)
    beside.replace(_place(folder, number))


def _compose(folder: Path, numbers: Sequence[int], workers: int) -> None:
    shares = [numbers[first::workers] for first in range(min(workers, len(numbers)))]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(shares), mp_context=context) as pool:
        list(pool.map(partial(_keep_parts, folder), shares))


def _keep_parts(folder: Path, numbers: Sequence[int]) -> None:
    drawn = drawings(folder)
    for number in numbers:
        keep_part(folder, number, drawn=drawn)


def _place(folder: Path, number: int) -> Path:
    return folder / f"scenes-{number:03}.npz"


def _padded(ids: Sequence[str]) -> list[str]:
    return [*ids, *[""] * MOST_SHOWN][:MOST_SHOWN]


def _around(scene: Scene) -> list[str]:
    background = scene.background
    if background.place is None:
        return [str(background.paper), "", ""]
    if background.inside:
        return [str(background.place), "", ""]
    return [str(background.place), str(background.season), str(background.light)]
