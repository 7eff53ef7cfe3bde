"""Work handed to the worker: a folder of sealed inputs and a ticket of ids."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobKind(StrEnum):
    PICTURE = "picture"  #: make candidates from a recipe
    MARK = "mark"  #: label, metadata, watermark, credentials
    BOOK = "book"  #: an edition of the life book
    VIDEO = "video"  #: a slideshow of it
    VET = "vet"  #: look at photos a family sent
    TEACH = "teach"  #: one chunk of a teaching
    TRY = "try"  #: draw what was not taught, to see whether the model knows it
    MASK = "mask"  #: find the part of a picture to change
    CHANGE = "change"  #: repaint or vary
    ENLARGE = "enlarge"  #: make a chosen picture larger, for paper
    HEAR = "hear"  #: listen to a voice note


class Queue(StrEnum):
    GPU = "gpu"
    CPU = "cpu"


class JobStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        return self in {JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """All the engine is told: ids, nothing personal."""

    job_id: str
    kind: JobKind
    queue: Queue = Queue.GPU
    priority: int = 10  #: lower goes first


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One report from a body; after a kill the attempt goes up and the fraction starts over."""

    attempt: int = 1  #: the engine writes the true number over what a body says
    stage: str  #: a Fluent id under `pictures-stage-`: "loading", "drawing", "finishing"
    fraction: float | None = None  #: 0..1, None while it cannot be told
    preview: str | None = None  #: name of a sealed preview in the job's folder
    ready: tuple[str, ...] = ()  #: names of results already finished
    seconds_left: int | None = None  #: None while it cannot be told


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """What the engine knows about one job."""

    status: JobStatus
    ahead: int = 0  #: jobs of the same queue that go first while this one waits
    results: tuple[str, ...] = ()
    failure: str = ""  #: JobFailed.code


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRecord:
    """The patient's side of a job: what it was for. `purpose` says what to do with the result."""

    id: str
    kind: JobKind
    purpose: str
    subject_id: str  #: the memory, page or element it is for
    account_id: int
    chat_id: int
    created_at: datetime
    session_id: str | None = None
    scene_id: str = ""  #: of a picture: the scene card it is made from
    wish_id: str = ""  #: of a change: what is wished, and of which picture
    voice_id: str = ""  #: of a voice note: which one is listened to; former versions never said
    taken_over: bool = False  #: results adopted, or the failure told
    gathering: bool = False  #: what it will work on is still coming in; the engine knows nothing
    refused: tuple[str, ...] = ()  #: `Finding`s of photos not taken in, or `OTHER_FACES` on one
