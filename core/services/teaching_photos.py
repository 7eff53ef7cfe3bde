"""Which photos an element is taught with, what they show, and at what age."""

from collections.abc import Sequence

from core.content.teaching import SeenWords
from core.domain.element import Element, ElementKind
from core.domain.photo import Photo
from core.domain.teaching import TrainingPhoto
from core.domain.vetting import Box, Finding, Pose
from core.ports import PatientWork

#: Nothing says where on a photo they are: the widest crop of it holds all of it.
_SEEN_WHOLE = frozenset({ElementKind.PET, ElementKind.OBJECT})
_WHOLE = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)


def good_photos(work: PatientWork, element_id: str) -> Sequence[Photo]:
    """The photos of an element that the model may learn from: nobody doubts who is on them."""
    return [p for p in work.photos.all() if p.element_id == element_id and p.good and not _open(p)]


def unsure_photos(work: PatientWork, element_id: str) -> Sequence[Photo]:
    """Those that it could learn from, once somebody says that it is them."""
    return [p for p in work.photos.all() if p.element_id == element_id and p.good and _open(p)]


def _open(photo: Photo) -> bool:
    return Finding.UNSURE_WHO in photo.findings


def training_photos(
    work: PatientWork, element_id: str, seen: SeenWords
) -> tuple[TrainingPhoto, ...]:
    whole = _WHOLE if work.elements.get(element_id).kind in _SEEN_WHOLE else None
    return tuple(
        TrainingPhoto(
            photo_id=photo.id,
            caption=_shown(photo, seen),
            grey=Finding.GREY in photo.findings,
            subject=photo.face or whole,
        )
        for photo in good_photos(work, element_id)
    )


def _shown(photo: Photo, seen: SeenWords) -> str:
    """What a photo shows besides the subject, for the model alone; nothing anybody wrote."""
    said = [
        seen.profile if photo.pose is Pose.PROFILE else "",
        seen.smiling if photo.smiling else "",
        seen.clothes.format(photo.clothes) if photo.clothes else "",
        {True: seen.indoors, False: seen.outdoors, None: ""}[photo.indoors],
    ]
    return ", ".join(filter(None, said))


def age_years(work: PatientWork, element: Element) -> int | None:
    """How old the person is on the photos: by the years they show, else by the age's span."""
    if element.kind is not ElementKind.PERSON:
        return None
    birth, first = work.patient().birth_year, element.first_year
    if birth is not None and first is not None:
        return max(0, (first + (element.last_year or first)) // 2 - birth)
    return sum(element.age.years) // 2 if element.age is not None else None
