"""Changing a picture: which part, what should be there, how strongly.

The thesis's inpainting, by its own names: repaint an area or everything else, with the
area's content kept, filled, or replaced by latent noise or nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.picture import AdapterUse, Phrase, PictureStyle, Slot

REQUEST = "change.json"  #: names of the files in a change job's folder
BASE = "base.png"  #: the picture that is changed, as the model made it
MASK = "mask.png"  #: white is the area
MASK_REQUEST = "mask.json"  #: names of the files in the folder of a job that finds an area
PAINTED = "painted.jpg"  #: what came back from Telegram's editor
SENT = "sent.jpg"  #: what was painted on: the bytes as Telegram gave them back
MASK_SHOWN = "mask-shown.jpg"  #: the picture with the area tinted, for the companion's eyes
MASK_FOUND = "found.json"

OTHER_FACES = "faces"  #: the code of a job whose photo shows somebody who was not asked

SURE_FROM = 0.5  #: of a confidence; below, people are asked to show the area themselves


class ChangeWay(StrEnum):
    REPAINT = "repaint"  #: only what the mask covers, or all else
    VARY = "vary"  #: image-to-image: the same again, a little different
    ENLARGE = "enlarge"  #: four times as large, for print


class MaskedContent(StrEnum):
    """What the area holds before it is repainted."""

    ORIGINAL = "original"
    FILL = "fill"
    LATENT_NOISE = "latent-noise"
    LATENT_NOTHING = "latent-nothing"


class Area(StrEnum):
    """What people call the part to change."""

    FACE = "face"
    CLOTHES = "clothes"
    BACKGROUND = "background"
    OBJECT = "object"  #: named in words
    PAINTED = "painted"  #: by hand in Telegram's editor
    CELLS = "cells"  #: tapped on a grid


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest:
    """All that is needed to change a picture again on the same machine."""

    way: ChangeWay
    phrases: tuple[Phrase, ...]
    negative: tuple[Phrase, ...]
    style: PictureStyle
    num_inference_steps: int
    guidance_scale: float
    seeds: tuple[int, ...]  #: one a candidate
    strength: float  #: 0 keeps, 1 replaces
    inverted: bool = False  #: repaint everything but the area
    masked_content: MaskedContent = MaskedContent.ORIGINAL
    mask_blur_px: int = 4
    full_resolution: bool = True  #: only the area's surroundings, enlarged to the model's size
    near_seed: int | None = None  #: the picture was made with: a variation keeps some of its noise
    composite: bool = False  #: it began as a real photo, and is marked as such
    faces_allowed: int | None = None  #: on a real photo that is drawn over; None: it is a drawing
    adapters: tuple[AdapterUse, ...] = ()
    slots: tuple[Slot, ...] = ()  #: of a variation: whoever is drawn as themselves after it

    @property
    def all_adapters(self) -> tuple[AdapterUse, ...]:
        """Those of the whole picture and those of its slots."""
        return (*self.adapters, *(slot.adapter for slot in self.slots))


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskRequest:
    """Which area to find on a picture."""

    area: Area
    words: str = ""  #: of an object, English where it could be translated
    prompt: str = ""  #: the picture was made from, for attention
    cells: tuple[int, ...] = ()  #: of a grid, row by row from the upper left, from 0
    grid: int = 4  #: cells a side


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskFound:
    """What was found; where it was refused there is no mask, only this."""

    confidence: float  #: 0..1
    share: float  #: of the picture, 0..1
    refused: str = ""  #: a code: "other-picture", "too-much", "nothing-painted", "not-found"

    @property
    def sure(self) -> bool:
        """Whether it is worth showing; else people are asked to paint, or to tap on a grid."""
        return not self.refused and self.confidence >= SURE_FROM
