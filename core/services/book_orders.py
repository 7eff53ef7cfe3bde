"""Orders: an edition becomes a sealed folder, a record and a ticket, and later kept files.

What was made is sent again as long as it still says the same; what no longer does when it
arrives is not kept.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.book import print_edition, video_edition
from core.book.print_about import AboutPage
from core.book.print_edition import (
    ABOUT,
    EDITION,
    RESULT,
    PrintEdition,
    from_json,
    picture_file,
    to_json,
)
from core.book.print_summary import SUMMARY, SummarySheet
from core.book.video_edition import VIDEO, VideoEdition, film_fingerprint, result_files
from core.domain.book import Spread
from core.domain.edition import Edition, EditionKind
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.errors import NotFound, VivenciaError
from core.marking.credentials import Signer
from core.ports import JobFolder, PatientWork
from core.services import editions, kept_files

BOOK_PURPOSE, ABOUT_PURPOSE = EditionKind.PRINT, EditionKind.ABOUT
VIDEO_PURPOSE, SUMMARY_PURPOSE = EditionKind.VIDEO, EditionKind.SUMMARY
_PRIORITY = {VIDEO_PURPOSE: 10}  #: somebody waits for paper, which goes first
_ON_PAPER_PRIORITY = 5
_PRINTED_FROM = "printed-from"  #: a name in the job's folder

Content = PrintEdition | AboutPage | SummarySheet | VideoEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Something to make, as it is now; `files` are media ids by the edition's names."""

    edition: Content
    code: str  #: which of its kind, good for buttons and file names: `a4-large`, `silent`
    files: Mapping[str, str] = field(default_factory=dict)
    signer: Signer | None = None  #: of a film that holds imagined pictures

    @property
    def purpose(self) -> EditionKind:
        if isinstance(self.edition, VideoEdition):
            return VIDEO_PURPOSE
        if isinstance(self.edition, SummarySheet):
            return SUMMARY_PURPOSE
        return BOOK_PURPOSE if isinstance(self.edition, PrintEdition) else ABOUT_PURPOSE

    @property
    def kind(self) -> JobKind:
        return JobKind.VIDEO if self.purpose == VIDEO_PURPOSE else JobKind.BOOK

    @property
    def slot(self) -> str:
        """The series it belongs to: one a code and language."""
        return f"{self.purpose}/{self.code}/{self.edition.language}"

    @property
    def face(self) -> str:
        return _face(self.edition)

    @property
    def kept_face(self) -> str:
        """The face of what is kept: paper is printed anew once it can be from larger files."""
        return _kept_face(self.face, self.printed_from)

    @property
    def printed_from(self) -> str:
        """A digest of the files that paper is printed from; empty where that says nothing."""
        if self.purpose != BOOK_PURPOSE:
            return ""
        return hashlib.sha256(repr(sorted(self.files.items())).encode()).hexdigest()

    @property
    def memory_ids(self) -> tuple[str, ...]:
        """Whose pages or stories are in it."""
        if isinstance(self.edition, PrintEdition | VideoEdition):
            return tuple(page.memory_id for page in self.edition.pages)
        return self.edition.memory_ids if isinstance(self.edition, AboutPage) else ()

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """Media ids of the pictures, photos and voices in it, as their pages know them."""
        return tuple(name.partition("-")[2] for name in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What a job was asked to make: which of its kind, its fingerprint, and from which files."""

    code: str
    face: str
    printed_from: str = ""


class OutOfDate(VivenciaError):
    """What was made no longer says what there is to say."""


def made_before(work: PatientWork, order: Order) -> Edition | None:
    """What was made before, if it still says the same."""
    return editions.made_before(work, order.slot, face=order.kept_face)


def under_way(work: PatientWork, order: Order, *, chat_id: int) -> JobRecord | None:
    """The job that makes this for this chat already."""
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


def place(
    work: PatientWork,
    folder: JobFolder,
    *,
    order: Order,
    account_id: int,
    chat_id: int,
    now: datetime,
) -> tuple[JobRecord, Ticket]:
    """Seal all the worker needs, then keep the record; nothing is kept if sealing fails."""
    for name, media_id in order.files.items():
        work.media.lend(media_id, folder.job_id, name)
    if order.signer is not None:
        folder.write(video_edition.SIGNER_CHAIN, order.signer.chain_pem)
        folder.write(video_edition.SIGNER_KEY, order.signer.key_pem)
    folder.write(_PRINTED_FROM, order.printed_from.encode())
    # Last: a folder with an edition is complete.
    folder.write(_SEALED_AS[order.purpose], to_json(order.edition))
    record = JobRecord(
        id=folder.job_id,
        kind=order.kind,
        purpose=order.purpose,
        subject_id=order.slot,
        account_id=account_id,
        chat_id=chat_id,
        created_at=now,
    )
    work.jobs.save(record)
    priority = _PRIORITY.get(order.purpose, _ON_PAPER_PRIORITY)
    return record, Ticket(job_id=record.id, kind=record.kind, queue=Queue.CPU, priority=priority)


_SEALED_AS: Mapping[str, str] = {
    BOOK_PURPOSE: EDITION,
    ABOUT_PURPOSE: ABOUT,
    SUMMARY_PURPOSE: SUMMARY,
    VIDEO_PURPOSE: VIDEO,
}


def sealed(folder: JobFolder, record: JobRecord) -> Sealed:
    """What a job was asked to make; NotFound or StoreDamaged when its folder does not say."""
    content = folder.read(_SEALED_AS[record.purpose])
    if record.purpose == VIDEO_PURPOSE:
        film = from_json(content, VideoEdition)
        return Sealed(code=film.code, face=_face(film))
    if record.purpose == SUMMARY_PURPOSE:
        sheet = from_json(content, SummarySheet)
        return Sealed(code=sheet.session_id, face=_face(sheet))
    if record.purpose == BOOK_PURPOSE:
        book = from_json(content, PrintEdition)
        printed_from = folder.read(_PRINTED_FROM).decode()
        return Sealed(code=book.layout.code, face=_face(book), printed_from=printed_from)
    page = from_json(content, AboutPage)
    return Sealed(code=page.code, face=_face(page))


def take(
    work: PatientWork,
    folder: JobFolder,
    record: JobRecord,
    *,
    order: Order,
    was: Sealed,
    now: datetime,
) -> Edition:
    """Take what was made over and keep it, unless `order` says something else by now."""
    if was.face != order.face:
        raise OutOfDate
    if order.kind is JobKind.VIDEO:
        names: Sequence[str] = result_files(folder.names())
        media_type = video_edition.MEDIA_TYPE
    else:
        names, media_type = (RESULT,), print_edition.MEDIA_TYPE
    if not names:
        raise NotFound("the job left nothing")
    made = Edition(
        id=record.id,
        kind=order.purpose,
        code=order.code,
        language=order.edition.language,
        face=_kept_face(was.face, was.printed_from),
        media_ids=tuple(
            work.media.adopt(record.id, name, media_type=media_type) for name in names
        ),
        made_at=now,
        memory_ids=order.memory_ids,
        shown_ids=order.shown_ids,
    )
    return editions.keep(work, made)


def close(work: PatientWork, record: JobRecord) -> None:
    """Nothing more is expected of this job."""
    work.jobs.save(replace(record, taken_over=True))


def picture_files(work: PatientWork, spreads: Iterable[Spread]) -> dict[str, str]:
    """Media ids of all that is seen on pages, by the names that editions call them."""
    return {
        picture_file(shown.media_id): _plain_file(work, shown)
        for spread in spreads
        for shown in spread.all_shown
    }


def _plain_file(work: PatientWork, shown: Picture | Photo) -> str:
    """The file to print it from: ready for paper, else plain; its label is set in type."""
    wanted = (
        (shown.large_media_id, shown.plain_media_id)
        if isinstance(shown, Picture)
        else (shown.page_media_id,)
    )
    there = (media_id for media_id in wanted if media_id and kept_files.is_there(work, media_id))
    return next(there, shown.media_id)


def _kept_face(face: str, printed_from: str) -> str:
    return f"{face}/{printed_from}" if printed_from else face


def _face(edition: Content) -> str:
    if isinstance(edition, VideoEdition):
        return film_fingerprint(edition)
    face = print_edition.fingerprint(edition)
    return editions.naming_stories(face) if isinstance(edition, AboutPage) else face
