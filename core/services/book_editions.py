"""The life book as one web page to keep."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from itertools import islice

from core.book.html import MEDIA_TYPE, Enclosed, html_fingerprint, html_pieces
from core.book.layout import life_book
from core.book.page_copies import PAGE_SIDE_PX, page_copy_of
from core.book.texts import Reader
from core.domain.circle import Action
from core.domain.edition import Edition, EditionKind
from core.domain.photo import Photo
from core.errors import NotFound, StoreDamaged, VivenciaError
from core.ports import Ids, PatientWork
from core.services import books, editions, kept_files

LARGEST_VOICE_BYTES = 1_500_000  #: longer ones are listened to in the chat
_AT_ONCE = 4  #: photos in memory while their copies are made


class BookTooLarge(VivenciaError):
    """The edition does not fit where it was to go."""


def page_pieces(work: PatientWork, *, reader: Reader, now: datetime) -> Iterator[bytes]:
    """The book as one page that needs nothing else; the words are the reader's."""
    work.require(Action.READ_BOOK)
    book = life_book(books.contents(work), reader, printed=reader.day(now))
    spreads = (books.with_what_is_there(work, spread) for spread in books.all_spreads(work))
    return html_pieces(book, spreads, reader, enclose=_enclosing(work))


def page_edition(
    work: PatientWork, *, reader: Reader, now: datetime, most_bytes: int, ids: Ids
) -> Edition:
    """The page as it is now, kept; made only when it says something new.

    BookTooLarge when it has more bytes.
    """
    wanted = _as_it_is_now(work, reader=reader, now=now, edition_id=ids.new())
    if made := editions.made_before(work, wanted.slot, face=wanted.face):
        return made
    pieces = no_more_than(most_bytes, page_pieces(work, reader=reader, now=now))
    media_id = work.media.put_pieces(pieces, media_type=MEDIA_TYPE)
    return editions.keep(work, replace(wanted, media_ids=(media_id,)))


def _as_it_is_now(work: PatientWork, *, reader: Reader, now: datetime, edition_id: str) -> Edition:
    """What the page would say and show, before it is made."""
    work.require(Action.READ_BOOK)
    book = life_book(books.contents(work), reader, printed=reader.day(now))
    spreads = [books.with_what_is_there(work, spread) for spread in books.all_spreads(work)]
    shown = [each.media_id for spread in spreads for each in spread.all_shown]
    voices = [voice_id for spread in spreads for voice_id in spread.memory.voice_ids]
    return Edition(
        id=edition_id,
        kind=EditionKind.PAGE,
        code="",
        language=book.language,
        face=html_fingerprint(book, spreads, reader),
        media_ids=(),
        made_at=now,
        memory_ids=tuple(spread.memory.id for spread in spreads),
        shown_ids=(*shown, *voices),
    )


def no_more_than(most_bytes: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as they come; BookTooLarge once they are more than so many bytes."""
    written = 0
    for piece in pieces:
        written += len(piece)
        if written > most_bytes:
            raise BookTooLarge
        yield piece


def make_copies(work: PatientWork) -> None:
    """Make the copies at the size of a page that photos of pages lack, and keep them."""
    lacking = iter([photo for photo in work.photos.all() if _lacks_copy(work, photo)])
    with ThreadPoolExecutor(2) as pool:
        while some := list(islice(lacking, _AT_ONCE)):
            contents = [work.media.read(photo.media_id) for photo in some]
            _keep_copies(work, some, pool.map(page_copy_of, contents))


def _keep_copies(
    work: PatientWork, photos: Sequence[Photo], copies: Iterable[bytes | None]
) -> None:
    for photo, copy in zip(photos, copies, strict=True):
        if copy is not None:
            kept = work.media.put(copy, media_type="image/jpeg")
            work.photos.save(replace(photo, page_media_id=kept))


def _lacks_copy(work: PatientWork, photo: Photo) -> bool:
    large = max(photo.width, photo.height) > PAGE_SIDE_PX
    unmade = large and photo.memory_id is not None and not photo.page_media_id
    return unmade and kept_files.is_there(work, photo.media_id)


def _enclosing(work: PatientWork) -> Callable[[str], Enclosed | None]:
    copies = {photo.media_id: photo.page_media_id for photo in work.photos.all()}

    def enclose(media_id: str) -> Enclosed | None:
        file_id = copies.get(media_id) or media_id
        try:
            media_type, content = work.media.media_type(file_id), work.media.read(file_id)
        except (NotFound, StoreDamaged, OSError):  # the page stands without it
            return None
        if media_type.startswith("image/"):
            small = page_copy_of(content) if copies.get(media_id) == "" else None
            return Enclosed(content=small or content, media_type=media_type)
        fits = len(content) <= LARGEST_VOICE_BYTES
        return Enclosed(content=content, media_type=media_type) if fits else None

    return enclose
