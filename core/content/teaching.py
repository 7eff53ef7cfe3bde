"""How a model is taught: numbers by how many photos there are, and the captions it reads.

The numbers are the thesis's for Stable Diffusion 1.5; another model's own are in its manner.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import cattrs

from core.content.files import FOLDER, read_json
from core.domain.element import ElementKind
from core.errors import ContentInvalid

FILE = "teaching.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingPreset:
    """Numbers that fit from so many photos on."""

    fewest_photos: int
    steps_per_photo: int
    most_steps: int
    epochs: int
    rank: int
    learning_rate: float
    batch_size: int

    def steps(self, photos: int) -> int:
        return min(self.most_steps, self.steps_per_photo * photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectWording:
    """Captions with `{}` for the token and the noun."""

    templates: tuple[str, ...]  #: of photos; each is learnt with every photo
    portraits: tuple[str, ...]  #: of the test portraits
    scenes: tuple[tuple[str, ...], ...] = ()  #: places of which only one can be in a picture

    def __post_init__(self) -> None:
        for caption in (
            *self.templates,
            *self.portraits,
            *(c for row in self.scenes for c in row),
        ):
            _check_place(caption)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingWording:
    """The captions a model is taught with."""

    subject: SubjectWording
    place: SubjectWording
    style: SubjectWording
    grey: str  #: `{}` stands for a caption
    grey_negative: str
    others: tuple[str, ...]  #: what must stay as it was, besides the subject's class
    class_pictures: int  #: how many pictures hold the class and the others in place
    class_guidance: float  #: they are drawn with; what is learnt from them is guided once more
    actions: tuple[tuple[str, ...], ...] = ()  #: scenes of somebody, who does one of these
    says_more: bool = True  #: what else a photo shows; a small model would only be confused

    def __post_init__(self) -> None:
        for caption in (self.grey, *(c for row in self.actions for c in row)):
            _check_place(caption)

    def scenes(self, kind: ElementKind) -> tuple[tuple[str, ...], ...]:
        """What a taught subject must still be drawn in, and doing: rows of rivals."""
        return (*self.of(kind).scenes, *(self.actions if kind.shows_somebody else ()))

    def of(self, kind: ElementKind) -> SubjectWording:
        return {ElementKind.PLACE: self.place, ElementKind.STYLE: self.style}.get(
            kind, self.subject
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWords:
    """What a photo shows besides its subject."""

    profile: str
    smiling: str
    clothes: str  #: `{}` stands for a colour
    indoors: str
    outdoors: str


@dataclass(frozen=True, slots=True)
class TeachingContent:
    presets: Mapping[str, TeachingPreset] = field(repr=False)
    thorough: TeachingPreset = field(repr=False)  #: of all weights, full DreamBooth
    seen: SeenWords
    wording: TeachingWording = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "TeachingContent":
        content = read_json(FILE, folder=folder)
        try:
            return cattrs.Converter(forbid_extra_keys=True).structure(content, cls)
        except (cattrs.BaseValidationError, TypeError, ValueError) as error:
            raise ContentInvalid(f"{FILE}: {error}") from error

    @property
    def usual(self) -> TeachingPreset:
        """The preset for as many photos as are wanted."""
        return max(self.presets.values(), key=lambda preset: preset.fewest_photos)

    def preset(self, photos: int) -> TeachingPreset | None:
        """The preset for so many photos; None when they are too few to learn from."""
        fitting = [p for p in self.presets.values() if p.fewest_photos <= photos]
        return max(fitting, key=lambda preset: preset.fewest_photos, default=None)


def _check_place(caption: str) -> None:
    """A caption has one place for the subject."""
    if caption.count("{}") != 1:
        raise ContentInvalid(f"{caption}: write {{}} once, for the subject")
