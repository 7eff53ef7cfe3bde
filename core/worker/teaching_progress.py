"""How a teaching goes: how much of it is done, and how long the rest will take.

Work is counted in training steps; drawing a picture is as much work as the passes it takes.
Time in which others had the card does not count.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.domain.job import Progress
from core.imaging.trainer import Plan
from core.ports import Report

LOADING, PREPARING, LEARNING, TRYING = "loading", "preparing", "learning", "trying"
SECONDS_BETWEEN_REPORTS = 2.0
_SURE_AFTER = 0.02  #: of the whole, before anything is said about time

_PASSES_OF_A_PICTURE = 40  #: twenty steps, each with and without the prompt
_PASSES_OF_AN_EXAMPLE = 6  #: of the subject and of the class, forward and back


def steps_of_pictures(count: float, plan: Plan) -> float:
    """As how many training steps drawing so many pictures counts."""
    return count * _PASSES_OF_A_PICTURE / (_PASSES_OF_AN_EXAMPLE * plan.batch_size)


class Pace:
    """Counts work, and tells of it now and then."""

    def __init__(self, report: Report, *, seconds: Callable[[], float]) -> None:
        self._report = report
        self._seconds = seconds
        self._told_at = float("-inf")
        self._total = 0.0
        self._done = 0.0
        self._done_here = 0.0  #: since this run of the body began
        self._worked_seconds = 0.0
        self._since: float | None = None
        self.ready: tuple[str, ...] = ()

    def expect(self, total: float) -> None:
        """Say how much work there is in all."""
        self._total = total

    def found_done(self, work: float) -> None:
        """Count work that an earlier run of the body did."""
        self._done += work

    def advance(self, work: float) -> None:
        self._done += work
        self._done_here += work

    @contextmanager
    def working(self) -> Iterator[None]:
        """Count the time."""
        self._since = self._seconds()
        try:
            yield
        finally:
            self._worked_seconds += self._seconds() - self._since
            self._since = None

    def tell_now_and_then(self, stage: str) -> None:
        if self._seconds() - self._told_at >= SECONDS_BETWEEN_REPORTS:
            self.tell(stage)

    def tell(self, stage: str) -> None:
        self._told_at = self._seconds()
        fraction = min(1.0, self._done / self._total) if self._total else None
        self._report(
            Progress(
                stage=stage, fraction=fraction, ready=self.ready, seconds_left=self.seconds_left
            )
        )

    @property
    def worked_seconds(self) -> float:
        under_way = self._seconds() - self._since if self._since is not None else 0.0
        return self._worked_seconds + under_way

    @property
    def _is_sure(self) -> bool:
        return self._done_here > 0 and self._done_here >= _SURE_AFTER * self._total

    @property
    def whole_seconds(self) -> int:
        """What all of it takes, told from this run of the body; 0 while it did too little."""
        if not self._is_sure:
            return 0
        return round(self.worked_seconds * self._total / self._done_here)

    @property
    def seconds_left(self) -> int | None:
        if not self._is_sure:
            return None
        left = max(0.0, self._total - self._done)
        return round(self.worked_seconds * left / self._done_here)
