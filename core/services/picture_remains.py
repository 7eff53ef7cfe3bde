"""What was made of a story that is not kept: it goes with the story, and nothing follows."""

from core.ports import PatientWork
from core.services import picture_masks, pictures


def let_go(work: PatientWork, *, memory_id: str) -> None:
    """Let go of a memory's pictures, scenes and wishes, and of the work on them.

    All of it is gone for good, and from the disk as well: the rows hold words of the story.
    """
    made = work.pictures.of_memory(memory_id)
    _give_up_work(work, {memory_id, *(picture.id for picture in made)})
    for wish in work.wishes.all():
        if wish.memory_id == memory_id:
            picture_masks.forget_area(work, wish)
            work.wishes.remove(wish.id)
    for picture in made:
        pictures.reject(work, picture_id=picture.id, for_good=True)
        work.pictures.remove(picture.id)
    for card in work.scenes.all():
        if card.memory_id == memory_id:
            work.scenes.remove(card.id)


def _give_up_work(work: PatientWork, subject_ids: set[str]) -> None:
    """What is still being made is not taken over; only an enlarging is for a picture."""
    for job in work.jobs.waiting():
        if job.subject_id in subject_ids:
            pictures.finish(work, job_id=job.id)
