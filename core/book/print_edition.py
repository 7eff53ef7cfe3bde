"""A book as it goes to the printer: every text resolved, every picture a file beside it.

The bot writes it into a job's folder, the worker reads it there. Its fingerprint says
whether a printed book kept from before still says the same.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

import cattrs
from cattrs.preconf.json import JsonConverter, make_converter

from core.book.layout import LifeBook, by_chapter
from core.book.print_layout import PrintLayout
from core.book.texts import Figure, PageText, Reader
from core.domain.book import Sentence, Spread
from core.errors import StoreDamaged

EDITION = "edition.json"  #: names in the job's folder
ABOUT = "about.json"
RESULT = "printed.pdf"
MEDIA_TYPE = "application/pdf"

_SETTING = 5  #: raise it when the typesetting changes, and books kept are printed anew
_PICTURE = "picture-"
_NO_LINKS: Mapping[str, str] = MappingProxyType({})

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPicture:
    """A picture or photo on a page; `file` names it in the job's folder."""

    file: str
    label: str
    alt: str
    made: bool  #: it is an imagined picture
    composite: bool = False  #: one that began as a real photo


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCode:
    """A code that leads to the voice of a page, in the chat."""

    link: str
    words: str  #: below it
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    memory_id: str
    title: str
    words: str  #: character for character as kept
    quoted: bool
    language: str  #: of the words
    linking: tuple[Sentence, ...]
    picture: PrintedPicture | None
    more: tuple[PrintedPicture, ...]  #: smaller, below the words
    voice: str  #: says that there is a voice to listen to; empty when there is none
    code: PrintedCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedChapter:
    part: str
    title: str
    pages_text: str
    pages: tuple[PrintedPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintEdition:
    """Everything the printed book says, in its order."""

    layout: PrintLayout
    language: str
    title: str
    told: str
    count: str
    printed: str  #: when, in words
    note: str
    contents: str  #: the heading of the contents
    quote_open: str
    quote_close: str
    chapters: tuple[PrintedChapter, ...]

    @property
    def pages(self) -> tuple[PrintedPage, ...]:
        return tuple(page for chapter in self.chapters for page in chapter.pages)

    @property
    def pictures(self) -> tuple[PrintedPicture, ...]:
        shown = ((page.picture, *page.more) for page in self.pages)
        return tuple(picture for each in shown for picture in each if picture is not None)


def picture_file(media_id: str) -> str:
    return f"{_PICTURE}{media_id}"


def print_edition(
    book: LifeBook,
    spreads: Iterable[Spread],
    reader: Reader,
    *,
    layout: PrintLayout,
    today: date,
    links: Mapping[str, str] = _NO_LINKS,
) -> PrintEdition:
    """Put a laid out book into an edition; pages without a chapter there are left out.

    `links` lead to the voices of pages, by their memories.
    """
    tr = reader.tr
    return PrintEdition(
        layout=layout,
        language=book.language,
        title=book.title,
        told=book.told,
        count=book.count,
        printed=tr.plain("print-date", date=reader.date_words(today)),
        note=book.note,
        contents=tr.plain("book-contents-title"),
        quote_open=tr.plain("book-quote-open"),
        quote_close=tr.plain("book-quote-close"),
        chapters=tuple(
            PrintedChapter(
                part=tr.plain(f"part-{stage.part}"),
                title=tr.plain(f"stage-{stage}"),
                pages_text=book.chapter(stage).pages_text,
                pages=tuple(_page(page, reader, links) for page in pages),
            )
            for stage, pages in by_chapter(spreads, reader)
        ),
    )


def _page(page: PageText, reader: Reader, links: Mapping[str, str]) -> PrintedPage:
    return PrintedPage(
        memory_id=page.memory_id,
        title=page.title,
        words=page.words,
        quoted=page.quoted,
        language=page.language,
        linking=page.linking,
        picture=next((_picture(shown, page, reader) for shown in page.figures[:1]), None),
        more=tuple(_picture(shown, page, reader) for shown in page.figures[1:]),
        voice=_voice(page, reader),
        code=_code(page, reader, links.get(page.memory_id, "")),
    )


def _voice(page: PageText, reader: Reader) -> str:
    if not page.voice_ids:
        return ""
    words = "print-voice" if page.words else "print-only-voice"
    return reader.tr.plain(words, teller=page.teller)


def _code(page: PageText, reader: Reader, link: str) -> PrintedCode | None:
    if not page.voice_ids or not link:
        return None
    alt = reader.tr.plain("print-code-alt", title=page.title)
    return PrintedCode(link=link, words=reader.tr.plain("print-code-listen"), alt=alt)


def _picture(shown: Figure, page: PageText, reader: Reader) -> PrintedPicture:
    label = shown.label.text
    return PrintedPicture(
        file=picture_file(shown.media_id),
        label=label,
        alt=reader.tr.plain("book-html-alt", label=label, title=page.title),
        made=shown.made,
        composite=shown.composite,
    )


def fingerprint(edition: Any) -> str:
    """A digest of all an edition says but the day it was printed on."""
    undated = to_json(replace(edition, printed=""))
    return hashlib.sha256(b"%d\0%s" % (_SETTING, undated)).hexdigest()


def to_json(value: Any) -> bytes:
    return json.dumps(_converter().unstructure(value), ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def from_json(content: bytes, kind: type[T]) -> T:
    """Read an edition; StoreDamaged when it is not exactly one."""
    try:
        return _converter().structure(json.loads(content), kind)
    except (cattrs.ForbiddenExtraKeysError, AttributeError, KeyError, TypeError, ValueError):
        # Without its cause, which would carry the person's words into a log.
        raise StoreDamaged(f"this is no {kind.__name__}") from None


@cache
def _converter() -> JsonConverter:
    return make_converter(forbid_extra_keys=True, detailed_validation=False)
