"""What a page says: its title, the words, where they come from, and what its picture is.

Nothing is added to what was told: words stand in quotation marks only when they were
really said, and every line the program writes names the memory it rests on. Where a name or
a place would make such a line ask or hurt, it is said without it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from core.content.linter import Linter
from core.domain.book import Sentence, Spread
from core.domain.memory import Memory, Teller, Wording
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.i18n.translator import Translator

LONGEST_CAPTION = 160  #: characters; a whole story below a photo would leave it no room


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, and about whom: all that the texts of a book depend on besides its pages."""

    tr: Translator
    person: str  #: the name the person likes; may be empty
    zone: ZoneInfo

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def date_words(self, day: date) -> str:
        return self.tr.plain("book-date", day=day.day, month=day.month, year=day.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture or photo, and what it is."""

    media_id: str
    label: Sentence
    made: bool  #: it is an imagined picture
    composite: bool = False  #: one that began as a real photo


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """One page with all its texts resolved."""

    memory_id: str
    number: int
    title: str
    words: str  #: character for character as kept; empty while there is only a voice
    quoted: bool  #: they may stand in quotation marks
    language: str  #: of the words
    linking: tuple[Sentence, ...]
    figures: tuple[Figure, ...]  #: what there is to look at
    voice_ids: tuple[str, ...]
    teller: Teller = Teller.PERSON  #: whose voice it is

    @property
    def label(self) -> Sentence | None:
        """What the first of them is, said plainly."""
        return self.figures[0].label if self.figures else None


def page_text(spread: Spread, reader: Reader) -> PageText:
    """Put a page into words."""
    memory = spread.memory
    return PageText(
        memory_id=memory.id,
        number=spread.number,
        title=title_of(memory, reader.tr),
        words=memory.words,
        quoted=memory.quotable,
        language=memory.language,
        linking=linking(memory, reader, own=spread.page.linking),
        figures=tuple(figure(shown, memory, reader) for shown in spread.all_shown),
        voice_ids=memory.voice_ids,
        teller=memory.teller,
    )


def title_of(memory: Memory, tr: Translator) -> str:
    """The memory's title, or what it is about."""
    theme = f"theme-{memory.theme}"
    if memory.title.strip():
        return memory.title
    return tr.plain(theme) if tr.knows(theme) else tr.plain(f"stage-{memory.stage}")


def teller_name(memory: Memory, reader: Reader) -> str:
    if memory.teller is Teller.PERSON:
        return person_name(reader)
    return memory.teller_name.strip() or reader.tr.plain(f"book-teller-{memory.teller}")


def person_name(reader: Reader) -> str:
    return reader.person.strip() or reader.tr.plain("book-teller-person")


def linking(memory: Memory, reader: Reader, *, own: str | None = None) -> tuple[Sentence, ...]:
    """Where and when it was, as far as it was told; then who told it.

    The family may put a line of their own in the place of the first; never of the second.
    """
    sources = (memory.id,)
    first = _where_and_when(memory, reader.tr) if own is None else own.strip()
    told = Sentence(text=_told(memory, reader), sources=sources)
    return (Sentence(text=first, sources=sources, own=own is not None), told) if first else (told,)


def may_be_said(text: str, language: str) -> bool:
    """Whether a line of ours neither tests, hurts nor scores anybody (protocol §15)."""
    return not _linter().lint(text, language)


def label(spread: Spread, reader: Reader) -> Sentence | None:
    """What is in front on a page, said plainly."""
    if spread.illustration is None:
        return None
    return figure(spread.illustration, spread.memory, reader).label


def figure(shown: Picture | Photo, memory: Memory, reader: Reader) -> Figure:
    """Say of a picture that it is imagined and from whose words, of a photo that it is one."""
    made, caption = isinstance(shown, Picture), ""
    if isinstance(shown, Photo):
        caption = shown.caption.strip()
    composite = isinstance(shown, Picture) and shown.composite
    if composite:
        text = reader.tr.plain("changes-label-photo")
    else:
        text = _picture_label(memory, reader) if made else _photo_label(caption, reader.tr)
    said = Sentence(text=text, sources=(memory.id,), own=bool(caption))
    return Figure(media_id=shown.media_id, label=said, made=made, composite=composite)


def _where_and_when(memory: Memory, tr: Translator) -> str:
    place, decade = memory.place.strip(), memory.decade
    when = tr.plain("book-decade", decade=decade) if decade else ""
    if not place:
        return when
    where = (
        tr.plain("book-place-and-decade", place=place, decade=decade)
        if decade
        else tr.plain("book-place", place=place)
    )
    return where if may_be_said(where, tr.language) else when


def _told(memory: Memory, reader: Reader) -> str:
    words = "book-said" if _in_own_words(memory) else "book-told-by"
    day = reader.date_words(reader.day(memory.told_at))
    names = (teller_name(memory, reader), reader.tr.plain(f"book-teller-{memory.teller}"))
    return _first_to_be_said(
        reader.tr, (reader.tr.plain(words, teller=name, date=day) for name in names)
    )


def _picture_label(memory: Memory, reader: Reader) -> str:
    tr = reader.tr
    if _in_own_words(memory):
        names = (person_name(reader), tr.plain("book-teller-person"))
        return _first_to_be_said(tr, (tr.plain("book-label-words", name=name) for name in names))
    names = (teller_name(memory, reader), tr.plain(f"book-teller-{memory.teller}"))
    return _first_to_be_said(tr, (tr.plain("book-label-told", teller=name) for name in names))


def _first_to_be_said(tr: Translator, texts: Iterable[str]) -> str:
    """The first of the texts that may be said; the last of them has nobody's name in it."""
    told = list(texts)
    return next((text for text in told if may_be_said(text, tr.language)), told[-1])


def _photo_label(caption: str, tr: Translator) -> str:
    if not caption:
        return tr.plain("book-photo")
    return tr.plain("book-photo-caption", caption=_as_one_line(caption))


def _as_one_line(caption: str) -> str:
    """A caption without its line breaks; a long one loses its end, between words where it can."""
    line = " ".join(caption.split())
    if len(line) <= LONGEST_CAPTION:
        return line
    between_words = line.rfind(" ", LONGEST_CAPTION // 2, LONGEST_CAPTION)
    end = between_words if between_words > 0 else LONGEST_CAPTION - 1
    return f"{line[:end]}…"


def _in_own_words(memory: Memory) -> bool:
    """Whether the person told it themselves, in words or with only their voice kept."""
    return memory.teller is Teller.PERSON and memory.wording is not Wording.RETOLD


@cache
def _linter() -> Linter:
    return Linter.load()
