"""The message that is edited while pictures are made: words, a bar, and two ways out.

The turn that shows it and the watch that edits it build it here, so that it stays the same.
"""

from collections.abc import Sequence

from markupsafe import Markup

from bot.handlers.pictures import flow
from bot.screens import Rows, View
from bot.turns import Turn
from core.domain.conversation import Button, Screen
from core.domain.job import JobRecord, JobState, JobStatus, Progress, Queue
from core.i18n.translator import Translator

CANCEL = "pictures.cancel"
ANOTHER = "pictures.another"
LOOK_NO_MORE = "changes.look_no_more"
BAR_LENGTH = 10
SOON_S = 20  #: so soon that nobody needs to be told


def wait(turn: Turn, record: JobRecord) -> None:
    """Tell how it goes; in a session nobody is held up by it."""
    jobs = turn.services.jobs
    rows = (
        (turn.button("pictures-button-meanwhile", "pictures.meanwhile", record.id),),
        (turn.button("pictures-button-cancel", CANCEL, record.id),),
    )
    alive = jobs.worker_alive(Queue.GPU)
    text = progress_text(turn.tr, jobs.state(record.id), None, worker_alive=alive)
    flow.show(turn, View(text=text, private=True), *rows)  # rough drafts come into it


def progress_text(
    tr: Translator, state: JobState | None, progress: Progress | None, *, worker_alive: bool
) -> Markup:
    """Where a job stands, for the companion."""
    return tr("pictures-waiting", progress=_stand(tr, state, progress, worker_alive))


def _stand(
    tr: Translator, state: JobState | None, progress: Progress | None, worker_alive: bool
) -> Markup:
    if not worker_alive:
        return tr("pictures-waiting-closed")
    if state is None or state.status is JobStatus.WAITING:
        ahead = state.ahead if state else 0
        return tr("pictures-waiting-queue", ahead=ahead) if ahead else tr("pictures-waiting-next")
    if progress is None or not tr.knows(f"pictures-stage-{progress.stage}"):
        return tr("pictures-stage-loading")
    stage = tr(f"pictures-stage-{progress.stage}")
    if progress.fraction is None:
        return stage
    told = tr("pictures-waiting-bar", stage=stage, bar=bar(progress.fraction))
    if progress.seconds_left is None or progress.seconds_left < SOON_S:
        return told
    minutes = round(progress.seconds_left / 60)
    return told + Markup("\n") + tr("pictures-waiting-left", minutes=minutes)


def bar(fraction: float) -> str:
    full = min(BAR_LENGTH, max(0, round(fraction * BAR_LENGTH)))
    return "▰" * full + "▱" * (BAR_LENGTH - full)


def rows_of(buttons: Sequence[Button]) -> Rows:
    """The rows of a waiting message: its two ways out, then the ways to stop in one row."""
    out, stop = buttons[:2], tuple(buttons[2:])
    return (*((button,) for button in out), *((stop,) if stop else ()))


def waiting_screen(screens: Sequence[Screen], job_id: str) -> Screen | None:
    """The open message on which somebody waits for this job."""
    return next((s for s in screens if _stands_on(s, CANCEL, job_id)), None)


def awaited(screens: Sequence[Screen], job_id: str) -> bool:
    """Whether somebody still waits for a job, or looks at its first candidates."""
    return any(_stands_on(s, CANCEL, job_id) or _stands_on(s, ANOTHER, job_id) for s in screens)


def looked_for(screens: Sequence[Screen], job_id: str) -> bool:
    """Whether somebody waits until a part of a picture is found."""
    return any(_stands_on(s, LOOK_NO_MORE, job_id) for s in screens)


def _stands_on(screen: Screen, action: str, job_id: str) -> bool:
    return any(b.action == action and b.argument.split()[:1] == [job_id] for b in screen.buttons)
