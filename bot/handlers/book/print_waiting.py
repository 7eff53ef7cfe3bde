"""The message that is edited while something of the book is made: words, a bar, a way out."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.handlers.pictures.waiting import bar
from bot.screens import Rows, View
from bot.turns import Turn
from core.domain.conversation import Button, Screen
from core.domain.job import JobRecord, JobState, JobStatus, Progress, Queue
from core.i18n.translator import Translator

CANCEL = "book.print_cancel"


def wait(turn: Turn, record: JobRecord) -> None:
    """Tell how it goes."""
    jobs = turn.services.jobs
    text = progress_text(
        turn.tr,
        jobs.state(record.id),
        None,
        worker_alive=jobs.worker_alive(Queue.CPU),
        purpose=record.purpose,
    )
    turn.show(View(text=text, rows=rows_of([cancel_button(turn, record)])))


def cancel_button(turn: Turn, record: JobRecord) -> Button:
    return turn.button("print-button-cancel", CANCEL, record.id)


def progress_text(
    tr: Translator,
    state: JobState | None,
    progress: Progress | None,
    *,
    worker_alive: bool,
    purpose: str,
) -> Markup:
    """Where a job stands; its words begin with its purpose."""
    return tr(f"{purpose}-waiting", progress=_stand(tr, state, progress, worker_alive))


def rows_of(buttons: Sequence[Button]) -> Rows:
    return (tuple(buttons),)


def waiting_screen(screens: Sequence[Screen], job_id: str) -> Screen | None:
    """The open message on which somebody waits for this job."""
    return next((s for s in screens if _waits(s, job_id)), None)


def end_wait(turn: Turn, record: JobRecord) -> None:
    """Nobody waits for this job any more, wherever they did."""
    for screen in turn.work.open_screens(turn.chat_id):
        if _waits(screen, record.id):
            turn.shut(screen)


def _waits(screen: Screen, job_id: str) -> bool:
    return any(b.action == CANCEL and b.argument == job_id for b in screen.buttons)


def _stand(
    tr: Translator, state: JobState | None, progress: Progress | None, worker_alive: bool
) -> Markup:
    if not worker_alive:
        return tr("print-waiting-closed")
    if state is None or state.status is JobStatus.WAITING:
        ahead = state.ahead if state else 0
        return tr("print-waiting-queue", ahead=ahead) if ahead else tr("print-waiting-next")
    if progress is None or not tr.knows(f"print-stage-{progress.stage}"):
        return tr("print-stage-pages")
    stage = tr(f"print-stage-{progress.stage}")
    if progress.fraction is None:
        return stage
    return tr("print-waiting-bar", stage=stage, bar=bar(progress.fraction))
