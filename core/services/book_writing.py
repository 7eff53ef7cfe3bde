"""What a family writes and places in the book: lines, times, more pictures, pages of their own."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.domain.book import LONGEST_LINKING, MOST_SHOWN, Page
from core.domain.circle import Action
from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, Teller, Wording
from core.domain.titles import title_from
from core.ports import Ids, PatientWork
from core.services import books, photos, pictures, sent_files
from core.services.sessions import require_permission

_LONGEST_LIFE = 110  #: years


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """A page somebody makes of a photo and a few words."""

    photo: bytes
    caption: str
    words: str
    stage: LifeStage
    writer_id: int  #: account id
    writer: str


def link(work: PatientWork, page_id: str, *, words: str | None) -> None:
    """Put a line of one's own where the book says where and when; None: the book's line again."""
    work.require(Action.EDIT_BOOK)
    line = None if words is None else " ".join(words.split())[:LONGEST_LINKING].rstrip()
    work.pages.save(replace(work.pages.get(page_id), linking=line))


def date(work: PatientWork, page_id: str, *, stage: LifeStage, decade: int | None) -> None:
    """Say when it was; the page takes its place in the order of time."""
    work.require(Action.EDIT_BOOK)
    memory = work.memories.get(page_id)
    work.memories.save(replace(memory, stage=stage, decade=decade))
    work.pages.save(replace(work.pages.get(page_id), moved=False))
    books.refresh_page(work, page_id)


def decades(work: PatientWork, stage: LifeStage, *, now: datetime) -> list[int]:
    """The decades until now in which a stage may have fallen; none without a year of birth."""
    born = work.patient().birth_year
    if born is None:
        return []
    first, last = stage.ages
    ends = min(born + min(last, _LONGEST_LIFE), now.year)
    return [decade * 10 for decade in range((born + first) // 10, ends // 10 + 1)]


def add_picture(work: PatientWork, page_id: str, *, shown_id: str) -> bool:
    """Let one more picture or photo stand on a page; False when it is full."""
    work.require(Action.EDIT_BOOK)
    page, choices = work.pages.get(page_id), books.illustrations(work, page_id)
    known = {picture.id for picture in choices.pictures} | {photo.id for photo in choices.photos}
    front = page.photo_id or page.picture_id
    more = [kept for kept in page.more_ids if kept in known and kept not in (shown_id, front)]
    if shown_id not in known or shown_id == front or 1 + len(more) >= MOST_SHOWN:
        return False
    work.pages.save(replace(page, more_ids=(*more, shown_id)))
    return True


def only_front(work: PatientWork, page_id: str) -> None:
    """Leave a page with the one picture in front; the others stay to be chosen."""
    work.require(Action.EDIT_BOOK)
    work.pages.save(replace(work.pages.get(page_id), more_ids=()))


def remove_shown(work: PatientWork, page_id: str, *, shown_id: str) -> bool:
    """Let go of a picture or photo of a page for good; False for any other id."""
    work.require(Action.EDIT_BOOK)
    choices = books.illustrations(work, page_id)
    photo = next((photo for photo in choices.photos if photo.id == shown_id), None)
    if photo is not None:
        photos.take_one_off(work, photo)
        sent_files.let_go(work)
    elif any(picture.id == shown_id for picture in choices.pictures):
        pictures.reject(work, picture_id=shown_id, for_good=True)
    else:
        return False
    books.refresh_page(work, page_id)
    return True


def page_from_photo(work: PatientWork, new: NewPage, *, ids: Ids, now: datetime) -> Page | None:
    """A page of a real photo and a few words, as its writer told them."""
    work.require(Action.EDIT_BOOK)
    require_permission(work)
    memory = Memory(
        id=ids.new(),
        stage=new.stage,
        theme="",
        words=new.words.strip(),
        language=work.patient().language,
        wording=Wording.RETOLD,
        teller=Teller.COMPANION,
        teller_name=new.writer,
        sent_by=new.writer_id,
        told_at=now,
        title=title_from(new.words) or new.caption.strip(),
        approved=True,
        audience=Audience.BOOK,
    )
    work.memories.save(memory)
    pictures.use_photo(
        work,
        memory_id=memory.id,
        content=new.photo,
        sent_by=new.writer_id,
        caption=new.caption,
        ids=ids,
        now=now,
    )
    return books.refresh_page(work, memory.id)
