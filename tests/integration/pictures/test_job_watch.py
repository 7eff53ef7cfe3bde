"""The watch over the worker's jobs, with real stores and an engine in the test's hands."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.bridge import Bridge
from bot.incoming import Incoming, to_body
from bot.job_watch import ORPHANED_AFTER, STOPPED_AFTER, JobWatch
from core.domain import picture_files as names
from core.domain.circle import Account
from core.domain.conversation import OutboxItem
from core.domain.job import JobKind, JobStatus, Progress, Queue, Ticket
from core.domain.patient import Language, PatientId
from tests.integration.pictures.studio import OWNER, Studio
from tests.unit.pictures.stories import MEMORY


@dataclass(slots=True)
class Watching:
    """A studio and the watch over its jobs; what it takes in and edits is noted."""

    studio: Studio
    bridge: Bridge
    taken_in: list[tuple[str, Incoming]] = field(default_factory=list)
    edits: list[tuple[int, str, list[list[dict[str, str]]], bytes | None]] = field(
        default_factory=list
    )
    watch: JobWatch = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew, knowing nothing."""
        self.watch = JobWatch(
            services=self.studio.kit.services,
            bridge=self.bridge,
            take_in=self._take_in,
            edit_progress=self._edit,
        )

    async def _take_in(
        self,
        key: str,
        *,
        account_id: int,
        chat_id: int,
        patient_id: PatientId,
        incoming: Incoming,
    ) -> None:
        assert (account_id, chat_id) == (OWNER, OWNER)
        assert patient_id == self.studio.kit.patient_ids[0]
        new = self.studio.kit.services.registry.take_in(
            key,
            account_id=account_id,
            chat_id=chat_id,
            patient_id=patient_id,
            body=to_body(incoming),
        )
        if new:
            self.taken_in.append((key, incoming))

    async def _edit(
        self,
        patient_id: PatientId,
        chat_id: int,
        screen: int,
        text: str,
        rows: list[list[dict[str, str]]],
        preview: bytes | None,
    ) -> None:
        self.edits.append((screen, text, rows, preview))

    def order(self) -> str:
        """Say yes to a scene and hand the ticket to the engine; the job's id."""
        self.studio.go("pictures.offer", MEMORY.id)
        self.studio.phone.tap("Sí")
        self.studio.deliver()
        return self.studio.last_job.id

    def leave_in_outbox(self) -> None:
        """Put back what the phone took out: the engine was not there to take it."""
        with self.studio.kit.look() as work:
            work.mark_handled("left in the outbox")
            for kind, payload in self.studio.kit.queued:
                work.post(OutboxItem(chat_id=OWNER, kind=kind, payload=payload))
            work.commit()

    def report(self, job_id: str, progress: Progress, *, running: bool = True) -> None:
        row = self.studio.jobs._rows[job_id]
        row.reports.append(progress)
        if running:
            row.state = type(row.state)(status=JobStatus.RUNNING)

    async def look(self, *, after: timedelta = timedelta(seconds=2)) -> None:
        self.studio.kit.wait(after)
        await self.watch.look()

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.taken_in]

    @property
    def watched(self) -> list[str]:
        return [job for job, _ in self.studio.kit.services.registry.watched_jobs()]


@pytest.fixture
async def watching(studio: Studio) -> AsyncIterator[Watching]:
    bridge = Bridge(threads=2)
    studio.jobs._serving.add(Queue.GPU)
    yield Watching(studio, bridge)
    bridge.close()


async def test_the_first_candidate_and_the_end_are_taken_in_once(watching: Watching) -> None:
    job_id = watching.order()
    watching.studio.run_worker()
    for _ in range(3):
        await watching.look()
    assert watching.keys == [f"j:{job_id}:first", f"j:{job_id}:done"]
    first = watching.taken_in[0][1]
    assert (first.job_id, first.what) == (job_id, "first")


async def test_after_a_restart_nothing_is_taken_in_twice(watching: Watching) -> None:
    watching.order()
    watching.studio.run_worker()
    for _ in range(3):
        watching.restart()
        await watching.look()
        await watching.look()
    assert len(watching.keys) == 2


