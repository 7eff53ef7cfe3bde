"""What a page says: its title, the words, where they come from, and what its picture is.

Nothing is added to what was told: words stand in quotation marks only when they were
really said, and every line the program writes names the memory it rests on.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.domain.book import Sentence, Spread
from core.domain.memory import Memory, Teller, Wording
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.i18n.translator import Translator


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
    first = _where_and_when(memory, reader.tr) if own is None else own
    texts = (first.strip(), _told(memory, reader))
    return tuple(Sentence(text=text, sources=(memory.id,)) for text in texts if text)


def label(spread: Spread, reader: Reader) -> Sentence | None:
    """What is in front on a page, said plainly."""
    if spread.illustration is None:
        return None
    return figure(spread.illustration, spread.memory, reader).label


def figure(shown: Picture | Photo, memory: Memory, reader: Reader) -> Figure:
    """Say of a picture that it is imagined and from whose words, of a photo that it is one."""
    made = isinstance(shown, Picture)
    text = (
        _picture_label(memory, reader)
        if isinstance(shown, Picture)
        else _photo_label(shown.caption.strip(), reader.tr)
    )
    said = Sentence(text=text, sources=(memory.id,))
    return Figure(media_id=shown.media_id, label=said, made=made)


def _where_and_when(memory: Memory, tr: Translator) -> str:
    place = memory.place.strip()
    if place and memory.decade:
        return tr.plain("book-place-and-decade", place=place, decade=memory.decade)
    if memory.decade:
        return tr.plain("book-decade", decade=memory.decade)
    return tr.plain("book-place", place=place) if place else ""


def _told(memory: Memory, reader: Reader) -> str:
    words = "book-said" if _in_own_words(memory) else "book-told-by"
    day = reader.date_words(reader.day(memory.told_at))
    return reader.tr.plain(words, teller=teller_name(memory, reader), date=day)


def _picture_label(memory: Memory, reader: Reader) -> str:
    if _in_own_words(memory):
        return reader.tr.plain("book-label-words", name=person_name(reader))
    return reader.tr.plain("book-label-told", teller=teller_name(memory, reader))


def _photo_label(caption: str, tr: Translator) -> str:
    return tr.plain("book-photo-caption", caption=caption) if caption else tr.plain("book-photo")


def _in_own_words(memory: Memory) -> bool:
    """Whether the person told it themselves, in words or with only their voice kept."""
    return memory.teller is Teller.PERSON and memory.wording is not Wording.RETOLD
