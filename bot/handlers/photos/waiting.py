"""The message that is edited while photos come in and are looked at: how many of how many.

The turn that shows it and the watch that edits it build it here, so that it stays the same.
"""

from collections.abc import Sequence

from markupsafe import Markup

from bot.screens import Rows, View
from bot.turns import Turn
from core.domain.conversation import Button, Screen
from core.domain.job import JobRecord, JobState, JobStatus, Progress, Queue
from core.i18n.translator import Translator

STATUS = "photos.status"  #: to the board; its argument names the batch


def show(
    turn: Turn,
    batch: JobRecord,
    *,
    count: int,
    beside: bool = False,
    earlier: str = "",
    in_place: bool = False,
) -> None:
    """Say that photos are coming in; the button keeps what was told just before them."""
    argument = " ".join(filter(None, (batch.subject_id, earlier, batch.id)))
    board = turn.button("photos-board", STATUS, argument)
    alive = turn.services.jobs.worker_alive(Queue.CPU)
    text = progress_text(turn.tr, None, None, count=count, worker_alive=alive)
    turn.show(View(text=text, rows=((board,),)), beside=beside, in_place=in_place)


def told_before(screen: Screen | None) -> str:
    """What was told just before the photos that somebody waits for in this message."""
    arguments = (
        [b.argument.split() for b in screen.buttons if b.action == STATUS] if screen else []
    )
    return arguments[0][1] if arguments and len(arguments[0]) > 2 else ""


def progress_text(
    tr: Translator,
    state: JobState | None,
    progress: Progress | None,
    *,
    count: int,
    worker_alive: bool,
) -> Markup:
    """How many came, and how many of them were looked at."""
    if not worker_alive:
        return tr("photos-waiting-closed", count=count)
    if state is None or state.status is JobStatus.WAITING:
        return tr("photos-waiting", count=count)
    seen = round(count * (progress.fraction or 0.0)) if progress else 0
    return tr("photos-waiting-seen", count=count, seen=seen)


def rows_of(buttons: Sequence[Button]) -> Rows:
    return (tuple(buttons),)


def waiting_screen(screens: Sequence[Screen], job_id: str) -> Screen | None:
    """The open message on which a batch stands."""
    return next((s for s in screens if _stands_on(s, job_id)), None)


def is_open(turn: Turn) -> bool:
    """Whether a batch that came before stands in this chat, and is still to be answered there."""
    screens = turn.work.open_screens(turn.chat_id)
    return any(button.action == STATUS for screen in screens for button in screen.buttons)


def _stands_on(screen: Screen, job_id: str) -> bool:
    return any(b.action == STATUS and b.argument.endswith(f" {job_id}") for b in screen.buttons)
