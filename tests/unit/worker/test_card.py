import threading
import time
from collections.abc import Callable, Sequence

import pytest

from core.domain.job import JobKind, Progress, Ticket
from core.errors import JobFailed
from core.ports import JobBody, Report, Stopped
from core.worker.card import Card

TICKET = Ticket(job_id="job1", kind=JobKind.PICTURE)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 5
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.001)


def ignored(_: Progress) -> None:
    return None


def in_a_thread(body: JobBody, *, stopped: Stopped = lambda: False) -> threading.Thread:
    thread = threading.Thread(target=body, args=(TICKET, ignored, stopped))
    thread.start()
    return thread


class Noting:
    """A body that notes when it ran, and waits for its gate."""

    def __init__(self, *, gate_open: bool = True) -> None:
        self.began, self.gate = threading.Event(), threading.Event()
        if gate_open:
            self.gate.set()

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        self.began.set()
        self.gate.wait(5)
        return ["done.png"]


def test_a_body_runs_with_the_card_and_gives_it_back() -> None:
    card = Card()
    assert card.goes_first(Noting())(TICKET, ignored, lambda: False) == ["done.png"]
    with card.for_a_chunk(lambda: False):
        pass


def test_a_chunk_knows_that_somebody_waits_and_they_go_next() -> None:
    card, first = Card(), Noting()
    order: list[str] = []
    with card.for_a_chunk(lambda: False):
        assert not card.wanted
        waiting = in_a_thread(card.goes_first(first))
        until(lambda: card.wanted)
        assert not first.began.is_set()
        order.append("chunk")
    with card.for_a_chunk(lambda: False):
        order.append("next chunk")
        assert first.began.is_set(), "the picture was drawn in between"
    waiting.join(5)


def test_two_pictures_never_run_at_once() -> None:
    card, one, other = Card(), Noting(gate_open=False), Noting()
    threads = [in_a_thread(card.goes_first(one))]
    until(one.began.is_set)
    threads.append(in_a_thread(card.goes_first(other)))
    until(lambda: card.wanted)
    assert not other.began.is_set()
    one.gate.set()
    until(other.began.is_set)
    for thread in threads:
        thread.join(5)


def test_who_is_told_to_stop_while_waiting_leaves_the_line() -> None:
    card = Card()
    with card.for_a_chunk(lambda: False):
        with pytest.raises(JobFailed, match="stopped"):
            card.goes_first(Noting())(TICKET, ignored, lambda: True)
        assert not card.wanted
        with pytest.raises(JobFailed, match="stopped"), card.for_a_chunk(lambda: True):
            pytest.fail("the card was taken")


def test_a_body_that_breaks_gives_the_card_back() -> None:
    def breaks(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        raise JobFailed("recipe")

    card = Card()
    with pytest.raises(JobFailed, match="recipe"):
        card.goes_first(breaks)(TICKET, ignored, lambda: False)
    with card.for_a_chunk(lambda: False):
        pass
