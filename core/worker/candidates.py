"""What all bodies that make pictures do alike: candidates one by one, sealed, marked and told.

A candidate is finished when its making is written, which comes last; so a job that runs
again after a kill goes on with the candidates that are missing. It must not ask for the
other files: the bot may have taken them over already.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Protocol, TypeVar

from PIL import Image

from core.domain import picture_files as names
from core.domain.job import Progress
from core.domain.picture import AdapterUse, Making, PictureStyle
from core.errors import JobFailed, ModelUnavailable, NotFound, PictureRefused, StoreDamaged
from core.imaging.adapters import Adapter, AdapterUnreadable, Learnt
from core.imaging.checkpoints import Checkpoint
from core.imaging.generator import MemoryShort, Step, with_enough_memory
from core.marking.credentials import Signer, SignerRefused
from core.marking.marks import mark
from core.marking.metadata import SourceType
from core.ports import JobFolder, Report, Stopped
from core.prompting.recipe_codec import to_json

log = logging.getLogger(__name__)

LOADING, DRAWING, FINISHING = "loading", "drawing", "finishing"
SLOWER = "drawing-slower"  #: with less memory than was thought
SECONDS_BETWEEN_REPORTS = 0.5
PREVIEW_FROM = 0.3  #: before that there is only noise to see

_OTHER_SEEDS = 0x2545F491  #: how far the second try of a seed is from the first

Undressed = Callable[[Image.Image], bool]
T = TypeVar("T")


class Likeness(Protocol):
    """How alike portraits are to photos, which show somebody who allowed it or a thing."""

    def __call__(
        self,
        portraits: Sequence[Image.Image],
        photos: Sequence[Image.Image],
        *,
        of_somebody: bool,
    ) -> float | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a candidate is marked with."""

    label_text: str
    signer: Signer
    source_type: SourceType = SourceType.MADE_BY_MODEL

    @classmethod
    def read(
        cls, folder: JobFolder, *, source_type: SourceType = SourceType.MADE_BY_MODEL
    ) -> "Marks":
        chain, key = folder.read(names.SIGNER_CHAIN), folder.read(names.SIGNER_KEY)
        return cls(
            label_text=folder.read(names.LABEL).decode("utf-8"),
            signer=Signer(chain_pem=chain, key_pem=key),
            source_type=source_type,
        )

    def put_on(self, picture: Image.Image) -> bytes:
        return mark(
            picture,
            label_text=self.label_text,
            source_type=self.source_type,
            signer=self.signer,
        ).jpeg


