"""From what was seen on each photo to what is said about it, all of them compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.domain.vetting import (
    Finding,
    PhotoVerdict,
    VettingPhoto,
    VettingRequest,
    clean_name,
    crop_name,
)
from core.faces.likeness import SAME, UNSURE, distance
from core.vetting.resemblance import same
from core.vetting.sights import FaceSight, Sight
from core.vetting.views import SMALLEST_FACE_PX

Numbers = np.ndarray
Seen = Sequence[tuple[VettingPhoto, Sight]]

_TWO = 2  #: faces of a couple
_WHO = frozenset({Finding.NO_FACE, Finding.SMALL_FACE, Finding.SEVERAL_FACES})
_ENOUGH = 2  #: other photos that agree, to say that somebody is not the person


@dataclass(frozen=True, slots=True, kw_only=True)
class _Others:
    """The person's faces on the other photos, as far as they agree."""

    faces: Sequence[Numbers]
    sure: bool  #: they were taken before, or are the most by far


def verdicts(request: VettingRequest, sights: Mapping[str, Sight]) -> tuple[PhotoVerdict, ...]:
    """One verdict for each new photo that was looked at, in the request's order.

    The same sights give the same verdicts, in whatever order they came; while some are
    missing, the verdicts are of what is there.
    """
    seen = [
        (photo, _of_two(sight) if request.couple else sight)
        for photo in request.photos
        if (sight := sights.get(photo.photo_id)) is not None
    ]
    twins = _twins(seen)
    said = tuple(
        _verdict(photo, sight, twins.get(photo.photo_id, ""), _others(seen, twins, photo))
        for photo, sight in seen
        if photo.new
    )
    return tuple(map(_with_nothing_to_choose, said)) if request.couple else said


def _of_two(sight: Sight) -> Sight:
    """The same sight, of a photo on which two people belong: anybody else was not asked."""
    if not sight.kept:
        return sight
    found = [finding for finding in sight.findings if finding not in _WHO]
    if len(sight.faces) > _TWO:
        found.append(Finding.SEVERAL_FACES)
    elif len(sight.faces) < _TWO:
        found.append(Finding.NOT_BOTH)
    elif any(_is_small(face, sight) for face in sight.faces):
        found.append(Finding.SMALL_FACE)
    return replace(sight, findings=tuple(found))


def _is_small(face: FaceSight, sight: Sight) -> bool:
    return (face.seen.box.bottom - face.seen.box.top) * sight.height < SMALLEST_FACE_PX


def _with_nothing_to_choose(verdict: PhotoVerdict) -> PhotoVerdict:
    """Of a crowd nobody can say which one face a couple is."""
    return replace(verdict, faces=tuple(replace(face, crop="") for face in verdict.faces))


def _verdict(photo: VettingPhoto, sight: Sight, twin: str, others: _Others) -> PhotoVerdict:
    same_photo = (Finding.SAME,) if twin else ()
    several = Finding.SEVERAL_FACES in sight.findings
    return PhotoVerdict(
        photo_id=photo.photo_id,
        findings=(*sight.findings, *same_photo, *_whose(sight, others)),
        clean=clean_name(photo.photo_id) if sight.kept else "",
        width=sight.width,
        height=sight.height,
        same_as=twin,
        faces=tuple(
            replace(face.seen, crop=crop_name(photo.photo_id, number) if several else "")
            for number, face in enumerate(sight.faces, 1)
        ),
        framing=sight.framing,
        indoors=sight.indoors,
        light=sight.light,
        clothes=sight.clothes,
        fingerprint=sight.fingerprint,
    )


def _twins(seen: Seen) -> dict[str, str]:
    """For each new photo that was there before: which one it is."""
    there = [(photo, sight) for photo, sight in seen if not photo.new]
    twins = {}
    for photo, sight in seen:
        if not photo.new or not sight.kept:
            continue
        twin = next((each.photo_id for each, other in there if same(sight, other)), None)
        if twin is not None:
            twins[photo.photo_id] = twin
        elif sight.good:  # a better one than a bad one is welcome
            there.append((photo, sight))
    return twins


def _others(seen: Seen, twins: Mapping[str, str], photo: VettingPhoto) -> _Others:
    """What this photo's face is compared with; a photo that came twice counts once."""
    apart = {photo.photo_id, twins.get(photo.photo_id, "")}
    faces = [
        (each.new, sight.the_face.numbers)
        for each, sight in seen
        if each.photo_id not in apart and each.photo_id not in twins
        if sight.kept and sight.the_face is not None and sight.the_face.numbers is not None
    ]
    known = [numbers for new, numbers in faces if not new]
    agreeing = _agreeing(known or [numbers for _, numbers in faces])
    most = 2 * len(agreeing) > len(faces) + 1
    return _Others(faces=agreeing, sure=len(agreeing) >= _ENOUGH and (bool(known) or most))


def _agreeing(faces: Sequence[Numbers]) -> list[Numbers]:
    """The largest group of faces around one of them; nobody is the measure by coming first."""
    if not faces:
        return []
    stacked = np.stack(faces)
    near = np.linalg.norm(stacked[:, None] - stacked[None], axis=2) < UNSURE
    most = near[int(near.sum(axis=1).argmax())]
    return [numbers for numbers, belongs in zip(faces, most, strict=True) if belongs]


def _whose(sight: Sight, others: _Others) -> tuple[Finding, ...]:
    """Whether it is somebody else; few others, or others that differ, leave it open."""
    face = sight.the_face
    if not sight.kept or face is None or face.numbers is None or not others.faces:
        return ()
    apart = distance(face.numbers, others.faces)
    if apart < SAME:
        return ()
    return (Finding.SOMEBODY_ELSE if apart >= UNSURE and others.sure else Finding.UNSURE_WHO,)
