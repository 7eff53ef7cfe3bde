"""Which pictures wait to be looked at, and which memories have none."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from core.content.questions import QuestionBank
from core.domain.job import JobKind, JobRecord
from core.domain.memory import Memory, MemoryState, Valence
from core.domain.picture import Picture, PictureStatus
from core.ports import PatientWork
from core.services.circle import may_see, to_see
from core.services.pictures import picture_for_page

MAKING = frozenset({JobKind.PICTURE, JobKind.CHANGE})  #: kinds whose results are candidates
RECENT = 20  #: the last orders are looked through, not a life's


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Candidates of one memory that came when nobody was waiting any more."""

    memory_id: str
    job_id: str
    pictures: tuple[Picture, ...]


def arrivals(work: PatientWork) -> Sequence[Arrival]:
    """What was finished since and not looked at, oldest first; offered once (protocol S8)."""
    recent = [job for job in work.jobs.all()[-RECENT:] if job.taken_over]
    found = [(job, tuple(work.pictures.of_job(job.id))) for job in recent]
    return [
        Arrival(memory_id=job.subject_id, job_id=job.id, pictures=pictures)
        for job, pictures in found
        if _undecided(pictures)
        and any(p.offered_at is None for p in pictures)
        and (memory := work.memories.find(job.subject_id)) is not None
        and _welcome(memory)
        and may_see(work, memory)
    ]


def _newest(work: PatientWork) -> Iterator[Memory]:
    """What whoever asks may see and nothing lets rest, the newest first."""
    return filter(_welcome, reversed(to_see(work, work.memories.all())))


def _welcome(memory: Memory) -> bool:
    """Whether nothing happened since that lets the memory rest."""
    rests = memory.avoid_reason or not memory.use_again
    return not rests and memory.valence is not Valence.PAINFUL


def _undecided(pictures: Sequence[Picture]) -> bool:
    return all(picture.status is PictureStatus.CANDIDATE for picture in pictures)


def without_picture(work: PatientWork, *, bank: QuestionBank) -> Iterator[Memory]:
    """Memories a picture could still be made of, the newest first."""
    photos_only = {theme.code for theme in bank.themes() if theme.real_photos_only}
    for memory in _newest(work):
        if _fit(memory, photos_only) and not _has_picture(work, memory):
            yield memory


def with_picture(work: PatientWork) -> Iterator[tuple[Memory, Picture]]:
    """Memories a picture was chosen for, and the picture, the newest memory first."""
    for memory in _newest(work):
        if picture := _on_page(work, memory):
            yield memory, picture


def _on_page(work: PatientWork, memory: Memory) -> Picture | None:
    """What stands on its page, or would."""
    page = work.pages.find(memory.id)
    chosen = work.pictures.find(page.picture_id) if page and page.picture_id else None
    return chosen or picture_for_page(work, memory_id=memory.id)


def _has_picture(work: PatientWork, memory: Memory) -> bool:
    page = work.pages.find(memory.id)
    if page is not None and page.photo_id:
        return True
    pictures = work.pictures.of_memory(memory.id)
    return any(picture.status is PictureStatus.APPROVED for picture in pictures)


def for_photo(work: PatientWork) -> Iterator[Memory]:
    """Memories a real photo may be put with, the newest first; none that hurts or rests."""
    for memory in _newest(work):
        if memory.approved and memory.state is not MemoryState.LOST:
            yield memory


def _fit(memory: Memory, photos_only: Collection[str]) -> bool:
    return (
        memory.approved
        and bool(memory.words.strip())
        and memory.theme not in photos_only
        and memory.state is not MemoryState.LOST
    )


def last_order(work: PatientWork, *, memory_id: str) -> JobRecord | None:
    """The newest order of pictures of a memory."""
    orders = (j for j in reversed(work.jobs.all()) if j.kind in MAKING)
    return next((job for job in orders if job.subject_id == memory_id), None)
