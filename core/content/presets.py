"""Generation parameters by what a scene holds, from the measurements of the thesis."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core.content.files import FOLDER, check_keys, read_json


class Composition(StrEnum):
    """What a picture has to bring together."""

    SUBJECT = "subject"  #: one person, pet or object
    PLACE = "place"  #: a place and nobody
    SUBJECT_WITH_OTHERS = "subject_with_others"  #: a subject with others, or doing something
    PERSON_IN_PLACE = "person_in_place"  #: a taught person in a taught place, in one pass


class ModelSize(StrEnum):
    """A small model burns out at the guidance a full one needs."""

    FULL = "full"
    SMALL = "small"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    num_inference_steps: int
    guidance_scale: float


@dataclass(frozen=True, slots=True)
class Presets:
    _presets: Mapping[tuple[ModelSize, Composition], Preset] = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Presets":
        content = read_json("presets.json", folder=folder)
        check_keys("presets.json", content, list(ModelSize))
        presets = {}
        for size in ModelSize:
            check_keys(size, content[size], list(Composition))
            for composition in Composition:
                check_keys(composition, content[size][composition], Preset.__slots__)
                presets[size, composition] = Preset(**content[size][composition])
        return cls(presets)

    def preset(self, composition: Composition, *, size: ModelSize = ModelSize.FULL) -> Preset:
        return self._presets[size, composition]

    def gentler(self, preset: Preset) -> Preset:
        """What a small model uses where a full one would use this; by hand stays by hand."""
        for composition in Composition:
            if self.preset(composition) == preset:
                return self.preset(composition, size=ModelSize.SMALL)
        return preset
