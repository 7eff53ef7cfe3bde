"""What somebody wishes of a picture: kept from "change something" until its candidates come.

It is the draft of an order while its few questions are answered, and the record of it
afterwards: the same wish can be fulfilled once more.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.change import Area, ChangeRequest, ChangeWay, MaskedContent
from core.domain.picture import CANDIDATES, Care, PictureStyle

GRID = 4  #: cells a side that people tap


class HowMuch(StrEnum):
    """How strongly to change, in three plain words."""

    LITTLE = "little"
    QUITE = "quite"
    WHOLLY = "wholly"

    @property
    def strength(self) -> float:
        return _STRENGTHS[self]


_STRENGTHS = {HowMuch.LITTLE: 0.35, HowMuch.QUITE: 0.6, HowMuch.WHOLLY: 0.9}


@dataclass(frozen=True, slots=True, kw_only=True)
class FineSettings:
    """What the expert panel lets somebody set; None and empty: as usual."""

    prompt: str = ""  #: in place of the words worked out from the story
    negative_prompt: str = ""
    num_inference_steps: int | None = None
    guidance_scale: float | None = None
    seed: int | None = None  #: locked: of the first candidate; the others follow it
    strength: float | None = None
    masked_content: MaskedContent = MaskedContent.ORIGINAL
    mask_blur_px: int = 4
    candidates: int = CANDIDATES
    care: Care = Care.USUAL  #: of a new, photographic picture


USUAL = FineSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWish:
    """One wish of one memory's picture."""

    id: str
    memory_id: str
    account_id: int
    made_at: datetime
    way: ChangeWay = ChangeWay.REPAINT
    picture_id: str = ""  #: the picture it starts from; empty for a new one
    photo_id: str = ""  #: the real photo it starts from
    faces_allowed: int | None = None  #: that were said to be on it; None: as was permitted
    area: Area | None = None
    object_words: str = ""  #: what the object is called
    cells: tuple[int, ...] = ()  #: tapped on the grid
    mask_id: str = ""  #: media id of the area, as large as the picture the model made
    sketch_ids: tuple[str, ...] = ()  #: media ids of what was only shown on the way
    inverted: bool = False  #: everything but the area
    words: str = ""  #: what should be there
    element_id: str = ""  #: or beside the words, a taught element
    style: PictureStyle = PictureStyle.SOFT  #: of a new picture; a change keeps what there is
    settings: FineSettings = USUAL
    ordered: bool = False
    request: ChangeRequest | None = None  #: of a change: as it was ordered last
