"""Teaching the model a subject: what is asked of the worker, and what comes of it.

A teaching is one long job that computes in chunks. Each chunk ends in a checkpoint, and
pictures that wait go before the next; an epoch's end writes an adapter and test portraits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.element import ElementKind
from core.domain.vetting import Box

REQUEST = "teaching.json"  #: names of the files in a teaching job's folder
CHECKPOINT = "checkpoint.safetensors"  #: weights and optimiser as of the last chunk's end
SUBJECT = "subject.safetensors"  #: the photos' crops as latents, as far as they are encoded
OTHERS = "others.safetensors"  #: pictures of the class and of other things, as far as drawn
PARENT = "parent.safetensors"  #: what it stands on, unchanged: an adapter or a full checkpoint
BELOW = "below.safetensors"  #: of a checkpoint it stands on, what it changed, as an adapter
START = "start.safetensors"  #: the adapter it goes on from
WITHOUT = "scenes-without.json"  #: how many scenes the base model shows of those that are checked
REPORT = "report.json"  #: an `EpochReport` tuple, rewritten as epochs end
ITSELF = ""  #: whose style it is, where a picture is drawn as the base model draws by itself
LEAST_SHARE = 0.9  #: of the scenes the base model shows, that must still be seen


def photo_file(photo_id: str) -> str:
    return f"photo-{photo_id}.jpg"


def adapter_file(epoch: int) -> str:
    """The adapter as it stood at the end of an epoch, from 1."""
    return f"epoch-{epoch:02d}.safetensors"


def portrait_file(epoch: int, number: int) -> str:
    """A test portrait of an epoch; the same number has the same seed in every epoch."""
    return f"epoch-{epoch:02d}-{number}.jpg"


def portrait_number(name: str) -> int:
    """Of which number a file with a test portrait is."""
    return int(name.removesuffix(".jpg").rpartition("-")[2])


class Learning(StrEnum):
    """How much of the model learns, and what is kept of it."""

    ADAPTER = "adapter"  #: a LoRA adapter beside the model
    CHECKPOINT = "checkpoint"  #: all weights, full DreamBooth; all of them are kept
    EXTRACTED = "extracted"  #: all weights; what changed is kept as an adapter of high rank

    @property
    def thorough(self) -> bool:
        return self is not Learning.ADAPTER


def rival_file(element_id: str, number: int) -> str:
    """A work of another style, from 0, to tell them apart by."""
    return f"rival-{element_id}-{number}.jpg"


class TeachingState(StrEnum):
    """Where the teaching of an element stands."""

    TONIGHT = "tonight"  #: waits for the night
    RUNNING = "running"
    TO_CHOOSE = "to-choose"  #: the epochs wait for the family's choice
    CHOSEN = "chosen"
    NONE_ALIKE = "none-alike"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPhoto:
    """One photo to learn from; its square is cut around the subject."""

    photo_id: str
    caption: str = ""  #: what is seen besides the subject, English, for the text encoder
    grey: bool = False
    subject: Box | None = None  #: the face or the body; None: the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another style, of which some works are in the folder."""

    element_id: str
    works: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingRequest:
    """All that is needed to teach one subject again on the same machine: a LoRA's recipe."""

    element_id: str
    kind: ElementKind
    instance_token: str
    class_noun: str
    photos: tuple[TrainingPhoto, ...]
    steps: int = 1000
    epochs: int = 5
    rank: int = 16
    learning_rate: float = 1e-4
    batch_size: int = 1
    prior_weight: float = 1.0  #: of the pictures of the class that keep it what it was
    seed: int = 0
    mirrored: bool = False  #: learn mirrored crops too: never where a parting or letters matter
    age_years: int | None = None  #: the age its photos show, for age words and their opposite
    parent_hash: str = ""  #: of what it stands on, unchanged; empty: the base model alone
    parent_whole: bool = False  #: that is a full checkpoint
    rivals: tuple[Rival, ...] = ()  #: of a style: the others it is told from
    start_hash: str = ""  #: of the adapter it goes on from; empty: from nothing
    learning: Learning = Learning.ADAPTER
    longer: float = 1.0  #: times the usual steps, which `steps` has in it already

    @property
    def grey(self) -> bool:
        """Whether most of its photos are black and white."""
        return 2 * sum(photo.grey for photo in self.photos) > len(self.photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneCheck:
    """How often the asked place or action is seen, with what was learnt and without it."""

    weight: float  #: of the adapter
    asked: int
    seen: int
    seen_without: int

    @property
    def enough(self) -> bool:
        """Whether nearly all that the base model shows is still there."""
        return self.seen >= LEAST_SHARE * self.seen_without


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochReport:
    """What came of one epoch."""

    epoch: int  #: from 1
    step: int
    loss: float
    adapter: str  #: name among the results
    portraits: tuple[str, ...]  #: names among the results
    likeness: float | None = None  #: an aid to order, never a verdict; None: nothing measures it
    scenes: tuple[SceneCheck, ...] = ()  #: with the whole of it, then with less where that hides
    nearest: tuple[str, ...] = ()  #: of a style: whose each portrait is nearest to, by element
    whole_seconds: int = 0  #: what all epochs take, as measured so far; others' time not counted
    base_model: str = ""  #: by name: it says nothing of how long another one takes


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtEpoch:
    """One epoch, taken over from its job: what a family chooses from."""

    epoch: int  #: from 1
    step: int
    adapter_id: str  #: media id
    portrait_ids: tuple[str, ...]  #: media ids
    #: Which each of them is: one that must not be shown is missing. Empty: all, in order.
    portrait_numbers: tuple[int, ...] = ()
    likeness: float | None = None
    scenes: tuple[SceneCheck, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def portraits(self) -> Mapping[int, str]:
        """Its test portraits' media ids by number; each number has one seed in all epochs."""
        numbers = self.portrait_numbers or range(1, len(self.portrait_ids) + 1)
        return dict(zip(numbers, self.portrait_ids, strict=True))

    @property
    def media_ids(self) -> tuple[str, ...]:
        """Its files: the adapter and the portraits."""
        return (self.adapter_id, *self.portrait_ids)

    @property
    def keeps_scenes(self) -> bool:
        """Whether places and actions still come out with it, as far as that was looked at."""
        return not self.scenes or self.scenes[0].enough

    @property
    def better_weight(self) -> float | None:
        """The lower weight with which they come out, where one does."""
        return next((check.weight for check in self.scenes[1:] if check.enough), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """One teaching of one element, from the order to the choice."""

    id: str  #: also of its job
    element_id: str
    request: TeachingRequest
    state: TeachingState
    ordered_by: int  #: account id
    chat_id: int
    ordered_at: datetime
    label_text: str = ""  #: below every test portrait
    parent_element_id: str = ""  #: whose adapter it stands on
    parent_adapter_id: str = ""  #: media id, as it was when this was ordered
    start_adapter_id: str = ""  #: media id of what it goes on from
    epochs: tuple[TaughtEpoch, ...] = ()
    chosen_epoch: int | None = None
    chosen_by: int | None = None  #: account id
    failure: str = ""  #: the code of a job that failed, or why the night did not begin it

    @property
    def under_way(self) -> bool:
        return self.state in {TeachingState.TONIGHT, TeachingState.RUNNING}

    def epoch(self, number: int) -> TaughtEpoch | None:
        return next((e for e in self.epochs if e.epoch == number), None)
