import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.job_bodies import once_made, unswept, when_needed
from core.domain.job import JobKind, Ticket
from core.ports import JobBody, Report, Stopped

TICKET = Ticket(job_id="j", kind=JobKind.CHANGE)


def made_slowly(name: str, at_it: list[str], together: list[int]) -> Callable[[], JobBody]:
    """A body whose libraries take their time to be imported."""

    def make() -> JobBody:
        at_it.append(name)
        time.sleep(0.05)
        together.append(len(at_it))
        at_it.remove(name)
        return body

    def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        return [name]

    return make


def test_bodies_are_made_one_after_the_other() -> None:
    at_it: list[str] = []
    together: list[int] = []
    with ThreadPoolExecutor(3) as threads:
        begun = threads.submit(unswept, made_slowly("picture", at_it, together))
        bodies = [
            once_made(begun),
            when_needed(made_slowly("change", at_it, together)),
            when_needed(made_slowly("teach", at_it, together)),
        ]
        asked = [
            threads.submit(body, TICKET, _report, threading.Event().is_set) for body in bodies
        ]
        assert [list(done.result()) for done in asked] == [["picture"], ["change"], ["teach"]]
    assert together == [1, 1, 1]


def _report(*_: object, **__: object) -> None:
    """Nobody is told."""
