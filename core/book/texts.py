"""What a page says: its title, the words, where they come from, and what its picture is.

Nothing is added to what was told: words stand in quotation marks only when they were
really said, and every line the program writes names the memory it rests on.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.domain.book import Sentence, Spread
from core.domain.memory import Memory, Teller, Wording
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
class PageText:
    """One page with all its texts resolved."""

    memory_id: str
    number: int
    title: str
    words: str  #: character for character as kept; empty while there is only a voice
    quoted: bool  #: they may stand in quotation marks
    language: str  #: of the words
    linking: tuple[Sentence, ...]
    label: Sentence | None  #: what there is to look at, said plainly
    made: bool  #: it is an imagined picture
    media_id: str | None
    voice_ids: tuple[str, ...]


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
        linking=linking(memory, reader),
        label=label(spread, reader),
        made=spread.picture is not None,
        media_id=spread.media_id,
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


def linking(memory: Memory, reader: Reader) -> tuple[Sentence, ...]:
    """Where and when it was, as far as it was told; then who told it."""
    texts = (_where_and_when(memory, reader.tr), _told(memory, reader))
    return tuple(Sentence(text=text, sources=(memory.id,)) for text in texts if text)


def label(spread: Spread, reader: Reader) -> Sentence | None:
    """Say of a picture that it is imagined and from whose words, of a photo that it is one."""
    if spread.photo is not None:
        text = _photo_label(spread.photo.caption.strip(), reader.tr)
    elif spread.picture is not None:
        text = _picture_label(spread.memory, reader)
    else:
        return None
    return Sentence(text=text, sources=(spread.memory.id,))


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