class Commission:
    """One running job: what is there already, and what the bot is told."""

    def __init__(
        self,
        folder: JobFolder,
        *,
        count: int,
        report: Report,
        stopped: Stopped,
        seconds: Callable[[], float],
        undressed: Undressed,
    ) -> None:
        self._folder = folder
        self._count = count
        self._undressed = undressed
        self._flags: Undressed = lambda picture: False
        self._report = report
        self._stopped = stopped
        self._seconds = seconds
        self._told_at = float("-inf")
        self._furthest = 0.0
        self._first_step_at = 0.0
        self._slower = False
        there = set(folder.names())
        self._done = {n for n in range(1, self._count + 1) if names.making(n) in there}

    def finish(self) -> Sequence[str]:
        """The names of all candidates; JobFailed when every one of them was refused."""
        if not self.ready:
            raise JobFailed("refused")
        return self.ready

    def ask_too(self, flags: Undressed) -> None:
        """Let what came with the model look at finished pictures, too."""
        self._flags = flags

    @property
    def ready(self) -> tuple[str, ...]:
        return tuple(names.marked(number) for number in sorted(self._done))

    def has(self, number: int) -> bool:
        return number in self._done

    def groups(self, *, batches: bool) -> Iterator[list[int]]:
        """The candidates to draw together, where one of them is missing."""
        for group in _groups(self._count, batches=batches):
            if not all(self.has(number) for number in group):
                yield group

    def tell(
        self,
        stage: str,
        *,
        under_way: float = 0.0,
        preview: str | None = None,
        seconds_left: int | None = None,
    ) -> None:
        """Report; `under_way` is how much of the missing candidates is done, in candidates."""
        self._told_at = self._seconds()
        fraction = min(1.0, (len(self._done) + under_way) / self._count)
        self._furthest = max(self._furthest, fraction)  # what is drawn again is no way back
        self._report(
            Progress(
                stage=SLOWER if self._slower and stage == DRAWING else stage,
                fraction=self._furthest,
                preview=preview,
                ready=self.ready,
                seconds_left=seconds_left,
            )
        )

    def on_step(
        self,
        step: Step,
        *,
        group: Sequence[int],
        preview: Callable[[Step], bytes],
        stage: str = DRAWING,
        done: int = 0,
        rounds: int = 1,
    ) -> None:
        """Follow the drawing of a group: stop it when told to, report it now and then.

        A picture may take several rounds, of which some are done.
        """
        self.check_stopped()
        if step.number == 1:
            self._first_step_at = self._seconds()
        if self._seconds() - self._told_at < SECONDS_BETWEEN_REPORTS:
            return
        drawn = done > 0 or step.fraction >= PREVIEW_FROM
        name = self._preview(preview(step)) if drawn else None
        missing = sum(not self.has(number) for number in group)
        under_way = min(1.0, (done + step.fraction) / rounds) * missing
        left = self._seconds_left(step, rounds=max(0, rounds - done - 1))
        self.tell(stage, under_way=under_way, preview=name, seconds_left=left)

    def _seconds_left(self, step: Step, *, rounds: int) -> int | None:
        """Until the drawing under way is shown, by the pace of its steps so far.

        What comes after a round's last step counts as one step more.
        """
        if step.number == 1:
            return None
        a_step = (self._seconds() - self._first_step_at) / (step.number - 1)
        return round(a_step * (step.of - step.number + 1 + rounds * (step.of + 1)))

    def _preview(self, jpeg: bytes) -> str | None:
        if self._undressed(Image.open(BytesIO(jpeg))):
            return None
        self._folder.write(names.PREVIEW, jpeg)
        return names.PREVIEW

    def with_enough_memory(self, draw: Callable[[], T], *, save_memory: Callable[[], bool]) -> T:
        """Draw, with less memory where it is short; raise MemoryShort when there is no less.

        Whoever waits is told that it takes longer; the next job begins with less and says nothing.
        """

        def slower() -> bool:
            less = save_memory()
            self._slower = self._slower or less
            return less

        return with_enough_memory(draw, save_memory=slower)

    def check_stopped(self) -> None:
        if self._stopped():
            raise JobFailed("stopped")

    def keep(self, number: int, picture: Image.Image, making: Making, marks: Marks) -> None:
        """Seal one candidate, unless it is there: plain, marked, and last how it was made.

        One that shows somebody undressed is not kept at all.
        """
        self.check_stopped()
        if self.has(number):
            return
        if self._undressed(picture) or self._flags(picture):
            log.info("a candidate was refused")
            return
        self._folder.write(names.plain(number), png(picture))
        self._folder.write(names.marked(number), marks.put_on(picture))
        self._folder.write(names.making(number), to_json(making))
        self._done.add(number)
        self.tell(FINISHING if len(self._done) == self._count else DRAWING)


@contextmanager
def told_by_code() -> Iterator[None]:
    """Only codes leave a body: each thing that goes wrong becomes one."""
    try:
        yield
    except (NotFound, StoreDamaged, UnicodeDecodeError) as error:
        raise JobFailed("recipe") from error
    except PictureRefused as error:
        raise JobFailed("refused") from error
    except ModelUnavailable as error:
        log.warning("no base model: %s", error.reason)
        raise JobFailed("model") from error
    except MemoryShort as error:
        raise JobFailed("memory") from error
    except AdapterUnreadable as error:
        raise JobFailed("adapter") from error
    except SignerRefused as error:
        raise JobFailed("signer") from error


def _groups(count: int, *, batches: bool) -> list[list[int]]:
    """Candidates drawn together, numbered from 1: the first alone, for whoever waits.

    The groups never depend on what is done: a batch of other pictures would change the
    last digits of a picture.
    """
    if batches:
        return [[1], list(range(2, count + 1))] if count > 1 else [[1]]
    return [[number] for number in range(1, count + 1)]


def tries(seeds: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The seeds asked for, and others for the candidates that were refused."""
    yield tuple(seeds)
    yield tuple(map(other_seed, seeds))


def other_seed(seed: int) -> int:
    """The seed of a second try."""
    return (seed + _OTHER_SEEDS) % 2**31


def read_adapters(folder: JobFolder, uses: Sequence[AdapterUse]) -> tuple[Learnt, ...]:
    """What was learnt and a recipe names; a checkpoint is read when it is worn."""
    try:
        return tuple(_learnt(folder, use) for use in uses)
    except NotFound as error:
        raise JobFailed("adapter-missing") from error


def _learnt(folder: JobFolder, use: AdapterUse) -> Learnt:
    if not use.checkpoint_id:
        return Adapter(safetensors=folder.read(use.input_name), weight=use.weight)
    if use.input_name not in folder.names():
        raise NotFound(use.input_name)
    return Checkpoint(id=use.checkpoint_id, pieces=partial(folder.pieces, use.input_name))


def in_style(picture: Image.Image, style: PictureStyle) -> Image.Image:
    """Grey is the one style that need not be left to the model."""
    if style is PictureStyle.GREYSCALE:
        return picture.convert("L").convert("RGB")
    return picture


def png(picture: Image.Image) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "PNG")
    return encoded.getvalue()
