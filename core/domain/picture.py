"""Imagined pictures and the recipes that made them; never called photos."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.element import ElementKind
from core.domain.vetting import Box

CANDIDATES = 4  #: pictures an order asks for


class PictureStyle(StrEnum):
    SOFT = "soft"  #: painterly, a little blurred: the default
    PHOTOGRAPHIC = "photographic"
    PENCIL = "pencil"
    OIL = "oil"
    GREYSCALE = "greyscale"


class Care(StrEnum):
    """How much is done for a photographic picture once it is drawn."""

    QUICK = "quick"  #: nothing more
    USUAL = "usual"  #: small faces once more; all of it larger where there is room
    CAREFUL = "careful"  #: all of it larger, and small faces once more


class SecondPass(StrEnum):
    LARGER = "larger"  #: all of it, half as large again
    FACE = "face"  #: a small face, from near


class Fault(StrEnum):
    """What is wrong with a candidate, as far as a machine can see it."""

    NO_FACE = "no-face"  #: where one is due
    COPIES = "copies"  #: somebody is there twice
    UNLIKE = "unlike"  #: a face, but of somebody else
    TWIN = "twin"  #: nearly the same as a candidate before it


class PictureStatus(StrEnum):
    CANDIDATE = "candidate"  #: only the companion has seen it
    APPROVED = "approved"  #: the companion said it may be shown
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A piece of a prompt, ranked: when the text encoder's room ends, the last ranks go."""

    text: str
    language: str  #: "en", "es"
    rank: int  #: 0 is the most important
    source: str  #: a SceneAspect, "token", "style", "age", "quality"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdapterUse:
    """What was learnt and the recipe needs: the name of the sealed input and its weight.

    A LoRA adapter, or where it has a checkpoint's id the UNet's full weights.
    """

    input_name: str
    weight: float = 1.0
    checkpoint_id: str = ""  #: media id of a full DreamBooth checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One taught subject of several in a picture: where it stands, and how it is drawn there."""

    element_id: str
    kind: ElementKind
    box: Box  #: as planned
    generic: tuple[Phrase, ...]  #: its class, which steers the box while all of it is composed
    phrases: tuple[Phrase, ...]  #: its token, for when the box is repainted
    negative: tuple[Phrase, ...]
    num_inference_steps: int
    guidance_scale: float
    adapter: AdapterUse
    behind: bool = False  #: the others


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceGuide:
    """What is drawn instead where the model can be guided by the photos lent with the recipe."""

    element_id: str  #: of the person they show
    phrases: tuple[Phrase, ...]
    negative: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that is needed to make a picture again on the same machine.

    With slots the phrases are all but the subjects of the slots, and the adapters those of
    the whole picture: a place's.
    """

    phrases: tuple[Phrase, ...]
    negative: tuple[Phrase, ...]
    style: PictureStyle
    num_inference_steps: int
    guidance_scale: float
    seeds: tuple[int, ...]  #: one a candidate
    width: int | None = None  #: pixels; None: the base model's own
    height: int | None = None
    adapters: tuple[AdapterUse, ...] = ()
    slots: tuple[Slot, ...] = ()
    faces: int = 0  #: of taught people, whose faces should be seen
    face: FaceGuide | None = None
    care: Care = Care.USUAL
    mended: bool = True  #: a faulty candidate is quietly made again, with another seed

    @property
    def all_adapters(self) -> tuple[AdapterUse, ...]:
        """Those of the whole picture and those of its slots."""
        return (*self.adapters, *(slot.adapter for slot in self.slots))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotMade:
    """How one subject of several was really drawn."""

    element_id: str
    box: Box  #: where it stands in the end
    prompt: str
    seed: int
    strength: float
    likeness: float | None = None  #: to its own photos
    recognised: bool | None = None  #: nothing taught is it more like; None: nothing can tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How one picture was really made, as the worker reports it."""

    prompt: str
    negative_prompt: str
    seed: int
    num_inference_steps: int
    guidance_scale: float
    base_model: str
    width: int
    height: int
    guided: bool = False  #: by photos of a face
    likeness: float | None = None  #: to the photos of whom it shows; an aid to order, no more
    slots: tuple[SlotMade, ...] = ()
    faults: tuple[Fault, ...] = ()
    passes: tuple[SecondPass, ...] = ()

    @property
    def doubted(self) -> tuple[str, ...]:
        """The elements of the slots in which somebody else, or nobody, was recognised."""
        return tuple(made.element_id for made in self.slots if made.recognised is False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One imagined picture of one memory."""

    id: str
    memory_id: str
    scene_id: str
    job_id: str
    number: int  #: 1-4 within its job
    media_id: str  #: the marked picture: label, metadata, watermark, credentials
    plain_media_id: str  #: as the model made it: for repainting and print, never sent
    status: PictureStatus
    making: Making
    style: PictureStyle
    made_at: datetime
    recipe: Recipe | None = None  #: with the seeds of its siblings
    offered_at: datetime | None = None  #: when the companion first saw it
    approved_by: int | None = None  #: account id
    approved_at: datetime | None = None
    shown_at: datetime | None = None  #: when the companion last revealed it to the person
    large_media_id: str = ""  #: enlarged and marked, without a label, for paper; empty: not made
    parent_id: str = ""  #: the picture it was changed from
    wish_id: str = ""  #: what was wished of its parent, with the request that made it
    composite: bool = False  #: it began as a real photo