async def test_what_was_noticed_before_a_kill_is_found_again(watching: Watching) -> None:
    job_id = watching.order()
    await watching.look()
    watching.restart()
    watching.studio.run_worker()
    await watching.look()
    await watching.look()
    assert watching.keys == [f"j:{job_id}:first", f"j:{job_id}:done"]


async def test_a_failure_carries_its_code(watching: Watching) -> None:
    job_id = watching.order()
    watching.studio.makes, watching.studio.failure = (), "model"
    watching.studio.run_worker()
    await watching.look()
    await watching.look()
    [(key, incoming)] = watching.taken_in
    assert (key, incoming.argument) == (f"j:{job_id}:failed", "model")


async def test_once_taken_over_nothing_is_left_of_a_job(watching: Watching) -> None:
    job_id = watching.order()
    watching.studio.run_worker()
    await watching.look()
    await watching.look()
    folders = watching.studio.kit.services.job_folders
    assert job_id in folders.all_ids()
    watching.studio.came(job_id, "done")
    await watching.look(after=timedelta(minutes=2))
    assert watching.watched == []
    assert folders.all_ids() == []
    assert watching.studio.jobs.state(job_id) is None
    assert len(watching.studio.pictures()) == 4


async def test_results_not_taken_over_yet_are_kept(watching: Watching) -> None:
    job_id = watching.order()
    watching.studio.run_worker()
    for _ in range(5):
        await watching.look(after=timedelta(minutes=5))
    assert watching.watched == [job_id]
    assert names.making(4) in watching.studio.kit.services.job_folders.folder(job_id).names()


async def test_a_job_that_was_left_is_cleared_without_a_word(watching: Watching) -> None:
    job_id = watching.order()
    watching.studio.phone.tap("Dejarlo")
    watching.studio.deliver()
    await watching.look()
    await watching.look()
    assert watching.taken_in == []
    await watching.look(after=timedelta(minutes=1))
    assert watching.watched == []
    assert job_id not in watching.studio.kit.services.job_folders.all_ids()


async def test_what_nobody_may_take_over_any_more_is_not_finished(watching: Watching) -> None:
    job_id = watching.order()
    watching.report(job_id, Progress(stage="drawing", fraction=0.2))
    await watching.look()
    with watching.studio.kit.look() as work:
        work.jobs.save(replace(work.jobs.get(job_id), taken_over=True))
        work.commit()
    watching.report(job_id, Progress(stage="drawing", fraction=0.6))
    await watching.look()
    state = watching.studio.jobs.state(job_id)
    assert state is not None
    assert state.status is JobStatus.CANCELLED
    assert watching.keys == []


async def test_an_order_that_was_never_kept_goes_in_the_end(watching: Watching) -> None:
    kit = watching.studio.kit
    kit.services.job_folders.folder("orphan").write("label.txt", b"words")
    kit.services.registry.watch_job("orphan", kit.patient_ids[0])
    await watching.look()
    assert watching.watched == ["orphan"]
    await watching.look(after=ORPHANED_AFTER + timedelta(seconds=1))
    assert watching.watched == []
    assert kit.services.job_folders.all_ids() == []


async def test_a_job_not_handed_to_the_engine_yet_is_waited_for(watching: Watching) -> None:
    watching.studio.go("pictures.offer", MEMORY.id)
    watching.studio.phone.tap("Sí")
    watching.leave_in_outbox()
    await watching.look()
    await watching.look(after=timedelta(hours=1))
    await watching.look(after=timedelta(hours=1))
    assert watching.watched == [watching.studio.last_job.id]
    assert watching.taken_in == []


async def test_a_job_whose_queue_was_lost_is_told_as_failed_and_cleared(
    watching: Watching,
) -> None:
    job_id = watching.order()
    await watching.look()
    watching.studio.jobs.forget(job_id)  # as after a restore: the engine's file is another
    for _ in range(3):
        await watching.look()
    [(key, incoming)] = watching.taken_in
    assert (key, incoming.argument) == (f"j:{job_id}:failed", "lost")
    with watching.studio.kit.look() as work:
        work.jobs.save(replace(work.jobs.get(job_id), taken_over=True))
        work.commit()
    await watching.look(after=timedelta(minutes=2))
    assert watching.watched == []
    assert job_id not in watching.studio.kit.services.job_folders.all_ids()


