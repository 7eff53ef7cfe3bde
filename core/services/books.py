"""The life book of one person: which pages it has, reading them and changing them.

`refresh_page` is the one place that decides what a memory's page is; whoever changes a
memory, a picture or a photo calls it afterwards. Reading checks once more: a memory that
may not be shown never is, even when somebody forgot.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from core.domain.book import LONGEST_TITLE, Chapter, Page, Spread, natural_position
from core.domain.circle import Action
from core.domain.memory import Memory
from core.domain.photo import Photo
from core.domain.picture import Picture, PictureStatus
from core.domain.vetting import Finding
from core.errors import NotFound
from core.ports import PatientWork
from core.services import confidences, editions
from core.services.kept_files import is_damaged, is_there
from core.services.pictures import Known, picture_for_page, settle_detail


class Direction(Enum):
    EARLIER = -1
    LATER = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustrations:
    """What may stand on a page: approved pictures and real photos of its memory."""

    pictures: tuple[Picture, ...]
    photos: tuple[Photo, ...]


def refresh_page(work: PatientWork, memory_id: str) -> Page | None:
    """Bring a memory's page in step with it; None when it has no page.

    The page is in the book exactly when the memory may be, and nobody took it out.
    """
    memory = work.memories.find(memory_id)
    stands = memory is not None and _may_stand(work, memory)
    return _refreshed(work, memory_id, memory, stands=stands)


def refresh_all(work: PatientWork) -> None:
    """Bring every page in step: after a restore, or when many memories changed at once."""
    known = {memory.id: memory for memory in work.memories.all()}
    confided = confidences.told_of_abuse(work, known.values())
    for memory_id in dict.fromkeys([*(page.id for page in work.pages.all()), *known]):
        memory = known.get(memory_id)
        stands = memory is not None and memory.in_book and memory_id not in confided
        _refreshed(work, memory_id, memory, stands=stands)


def _refreshed(
    work: PatientWork, memory_id: str, memory: Memory | None, *, stands: bool
) -> Page | None:
    """The page of a memory, which may stand in the book or not, as it is from now on."""
    page = work.pages.find(memory_id)
    if memory is None:
        _forget_page(work, page)
        return None
    if page is None and not stands:
        return None
    refreshed = _in_step(work, memory, page or _new_page(memory), stands=stands)
    if refreshed != page:
        work.pages.save(refreshed)
    if page is not None and refreshed.hidden and not page.hidden:
        editions.drop_with(work, memory_id=memory_id)
    return refreshed


def contents(work: PatientWork) -> Sequence[Chapter]:
    """The chapters that have pages, in the order of a life."""
    work.require(Action.READ_BOOK)
    return work.pages.chapters()


def open_at(work: PatientWork, number: int) -> Spread | None:
    """The page with this number; None past either end of the book."""
    work.require(Action.READ_BOOK)
    while (page := work.pages.number(number)) is not None:
        memory = work.memories.find(page.id)
        if memory is not None and _may_stand(work, memory):
            return _spread(work, page, memory, number=number)
        refresh_page(work, page.id)  # somebody forgot; now another page has this number
    return None


def open_page(work: PatientWork, page_id: str) -> Spread | None:
    """The page of a memory; None when it is not in the book now."""
    work.require(Action.READ_BOOK)
    page = refresh_page(work, page_id)
    number = None if page is None else work.pages.number_of(page.id)
    if page is None or number is None:
        return None
    return _spread(work, page, work.memories.get(page.id), number=number)


def all_spreads(work: PatientWork) -> Iterator[Spread]:
    """Every page of the book in order, one at a time."""
    number = 1
    while (spread := open_at(work, number)) is not None:
        yield spread
        number += 1


def with_what_is_there(work: PatientWork, spread: Spread) -> Spread:
    """The page without a picture or voices whose files are gone or damaged."""
    voices = tuple(v for v in spread.memory.voice_ids if is_there(work, v))
    memory = replace(spread.memory, voice_ids=voices)
    more = tuple(shown for shown in spread.more if is_there(work, shown.media_id))
    spread = replace(spread, memory=memory, more=more)
    if spread.media_id is None or is_there(work, spread.media_id):
        return spread
    return replace(spread, picture=None, photo=None)


def damaged_pages(work: PatientWork) -> list[Memory]:
    """The memories of whose pages a picture, photo or voice cannot be read any more."""
    work.require(Action.READ_BOOK)
    return [
        spread.memory
        for spread in all_spreads(work)
        if any(
            is_damaged(work, media_id)
            for media_id in (
                *(shown.media_id for shown in spread.all_shown),
                *spread.memory.voice_ids,
            )
        )
    ]


def retitle(work: PatientWork, page_id: str, *, title: str) -> None:
    """Give a memory another title; an empty one lets its theme name it."""
    work.require(Action.EDIT_BOOK)
    short = " ".join(title.split())[:LONGEST_TITLE].rstrip()
    work.memories.save(replace(work.memories.get(page_id), title=short))
    refresh_page(work, page_id)


def take_out(work: PatientWork, page_id: str) -> None:
    """Take a page out of the book; the memory stays."""
    _set_taken_out(work, page_id, taken_out=True)


def put_back(work: PatientWork, page_id: str) -> Page | None:
    """Undo taking out; the page comes back if its memory may be in the book."""
    return _set_taken_out(work, page_id, taken_out=False)


def taken_out(work: PatientWork) -> Sequence[Page]:
    """Pages somebody took out that could come back, the last of them first."""
    work.require(Action.EDIT_BOOK)
    out = [page for page in work.pages.all() if page.taken_out]
    return [page for page in reversed(out) if _in_book(work, page.id)]


def move(work: PatientWork, page_id: str, direction: Direction) -> bool:
    """Let a page and its neighbour in the stage change places; False at the stage's end."""
    work.require(Action.EDIT_BOOK)
    page = work.pages.get(page_id)
    number = work.pages.number_of(page_id)
    beside = None if number is None else work.pages.number(number + direction.value)
    if beside is None or beside.stage is not page.stage:
        return False
    if beside.position == page.position:  # told in the same instant: step aside
        work.pages.save(replace(page, position=page.position + direction.value, moved=True))
    else:
        work.pages.save(replace(page, position=beside.position, moved=True))
        work.pages.save(replace(beside, position=page.position, moved=True))
    return True


