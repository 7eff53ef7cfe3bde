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


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    num_inference_steps: int
    guidance_scale: float


@dataclass(frozen=True, slots=True)
class Presets:
    """Found on Stable Diffusion 1.5; what another model bears is that model's own manner."""

    _presets: Mapping[Composition, Preset] = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Presets":
        content = read_json("presets.json", folder=folder)
        check_keys("presets.json", content, list(Composition))
        for composition, numbers in content.items():
            check_keys(composition, numbers, Preset.__slots__)
        return cls({c: Preset(**content[c]) for c in Composition})

    def preset(self, composition: Composition) -> Preset:
        return self._presets[composition]
