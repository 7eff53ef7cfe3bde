"""The body of a printing job: a sealed edition and the pictures lent to it become a PDF.

All of it happens in memory. It takes seconds, so a job that runs again after a kill starts
from the beginning.
"""

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from core.book.print_about import AboutPage
from core.book.print_edition import (
    ABOUT,
    EDITION,
    RESULT,
    PrintEdition,
    PrintedPicture,
    from_json,
)
from core.book.print_pictures import QUALITIES, ReadyPicture, ready_made, ready_photo
from core.book.print_setting import CannotBeSet, set_about, set_book, set_summary
from core.book.print_summary import SUMMARY, THUMBNAIL_PX, SummarySheet
from core.domain.job import Progress, Ticket
from core.errors import JobFailed
from core.marking.metadata import SourceType
from core.ports import JobFolder, JobFolders, Report, Stopped
from core.worker.edition_jobs import SECONDS_BETWEEN_REPORTS, told_by_code

log = logging.getLogger(__name__)

PICTURES, PAGES = "pictures", "pages"
MOST_BYTES = 45_000_000  #: a bot may send 50 MB
_MOST_THREADS = 4
_MADE = SourceType.MADE_BY_MODEL
_SHARE_OF_PICTURES = 0.8  #: of the time a book takes


class BookBody:
    """`ports.JobBody` for JobKind.BOOK."""

    def __init__(
        self,
        folders: JobFolders,
        *,
        most_bytes: int = MOST_BYTES,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders
        self._most_bytes = most_bytes
        self._seconds = seconds

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._folders.folder(ticket.job_id)
        with told_by_code(), _told_by_typesetter():
            names = folder.names()
            if ABOUT in names:
                pdf = set_about(from_json(folder.read(ABOUT), AboutPage))
            elif SUMMARY in names:
                pdf = _summary(folder)
            else:
                edition = from_json(folder.read(EDITION), PrintEdition)
                pdf = self._book(folder, edition, report, stopped)
            folder.write(RESULT, pdf)
        return [RESULT]

    def _book(
        self, folder: JobFolder, edition: PrintEdition, report: Report, stopped: Stopped
    ) -> bytes:
        """The whole book; with plainer pictures where it would not fit into a message."""
        for quality in QUALITIES:
            pictures = self._pictures(folder, edition, report, stopped, quality)
            report(Progress(stage=PAGES, fraction=_SHARE_OF_PICTURES))
            pdf = set_book(edition, pictures)
            if len(pdf) <= self._most_bytes:
                return pdf
        raise JobFailed("too-large")

    def _pictures(
        self,
        folder: JobFolder,
        edition: PrintEdition,
        report: Report,
        stopped: Stopped,
        quality: int,
    ) -> dict[str, ReadyPicture]:
        """Every picture made ready, a few at a time."""
        box_px, wanted = edition.layout.picture_box_px, edition.pictures
        told_at = float("-inf")

        def ready(picture: PrintedPicture) -> ReadyPicture:
            if stopped():
                raise JobFailed("stopped")
            content = folder.read(picture.file)
            if not picture.made:
                return ready_photo(content, box_px=box_px, quality=quality)
            stated = SourceType.PHOTO_EDITED_BY_MODEL if picture.composite else _MADE
            return ready_made(content, box_px=box_px, quality=quality, source_type=stated)

        done: dict[str, ReadyPicture] = {}
        with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS)) as pool:
            for picture, made in zip(wanted, pool.map(ready, wanted), strict=True):
                done[picture.file] = made
                if self._seconds() - told_at >= SECONDS_BETWEEN_REPORTS:
                    told_at = self._seconds()
                    fraction = _SHARE_OF_PICTURES * len(done) / len(wanted)
                    report(Progress(stage=PICTURES, fraction=fraction))
        return done


def _summary(folder: JobFolder) -> bytes:
    """A session's summary, with what was drawn in it as small as it is printed."""
    sheet = from_json(folder.read(SUMMARY), SummarySheet)
    box_px, quality = THUMBNAIL_PX, QUALITIES[0]
    small = {
        picture.file: ready_made(folder.read(picture.file), box_px=box_px, quality=quality)
        for picture in sheet.pictures
    }
    return set_summary(sheet, small)


@contextmanager
def _told_by_typesetter() -> Iterator[None]:
    try:
        yield
    except CannotBeSet as error:
        raise JobFailed("setting") from error
