"""Printing: an edition becomes a sealed folder, a record and a ticket, and later a kept file.

A printed file is kept under its fingerprint and sent again as long as it still says the
same; one that no longer does when it arrives is not kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.book.layout import life_book
from core.book.print_about import AboutPage
from core.book.print_edition import (
    ABOUT,
    EDITION,
    MEDIA_TYPE,
    RESULT,
    PrintEdition,
    fingerprint,
    from_json,
    picture_file,
    print_edition,
    to_json,
)
from core.book.print_layout import PrintLayout
from core.book.texts import Reader
from core.domain.book import Spread
from core.domain.circle import Action
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.errors import NotFound, VivenciaError
from core.ports import JobFolder, PatientWork
from core.services import books
from core.services.book_files import ON_PAPER, found_file, keep_file

BOOK_PURPOSE = "print"
ABOUT_PURPOSE = "about"
_PRIORITY = 5  #: somebody waits for it


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """Something to print, as it is now; `pictures` are media ids by the edition's names."""

    edition: PrintEdition | AboutPage
    pictures: Mapping[str, str]

    @property
    def purpose(self) -> str:
        return BOOK_PURPOSE if isinstance(self.edition, PrintEdition) else ABOUT_PURPOSE

    @property
    def slot(self) -> str:
        """Where the printed file is kept: one a layout and language."""
        return f"{ON_PAPER}{self.code}-{self.edition.language}"

    @property
    def code(self) -> str:
        return self.edition.layout.code if isinstance(self.edition, PrintEdition) else "about"

    @property
    def face(self) -> str:
        return fingerprint(self.edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What a job was asked to print: the layout of a book, None for the page; its fingerprint."""

    layout: PrintLayout | None
    face: str


class OutOfDate(VivenciaError):
    """What was printed no longer says what there is to say."""


def book_to_print(
    work: PatientWork, *, reader: Reader, layout: PrintLayout, now: datetime
) -> PrintOrder:
    """The book as it would be printed now."""
    work.require(Action.READ_BOOK)
    today = reader.day(now)
    spreads = [_with_what_is_there(work, spread) for spread in books.all_spreads(work)]
    book = life_book(books.contents(work), reader, printed=today)
    edition = print_edition(book, spreads, reader, layout=layout, today=today)
    return PrintOrder(edition=edition, pictures=_to_lend(work, spreads))


def about_to_print(page: AboutPage) -> PrintOrder:
    return PrintOrder(edition=page, pictures={})


def printed(work: PatientWork, order: PrintOrder) -> str | None:
    """The media id of the file, if it was printed before and still says the same."""
    return found_file(work, order.slot, face=order.face)


def under_way(work: PatientWork, order: PrintOrder, *, chat_id: int) -> JobRecord | None:
    """The job that prints this for this chat already."""
    return next(
        (
            job
            for job in work.jobs.waiting()
            if job.purpose == order.purpose
            and job.subject_id == order.slot
            and job.chat_id == chat_id
        ),
        None,
    )


def request_print(
    work: PatientWork,
    folder: JobFolder,
    *,
    order: PrintOrder,
    account_id: int,
    chat_id: int,
    now: datetime,
) -> tuple[JobRecord, Ticket]:
    """Seal all the worker needs, then keep the record; nothing is kept if sealing fails."""
    for name, media_id in order.pictures.items():
        work.media.lend(media_id, folder.job_id, name)
    # Last: a folder with an edition is complete.
    name = EDITION if order.purpose == BOOK_PURPOSE else ABOUT
    folder.write(name, to_json(order.edition))
    record = JobRecord(
        id=folder.job_id,
        kind=JobKind.BOOK,
        purpose=order.purpose,
        subject_id=order.slot,
        account_id=account_id,
        chat_id=chat_id,
        created_at=now,
    )
    work.jobs.save(record)
    ticket = Ticket(job_id=record.id, kind=record.kind, queue=Queue.CPU, priority=_PRIORITY)
    return record, ticket


def sealed(folder: JobFolder, record: JobRecord) -> Sealed:
    """What a job was asked to print; NotFound or StoreDamaged when its folder does not say."""
    if record.purpose == ABOUT_PURPOSE:
        return Sealed(layout=None, face=fingerprint(from_json(folder.read(ABOUT), AboutPage)))
    edition = from_json(folder.read(EDITION), PrintEdition)
    return Sealed(layout=edition.layout, face=fingerprint(edition))


def take_print(work: PatientWork, record: JobRecord, *, order: PrintOrder, was: Sealed) -> str:
    """Take the printed file over and keep it, unless `order` says something else by now."""
    if was.face != order.face:
        raise OutOfDate
    media_id = work.media.adopt(record.id, RESULT, media_type=MEDIA_TYPE)
    return keep_file(work, order.slot, face=was.face, media_id=media_id)


def close_print(work: PatientWork, record: JobRecord) -> None:
    """Nothing more is expected of this job."""
    work.jobs.save(replace(record, taken_over=True))


def _with_what_is_there(work: PatientWork, spread: Spread) -> Spread:
    """The page without a picture whose file is gone."""
    if spread.media_id is None or _is_there(work, spread.media_id):
        return spread
    return replace(spread, picture=None, photo=None)


def _to_lend(work: PatientWork, spreads: Sequence[Spread]) -> dict[str, str]:
    """For each picture the file to print from: the plain one, whose label is set in type."""
    lent = {}
    for spread in spreads:
        if spread.media_id is None:
            continue
        plain = spread.picture.plain_media_id if spread.picture else ""
        source = plain if plain and _is_there(work, plain) else spread.media_id
        lent[picture_file(spread.media_id)] = source
    return lent


def _is_there(work: PatientWork, media_id: str) -> bool:
    try:
        work.media.media_type(media_id)
    except NotFound:
        return False
    return True
