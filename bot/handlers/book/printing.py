"""The book on paper: chosen in a few taps, made by the worker, sent as a file."""

import logging
from dataclasses import replace

from bot.handlers.book.print_waiting import wait, waiting_screen
from bot.handlers.book.reading import open_book
from bot.handlers.book.shelf import reader
from bot.screens import View, grid
from bot.turns import Turn
from core.book.print_layout import Paper, PrintLayout
from core.book.texts import Reader
from core.domain.conversation import Button
from core.domain.job import JobRecord
from core.errors import NotFound, StoreDamaged, StoreError
from core.services import about_me, book_print, books
from core.services.book_print import OutOfDate, PrintOrder, Sealed

MAKE, CHOOSE, PRINT_ABOUT = "book.print_make", "book.print", "book.about_print"
TOO_LARGE = "too-large"

_log = logging.getLogger(__name__)


def choose(turn: Turn, code: str = "") -> None:
    """Show what would be printed, and what else could be; the first button does it."""
    if not books.contents(turn.work):
        open_book(turn)
        return
    layout = PrintLayout.of(code)
    text = turn.tr(
        "print-ask",
        paper=turn.tr.plain(_paper_words(layout)),
        letters=turn.tr.plain("print-letters-large" if layout.large else "print-letters-normal"),
        trimmed="yes" if layout.trimmed else "no",
    )
    make = turn.button("print-button-make", MAKE, layout.code)
    back = turn.button("print-button-back", "book.open")
    rows = ((make,), *grid(_other_choices(turn, layout), width=2), (back,))
    in_place = turn.tapped is not None and turn.tapped.buttons[0].action == MAKE
    turn.show(View(text=text, rows=rows), in_place=in_place)


def _paper_words(layout: PrintLayout) -> str:
    words = f"print-paper-{layout.paper}"
    return f"{words}-landscape" if layout.landscape else words


def _other_choices(turn: Turn, layout: PrintLayout) -> list[Button]:
    """One button for each thing that could be otherwise."""
    other = Paper.A5 if layout.paper is Paper.A4 else Paper.A4
    others = {
        f"print-button-{other}": replace(layout, paper=other),
        f"print-button-{'normal' if layout.large else 'large'}": replace(
            layout, large=not layout.large
        ),
        f"print-button-{'upright' if layout.landscape else 'landscape'}": replace(
            layout, landscape=not layout.landscape
        ),
        f"print-button-{'untrimmed' if layout.trimmed else 'trimmed'}": replace(
            layout, trimmed=not layout.trimmed
        ),
    }
    return [turn.button(words, CHOOSE, changed.code) for words, changed in others.items()]


def make(turn: Turn, code: str) -> None:
    """Send the book at once if it was printed before, else have it printed."""
    if not books.contents(turn.work):
        open_book(turn)
        return
    layout = PrintLayout.of(code)
    order_or_send(turn, _order(turn, layout))


def _order(turn: Turn, layout: PrintLayout) -> PrintOrder:
    return book_print.book_to_print(
        turn.work, reader=printed_for(turn), layout=layout, now=turn.now
    )


def printed_for(turn: Turn) -> Reader:
    """A printed book speaks the language of the person whose it is."""
    return replace(reader(turn), tr=turn.say)


def order_or_send(turn: Turn, order: PrintOrder) -> None:
    """The kept file, the job that makes it already, or a new job."""
    if media_id := book_print.printed(turn.work, order):
        send(turn, order, media_id)
    elif record := book_print.under_way(turn.work, order, chat_id=turn.chat_id):
        wait(turn, record)
    else:
        _have_printed(turn, order)


def _have_printed(turn: Turn, order: PrintOrder) -> None:
    services, work = turn.services, turn.work
    job_id = services.ids.new()
    # Before anything is sealed: a folder whose turn fails is found and removed by the watch.
    services.registry.watch_job(job_id, work.patient_id)
    try:
        record, ticket = book_print.request_print(
            work,
            services.job_folders.folder(job_id),
            order=order,
            account_id=turn.account.id,
            chat_id=turn.chat_id,
            now=turn.now,
        )
    except (OSError, StoreError, NotFound) as error:
        _log.warning("printing not ordered: %s", type(error).__name__)
        failed(turn, order.purpose, code="")
        return
    turn.enqueue(ticket)
    wait(turn, record)


def send(turn: Turn, order: PrintOrder, media_id: str) -> None:
    """The printed file, with a kind line."""
    if order.purpose == book_print.BOOK_PURPOSE:
        text = turn.tr("print-arrived")
        file_name = turn.tr.plain("print-file-name", layout=order.code)
    else:
        text, file_name = turn.tr("about-arrived"), turn.tr.plain("about-file-name")
    turn.show(View(text=text, document=media_id, document_name=file_name))


def cancel(turn: Turn, job_id: str) -> None:
    """Nobody waits any more."""
    record = turn.work.jobs.find(job_id)
    if record is not None and not record.taken_over:
        turn.cancel_job(job_id)
        book_print.close_print(turn.work, record)
    turn.show(View(text=turn.tr("print-cancelled")))


def came(turn: Turn, _: str) -> None:
    """A printing job is over: send the book, or say why there is none."""
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is None or record.taken_over:
        return
    if turn.incoming.what == "done":
        _take(turn, record)
    else:
        book_print.close_print(turn.work, record)
        if waiting_screen(turn.work.open_screens(turn.chat_id), record.id):
            failed(turn, record.purpose, code=turn.incoming.argument)


def _take(turn: Turn, record: JobRecord) -> None:
    """Keep and send it; what changed meanwhile is not sent but offered again."""
    folder = turn.services.job_folders.folder(record.id)
    book_print.close_print(turn.work, record)
    try:
        was = book_print.sealed(folder, record)
        order = _again(turn, was)
        media_id = book_print.take_print(turn.work, record, order=order, was=was)
    except OutOfDate:
        _offer_again(turn, was)
    except (NotFound, StoreDamaged):
        failed(turn, record.purpose, code="")
    else:
        send(turn, order, media_id)


def _again(turn: Turn, was: Sealed) -> PrintOrder:
    """The same as it would be printed now."""
    if was.layout is not None:
        return _order(turn, was.layout)
    page = about_me.about_page(turn.work, reader=reader(turn), today=reader(turn).day(turn.now))
    return book_print.about_to_print(page)


def _offer_again(turn: Turn, was: Sealed) -> None:
    if was.layout is not None:
        _with_again(turn, "print-changed", MAKE, was.layout.code)
    else:
        _with_again(turn, "about-changed", PRINT_ABOUT)


def failed(turn: Turn, purpose: str, *, code: str) -> None:
    """It came to nothing; the operator's log says why."""
    if purpose == book_print.ABOUT_PURPOSE:
        _with_again(turn, "about-failed", PRINT_ABOUT)
    elif code == TOO_LARGE:
        turn.show(View(text=turn.tr("print-too-large")))
    else:
        _with_again(turn, "print-failed", CHOOSE)


def _with_again(turn: Turn, words: str, action: str, argument: str = "") -> None:
    button = turn.button("print-button-again", action, argument)
    turn.show(View(text=turn.tr(words), rows=((button,),)))
