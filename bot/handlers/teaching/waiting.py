"""The message that is edited while something is learnt: what is done, and how long it will take.

The turn that shows it and the watch that edits it build it here, so that it stays the same.
"""

from collections.abc import Sequence

from markupsafe import Markup

from bot.handlers.given_up import end_screens, end_waits
from bot.handlers.pictures.waiting import bar
from bot.handlers.pictures.waiting import progress_text as trial_progress
from bot.handlers.titles import title_in
from bot.screens import Rows, View, column
from bot.turns import Turn
from core.domain.conversation import Button, Screen
from core.domain.job import JobRecord, JobState, JobStatus, Progress, Queue
from core.i18n.translator import Translator

CANCEL = "teaching.cancel"
STOP_TRYING = "teaching.try_stop"
_MINUTE_S, _HOUR_S = 60, 3600


def wait(turn: Turn, job_id: str, *, element_id: str, trial: bool = False) -> None:
    """Tell how a teaching goes, or the pictures of a trial; nobody has to stay for it."""
    words, stop = (trial_progress, STOP_TRYING) if trial else (progress_text, CANCEL)
    jobs = turn.services.jobs
    text = words(turn.tr, jobs.state(job_id), None, worker_alive=jobs.worker_alive(Queue.GPU))
    buttons = [
        turn.button("teaching-board", "photos.element", element_id),
        turn.button("teaching-stop", stop, job_id),
    ]
    turn.show(View(text=text, rows=rows_of(buttons)))


def progress_text(
    tr: Translator, state: JobState | None, progress: Progress | None, *, worker_alive: bool
) -> Markup:
    """Where it stands."""
    return tr("teaching-waiting", progress=_stand(tr, state, progress, worker_alive))


def rows_of(buttons: Sequence[Button]) -> Rows:
    return column(buttons)


def waiting_screen(screens: Sequence[Screen], job_id: str) -> Screen | None:
    """The open message on which somebody waits for this teaching or trial."""
    return next((s for s in screens if _waits(s, job_id)), None)


def end(turn: Turn, record: JobRecord) -> None:
    """Let every message at which somebody waits for it say that it is over: an edit wakes nobody.

    Whatever became of it, and whoever may still see that; what was taken away was given up.
    """
    element = turn.work.elements.find(record.subject_id)
    if element is None:
        end_waits(turn, [record])
        return

    def ended(chat_id: int) -> Markup:
        tr = turn.words_of(chat_id)
        return tr("teaching-ended", name=title_in(tr, element, person=turn.patient.name))

    end_screens(turn, record.id, ended)


def duration(tr: Translator, seconds: int) -> Markup:
    """About how long, in whole minutes or hours, never less than a minute."""
    if seconds < 1.5 * _HOUR_S:
        return tr("teaching-minutes", count=max(1, round(seconds / _MINUTE_S)))
    return tr("teaching-hours", count=round(seconds / _HOUR_S))


def _waits(screen: Screen, job_id: str) -> bool:
    stops = {CANCEL, STOP_TRYING}
    return any(b.action in stops and b.argument == job_id for b in screen.buttons)


def _stand(
    tr: Translator, state: JobState | None, progress: Progress | None, worker_alive: bool
) -> Markup:
    if not worker_alive:
        return tr("teaching-waiting-closed")
    if state is None or state.status is JobStatus.WAITING:
        return tr("teaching-waiting-next")
    if progress is None or not tr.knows(f"teaching-stage-{progress.stage}"):
        return tr("teaching-stage-loading")
    stage = tr(f"teaching-stage-{progress.stage}")
    if progress.fraction is None:
        return stage
    told = tr("teaching-waiting-bar", stage=stage, bar=bar(progress.fraction))
    if progress.seconds_left is None:
        return told
    left = tr("teaching-left", time=duration(tr, progress.seconds_left))
    return told + Markup("\n") + left
