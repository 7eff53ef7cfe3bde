"""Teaching the model a subject: what is asked of the worker, and what comes of it.

A teaching is a row of jobs, one a chunk of steps. Each chunk reads the checkpoint of the
one before and writes its own; an epoch's end writes an adapter and its test portraits.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.element import ElementKind
from core.domain.vetting import Box

REQUEST = "teaching.json"  #: names of the files in a teaching job's folder
CHECKPOINT = "checkpoint.safetensors"
PARENT = "parent.safetensors"
REPORT = "report.json"  #: an `EpochReport` tuple, rewritten as epochs end


def photo_file(photo_id: str) -> str:
    return f"photo-{photo_id}.jpg"


def adapter_file(epoch: int) -> str:
    """The adapter as it stood at the end of an epoch, from 1."""
    return f"epoch-{epoch:02d}.safetensors"


def portrait_file(epoch: int, number: int) -> str:
    """A test portrait of an epoch; the same number has the same seed in every epoch."""
    return f"epoch-{epoch:02d}-{number}.jpg"


class TeachingMethod(StrEnum):
    LORA = "lora"
    DREAMBOOTH = "dreambooth"  #: the whole UNet, one large file


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
class TeachingRequest:
    """All that is needed to teach one subject again on the same machine (source-facts.md)."""

    element_id: str
    kind: ElementKind
    instance_token: str
    class_noun: str
    photos: tuple[TrainingPhoto, ...]
    method: TeachingMethod = TeachingMethod.LORA
    steps: int = 1000
    epochs: int = 5
    rank: int = 16
    learning_rate: float = 1e-4
    batch_size: int = 1
    prior_weight: float = 1.0  #: of the pictures of the class that keep it what it was
    seed: int = 0
    age_years: int | None = None  #: the age its photos show, for age words and their opposite
    parent_hash: str = ""  #: of the frozen adapter it stands on; empty: the base model alone
    parent_token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochReport:
    """What came of one epoch."""

    epoch: int  #: from 1
    step: int
    loss: float
    adapter: str  #: name among the results
    portraits: tuple[str, ...]  #: names among the results
    likeness: float | None = None  #: an aid to order, never a verdict; None: nothing measures it
