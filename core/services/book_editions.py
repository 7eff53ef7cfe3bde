"""Editions of a life book: for now, one web page to keep."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from PIL import Image

from core.book.html import Enclosed, write_html
from core.book.layout import life_book
from core.book.texts import Reader
from core.domain.circle import Action
from core.errors import NotFound, VivenciaError
from core.marking.metadata import read_source_type
from core.ports import PatientWork
from core.services import books

PHOTO_SIDE_PX, LEAST_SIDE_PX = 1400, 1000  #: of a photo's longer side: at most, and enough
LARGEST_VOICE_BYTES = 1_500_000  #: longer ones are listened to in the chat
_PHOTO_QUALITY = 85


class BookTooLarge(VivenciaError):
    """The edition does not fit where it was to go."""


class Shelf(BytesIO):
    """A file in memory that takes so many bytes and no more."""

    def __init__(self, *, most_bytes: int) -> None:
        super().__init__()
        self._most_bytes = most_bytes

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(content) > self._most_bytes:
            raise BookTooLarge
        return super().write(content)


def export_html(work: PatientWork, *, reader: Reader, now: datetime, out: BinaryIO) -> None:
    """Write the book as one page that needs nothing else; the words are the reader's."""
    work.require(Action.READ_BOOK)
    book = life_book(books.contents(work), reader, printed=reader.day(now))
    enclose = _enclosing(work)
    write_html(book, books.all_spreads(work), reader, enclose=enclose, out=out)


def _enclosing(work: PatientWork) -> Callable[[str], Enclosed | None]:
    def enclose(media_id: str) -> Enclosed | None:
        try:
            media_type, content = work.media.media_type(media_id), work.media.read(media_id)
        except NotFound:  # trashed since; the page stands without it
            return None
        if not media_type.startswith("image/"):
            small = len(content) <= LARGEST_VOICE_BYTES
            return Enclosed(content=content, media_type=media_type) if small else None
        return _viewable(Enclosed(content=content, media_type=media_type))

    return enclose


def _viewable(picture: Enclosed) -> Enclosed:
    """A large photo at the size of a screen; an imagined picture as it is, with its marks."""
    with Image.open(BytesIO(picture.content)) as opened:
        if max(opened.size) <= PHOTO_SIDE_PX or read_source_type(picture.content):
            return picture
        # A JPEG is decoded at a half or a quarter of its size, as long as it stays large enough.
        opened.draft("RGB", _at_least(opened.size, LEAST_SIDE_PX))
        smaller = opened.convert("RGB")
    smaller.thumbnail((PHOTO_SIDE_PX, PHOTO_SIDE_PX), Image.Resampling.LANCZOS)
    written = BytesIO()
    smaller.save(written, "JPEG", quality=_PHOTO_QUALITY)
    return Enclosed(content=written.getvalue(), media_type="image/jpeg")


def _at_least(size: tuple[int, int], side_px: int) -> tuple[int, int]:
    """The size of a picture whose longer side is so long."""
    scale = side_px / max(size)
    return round(size[0] * scale), round(size[1] * scale)
