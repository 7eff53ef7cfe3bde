"""Nobody is left waiting for what will not come: the message they wait at says that it is over."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from markupsafe import Markup

from bot.handlers.titles import title_in
from bot.quiet_hours import morning
from bot.turns import Turn
from core.domain.conversation import Screen
from core.domain.element import Element
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
#: What is learnt or tried is named, and then why; everything else has one line of its own.
_NAMED: Mapping[JobKind, str] = {
    JobKind.TEACH: "given-up-learning",
    JobKind.TRY: "given-up-trying",
}
#: Whoever ordered these need not wait at them: they were promised to be told.
_PROMISED = frozenset({JobKind.VET, *_NAMED})
RESTING = "given-up-resting"
#: Why it was, where nobody in person stopped it.
ANY_REASON, PHOTO_GONE = "given-up-why", "given-up-why-photo"


def end_waits(
    turn: Turn,
    records: Iterable[JobRecord],
    *,
    by: str = "",
    why: str = ANY_REASON,
    words: str = "",
    known: Mapping[str, Element] | None = None,
) -> None:
    """Tell whoever waits for these jobs that they were given up: why, or `by` whom.

    Their messages are edited, in every chat, which rings nowhere. Whoever ordered one and has no
    message any more is told a line, without a sound at night; not with `words` of one's own,
    which are for what nobody should be called for. `known` are elements by their ids that may be
    gone by now.
    """
    for record in records:
        here = turn.work.elements.find(record.subject_id)
        element = here or (known or {}).get(record.subject_id)
        text = partial(_text, turn, record.kind, element, by=by, why=why, words=words)
        promised = record.kind in _PROMISED
        # who gave a picture up here knows
        reached = end_screens(turn, record.id, text, besides=None if promised else turn.chat_id)
        if promised and not words and record.chat_id not in {turn.chat_id, *reached}:
            at_night = morning(turn) is not None
            turn.tell_chat(record.chat_id, text(record.chat_id), silent=at_night)


def end_screens(
    turn: Turn, job_id: str, text: Callable[[int], Markup], *, besides: int | None = None
) -> set[int]:
    """End every message on which somebody of the circle waits for a job, whatever its kind.

    `text` takes the chat it is for. Returns the chats in which there was one.
    """
    members = turn.services.registry.members(turn.work.patient_id)
    reached = set()
    for chat_id in sorted({member.account_id for member in members} - {besides}):
        for screen in turn.work.open_screens(chat_id):
            if _waits(screen, job_id):
                turn.end_screen(screen, text(chat_id))
                reached.add(chat_id)
    return reached


def _text(
    turn: Turn,
    kind: JobKind,
    element: Element | None,
    chat_id: int,
    *,
    by: str,
    why: str,
    words: str,
) -> Markup:
    """What was given up, as far as it is known, and why."""
    tr = turn.words_of(chat_id)
    if words:
        return tr(words)
    if by and chat_id == turn.chat_id:
        return tr("teaching-called-off")
    if kind not in _NAMED:
        return tr("given-up-photos" if kind is JobKind.VET else "given-up-work")
    what = tr("given-up-this")
    if element is not None:
        what = tr(_NAMED[kind], name=title_in(tr, element, person=turn.patient.name))
    return what + Markup(" ") + (tr("given-up-by", name=by) if by else tr(why))


def _waits(screen: Screen, job_id: str) -> bool:
    return any(b.action in WAITS and job_id in b.argument.split() for b in screen.buttons)
