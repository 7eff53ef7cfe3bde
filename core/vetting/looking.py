"""One look at one photo, from the bytes as they were sent to everything seen on it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from core.domain.element import ElementKind
from core.domain.vetting import Box, FaceSeen, Finding
from core.errors import FileRefused, FileTooLarge
from core.faces.decency import REFUSED_PHOTO, DecencyCheck
from core.faces.detection import overlap
from core.faces.finding import Face, FaceFinder, that_are_clear, that_count
from core.faces.likeness import Likeness
from core.faces.people import PersonSegmenter
from core.marking.made import carries_our_mark, says_made
from core.photo_decoding import KEPT_SIDE_PX, Decoded, decode, encode
from core.vetting import exposure, hints, resemblance
from core.vetting.cutting import cut_to
from core.vetting.framing import framing
from core.vetting.pixels import WORK_SIDE_PX, Pixels
from core.vetting.restoring import restored
from core.vetting.sights import FaceSight, Look, Preparation, Sight
from core.vetting.views import View

MOST_FACES = 8  #: offered to choose from
_LEAST_PX = 32  #: at the working size: narrower, there is nothing to look at
_CROP_PX = 512
_CROP_ROOM = 0.6
_CHOSEN = 0.2  #: overlap from which a face is the chosen one

_UNSAFE = Sight(findings=(Finding.UNSAFE,))
_MADE = Sight(findings=(Finding.MADE,))
_REASONS = {"kind": Finding.NO_PICTURE, "animated": Finding.MOVING, "bomb": Finding.HUGE}


class Looker:
    """Everything it takes to look; each network is loaded when first needed."""

    def __init__(self, *, check: Callable[[], DecencyCheck] = DecencyCheck) -> None:
        self._check = check

    @cached_property
    def _finder(self) -> FaceFinder:
        return FaceFinder()

    @cached_property
    def _people(self) -> PersonSegmenter:
        return PersonSegmenter()

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness()

    @cached_property
    def _decency(self) -> DecencyCheck:
        return self._check()

    def prepare(self, preparation: Preparation) -> None:
        """Load what a job will need; ModelUnavailable when something is not as it should be."""
        _ = self._decency
        if preparation.finds_faces:
            _ = self._finder
        if preparation.needs_face:
            _ = self._people
        if preparation.needs_face and preparation.compare_faces:
            _ = self._likeness
        exposure.greyish(np.zeros((8, 8, 3), np.uint8))  # OpenCV makes its tables at the first use

    def look(self, look: Look) -> Sight:
        """Look at one photo; what cannot be read is a finding, never an exception."""
        try:
            decoded = decode(look.content, most_side_px=KEPT_SIDE_PX if look.new else WORK_SIDE_PX)
        except FileRefused as refusal:
            return Sight(findings=(_finding(refusal),))
        photo = Pixels(decoded.picture)
        if min(photo.grey.shape) < _LEAST_PX:
            return _sliver(photo)
        if not look.new:
            return self._compared(self._view(photo, look))
        if carries_our_mark(decoded.picture):
            return _MADE
        if self._undressed(photo):
            return _UNSAFE
        photo, look = self._of_one(photo, look)
        alone = self._print_alone(photo, look)
        if alone is not None and self._undressed(alone):
            return _UNSAFE
        was_print = look.was_print or alone is not None
        view = self._view(alone or photo, look, restored=was_print)
        sight = self._described(view, decoded)
        if says_made(look.content):
            return replace(sight, findings=(Finding.SAYS_MADE, *sight.findings))
        return sight

    def _undressed(self, photo: Pixels) -> bool:
        return self._decency.score(photo.working_picture) >= REFUSED_PHOTO

    def _view(self, photo: Pixels, look: Look, *, restored: bool = False) -> View:
        return View(
            look=look,
            photo=photo,
            faces=self._faces(photo, look) if look.needs_face else [],
            people=look.of_a_thing and self._shows_people(photo),
            grey=exposure.greyish(photo.work),
            restored=restored,
        )

    def _shows_people(self, photo: Pixels) -> bool:
        """Whether a face on it is large and clear enough to be learnt along with the thing."""
        return bool(that_are_clear(self._finder.find(photo.work), rgb=photo.work))

    def _of_one(self, photo: Pixels, look: Look) -> tuple[Pixels, Look]:
        """The photo cut to the face that was chosen, where there are others on it."""
        if look.face is None or not look.needs_face:
            return photo, look
        faces = self._finder.find(photo.work)
        chosen = _chosen(photo, look.face, faces)
        if chosen is None:
            return photo, look
        cut = cut_to(photo, chosen, faces)
        if cut is None:  # it goes on waiting: nobody can be told apart on it
            return photo, replace(look, face=None)
        whole = cut.picture.size == photo.picture.size
        return cut, look if whole else replace(look, face=None)

    def _print_alone(self, photo: Pixels, look: Look) -> Pixels | None:
        """An old print made a photo again; None where nothing is to be done.

        A face was chosen in the photo as it is, and an object may have four corners itself.
        """
        if look.face is not None or look.kind is ElementKind.OBJECT:
            return None
        return restored(photo, self._finder if look.needs_face else None)

    def _faces(self, photo: Pixels, look: Look) -> list[Face]:
        """The faces it counts with: the chosen one, or those in front."""
        faces = self._finder.find(photo.work)
        if look.face is not None and (best := _chosen(photo, look.face, faces)) is not None:
            return [best]
        return that_count(faces)[:MOST_FACES]

    def _compared(self, view: View) -> Sight:
        """What photos are compared by."""
        return Sight(
            width=view.photo.picture.width,
            height=view.photo.picture.height,
            fingerprint=resemblance.fingerprint(view.photo.grey),
            faces=tuple(self._face_sight(view, face) for face in view.faces),
        )

    def _face_sight(self, view: View, face: Face) -> FaceSight:
        photo, offered = view.photo, view.look.new and view.several
        crop = photo.crop(face.box, room=_CROP_ROOM, side_px=_CROP_PX) if offered else None
        numbered = view.look.compare_faces and not view.several
        return FaceSight(
            seen=FaceSeen(
                box=photo.in_fractions(face.box), pose=face.mesh.pose, smiling=face.mesh.smiling
            ),
            chip=resemblance.chip(photo.grey, face.mesh),
            crop=encode(crop) if crop else b"",
            numbers=self._likeness.of(photo.work, face) if numbered else None,
        )

    def _described(self, view: View, decoded: Decoded) -> Sight:
        """The same, and everything that only a new photo is asked for."""
        photo, face = view.photo, view.the_face
        people = self._people.mask(photo.work) if view.look.needs_face else None
        around = hints.surroundings(photo.work, people, decoded.exif, coloured=not view.grey)
        sight = replace(
            self._compared(view),
            findings=view.findings,
            jpeg=encode(photo.picture),
            indoors=around.indoors,
            light=around.light,
        )
        if face is None or people is None:
            return sight
        height, width = photo.grey.shape
        return replace(
            sight,
            framing=framing(face.box, people, height_px=height, width_px=width),
            clothes="" if view.grey else hints.clothes(photo.work, face.box, people),
        )


def _chosen(photo: Pixels, box: Box, faces: Sequence[Face]) -> Face | None:
    """The face that lies where somebody pointed, if one does."""
    wanted = photo.in_pixels(box)
    best = max(faces, key=lambda face: overlap(face.box, wanted), default=None)
    return best if best is not None and overlap(best.box, wanted) >= _CHOSEN else None


def _sliver(photo: Pixels) -> Sight:
    """A photo too narrow to see anything on."""
    width, height = photo.picture.size
    findings = (Finding.SMALL, Finding.BLURRED)
    return Sight(findings=findings, jpeg=encode(photo.picture), width=width, height=height)


def _finding(refusal: FileRefused) -> Finding:
    if isinstance(refusal, FileTooLarge):
        return Finding.HUGE
    return _REASONS.get(refusal.reason, Finding.BROKEN)
