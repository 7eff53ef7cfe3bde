"""The steps of a picture: which was changed from which, and the way back to any of them.

Changes make a tree: a picture may be changed in two ways. Nothing is lost on the way; a
step leaves the tree only when somebody rejects it.
"""

from collections.abc import Sequence

from core.domain.job import JobRecord
from core.domain.picture import Picture, PictureStatus
from core.ports import PatientWork

MOST_STEPS = 10  #: an album holds no more


def step_before(work: PatientWork, picture: Picture) -> Picture | None:
    """The nearest picture it was changed from that is still there."""
    earlier = work.pictures.find(picture.parent_id)
    while earlier is not None and _gone(earlier):
        earlier = work.pictures.find(earlier.parent_id)
    return earlier


def begun_from(work: PatientWork, record: JobRecord) -> Picture | None:
    """The picture a change began from, while it is there; None for any other job."""
    wish = work.wishes.find(record.wish_id)
    picture = work.pictures.find(wish.picture_id) if wish else None
    return None if picture is None or _gone(picture) else picture


def steps(work: PatientWork, picture: Picture) -> Sequence[Picture]:
    """All steps of the tree a picture belongs to, as they were made; the last ones of many.

    A step is a picture somebody approved or went on from, and the one asked about.
    """
    family = work.pictures.of_memory(picture.memory_id)
    parents = {p.id: p.parent_id for p in family}
    gone_on_from = {p.parent_id for p in family if not _gone(p)}
    root = _root(picture.id, parents)
    found = [
        p
        for p in family
        if _root(p.id, parents) == root
        and not _gone(p)
        and (p.status is PictureStatus.APPROVED or p.id in gone_on_from or p.id == picture.id)
    ]
    return found[-MOST_STEPS:]


def _root(picture_id: str, parents: dict[str, str]) -> str:
    while parents.get(picture_id):
        picture_id = parents[picture_id]
    return picture_id


def _gone(picture: Picture) -> bool:
    return picture.status is PictureStatus.REJECTED