async def test_a_lost_job_that_nobody_wants_any_more_is_cleared_without_a_word(
    watching: Watching,
) -> None:
    job_id = watching.order()
    watching.studio.jobs.forget(job_id)
    with watching.studio.kit.look() as work:
        work.jobs.save(replace(work.jobs.get(job_id), taken_over=True))
        work.commit()
    await watching.look()
    await watching.look()
    assert watching.taken_in == []
    assert watching.watched == []


async def test_a_job_handed_over_at_this_very_moment_is_not_called_lost(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = watching.order()
    jobs, known = watching.studio.jobs, iter((None,))
    state = jobs.state
    monkeypatch.setattr(jobs, "state", lambda asked: next(known, state(asked)))
    await watching.look()
    await watching.look()
    assert watching.taken_in == []
    assert watching.watched == [job_id]


async def test_a_job_of_somebody_erased_is_forgotten(watching: Watching) -> None:
    job_id = watching.order()
    watching.studio.kit.services.stores.erase(watching.studio.kit.patient_ids[0])
    await watching.look()
    await watching.look(after=STOPPED_AFTER + timedelta(seconds=1))
    assert watching.watched == []
    assert watching.studio.jobs.state(job_id) is None


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_job_that_runs_while_its_person_is_erased_is_stopped(
    watching: Watching, *, restarted: bool
) -> None:
    kit, job_id = watching.studio.kit, watching.order()
    watching.report(job_id, Progress(stage="drawing", fraction=0.1))
    await watching.look()
    await watching.look()
    kit.services.stores.erase(kit.patient_ids[0])
    if restarted:
        watching.restart()
    await watching.look()
    state = watching.studio.jobs.state(job_id)
    assert state is not None
    assert state.status is JobStatus.CANCELLED
    assert watching.keys == []


async def test_what_is_written_after_an_erasure_goes_at_the_next_look(watching: Watching) -> None:
    kit, job_id = watching.studio.kit, watching.order()
    watching.report(job_id, Progress(stage="drawing", fraction=0.1))
    await watching.look()
    kit.services.stores.erase(kit.patient_ids[0])
    await watching.look()
    kit.services.job_folders.folder(job_id).write("adapter.safetensors", b"a likeness")
    await watching.look()
    assert kit.services.job_folders.all_ids() == []


async def test_the_place_in_the_queue_is_told(watching: Watching) -> None:
    watching.studio.jobs.enqueue(Ticket(job_id="other", kind=JobKind.PICTURE, priority=1))
    watching.order()
    await watching.look()
    await watching.look()
    [(_, text, _, preview)] = watching.edits
    assert "Hay una por delante" in text
    assert preview is None


async def test_progress_and_a_rough_preview_are_shown(watching: Watching) -> None:
    job_id = watching.order()
    waiting = watching.studio.phone.last
    folder = watching.studio.kit.services.job_folders.folder(job_id)
    folder.write(names.PREVIEW, b"a rough one")
    watching.report(job_id, Progress(stage="drawing", fraction=0.3, preview=names.PREVIEW))
    await watching.look()
    await watching.look()
    [(screen, text, rows, preview)] = watching.edits
    assert screen == waiting.payload["screen"]
    assert "▰▰▰▱▱▱▱▱▱▱ Dibujando" in text
    assert rows == waiting.payload["rows"]
    assert preview == b"a rough one"


async def test_a_message_that_became_a_picture_stays_one(watching: Watching) -> None:
    job_id = watching.order()
    folder = watching.studio.kit.services.job_folders.folder(job_id)
    folder.write(names.PREVIEW, b"a rough one")
    watching.report(job_id, Progress(stage="drawing", fraction=0.3, preview=names.PREVIEW))
    await watching.look()
    await watching.look()
    watching.report(job_id, Progress(stage="drawing", fraction=0.4))
    await watching.look()
    watching.restart()
    watching.report(job_id, Progress(stage="finishing", fraction=0.9))
    await watching.look()
    await watching.look()
    assert [preview for *_, preview in watching.edits] == [b"a rough one"] * 3


async def test_in_a_session_the_ways_to_stop_stay_in_their_row(watching: Watching) -> None:
    watching.studio.begin_session()
    job_id = watching.order()
    watching.report(job_id, Progress(stage="loading"))
    await watching.look()
    await watching.look()
    assert watching.edits[0][2] == watching.studio.phone.last.payload["rows"]


async def test_messages_are_not_edited_too_often(watching: Watching) -> None:
    job_id = watching.order()
    await watching.look()
    for step in range(10):
        watching.report(job_id, Progress(stage="drawing", fraction=step / 10))
        await watching.look(after=timedelta(seconds=0.3))
    assert 2 <= len(watching.edits) <= 3


async def test_nothing_is_edited_when_nothing_is_new(watching: Watching) -> None:
    job_id = watching.order()
    watching.report(job_id, Progress(stage="loading"))
    for _ in range(5):
        await watching.look()
    assert len(watching.edits) == 1


async def test_a_little_progress_that_reads_the_same_is_not_sent(watching: Watching) -> None:
    job_id = watching.order()
    for fraction in (0.50, 0.51, 0.52):
        watching.report(job_id, Progress(stage="drawing", fraction=fraction))
        await watching.look()
        await watching.look()
    assert len(watching.edits) == 1


async def test_whoever_waits_is_told_that_the_worker_stopped_and_that_it_is_back(
    watching: Watching,
) -> None:
    watching.order()
    await watching.look()
    await watching.look()
    told = [watching.edits[-1][1]]
    for change in (watching.studio.jobs._serving.discard, watching.studio.jobs._serving.add):
        change(Queue.GPU)
        await watching.look(after=timedelta(seconds=6))
        told.append(watching.edits[-1][1])
    assert told[0] == told[2] != told[1]
    assert len(watching.edits) == 3


async def test_who_went_on_is_not_disturbed(watching: Watching) -> None:
    job_id = watching.order()
    watching.studio.phone.tap("Seguimos mientras tanto")
    watching.report(job_id, Progress(stage="drawing", fraction=0.5))
    for _ in range(3):
        await watching.look()
    assert watching.edits == []


async def test_somebody_who_left_the_circle_sees_no_progress(watching: Watching) -> None:
    job_id = watching.order()
    kit = watching.studio.kit
    kit.services.registry.leave(OWNER, kit.patient_ids[0])
    watching.report(job_id, Progress(stage="drawing", fraction=0.5))
    await watching.look()
    await watching.look()
    assert watching.edits == []


async def test_progress_is_told_in_the_companions_language(watching: Watching) -> None:
    job_id = watching.order()
    registry = watching.studio.kit.services.registry
    patient_id = watching.studio.kit.patient_ids[0]
    registry.save_account(
        Account(id=OWNER, name="Marta", language=Language.ENGLISH, patient_id=patient_id)
    )
    watching.report(job_id, Progress(stage="drawing", fraction=0.5))
    await watching.look()
    await watching.look()
    assert "I am making the picture" in watching.edits[-1][1]


async def test_one_broken_job_does_not_hide_the_others(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = watching.studio.kit.services.registry
    registry.watch_job("broken", watching.studio.kit.patient_ids[0])
    job_id = watching.order()
    watching.studio.run_worker()
    find = JobWatch._record

    def breaking(watch: JobWatch, job: Any) -> Any:
        if job.job_id == "broken":
            raise OSError
        return find(watch, job)

    monkeypatch.setattr(JobWatch, "_record", breaking)
    await watching.look()
    await watching.look()
    assert f"j:{job_id}:done" in watching.keys


async def test_it_runs_until_it_is_stopped(watching: Watching) -> None:
    watching.order()
    watching.studio.run_worker()
    watching.watch.start()
    try:
        for _ in range(100):
            if len(watching.keys) == 2:
                break
            await asyncio.sleep(0.05)
    finally:
        await watching.watch.stop()
    assert len(watching.keys) == 2
