"""The book as a film, as it would be made now: approved pages, with the voice or silent."""

from datetime import datetime

from core.book.layout import life_book
from core.book.texts import Reader
from core.book.video_edition import video_edition, voice_file
from core.domain.circle import Action
from core.marking.credentials import Signer
from core.ports import PatientWork
from core.services import books
from core.services.book_orders import Order, picture_files


def book_to_film(
    work: PatientWork, *, reader: Reader, spoken: bool, signer: Signer, now: datetime
) -> Order:
    """The book as it would be filmed now."""
    work.require(Action.READ_BOOK)
    spreads = [books.with_what_is_there(work, spread) for spread in books.all_spreads(work)]
    book = life_book(books.contents(work), reader, printed=reader.day(now))
    edition = video_edition(book, spreads, reader, spoken=spoken)
    voices = [voice for spread in spreads for voice in spread.memory.voice_ids if spoken]
    return Order(
        edition=edition,
        code=f"video-{edition.code}",
        files=picture_files(work, spreads) | {voice_file(voice): voice for voice in voices},
        signer=signer if edition.made else None,
    )


def has_voices(work: PatientWork) -> bool:
    """Whether there is a voice to be heard in the book."""
    return any(spread.memory.voice_ids for spread in books.all_spreads(work))
