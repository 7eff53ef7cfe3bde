"""What all parts of one running teaching share: its folder, the card, the clock, the way out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.errors import JobFailed
from core.imaging.generator import Step
from core.ports import JobFolder, Stopped
from core.worker.card import Card
from core.worker.teaching_progress import Pace

CHUNK_SECONDS = 20.0  #: a kill costs no more than this


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    folder: JobFolder
    card: Card
    pace: Pace
    stopped: Stopped
    seconds: Callable[[], float]

    @contextmanager
    def chunk(self, *, seconds: float = CHUNK_SECONDS) -> Iterator[Callable[[], bool]]:
        """Have the card for a chunk, and a way to ask whether it is time to end it."""
        with self.card.for_a_chunk(self.stopped), self.pace.working():
            ends = self.seconds() + seconds
            yield lambda: self.stopped() or self.card.wanted or self.seconds() >= ends

    def check_stopped(self) -> None:
        if self.stopped():
            raise JobFailed("stopped")

    def on_step(self, _step: Step) -> None:
        """Follow a drawing."""
        self.check_stopped()
