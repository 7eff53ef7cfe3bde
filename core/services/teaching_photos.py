"""Which photos an element is taught with, what they show, and at what age."""

from collections.abc import Sequence

from core.content.teaching import SeenWords
from core.domain.element import Element, ElementKind
from core.domain.photo import Photo
from core.domain.teaching import TrainingPhoto
from core.domain.vetting import Finding, Pose
from core.ports import PatientWork


def good_photos(work: PatientWork, element_id: str) -> Sequence[Photo]:
    """The photos of an element that the model may learn from."""
    return [p for p in work.photos.all() if p.element_id == element_id and p.good]


def training_photos(
    work: PatientWork, element_id: str, seen: SeenWords
) -> tuple[TrainingPhoto, ...]:
    return tuple(
        TrainingPhoto(
            photo_id=photo.id,
            caption=_shown(photo, seen),
            grey=Finding.GREY in photo.findings,
            subject=photo.face,
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
