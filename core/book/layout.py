"""A whole life book, laid out: its cover, its parts and chapters, and its pages in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from core.book.texts import PageText, Reader, page_text
from core.book.vouching import vouched
from core.domain.book import Chapter, Spread
from core.domain.life import BookPart, LifeStage


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterHeading:
    """A chapter in the contents."""

    stage: LifeStage
    title: str
    part_title: str
    pages: int
    pages_text: str  #: "12 pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHeading:
    title: str
    chapters: tuple[ChapterHeading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeBook:
    """Everything but the pages, with all texts resolved; the pages come one at a time."""

    language: str
    title: str
    told: str
    count: str
    date: str
    note: str
    parts: tuple[PartHeading, ...]

    def chapter(self, stage: LifeStage) -> ChapterHeading:
        return next(c for part in self.parts for c in part.chapters if c.stage is stage)


def life_book(chapters: Sequence[Chapter], reader: Reader, *, printed: date) -> LifeBook:
    """Lay out a book with these chapters."""
    tr, name = reader.tr, reader.person.strip()
    headings = [_heading(chapter, reader) for chapter in chapters]
    parts = [
        PartHeading(
            title=tr.plain(f"part-{part}"),
            chapters=tuple(h for h in headings if h.stage.part is part),
        )
        for part in BookPart
    ]
    return LifeBook(
        language=tr.language,
        title=tr.plain("book-title", name=name) if name else tr.plain("book-title-nameless"),
        told=tr.plain("book-told", name=name) if name else tr.plain("book-told-nameless"),
        count=tr.plain("book-count", pages=sum(chapter.pages for chapter in chapters)),
        date=reader.date_words(printed),
        note=tr.plain("book-note"),
        parts=tuple(part for part in parts if part.chapters),
    )


def by_chapter(
    spreads: Iterable[Spread], reader: Reader
) -> Iterator[tuple[LifeStage, Iterator[PageText]]]:
    """The pages in order, stage by stage, put into words and vouched for as they are asked for.

    Every edition comes by here; Unvouched when a page must not stand in one.
    """
    language = reader.tr.language
    for stage, pages in groupby(spreads, key=lambda spread: spread.page.stage):
        yield (
            stage,
            (vouched(page_text(spread, reader), spread, language=language) for spread in pages),
        )


def _heading(chapter: Chapter, reader: Reader) -> ChapterHeading:
    stage = chapter.stage
    return ChapterHeading(
        stage=stage,
        title=reader.tr.plain(f"stage-{stage}"),
        part_title=reader.tr.plain(f"part-{stage.part}"),
        pages=chapter.pages,
        pages_text=reader.tr.plain("book-pages", pages=chapter.pages),
    )
