import gc
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import nullcontext

import pytest

from bot.worker_process import once_made, unswept
from core.domain.job import Ticket
from core.errors import JobFailed, ModelUnavailable
from core.ports import JobBody, Report, Stopped
from tests.unit.worker.conftest import TICKET, Reports


def body(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
    return [ticket.job_id]


def test_jobs_go_to_the_body_once_it_is_made() -> None:
    made: Future[JobBody] = Future()
    made.set_result(body)
    assert once_made(made)(TICKET, Reports(), lambda: False) == ["job1"]


@pytest.mark.parametrize("missing", [False, True])
def test_nothing_is_swept_while_a_body_is_made_but_everything_later(missing: bool) -> None:
    swept: list[bool] = []

    def make() -> JobBody:
        swept.append(gc.isenabled())
        if missing:
            raise ImportError("no torch")
        return body

    with pytest.raises(ImportError) if missing else nullcontext():
        assert unswept(make) is body
    assert (swept, gc.isenabled()) == ([False], True)


@pytest.mark.parametrize(
    "error", [ImportError("no torch"), ModelUnavailable(reason="translation")], ids=str
)
def test_without_the_model_stack_jobs_fail_quietly(error: Exception) -> None:
    made: Future[JobBody] = Future()
    made.set_exception(error)
    with pytest.raises(JobFailed) as failed:
        once_made(made)(TICKET, Reports(), lambda: False)
    assert failed.value.code == "model"