def illustrations(work: PatientWork, page_id: str) -> Illustrations:
    """What the companion may choose from for a page."""
    work.require(Action.EDIT_BOOK)
    settled = picture_for_page(work, memory_id=page_id) is not None
    approved = [p for p in work.pictures.of_memory(page_id) if _approved(p)] if settled else []
    photos = [p for p in work.photos.of_memory(page_id) if _presentable(p)]
    return Illustrations(pictures=tuple(approved), photos=tuple(photos))


def illustrate(work: PatientWork, page_id: str, *, illustration_id: str) -> None:
    """Put another approved picture, or a photo, on a page; NotFound for any other id."""
    choices = illustrations(work, page_id)
    page = work.pages.get(page_id)
    if any(picture.id == illustration_id for picture in choices.pictures):
        work.pages.save(replace(page, picture_id=illustration_id, photo_id=None))
    elif any(photo.id == illustration_id for photo in choices.photos):
        work.pages.save(replace(page, picture_id=None, photo_id=illustration_id))
    else:
        raise NotFound("This page has no such picture.")


def settle(work: PatientWork, page_id: str, *, known: Known) -> None:
    """Say what the family knows of a new detail; the page's pictures need wait no longer."""
    work.require(Action.EDIT_BOOK)
    settle_detail(work, memory_id=page_id, known=known)
    refresh_page(work, page_id)


def _new_page(memory: Memory) -> Page:
    return Page(
        id=memory.id, stage=memory.stage, position=natural_position(memory), title=memory.title
    )


