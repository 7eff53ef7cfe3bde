"""What a worker gets to look at new photos: those, and the known ones they are compared with."""

from collections.abc import Collection, Iterator, Sequence

from core.domain.element import Element
from core.domain.photo import Photo
from core.domain.vetting import Finding, VettingPhoto
from core.errors import StoreDamaged
from core.ports import JobFolder, PatientWork

#: Known photos that are looked at again, to tell whose face a new one shows: numbers that tell
#: faces apart are kept nowhere. Whether a photo was there before, its fingerprint says.
MOST_LOOKED_AT = 12
MOST_UNKEPT = 40  #: of those whose fingerprint was not kept yet, when they were judged


def lend(
    work: PatientWork, folder: JobFolder, photo: Photo, element: Element, *, new: bool
) -> VettingPhoto:
    """A photo for the worker; of a couple nobody is the one face it would be cut to."""
    name = f"photo-{photo.id}"
    work.media.lend(photo.media_id, folder.job_id, name)
    face = None if element.of_two else photo.face
    was_print = Finding.STRAIGHTENED in photo.findings
    return VettingPhoto(photo_id=photo.id, file=name, new=new, face=face, was_print=was_print)


def lend_known(
    work: PatientWork, folder: JobFolder, element: Element, *, but: Collection[str]
) -> Iterator[VettingPhoto]:
    """The good photos of an element that new ones are compared with; damaged ones are not."""
    known = [
        photo
        for photo in work.photos.all()
        if photo.good and photo.element_id == element.id and photo.id not in but
    ]
    one_face = element.kind.shows_somebody and not element.of_two
    never_kept = [photo for photo in known if photo.fingerprint is None]
    faces = _spread(known, MOST_LOOKED_AT) if one_face else ()
    to_look_at = (*_spread(never_kept, MOST_UNKEPT), *faces)
    looked_at = {photo.id for photo in to_look_at}
    for photo in known:
        if photo.id in looked_at:
            try:
                yield lend(work, folder, photo, element, new=False)
            except StoreDamaged:
                continue
        elif (print_ := photo.fingerprint) is not None:
            yield VettingPhoto(photo_id=photo.id, file="", new=False, fingerprint=print_)


def _spread(known: Sequence[Photo], most: int) -> Sequence[Photo]:
    """A few from the first to the last: those that came together look alike."""
    few = min(len(known), most)
    return [known[number * len(known) // few] for number in range(few)]
