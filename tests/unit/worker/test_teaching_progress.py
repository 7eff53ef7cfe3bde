"""How long a teaching takes is told once enough of it was done here."""

from collections.abc import Iterator

import pytest

from core.domain.job import Progress
from core.worker.teaching_progress import Pace


@pytest.fixture
def pace() -> Pace:
    """A hundred steps of work; every look at the clock is a second later."""
    ticks: Iterator[int] = iter(range(1000))

    def report(_: Progress) -> None:
        """Nobody listens."""

    pace = Pace(report, seconds=lambda: float(next(ticks)))
    pace.expect(100)
    return pace


def work(pace: Pace, steps: float) -> None:
    with pace.working():
        pace.advance(steps)


@pytest.mark.parametrize("steps", [0, 0.5, 1.9])
def test_a_run_that_did_too_little_says_nothing_of_the_whole(pace: Pace, steps: float) -> None:
    """The last steps after a kill, say, whose one second would make an hour of the whole."""
    pace.found_done(98)
    work(pace, steps)
    assert pace.whole_seconds == 0
    assert pace.seconds_left is None


def test_a_run_that_did_enough_tells_what_all_of_it_takes(pace: Pace) -> None:
    work(pace, 50)
    assert pace.whole_seconds == 2
    assert pace.seconds_left == 1
