"""What becomes of imagined pictures: taken over, previewed, approved, revealed, put on a page."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.domain import picture_files as names
from core.domain.change import REQUEST
from core.domain.consent import ConsentKind
from core.domain.job import JobKind, JobRecord
from core.domain.memory import Memory, Verification
from core.domain.photo import Photo
from core.domain.picture import CANDIDATES, Making, Picture, PictureStatus, PictureStyle, Recipe
from core.errors import ConsentMissing, NotFound
from core.marking.marks import is_marked
from core.ports import Ids, JobFolder, PatientWork
from core.prompting.recipe_codec import (
    change_from_json,
    making_from_json,
    recipe_from_json,
)
from core.services import editions, sent_files
from core.services.photo_intake import MEDIA_TYPE, CleanPhoto, clean_photo
from core.services.picture_gate import let_preview, let_through

UNNAMED_DETAIL = "…"  #: the companion did not say which


class Known(StrEnum):
    """What the family knows of a detail that perhaps came from a picture."""

    SO = "so"
    NOT_SO = "not_so"  #: or nobody knows
    SLIP = "slip"  #: nothing was said; it was tapped by mistake


def take_candidate(
    work: PatientWork, folder: JobFolder, *, number: int, ids: Ids, now: datetime
) -> Picture | None:
    """Take one result over from its job; None while it is not there, or not fully marked.

    Safe to repeat: what was taken before is given back as it is kept.
    """
    taken = _taken(work, folder.job_id, number)
    if taken is not None:
        return taken
    record = work.jobs.get(folder.job_id)
    try:
        making = making_from_json(folder.read(names.making(number)))
        origin = _origin(work, folder, record)
        marked = work.media.adopt(folder.job_id, names.marked(number), media_type="image/jpeg")
        plain = work.media.adopt(folder.job_id, names.plain(number), media_type="image/png")
        fully_marked = is_marked(work.media.read(marked))
    except NotFound:
        return None
    if not fully_marked:
        _trash(work, marked, plain)
        return None
    picture = _candidate(record, origin, making, number=number, picture_id=ids.new(), now=now)
    picture = replace(picture, media_id=marked, plain_media_id=plain)
    work.pictures.save(picture)
    return picture


def _candidate(
    record: JobRecord,
    origin: "_Origin",
    making: Making,
    *,
    number: int,
    picture_id: str,
    now: datetime,
) -> Picture:
    """A candidate's row, without its files."""
    return Picture(
        id=picture_id,
        memory_id=record.subject_id,
        scene_id=record.scene_id,
        job_id=record.id,
        number=number,
        media_id="",
        plain_media_id="",
        status=PictureStatus.CANDIDATE,
        making=making,
        style=origin.style,
        made_at=now,
        recipe=origin.recipe,
        parent_id=origin.parent_id,
        wish_id=record.wish_id,
        composite=origin.composite,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """What a job was asked for, and what it began with."""

    style: PictureStyle
    recipe: Recipe | None = None
    parent_id: str = ""
    composite: bool = False


def _origin(work: PatientWork, folder: JobFolder, record: JobRecord) -> _Origin:
    if record.kind is JobKind.CHANGE:
        request = change_from_json(folder.read(REQUEST))
        parent_id = work.wishes.get(record.wish_id).picture_id
        return _Origin(style=request.style, parent_id=parent_id, composite=request.composite)
    recipe = recipe_from_json(folder.read(names.RECIPE))
    return _Origin(style=recipe.style, recipe=recipe)


def _taken(work: PatientWork, job_id: str, number: int) -> Picture | None:
    return next((p for p in work.pictures.of_job(job_id) if p.number == number), None)


def _trash(work: PatientWork, *media_ids: str) -> None:
    for media_id in media_ids:
        work.media.trash(media_id)


def _discard(work: PatientWork, picture: Picture) -> None:
    """Remove its files for good, out of the trash as well, unless they had their time there."""
    for media_id in _files(picture):
        with suppress(NotFound):
            work.media.discard(media_id)


def _files(picture: Picture) -> list[str]:
    files = (picture.media_id, picture.plain_media_id, picture.large_media_id)
    return [media_id for media_id in files if media_id]


def take_results(
    work: PatientWork, folder: JobFolder, *, ids: Ids, now: datetime
) -> Sequence[Picture]:
    """Take over everything a finished job made; the folder may go once this is committed."""
    numbers = range(1, CANDIDATES + 1)
    taken = [take_candidate(work, folder, number=n, ids=ids, now=now) for n in numbers]
    finish(work, job_id=folder.job_id)
    return [picture for picture in taken if picture is not None]


def finish(work: PatientWork, *, job_id: str) -> JobRecord:
    """Note that nothing more is expected of a job."""
    record = replace(work.jobs.get(job_id), taken_over=True)
    work.jobs.save(record)
    return record


def undecided(work: PatientWork, *, job_id: str) -> Sequence[Picture]:
    """The candidates of a job among which the companion may still choose."""
    return [p for p in work.pictures.of_job(job_id) if p.status is PictureStatus.CANDIDATE]


def best_first(candidates: Sequence[Picture]) -> list[Picture]:
    """Candidates in the order to show them: nobody doubted, few faults, and the most alike."""
    return sorted(candidates, key=_order)


def _order(picture: Picture) -> tuple[int, int, float]:
    making = picture.making
    return len(making.doubted), len(making.faults), -(making.likeness or 0)


def decided(work: PatientWork, *, job_id: str) -> bool:
    """Whether the companion has already said yes to one, or no to what there is."""
    return any(p.status is not PictureStatus.CANDIDATE for p in work.pictures.of_job(job_id))


def offer(work: PatientWork, pictures: Sequence[Picture], *, now: datetime) -> list[Picture]:
    """Let the companion, and nobody else, see candidates."""
    offered = [let_preview(work, p) for p in pictures]
    offered = [p if p.offered_at else replace(p, offered_at=now) for p in offered]
    for picture in offered:
        work.pictures.save(picture)
    return offered


def approve(work: PatientWork, *, picture_id: str, account_id: int, now: datetime) -> Picture:
    """Keep that the companion saw this picture and allows it."""
    picture = let_preview(work, work.pictures.get(picture_id))
    approved = replace(
        picture, status=PictureStatus.APPROVED, approved_by=account_id, approved_at=now
    )
    let_through(work, approved)
    work.pictures.save(approved)
    return approved


def mark_shown(work: PatientWork, *, picture_id: str, now: datetime) -> Picture:
    """Keep that the person sees it now, once more or not; GateShut unless all is in order."""
    picture = let_through(work, work.pictures.get(picture_id))
    shown = replace(picture, shown_at=now)
    work.pictures.save(shown)
    return shown


def reject(work: PatientWork, *, picture_id: str, for_good: bool = False) -> Picture:
    """Put a picture out of sight: off its page, its files in the trash, or gone at once."""
    picture = work.pictures.get(picture_id)
    if for_good:
        _discard(work, picture)
    if picture.status is PictureStatus.REJECTED:
        return picture
    if not for_good:
        _trash(work, *_files(picture))
    if picture.status is PictureStatus.APPROVED:  # what was sent may hold it
        sent_files.let_go(work)
    editions.drop_with(work, media_id=picture.media_id)
    rejected = replace(picture, status=PictureStatus.REJECTED)
    work.pictures.save(rejected)
    page = work.pages.find(picture.memory_id)
    if page is not None and page.picture_id == picture.id:
        work.pages.save(replace(page, picture_id=None))
    return rejected


def reject_all_of_it(work: PatientWork, *, picture_id: str) -> Picture:
    """Put a picture out of sight with what it was changed from, and what it was changed to.

    It was not so, or it hurt: else the step before would come onto the page in its place.
    """
    rejected = reject(work, picture_id=picture_id)
    earlier = work.pictures.find(rejected.parent_id)
    while earlier is not None:
        reject(work, picture_id=earlier.id)
        earlier = work.pictures.find(earlier.parent_id)
    of_memory = work.pictures.of_memory(rejected.memory_id)
    _reject_with_changes(work, of_memory, begins=lambda picture: picture.id == picture_id)
    return rejected


def reject_begun_from(work: PatientWork, *, photo_id: str) -> None:
    """Let go, with a photo, of what was drawn over it, and of what that was changed to."""
    begun = {wish.id for wish in work.wishes.all() if wish.photo_id == photo_id}
    _reject_with_changes(
        work, work.pictures.all(), begins=lambda picture: picture.wish_id in begun, for_good=True
    )


def _reject_with_changes(
    work: PatientWork,
    among: Sequence[Picture],
    *,
    begins: Callable[[Picture], bool],
    for_good: bool = False,
) -> None:
    """Put pictures out of sight with what they were changed to."""
    gone: set[str] = set()
    for picture in among:  # parents come first
        if begins(picture) or picture.parent_id in gone:
            gone.add(picture.id)
            reject(work, picture_id=picture.id, for_good=for_good)


def last_shown(work: PatientWork, *, since: datetime) -> Picture | None:
    """The picture the person saw last, if they saw one since then."""
    shown = [p for p in work.pictures.all() if p.shown_at is not None and p.shown_at >= since]
    return max(shown, key=lambda picture: picture.shown_at or since, default=None)


def reject_all(work: PatientWork, *, job_id: str) -> None:
    """The companion wants none of a job's candidates."""
    for picture in undecided(work, job_id=job_id):
        reject(work, picture_id=picture.id)


def note_new_detail(work: PatientWork, *, picture_id: str, words: str) -> Memory:
    """Keep a detail that perhaps came from the picture, apart from what was told (§7.9).

    Until the family confirms it, neither the detail nor the picture goes into the book, or
    goes out in what was made of it before. What they confirmed before is not this detail.
    """
    picture = work.pictures.get(picture_id)
    memory = work.memories.get(picture.memory_id)
    named = [
        d for d in (memory.possible_new_detail, words.strip()) if d not in {"", UNNAMED_DETAIL}
    ]
    noted = _to_be_settled(memory, detail="\n".join(named) or UNNAMED_DETAIL)
    work.memories.save(noted)
    page = work.pages.find(memory.id)
    if page is not None and page.picture_id == picture.id:
        work.pages.save(replace(page, picture_id=None))
    _call_back(work, memory_id=memory.id)
    return noted


def _to_be_settled(memory: Memory, *, detail: str) -> Memory:
    if memory.verification is Verification.FAMILY_CONFIRMED:
        memory = replace(memory, verification=Verification.AS_TOLD)
    return replace(memory, possible_new_detail=detail)


def _call_back(work: PatientWork, *, memory_id: str) -> None:
    """Put away every edition and file that holds a picture of a memory."""
    for picture in work.pictures.of_memory(memory_id):
        editions.drop_with(work, media_id=picture.media_id)
    sent_files.let_go(work)


def settle_detail(work: PatientWork, *, memory_id: str, known: Known) -> Memory:
    """End the wait of a memory's pictures, as the family knows it.

    What they do not know takes the pictures along that the person saw. The story stays as it
    was told, and in the book: only the detail was in doubt.
    """
    memory = work.memories.get(memory_id)
    if not unsettled(memory):
        return memory
    if known is Known.SO:
        settled = replace(memory, verification=Verification.FAMILY_CONFIRMED)
    else:
        settled = replace(memory, possible_new_detail="")
    if known is Known.NOT_SO:
        of_memory = work.pictures.of_memory(memory_id)
        _reject_with_changes(work, of_memory, begins=lambda p: p.shown_at is not None)
    work.memories.save(settled)
    return settled


def picture_for_page(work: PatientWork, *, memory_id: str) -> Picture | None:
    """The picture a memory's page may carry: approved last, with no new detail unsettled."""
    memory = work.memories.find(memory_id)
    if memory is None or unsettled(memory):
        return None
    approved = [
        (p.approved_at or p.made_at, p.number, p)
        for p in work.pictures.of_memory(memory_id)
        if p.status is PictureStatus.APPROVED
    ]
    return max(approved, key=lambda found: found[:2])[2] if approved else None


def unsettled(memory: Memory) -> bool:
    """Whether a detail that perhaps came from a picture waits for the family."""
    confirmed = memory.verification is Verification.FAMILY_CONFIRMED
    return bool(memory.possible_new_detail) and not confirmed


def place_on_page(work: PatientWork, *, picture_id: str) -> bool:
    """Put a picture on its memory's page; False when that memory has none, or must wait."""
    picture = let_through(work, work.pictures.get(picture_id))
    page = work.pages.find(picture.memory_id)
    if page is None or unsettled(work.memories.get(picture.memory_id)):
        return False
    work.pages.save(replace(page, picture_id=picture.id, photo_id=None))
    return True


def use_photo(
    work: PatientWork,
    *,
    memory_id: str,
    content: bytes,
    sent_by: int,
    caption: str,
    ids: Ids,
    now: datetime,
) -> Photo:
    """Put a real photo where the picture would be; FileRefused says what is wrong with it."""
    memory = work.memories.get(memory_id)
    if work.consents.holding(ConsentKind.PHOTOS) is None:
        raise ConsentMissing("photos may not be kept")
    clean = clean_photo(content)
    photo = Photo(
        id=ids.new(),
        media_id=work.media.put(clean.jpeg, media_type=MEDIA_TYPE),
        sent_by=sent_by,
        sent_at=now,
        width=clean.width,
        height=clean.height,
        page_media_id=_page_copy(work, clean),
        caption=caption,
        memory_id=memory.id,
    )
    work.photos.save(photo)
    page = work.pages.find(memory.id)
    if page is not None:
        work.pages.save(replace(page, photo_id=photo.id, picture_id=None))
    return photo


def _page_copy(work: PatientWork, clean: CleanPhoto) -> str:
    if clean.page_copy is None:
        return ""
    return work.media.put(clean.page_copy, media_type=MEDIA_TYPE)
