"""What the bot and the worker may expect of a job engine; both engines are held to it."""

import threading
import time
from collections.abc import Callable, Sequence

import pytest

from core.domain.job import JobKind, JobState, JobStatus, Progress, Queue, Ticket
from core.errors import JobFailed
from core.ports import JobClient, Report, Stopped
from tests.integration.jobs.conftest import Plant


def a_ticket(job_id: str = "job1", *, priority: int = 10) -> Ticket:
    return Ticket(job_id=job_id, kind=JobKind.PICTURE, priority=priority)


def until(true: Callable[[], object], *, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def over(client: JobClient, job_id: str = "job1", *, seconds: float = 10) -> JobState:
    def state() -> JobState | None:
        found = client.state(job_id)
        return found if found and found.status.over else None

    until(state, seconds=seconds)
    return state() or pytest.fail("never over")


class Body:
    """A body that notes its runs, reports and goes through a gate."""

    def __init__(self, *, gate_open: bool = True, failure: str = "") -> None:
        self.runs: list[str] = []
        self.began = threading.Event()
        self.gate = threading.Event()
        self.failure = failure
        if gate_open:
            self.gate.set()

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        self.runs.append(ticket.job_id)
        self.began.set()
        report(Progress(stage="drawing", fraction=0.5, preview="preview.jpg"))
        while not self.gate.wait(0.01):
            if stopped():
                raise JobFailed("stopped")
        report(Progress(stage="drawing", fraction=1.0, ready=("one.png",)))
        if self.failure:
            raise JobFailed(self.failure)
        return ["one.png", "two.png"]


def test_a_job_nobody_enqueued_is_unknown(plant: Plant) -> None:
    assert plant.client.state("nothing") is None
    assert list(plant.client.progress("nothing", after=0)) == []


def test_a_served_job_succeeds_with_the_names_of_its_results(plant: Plant) -> None:
    body = Body()
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: body}):
        state = over(plant.client)
    assert state == JobState(status=JobStatus.SUCCEEDED, results=("one.png", "two.png"))


def test_a_job_enqueued_twice_runs_once(plant: Plant) -> None:
    body = Body()
    plant.client.enqueue(a_ticket())
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: body}):
        over(plant.client)
        plant.client.enqueue(a_ticket())
        plant.client.enqueue(a_ticket("job2"))
        over(plant.client, "job2")
    assert body.runs == ["job1", "job2"]


def test_lower_priority_numbers_go_first_and_equals_in_order(plant: Plant) -> None:
    body = Body()
    for job_id, priority in (("slow", 100), ("first", 10), ("second", 10), ("now", 1)):
        plant.client.enqueue(a_ticket(job_id, priority=priority))
        time.sleep(0.002)  # the engine orders by milliseconds
    with plant.serving({JobKind.PICTURE: body}):
        over(plant.client, "slow")
    assert body.runs == ["now", "first", "second", "slow"]


def test_the_place_in_the_queue_counts_the_running_job(plant: Plant) -> None:
    body = Body(gate_open=False)
    plant.client.enqueue(a_ticket("running"))
    with plant.serving({JobKind.PICTURE: body}):
        body.began.wait(10)
        plant.client.enqueue(a_ticket("waiting"))
        plant.client.enqueue(a_ticket("urgent", priority=1))
        waiting, urgent = plant.client.state("waiting"), plant.client.state("urgent")
        running = plant.client.state("running")
        body.gate.set()
        over(plant.client, "waiting")
    assert waiting == JobState(status=JobStatus.WAITING, ahead=2)
    assert urgent == JobState(status=JobStatus.WAITING, ahead=1)
    assert running == JobState(status=JobStatus.RUNNING)


def test_progress_comes_in_order_and_only_what_is_new(plant: Plant) -> None:
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: Body()}):
        over(plant.client)
    first = Progress(attempt=1, stage="drawing", fraction=0.5, preview="preview.jpg")
    second = Progress(attempt=1, stage="drawing", fraction=1.0, ready=("one.png",))
    assert list(plant.client.progress("job1", after=0)) == [first, second]
    assert list(plant.client.progress("job1", after=1)) == [second]
    assert list(plant.client.progress("job1", after=2)) == []


def test_progress_can_be_read_while_the_job_runs(plant: Plant) -> None:
    body = Body(gate_open=False)
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: body}):
        until(lambda: len(plant.client.progress("job1", after=0)) == 1)
        body.gate.set()
        over(plant.client)


def test_a_failure_is_told_by_its_code(plant: Plant) -> None:
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: Body(failure="memory")}):
        state = over(plant.client)
    assert state == JobState(status=JobStatus.FAILED, failure="memory")


def test_an_unexpected_error_fails_the_job_without_its_text(plant: Plant) -> None:
    def broken(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        raise RuntimeError("what Carmen told about the boat")

    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: broken}):
        state = over(plant.client)
    assert state == JobState(status=JobStatus.FAILED, failure="error")


