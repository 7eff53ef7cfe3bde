"""Nobody is left waiting for what will not come: the message they wait at says that it is over."""

from collections.abc import Iterable, Mapping

from bot.turns import Turn
from core.domain.conversation import Screen
from core.domain.job import JobKind, JobRecord

#: Buttons of the messages on which somebody waits; their arguments name the job.
WAITS = frozenset(
    {
        "photos.status",
        "teaching.cancel",
        "teaching.try_stop",
        "pictures.cancel",
        "changes.look_no_more",
        "book.print_cancel",
    }
)
#: Whoever ordered these need not wait at them: they were promised to be told.
_PROMISED: Mapping[JobKind, str] = {
    JobKind.VET: "given-up-photos",
    JobKind.TEACH: "given-up-learning",
    JobKind.TRY: "given-up-learning",
}
_ANY_WORK = "given-up-work"
RESTING = "given-up-resting"


def end_waits(turn: Turn, records: Iterable[JobRecord], *, by: str = "", words: str = "") -> None:
    """Tell whoever waits for these jobs that they were given up: why, or `by` whom.

    The message is edited, which rings nowhere. Where there is none any more, a line is said;
    not with words of one's own, which are for what nobody should be called for.
    """
    for record in records:
        here = record.chat_id == turn.chat_id
        if not turn.is_member(record.chat_id) or (here and record.kind not in _PROMISED):
            continue  # who left hears nothing; who gave a picture up here knows
        tr = turn.words_of(record.account_id)
        if by:
            text = tr("teaching-called-off") if here else tr("given-up-by", name=by)
        else:
            text = tr(words or _PROMISED.get(record.kind, _ANY_WORK))
        waits = waiting_screen(turn, record)
        if waits is not None:
            turn.end_screen(waits, text)
        elif record.kind in _PROMISED and not here and not words:
            turn.tell_chat(record.chat_id, text)


def waiting_screen(turn: Turn, record: JobRecord) -> Screen | None:
    """The open message on which somebody waits for this job, whatever its kind."""
    screens = turn.work.open_screens(record.chat_id)
    return next((screen for screen in screens if _waits(screen, record.id)), None)


def _waits(screen: Screen, job_id: str) -> bool:
    return any(b.action in WAITS and job_id in b.argument.split() for b in screen.buttons)
