"""What became of what one account sent: stories, photos and tips, each with where it is now."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.memory import Memory
from core.domain.photo import Photo
from core.domain.tip import Tip
from core.ports import PatientWork


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMemory:
    memory: Memory
    page: int | None  #: its number in the book, when it is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    memories: tuple[SentMemory, ...]  #: the newest first
    photos: tuple[Photo, ...]
    photos_in_book: int
    tips: tuple[Tip, ...]

    @property
    def nothing(self) -> bool:
        return not (self.memories or self.photos or self.tips)


def sent_by(work: PatientWork, account_id: int) -> Sent:
    """Everything this account sent; nothing of anybody else's."""
    memories = [memory for memory in work.memories.all() if memory.sent_by == account_id]
    photos = [photo for photo in work.photos.all() if photo.sent_by == account_id]
    return Sent(
        memories=tuple(
            SentMemory(memory=memory, page=work.pages.number_of(memory.id))
            for memory in memories[::-1]
        ),
        photos=tuple(photos),
        photos_in_book=_in_book(work, photos),
        tips=tuple(work.tips.of(account_id)[::-1]),
    )


def _in_book(work: PatientWork, photos: Sequence[Photo]) -> int:
    """How many of them stand on a page that can be read."""
    ids = {photo.id for photo in photos}
    return sum(not page.hidden and page.photo_id in ids for page in work.pages.all())
