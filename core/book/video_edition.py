"""A book as it goes into a film: every text resolved, every picture and voice a file beside it.

The bot writes it into a job's folder, the worker reads it there. Its fingerprint says whether
a film kept from before still says the same.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from core.book.layout import LifeBook, by_chapter
from core.book.print_edition import picture_file, to_json
from core.book.texts import Figure, PageText, Reader
from core.domain.book import Sentence, Spread

VIDEO = "video.json"  #: names in the job's folder
SIGNER_CHAIN = "signer-chain.pem"
SIGNER_KEY = "signer-key.pem"
MEDIA_TYPE = "video/mp4"

_DRAWING = 2  #: raise it when films look or sound different, and those kept are made anew
_VOICE = "voice-"
_RESULT = "film-"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmPicture:
    """What there is to look at on a page; `file` names it in the job's folder."""

    file: str
    label: str  #: says what it is, on every frame that shows it
    made: bool  #: it is an imagined picture


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmPage:
    memory_id: str
    title: str
    words: str  #: character for character as kept
    quoted: bool
    linking: tuple[Sentence, ...]
    pictures: tuple[FilmPicture, ...]  #: seen one after the other
    voices: tuple[str, ...]  #: files with the voice that told it; none in a silent film
    unheard: str = ""  #: where its voice is, for when only that told it and it is not heard


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmChapter:
    part: str
    title: str
    pages: tuple[FilmPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoEdition:
    """Everything a film of the book says, in its order."""

    language: str
    spoken: bool  #: with the voices, or silent
    title: str
    told: str
    note: str  #: what imagined pictures are, on the first frames
    quote_open: str
    quote_close: str
    voice_goes_on: str  #: where the rest of a very long voice is to be heard
    chapters: tuple[FilmChapter, ...]

    @property
    def code(self) -> str:
        """A short name, good for buttons: `voice` or `silent`."""
        return "voice" if self.spoken else "silent"

    @property
    def pages(self) -> tuple[FilmPage, ...]:
        return tuple(page for chapter in self.chapters for page in chapter.pages)

    @property
    def made(self) -> bool:
        """Whether a model made any picture of it."""
        return any(picture.made for page in self.pages for picture in page.pictures)


def voice_file(media_id: str) -> str:
    return f"{_VOICE}{media_id}"


def result_file(number: int) -> str:
    """The film with this number, from 1: a long book becomes several."""
    return f"{_RESULT}{number:02}.mp4"


def result_files(names: Iterable[str]) -> tuple[str, ...]:
    """The films among the files of a folder, in order."""
    return tuple(sorted(name for name in names if name.startswith(_RESULT)))


def film_fingerprint(edition: VideoEdition) -> str:
    """A digest of all a film says."""
    return hashlib.sha256(b"%d\0%s" % (_DRAWING, to_json(edition))).hexdigest()


def video_edition(
    book: LifeBook, spreads: Iterable[Spread], reader: Reader, *, spoken: bool
) -> VideoEdition:
    """Put a laid out book into a film."""
    tr = reader.tr
    return VideoEdition(
        language=book.language,
        spoken=spoken,
        title=book.title,
        told=book.told,
        note=book.note,
        quote_open=tr.plain("book-quote-open"),
        quote_close=tr.plain("book-quote-close"),
        voice_goes_on=tr.plain("video-voice-goes-on"),
        chapters=tuple(
            FilmChapter(
                part=tr.plain(f"part-{stage.part}"),
                title=tr.plain(f"stage-{stage}"),
                pages=tuple(_page(page, reader, spoken=spoken) for page in pages),
            )
            for stage, pages in by_chapter(spreads, reader)
        ),
    )


def _page(page: PageText, reader: Reader, *, spoken: bool) -> FilmPage:
    only_voice = bool(page.voice_ids) and not page.words
    return FilmPage(
        memory_id=page.memory_id,
        title=page.title,
        words=page.words,
        quoted=page.quoted,
        linking=page.linking,
        pictures=tuple(_picture(shown) for shown in page.figures),
        voices=tuple(voice_file(media_id) for media_id in page.voice_ids) if spoken else (),
        unheard=reader.tr.plain("print-only-voice", teller=page.teller) if only_voice else "",
    )


def _picture(shown: Figure) -> FilmPicture:
    return FilmPicture(file=picture_file(shown.media_id), label=shown.label.text, made=shown.made)