def test_a_kind_this_worker_cannot_do_fails(plant: Plant) -> None:
    plant.client.enqueue(a_ticket())
    with plant.serving({}):
        assert over(plant.client).failure == "kind"


def test_a_waiting_job_can_be_cancelled_and_never_runs(plant: Plant) -> None:
    body = Body()
    plant.client.enqueue(a_ticket())
    plant.client.enqueue(a_ticket("job2"))
    plant.client.cancel("job1")
    with plant.serving({JobKind.PICTURE: body}):
        over(plant.client, "job2")
    assert body.runs == ["job2"]
    assert plant.client.state("job1") == JobState(status=JobStatus.CANCELLED)


def test_a_running_job_stops_when_it_is_cancelled_and_the_next_one_runs(plant: Plant) -> None:
    body = Body(gate_open=False)
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: body}):
        body.began.wait(10)
        plant.client.cancel("job1")
        plant.client.enqueue(a_ticket("job2"))
        until(lambda: body.runs == ["job1", "job2"])
        body.gate.set()
        assert over(plant.client, "job2").status is JobStatus.SUCCEEDED
    assert plant.client.state("job1") == JobState(status=JobStatus.CANCELLED)


def test_cancelling_what_is_over_or_unknown_changes_nothing(plant: Plant) -> None:
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: Body()}):
        over(plant.client)
    plant.client.cancel("job1")
    plant.client.cancel("nothing")
    assert over(plant.client).status is JobStatus.SUCCEEDED


def test_a_job_interrupted_by_a_stop_is_handed_back_and_finishes_later(plant: Plant) -> None:
    body = Body(gate_open=False)
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: body}):
        body.began.wait(10)
    interrupted = plant.client.state("job1")
    body.gate.set()
    with plant.serving({JobKind.PICTURE: body}):
        assert over(plant.client).status is JobStatus.SUCCEEDED
    assert interrupted
    assert not interrupted.status.over
    attempts = [report.attempt for report in plant.client.progress("job1", after=0)]
    assert attempts == [1, 2, 2]


def test_a_job_that_ends_while_the_worker_stops_is_not_run_again(plant: Plant) -> None:
    body = Body()
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: body}):
        body.began.wait(10)
        until(lambda: len(plant.client.progress("job1", after=0)) == 2)
    assert over(plant.client).status is JobStatus.SUCCEEDED
    assert body.runs == ["job1"]


def test_a_forgotten_job_is_unknown(plant: Plant) -> None:
    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: Body()}):
        over(plant.client)
    plant.client.forget("job1")
    plant.client.forget("nothing")
    assert plant.client.state("job1") is None
    assert list(plant.client.progress("job1", after=0)) == []


def test_a_running_job_stops_when_it_is_cancelled_and_forgotten_at_once(plant: Plant) -> None:
    began, ended = threading.Event(), threading.Event()

    def busy(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        while not stopped():
            report(Progress(stage="drawing"))
            began.set()
            time.sleep(0.01)
        ended.set()
        raise JobFailed("stopped")

    plant.client.enqueue(a_ticket())
    with plant.serving({JobKind.PICTURE: busy, JobKind.BOOK: Body()}):
        began.wait(10)
        plant.client.cancel("job1")
        plant.client.forget("job1")
        assert ended.wait(5)
        plant.client.enqueue(Ticket(job_id="job2", kind=JobKind.BOOK))
        assert over(plant.client, "job2").status is JobStatus.SUCCEEDED
    assert plant.client.state("job1") is None


def test_the_client_knows_whether_a_worker_lives(plant: Plant) -> None:
    assert not plant.client.worker_alive()
    with plant.serving({}):
        until(plant.client.worker_alive)
        assert not plant.client.worker_alive(Queue.CPU)
    assert not plant.client.worker_alive()


def test_a_picture_does_not_wait_in_line_behind_a_teaching(plant: Plant) -> None:
    teaching, picture = Body(gate_open=False), Body()
    plant.client.enqueue(Ticket(job_id="night", kind=JobKind.TEACH, priority=50))
    with plant.serving({JobKind.TEACH: teaching, JobKind.PICTURE: picture}):
        teaching.began.wait(10)
        plant.client.enqueue(a_ticket("now"))
        assert over(plant.client, "now").status is JobStatus.SUCCEEDED
        assert plant.client.state("night") == JobState(status=JobStatus.RUNNING)
        teaching.gate.set()
        assert over(plant.client, "night").status is JobStatus.SUCCEEDED


def test_teachings_wait_for_each_other(plant: Plant) -> None:
    body = Body(gate_open=False)
    for job_id in ("first", "second"):
        plant.client.enqueue(Ticket(job_id=job_id, kind=JobKind.TEACH, priority=50))
        time.sleep(0.002)
    with plant.serving({JobKind.TEACH: body}):
        body.began.wait(10)
        assert plant.client.state("second") == JobState(status=JobStatus.WAITING, ahead=1)
        body.gate.set()
        over(plant.client, "second")
    assert body.runs == ["first", "second"]