def _forget_page(work: PatientWork, page: Page | None) -> None:
    """Nothing of a memory that is gone stays: not the card with its title, not a printed book."""
    if page is None:
        return
    if page.card_id:
        work.media.discard(page.card_id)
    for comment in work.comments.of_page(page.id):
        work.comments.remove(comment.id)
    editions.drop_with(work, memory_id=page.id)
    work.pages.remove(page.id)


def _in_step(work: PatientWork, memory: Memory, page: Page, *, stands: bool) -> Page:
    keeps_place = page.moved and page.stage is memory.stage
    picture, photo = _illustration(work, page)
    return replace(
        page,
        stage=memory.stage,
        position=page.position if keeps_place else natural_position(memory),
        moved=keeps_place,
        title=memory.title,
        hidden=page.taken_out or not stands,
        picture_id=picture.id if picture else None,
        photo_id=photo.id if photo else None,
    )


def _illustration(work: PatientWork, page: Page) -> tuple[Picture | None, Photo | None]:
    """What the page keeps if it still may; else the picture approved last, else a photo."""
    newest = picture_for_page(work, memory_id=page.id)
    photo = work.photos.find(page.photo_id) if page.photo_id else None
    if photo is not None and _presentable(photo):
        return None, photo
    if newest is not None:  # None too while a new detail is unsettled: then no picture at all
        kept = work.pictures.find(page.picture_id or "")
        return (kept if kept is not None and _approved(kept) else newest), None
    photos = [p for p in work.photos.of_memory(page.id) if _presentable(p)]
    return None, photos[-1] if photos else None


def _spread(work: PatientWork, page: Page, memory: Memory, *, number: int) -> Spread:
    """Open a page, and look once more that its picture may be seen."""
    photo = work.photos.find(page.photo_id) if page.photo_id else None
    picture = work.pictures.find(page.picture_id) if page.picture_id else None
    if photo is not None and not _presentable(photo):
        photo = None
    if picture is not None and not _may_show(work, picture, memory):
        picture = None
    return Spread(
        page=page,
        number=number,
        memory=memory,
        picture=None if photo is not None else picture,
        photo=photo,
        more=tuple(_more(work, page, memory)),
    )


def _more(work: PatientWork, page: Page, memory: Memory) -> Iterator[Picture | Photo]:
    """What else stands on a page, as far as it still may be seen."""
    for shown_id in page.more_ids:
        if shown_id in (page.picture_id, page.photo_id):
            continue
        photo, picture = work.photos.find(shown_id), work.pictures.find(shown_id)
        if photo is not None and photo.memory_id == page.id and _presentable(photo):
            yield photo
        elif picture is not None and _may_show(work, picture, memory):
            yield picture


def _set_taken_out(work: PatientWork, page_id: str, *, taken_out: bool) -> Page | None:
    work.require(Action.EDIT_BOOK)
    page = refresh_page(work, page_id)
    if page is None:
        return None
    work.pages.save(replace(page, taken_out=taken_out))
    return refresh_page(work, page_id)


def _in_book(work: PatientWork, memory_id: str) -> bool:
    memory = work.memories.find(memory_id)
    return memory is not None and _may_stand(work, memory)


def _may_stand(work: PatientWork, memory: Memory) -> bool:
    """Whether the book may show it: all of the circle read it."""
    return memory.in_book and not confidences.tells_of_abuse(work, memory)


def _may_show(work: PatientWork, picture: Picture, memory: Memory) -> bool:
    settled = not memory.possible_new_detail or picture_for_page(work, memory_id=memory.id)
    return _approved(picture) and picture.memory_id == memory.id and bool(settled)


def _presentable(photo: Photo) -> bool:
    """Whether a photo is clean, and was not found to be of a kind nobody should meet."""
    return (photo.judged or not photo.job_id) and Finding.UNSAFE not in photo.findings


def _approved(picture: Picture) -> bool:
    return picture.status is PictureStatus.APPROVED
