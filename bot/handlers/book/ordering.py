"""What the worker makes of a book: ordered, waited for, and sent when it is there.

Paper, the page about a person and films go the same way; only their words differ, whose
ids begin with the order's purpose.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.handlers.book import history
from bot.handlers.book.print_waiting import CANCEL, end_wait, wait
from bot.screens import View, column
from bot.turns import Route, Turn
from core.book.print_layout import Paper, PrintLayout
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.job import JobRecord
from core.errors import NotFound, StoreDamaged, StoreError
from core.services import book_orders
from core.services.book_orders import (
    ABOUT_PURPOSE,
    BOOK_PURPOSE,
    SUMMARY_PURPOSE,
    VIDEO_PURPOSE,
    Order,
    OutOfDate,
    Sealed,
)

TOO_LARGE = "too-large"
SILENT = "silent"  #: the code of a film without the voice
#: Where each of them is asked for again: with its code, from its choices, by which label.
AGAIN: Mapping[str, tuple[str, str, str]] = {
    BOOK_PURPOSE: ("book.print_make", "book.print", "print-button-again"),
    ABOUT_PURPOSE: ("book.about_print", "book.about_print", "print-button-again"),
    SUMMARY_PURPOSE: ("summaries.pdf", "summaries.list", "print-button-again"),
    VIDEO_PURPOSE: ("book.video_make", "book.video", "video-button-again"),
}

_log = logging.getLogger(__name__)


def order_or_send(turn: Turn, order: Order) -> None:
    """What was made before, the job that makes it already, or a new job."""
    if made := book_orders.made_before(turn.work, order):
        history.hand_over(turn, made)
    elif record := book_orders.under_way(turn.work, order, chat_id=turn.chat_id):
        wait(turn, record)
    else:
        _have_made(turn, order)


def _have_made(turn: Turn, order: Order) -> None:
    folder = turn.job_folder()
    try:
        record, ticket = book_orders.place(
            turn.work,
            folder,
            order=order,
            account_id=turn.account.id,
            chat_id=turn.chat_id,
            now=turn.now,
        )
    except (OSError, StoreError, NotFound) as error:
        _log.warning("not ordered: %s", type(error).__name__)
        failed(turn, order.purpose, code="")
        return
    turn.enqueue(ticket)
    wait(turn, record)


def cancel(turn: Turn, job_id: str) -> None:
    """Nobody waits any more."""
    record = turn.work.jobs.find(job_id)
    if record is not None and not record.taken_over:
        turn.cancel_job(job_id)
        book_orders.close(turn.work, record)
    back = turn.button("print-button-back", "book.open")
    turn.show(View(text=turn.tr("print-cancelled"), rows=((back,),)))


def came(turn: Turn, *, again: Callable[[str], Order]) -> None:
    """A job is over: send what it made, or say why there is nothing.

    `again` gives the same order, by its code, as it would be now. It comes unasked, so all of
    it is shown beside what is open: whoever went on, perhaps to a session, hears of it too.
    """
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is None or record.taken_over:
        return
    book_orders.close(turn.work, record)
    if not _still_theirs(turn, record):
        return
    end_wait(turn, record)
    if turn.incoming.what == "done":
        _take(turn, record, again)
    else:
        code, ordered = turn.incoming.argument, record.subject_id.split("/")[1]
        failed(turn, record.purpose, code=code, ordered=ordered, beside=True)


def _still_theirs(turn: Turn, record: JobRecord) -> bool:
    """Whether whoever ordered it may still see it: a job outlives a membership."""
    return turn.may_here(turn.services.routes.results[record.purpose].action)


def _take(turn: Turn, record: JobRecord, again: Callable[[str], Order]) -> None:
    """Keep and send it; what changed meanwhile is not sent but offered again."""
    folder = turn.services.job_folders.folder(record.id)
    try:
        was = book_orders.sealed(folder, record)
        order = again(was.code)
        made = book_orders.take(turn.work, folder, record, order=order, was=was, now=turn.now)
    except OutOfDate:
        _offer_again(turn, record.purpose, was)
    except (NotFound, StoreDamaged):
        failed(turn, record.purpose, code="", beside=True)
    else:
        history.watch_age(turn)
        history.hand_over(turn, made, beside=True)


def _offer_again(turn: Turn, purpose: str, was: Sealed) -> None:
    make, _, label = AGAIN[purpose]
    turn.show(_with_again(turn, f"{purpose}-changed", label, make, was.code), beside=True)


def failed(
    turn: Turn, purpose: str, *, code: str, ordered: str = "", beside: bool = False
) -> None:
    """What was `ordered`, by its code, came to nothing; the operator's log says why."""
    if code == TOO_LARGE and purpose != ABOUT_PURPOSE:
        ways = _smaller(turn, purpose, ordered)
        turn.show(View(text=turn.tr(f"{purpose}-too-large"), rows=column(ways)), beside=beside)
        return
    _, choose, label = AGAIN[purpose]
    turn.show(_with_again(turn, f"{purpose}-failed", label, choose), beside=beside)


def _smaller(turn: Turn, purpose: str, ordered: str) -> list[Button]:
    """What is smaller than what was ordered, where there is such a thing, and the way back."""
    if purpose == SUMMARY_PURPOSE:
        return [turn.button("button-summaries", AGAIN[purpose][1])]
    back = turn.button("print-button-back", "book.open")
    if purpose == BOOK_PURPOSE and PrintLayout.of(ordered).paper is not Paper.A5:
        layout = replace(PrintLayout.of(ordered), paper=Paper.A5)
        return [turn.button("print-button-a5", AGAIN[purpose][0], layout.code), back]
    if purpose == VIDEO_PURPOSE and SILENT not in ordered:
        return [turn.button("video-button-silent", AGAIN[purpose][0], SILENT), back]
    return [back]


def _with_again(turn: Turn, words: str, label: str, action: str, argument: str = "") -> View:
    button = turn.button(label, action, argument)
    return View(text=turn.tr(words), rows=((button,),))


def taps() -> dict[str, Route]:
    return {CANCEL: Route(Action.READ_BOOK, cancel)}
