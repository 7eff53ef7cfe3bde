"""Who computes: the model is loaded once, and one body at a time uses it.

Bodies that somebody waits for take it whole. A teaching takes it for a chunk at a time, ends
the chunk when somebody else wants it, and lets everybody go first.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from core.domain.job import Ticket
from core.errors import JobFailed
from core.ports import JobBody, Report, Stopped

_LOOK_SECONDS = 0.05  #: how often somebody who waits looks whether to stop


class Card:
    """A lock with two kinds of takers: those that go first, and those that let them."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._taken = False
        self._first_waiting = 0

    @property
    def wanted(self) -> bool:
        """Whether somebody who goes first waits for it."""
        return self._first_waiting > 0

    def goes_first(self, body: JobBody) -> JobBody:
        """The body, with the card its own from beginning to end."""

        def with_card(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
            with self._first(stopped):
                return body(ticket, report, stopped)

        return with_card

    @contextmanager
    def for_a_chunk(self, stopped: Stopped) -> Iterator[None]:
        """Take it when nobody else wants it; JobFailed("stopped") when told so meanwhile."""
        self._take(stopped, first=False)
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def _first(self, stopped: Stopped) -> Iterator[None]:
        with self._change:
            self._first_waiting += 1
        try:
            self._take(stopped, first=True)
        finally:
            with self._change:
                self._first_waiting -= 1
        try:
            yield
        finally:
            self._give_back()

    def _take(self, stopped: Stopped, *, first: bool) -> None:
        with self._change:
            while self._taken or (self.wanted and not first):
                if stopped():
                    raise JobFailed("stopped")
                self._change.wait(_LOOK_SECONDS)
            self._taken = True

    def _give_back(self) -> None:
        with self._change:
            self._taken = False
            self._change.notify_all()
