"""The life book: pages of memories in chapters by life stage."""

from dataclasses import dataclass

from core.domain.life import LifeStage
from core.domain.memory import Memory
from core.domain.photo import Photo
from core.domain.picture import Picture
from core.errors import ContentInvalid

MOST_SHOWN = 4  #: pictures and photos on one page
LONGEST_LINKING = 200  #: characters of a line that somebody wrote
LONGEST_TITLE = 80  #: characters; longer ones are cut when they are given
UNDATED = 9_999  #: stands for the decade nobody told, so that those pages come last
_DECADE_SPAN_MS = 10**13  #: longer than any time a memory was told at


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A memory with its picture or photo; only approved memories for the book have one."""

    id: str  #: the memory's id
    stage: LifeStage
    position: int  #: order within the stage: decade where known, then as told
    title: str
    picture_id: str | None = None
    photo_id: str | None = None
    more_ids: tuple[str, ...] = ()  #: pictures and photos that stand on it besides
    linking: str | None = None  #: the family's own line of where and when; "": no such line
    hidden: bool = False  #: not in the book now, for whatever reason
    taken_out: bool = False  #: somebody took it out by hand
    moved: bool = False  #: somebody gave it its place by hand
    card_id: str | None = None  #: media id of the card drawn while there is no picture
    card_face: str = ""  #: what that card shows, as a digest
    voice_code: str = ""  #: what a printed code says to lead to its voice; "" until printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One life stage of the book and how many pages it has."""

    stage: LifeStage
    first_page: int  #: number of its first page in the book, from 1
    pages: int

    @property
    def last_page(self) -> int:
        return self.first_page + self.pages - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """An open page: the memory it is about, with at most one of picture and photo in front."""

    page: Page
    number: int  #: in the book, from 1; 0 for a page that is not in it now
    memory: Memory
    picture: Picture | None = None
    photo: Photo | None = None
    more: tuple[Picture | Photo, ...] = ()  #: what else there is to look at

    @property
    def all_shown(self) -> tuple[Picture | Photo, ...]:
        """Everything there is to look at, in its order."""
        first = (self.illustration,) if self.illustration is not None else ()
        return (*first, *self.more)

    @property
    def illustration(self) -> Picture | Photo | None:
        """What there is to look at, besides the words."""
        return self.photo or self.picture

    @property
    def media_id(self) -> str | None:
        return self.illustration.media_id if self.illustration else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A line beside what was told; without the memories it rests on it may not be."""

    text: str
    sources: tuple[str, ...]  #: ids of memories
    own: bool = False  #: the family's words; all others the program wrote itself

    def __post_init__(self) -> None:
        if not self.text.strip() or not any(self.sources):
            raise ContentInvalid("a sentence of the book needs words and a memory behind them")


def natural_position(memory: Memory) -> int:
    """Where a memory belongs in its stage: by decade, those without one last; then as told."""
    told_ms = int(memory.told_at.timestamp() * 1000)
    return (memory.decade or UNDATED) * _DECADE_SPAN_MS + told_ms
