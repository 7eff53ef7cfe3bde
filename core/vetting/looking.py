"""One look at one photo, from the bytes as they were sent to everything seen on it."""

from dataclasses import replace
from functools import cached_property

import numpy as np
from PIL import Image

from core.domain.vetting import FaceSeen, Finding
from core.errors import FileRefused, FileTooLarge
from core.faces.detection import overlap
from core.faces.finding import Face, FaceFinder, that_count
from core.faces.likeness import Likeness
from core.faces.people import PersonSegmenter
from core.photo_decoding import KEPT_SIDE_PX, decode, encode
from core.vetting import exposure, hints, resemblance, sharpness
from core.vetting.framing import framing
from core.vetting.pixels import WORK_SIDE_PX, Pixels
from core.vetting.safety import SafetyCheck
from core.vetting.sights import FaceSight, Look, Preparation, Sight

SMALLEST_SIDE_PX = 512
SMALLEST_FACE_PX = 64  #: high, in the clean photo
MOST_FACES = 8  #: offered to choose from
_CROP_PX = 512
_CROP_ROOM = 0.6
_CHOSEN = 0.2  #: overlap from which a face is the chosen one

_REASONS = {"kind": Finding.NO_PICTURE, "animated": Finding.MOVING, "bomb": Finding.HUGE}


class Looker:
    """Everything it takes to look; each network is loaded when first needed."""

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
    def _safety(self) -> SafetyCheck:
        return SafetyCheck()

    def prepare(self, preparation: Preparation) -> None:
        """Load what a job will need; ModelUnavailable when something is not as it should be."""
        _ = self._safety
        if preparation.needs_face:
            _ = self._finder, self._people
        if preparation.needs_face and preparation.compare_faces:
            _ = self._likeness

    def look(self, look: Look) -> Sight:
        """Look at one photo; what cannot be read is a finding, never an exception."""
        try:
            decoded = decode(look.content, most_side_px=KEPT_SIDE_PX if look.new else WORK_SIDE_PX)
        except FileRefused as refusal:
            return Sight(findings=(_finding(refusal),))
        photo = Pixels(decoded.picture)
        if look.new and self._safety.unsafe(photo.working_picture):
            return Sight(findings=(Finding.UNSAFE,))
        faces = self._faces(photo, look) if look.needs_face else []
        seen = Sight(
            width=photo.picture.width,
            height=photo.picture.height,
            fingerprint=resemblance.fingerprint(photo.grey),
            faces=tuple(self._face_sight(photo, face, faces, look) for face in faces),
        )
        return self._described(seen, photo, faces, look, decoded.exif) if look.new else seen

    def _faces(self, photo: Pixels, look: Look) -> list[Face]:
        """The faces it counts with: the chosen one, or those in front."""
        faces = self._finder.find(photo.work)
        if look.face is not None and faces:
            chosen = photo.in_pixels(look.face)
            best = max(faces, key=lambda face: overlap(face.box, chosen))
            if overlap(best.box, chosen) >= _CHOSEN:
                return [best]
        return that_count(faces)[:MOST_FACES]

    def _face_sight(self, photo: Pixels, face: Face, faces: list[Face], look: Look) -> FaceSight:
        several = look.new and len(faces) > 1
        crop = photo.crop(face.box, room=_CROP_ROOM, side_px=_CROP_PX) if several else None
        numbered = look.compare_faces and len(faces) == 1
        return FaceSight(
            seen=FaceSeen(
                box=photo.in_fractions(face.box), pose=face.mesh.pose, smiling=face.mesh.smiling
            ),
            chip=resemblance.chip(photo.grey, face.mesh),
            crop=encode(crop) if crop else b"",
            numbers=self._likeness.of(photo.work, face) if numbered else None,
        )

    def _described(
        self, seen: Sight, photo: Pixels, faces: list[Face], look: Look, exif: Image.Exif
    ) -> Sight:
        """The same with everything that only a new photo is asked for."""
        grey = exposure.greyish(photo.work)
        people = self._people.mask(photo.work) if look.needs_face else None
        around = hints.surroundings(photo.work, people, exif, coloured=not grey)
        described = replace(
            seen,
            findings=tuple(_findings(photo, faces, look, grey=grey)),
            jpeg=encode(photo.picture),
            indoors=around.indoors,
            light=around.light,
        )
        if len(faces) != 1 or people is None:
            return described
        box, (height, width) = faces[0].box, photo.grey.shape
        return replace(
            described,
            framing=framing(box, people, height_px=height, width_px=width),
            clothes="" if grey else hints.clothes(photo.work, box, people),
        )


def _finding(refusal: FileRefused) -> Finding:
    if isinstance(refusal, FileTooLarge):
        return Finding.HUGE
    return _REASONS.get(refusal.reason, Finding.BROKEN)


def _findings(photo: Pixels, faces: list[Face], look: Look, *, grey: bool) -> list[Finding]:
    found = [Finding.SMALL] if min(photo.picture.size) < SMALLEST_SIDE_PX else []
    found += _sharpness(photo, faces) + _light(photo, faces)
    if look.needs_face:
        found += _about_faces(photo, faces)
    return [*found, Finding.GREY] if grey else found


def _sharpness(photo: Pixels, faces: list[Face]) -> list[Finding]:
    if faces:
        sharp = sharpness.of_face(photo.grey, faces[0].box)
        limits = sharpness.FACE_BLURRED, sharpness.FACE_SHARP
    else:
        sharp = sharpness.of_whole(photo.grey)
        limits = sharpness.WHOLE_BLURRED, sharpness.WHOLE_SHARP
    if sharp < limits[0]:
        return [Finding.BLURRED]
    return [Finding.SOFT] if sharp < limits[1] else []


def _light(photo: Pixels, faces: list[Face]) -> list[Finding]:
    """What is judged is the face, where there is one: a night around it does no harm."""
    looked_at: np.ndarray = photo.cut(photo.grey, faces[0].box) if faces else photo.grey
    if exposure.too_dark(looked_at):
        return [Finding.DARK]
    return [Finding.BRIGHT] if exposure.too_bright(looked_at) else []


def _about_faces(photo: Pixels, faces: list[Face]) -> list[Finding]:
    if not faces:
        return [Finding.NO_FACE]
    if len(faces) > 1:
        return [Finding.SEVERAL_FACES]
    small = faces[0].height_px / photo.scale < SMALLEST_FACE_PX
    return [Finding.SMALL_FACE] if small else []
