"""When the bodies of jobs are made: at the start, beside everything else, or when needed."""

import gc
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cache

from core.domain.job import Ticket
from core.errors import JobFailed, ModelUnavailable
from core.ports import JobBody, Report, Stopped

log = logging.getLogger(__name__)

#: Held while a body is made: libraries of the model stack put parts in their place while they are
#: imported, and two threads that import them at the same time find some of them missing.
_importing = threading.Lock()


def unswept(make: Callable[[], JobBody]) -> JobBody:
    """Make a body, and leave what it imports out of all sweeps for garbage.

    They took a fifth of the time that the model stack takes to be imported.
    """
    with _importing:
        gc.disable()
        try:
            return make()
        finally:
            gc.freeze()
            gc.enable()


def once_made(made: Future[JobBody]) -> JobBody:
    """A body for now, that waits for the real one; without it jobs fail by the code "model"."""

    def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        try:
            real = made.result()
        except (ImportError, ModelUnavailable) as error:
            log.warning("no jobs can be done: %s", type(error).__name__)
            raise JobFailed("model") from error
        return real(ticket, report, stopped)

    return body


def when_needed(make: Callable[[], JobBody]) -> JobBody:
    """A body that its first job makes: not every installation ever needs it."""

    @cache
    def made() -> JobBody:
        with _importing:
            return make()

    def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        try:
            real = made()
        except ImportError as error:
            log.warning("no such jobs can be done: %s", type(error).__name__)
            raise JobFailed("model") from error
        return real(ticket, report, stopped)

    return body
