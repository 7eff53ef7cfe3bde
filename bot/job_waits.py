"""Where somebody waits for a job, by its kind, and how they are told how it goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from bot.handlers.book import print_waiting
from bot.handlers.photos import waiting as photos_waiting
from bot.handlers.pictures import waiting as picture_waiting
from bot.handlers.teaching import waiting as teaching_waiting
from bot.screens import Rows
from core.domain.conversation import Button, Screen
from core.domain.job import JobKind, JobRecord, JobState, Progress, Queue
from core.i18n.translator import Translator


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How a job goes at this moment."""

    record: JobRecord
    state: JobState
    progress: Progress | None
    photos: int  #: in a batch of them
    worker_alive: bool


class WaitingMessage(Protocol):
    """A module that knows the message on which somebody waits."""

    def waiting_screen(self, screens: Sequence[Screen], job_id: str) -> Screen | None: ...

    def rows_of(self, buttons: Sequence[Button]) -> Rows: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    message: WaitingMessage
    queue: Queue
    words: Callable[[Translator, Going], Markup]


def wait_for(kind: JobKind) -> Wait:
    """What somebody who waits for this kind of job looks at; mostly it is a picture."""
    return _WAITS.get(kind, _FOR_A_PICTURE)


def _of_photos(tr: Translator, going: Going) -> Markup:
    return photos_waiting.progress_text(
        tr,
        going.state,
        going.progress,
        count=going.photos,
        worker_alive=going.worker_alive,
    )


def _of_a_book(tr: Translator, going: Going) -> Markup:
    return print_waiting.progress_text(
        tr,
        going.state,
        going.progress,
        worker_alive=going.worker_alive,
        purpose=going.record.purpose,
    )


def _of_teaching(tr: Translator, going: Going) -> Markup:
    return teaching_waiting.progress_text(
        tr, going.state, going.progress, worker_alive=going.worker_alive
    )


def _of_a_picture(tr: Translator, going: Going) -> Markup:
    return picture_waiting.progress_text(
        tr, going.state, going.progress, worker_alive=going.worker_alive
    )


_FOR_A_PICTURE = Wait(message=picture_waiting, queue=Queue.GPU, words=_of_a_picture)
_FOR_A_BOOK = Wait(message=print_waiting, queue=Queue.CPU, words=_of_a_book)
_WAITS = {
    JobKind.VET: Wait(message=photos_waiting, queue=Queue.CPU, words=_of_photos),
    JobKind.BOOK: _FOR_A_BOOK,
    JobKind.VIDEO: _FOR_A_BOOK,
    JobKind.TEACH: Wait(message=teaching_waiting, queue=Queue.GPU, words=_of_teaching),
    JobKind.TRY: Wait(message=teaching_waiting, queue=Queue.GPU, words=_of_a_picture),
}
