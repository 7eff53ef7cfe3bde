"""Photos as they come: kept at once, gathered for a moment, judged together by the worker.

A batch is what one account sends for one element in one go. It is the record of a job whose
folder is not filled yet, so a restart in the middle of an album finds it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.domain.consent import ConsentKind
from core.domain.element import Element
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.photo import Photo
from core.domain.vetting import (
    REQUEST,
    VERDICTS,
    Box,
    FaceSeen,
    Finding,
    PhotoVerdict,
    VettingPhoto,
    VettingRequest,
)
from core.errors import ConsentMissing, NotFound, StoreDamaged
from core.job_papers import from_json, to_json
from core.ports import Ids, JobFolder, PatientWork, Registry
from core.services.elements import may_compare_faces
from core.services.photo_glance import Glance
from core.services.photo_lending import lend, lend_known

PURPOSE = "photos"
QUIET = timedelta(seconds=2.5)  #: nothing came for so long: the album is complete
LONGEST = timedelta(seconds=10)  #: then what came is judged, whatever else comes
MEDIA_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    account_id: int
    chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a batch."""

    element: Element
    judged: tuple[Photo, ...]
    unfit: tuple[Finding, ...]  #: one for each file that could not be kept
    left: int  #: photos kept, that nobody has judged

    @property
    def good(self) -> int:
        return sum(photo.good for photo in self.judged)

    @property
    def doubtful(self) -> tuple[Photo, ...]:
        return tuple(photo for photo in self.judged if photo.doubtful)


def open_batch(
    work: PatientWork,
    registry: Registry,
    *,
    element_id: str,
    sender: Sender,
    ids: Ids,
    now: datetime,
) -> JobRecord:
    """The batch that gathers what this account sends for an element; ConsentMissing."""
    if work.consents.holding(ConsentKind.PHOTOS) is None:
        raise ConsentMissing("photos may not be kept")
    element = work.elements.get(element_id)
    gathers = _gathering(work, element.id, account_id=sender.account_id)
    if gathers is not None:
        return gathers
    record = JobRecord(
        id=ids.new(),
        kind=JobKind.VET,
        purpose=PURPOSE,
        subject_id=element.id,
        account_id=sender.account_id,
        chat_id=sender.chat_id,
        created_at=now,
        gathering=True,
    )
    work.jobs.save(record)
    # A batch whose turn fails is found by the watch without a record, and dropped.
    registry.watch_job(record.id, work.patient_id)
    return record


def _gathering(work: PatientWork, element_id: str, *, account_id: int) -> JobRecord | None:
    for record in work.jobs.waiting():
        same = (record.subject_id, record.account_id) == (element_id, account_id)
        if record.gathering and same:
            return record
    return None


def receive(
    work: PatientWork,
    batch: JobRecord,
    *,
    content: bytes,
    seen: Glance,
    caption: str,
    ids: Ids,
    now: datetime,
) -> Photo | None:
    """Keep what was sent as it is, or note why not; None when it cannot be taken in."""
    if seen.refusal is not None:
        refuse(work, batch, seen.refusal)
        return None
    photo = Photo(
        id=ids.new(),
        media_id=work.media.put(content, media_type=seen.media_type),
        sent_by=batch.account_id,
        sent_at=now,
        width=seen.width,
        height=seen.height,
        caption=caption,
        element_id=batch.subject_id,
        job_id=batch.id,
    )
    work.photos.save(photo)
    return photo


def refuse(work: PatientWork, batch: JobRecord, finding: Finding) -> None:
    """Note that something came with a batch which cannot be taken in, and why."""
    work.jobs.save(replace(batch, refused=(*batch.refused, finding)))


def put_in(work: PatientWork, batch: JobRecord, photos: Sequence[Photo]) -> None:
    """Let photos that are kept already be judged with a batch."""
    for photo in photos:
        work.photos.save(replace(photo, element_id=batch.subject_id, job_id=batch.id))


def of_batch(work: PatientWork, job_id: str) -> list[Photo]:
    return [photo for photo in work.photos.all() if photo.job_id == job_id]


def unjudged(work: PatientWork, element_id: str) -> list[Photo]:
    """Photos of an element that wait for a worker, and are in no batch that is under way."""
    under_way = {record.id for record in work.jobs.waiting() if record.purpose == PURPOSE}
    return [
        photo
        for photo in work.photos.all()
        if photo.element_id == element_id and not photo.judged and photo.job_id not in under_way
    ]


def complete(work: PatientWork, batch: JobRecord, *, now: datetime) -> bool:
    """Whether a batch can be judged: no more comes, and no other of its element goes first."""
    if any(_goes_first(record, batch) for record in work.jobs.waiting()):
        return False  # what is found there is compared with
    last = max((p.sent_at for p in of_batch(work, batch.id)), default=batch.created_at)
    return now - max(last, batch.created_at) >= QUIET or now - batch.created_at >= LONGEST


def hand_over(work: PatientWork, folder: JobFolder, batch: JobRecord) -> Ticket | None:
    """Fill the folder and close the batch; None when nothing in it can be looked at."""
    element = work.elements.find(batch.subject_id)
    lent = () if element is None else _all_lent(work, folder, batch, element)
    batch = work.jobs.get(batch.id)
    if element is None or not any(photo.new for photo in lent):
        work.jobs.save(replace(batch, gathering=False, taken_over=True))
        return None
    request = VettingRequest(
        kind=element.kind,
        photos=lent,
        compare_faces=may_compare_faces(work, element),
        couple=element.of_two,
    )
    folder.write(REQUEST, to_json(request))
    work.jobs.save(replace(batch, gathering=False))
    return Ticket(job_id=batch.id, kind=JobKind.VET, queue=Queue.CPU, priority=5)


def take_verdicts(work: PatientWork, folder: JobFolder, batch: JobRecord) -> Outcome | None:
    """Take over what the worker found; None when the element is gone. Safe to repeat."""
    waiting = {photo.id: photo for photo in of_batch(work, batch.id)}
    unfit = [Finding(code) for code in batch.refused]
    element = work.elements.find(batch.subject_id)
    judged: list[Photo] = []
    of_two = element is not None and element.of_two
    if element is not None and _asked_otherwise(work, folder, element):
        return close(work, batch)
    for verdict in _verdicts(folder):
        photo = waiting.get(verdict.photo_id)
        if photo is None:
            continue
        if not verdict.kept or not verdict.clean:
            unfit.append(next((f for f in verdict.findings if f.final), Finding.BROKEN))
            drop(work, photo)
            continue
        judged.append(_judged(work, batch.id, photo, verdict, of_two=of_two))
    return close(work, batch, judged=judged, unfit=unfit)


def close(
    work: PatientWork,
    batch: JobRecord,
    *,
    judged: Sequence[Photo] = (),
    unfit: Sequence[Finding] | None = None,
) -> Outcome | None:
    """Note that nothing more comes of a batch; photos nobody judged stay."""
    work.jobs.save(replace(batch, taken_over=True, gathering=False))
    element = work.elements.find(batch.subject_id)
    if element is None:
        return None
    refused = [Finding(code) for code in batch.refused]
    return Outcome(
        element=element,
        judged=tuple(judged),
        unfit=tuple(refused if unfit is None else unfit),
        left=len(unjudged(work, element.id)),
    )


def drop(work: PatientWork, photo: Photo) -> None:
    """Remove a photo for good, with every file it has."""
    for media_id in photo.media_ids:
        work.media.discard(media_id)
    work.photos.remove(photo.id)


def _goes_first(record: JobRecord, batch: JobRecord) -> bool:
    """Whether another batch of the element is looked at now, or was begun before."""
    same = record.purpose == PURPOSE and record.subject_id == batch.subject_id
    if not same or record.id == batch.id:
        return False
    began, begins = (record.created_at, record.id), (batch.created_at, batch.id)
    return not record.gathering or began < begins


def _all_lent(
    work: PatientWork, folder: JobFolder, batch: JobRecord, element: Element
) -> tuple[VettingPhoto, ...]:
    """A batch's photos for the worker, and the good ones with which they are compared.

    One whose file was lost or damaged keeps no other from being judged: a new one is refused.
    """
    new = of_batch(work, batch.id)
    lent = []
    for photo in new:
        try:
            lent.append(lend(work, folder, photo, element, new=True))
        except StoreDamaged:
            refuse(work, work.jobs.get(batch.id), Finding.BROKEN)
            drop(work, photo)
    asked = {photo.id for photo in new}
    return (*lent, *lend_known(work, folder, element, but=asked))


def _verdicts(folder: JobFolder) -> tuple[PhotoVerdict, ...]:
    """What the worker found; nothing when it cannot be read: then photos are judged again."""
    try:
        verdicts = from_json(folder.read(VERDICTS), tuple[PhotoVerdict, ...])
        there = set(folder.names())
    except (NotFound, StoreDamaged):
        return ()
    return tuple(v for v in verdicts if not v.clean or v.clean in there)


def _asked_otherwise(work: PatientWork, folder: JobFolder, element: Element) -> bool:
    """Whether it was called something else meanwhile, or faces may be compared since."""
    try:
        asked = from_json(folder.read(REQUEST), VettingRequest)
    except (NotFound, StoreDamaged):
        return element.of_two
    uncompared = not asked.compare_faces and may_compare_faces(work, element)
    return uncompared or asked.couple is not element.of_two


def _judged(
    work: PatientWork, job_id: str, photo: Photo, verdict: PhotoVerdict, *, of_two: bool
) -> Photo:
    """The photo with its verdict: the clean file takes the place of what was sent."""
    clean_id = work.media.adopt(job_id, verdict.clean, media_type=MEDIA_TYPE)
    for media_id in photo.media_ids:
        work.media.discard(media_id)
    judged = replace(
        _faced(work, job_id, photo, verdict, of_two=of_two),
        media_id=clean_id,
        page_media_id="",
        formerly=photo.seen_as,
        width=verdict.width,
        height=verdict.height,
        job_id="",
        judged=True,
        findings=_kept_in_mind(photo, verdict),
        same_as=verdict.same_as,
        framing=verdict.framing,
        indoors=verdict.indoors if photo.indoors is None else photo.indoors,
        light=photo.light or verdict.light,  # what the camera noted is gone at a second look
        clothes=verdict.clothes,
        fingerprint=verdict.fingerprint,
        accepted_by=None,
    )
    work.photos.save(judged)
    return judged


def _faced(
    work: PatientWork, job_id: str, photo: Photo, verdict: PhotoVerdict, *, of_two: bool
) -> Photo:
    """With the face it is of, or both of two, or those of which somebody has to choose."""
    if Finding.SEVERAL_FACES in verdict.findings:
        others = _to_choose(work, job_id, _others(photo, verdict.faces))
        return replace(photo, faces=others, face=None, pose=None, smiling=None)
    subject = None if of_two else _subject(photo, verdict.faces)
    around = _around_all(verdict.faces) if of_two else None
    return replace(
        photo,
        faces=(),
        face=subject.box if subject else around,
        pose=subject.pose if subject else None,
        smiling=subject.smiling if subject else None,
    )


def _kept_in_mind(photo: Photo, verdict: PhotoVerdict) -> tuple[Finding, ...]:
    """What was found, and what the file said of itself before it was made clean."""
    said = Finding.SAYS_MADE
    if said in photo.findings and said not in verdict.findings:
        return (said, *verdict.findings)
    return verdict.findings


def _to_choose(work: PatientWork, job_id: str, faces: Sequence[FaceSeen]) -> tuple[FaceSeen, ...]:
    """Faces to choose from, with their crops."""
    return tuple(
        replace(face, crop=work.media.adopt(job_id, face.crop, media_type=MEDIA_TYPE))
        for face in faces
        if face.crop
    )


def _others(photo: Photo, faces: Sequence[FaceSeen]) -> Sequence[FaceSeen]:
    """Those to choose from; not again the one that was chosen and could not be parted."""
    if photo.face is None:
        return faces
    tried = _subject(photo, faces)
    left = [face for face in faces if face is not tried]
    return left if len(left) > 1 else ()


def _subject(photo: Photo, faces: Sequence[FaceSeen]) -> FaceSeen | None:
    """Whose photo it is: the face somebody chose, or the largest."""
    chosen = photo.face
    if chosen is None:
        return max(faces, key=lambda face: face.box.area, default=None)
    return max(faces, key=lambda face: _overlap(chosen, face.box), default=None)


def _around_all(faces: Sequence[FaceSeen]) -> Box | None:
    """The part of a photo with every face: what is cut around so that nobody is cut off."""
    boxes = [face.box for face in faces]
    if not boxes:
        return None
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def _overlap(one: Box, two: Box) -> float:
    """The area that two parts of a picture share."""
    both = Box(
        left=max(one.left, two.left),
        top=max(one.top, two.top),
        right=min(one.right, two.right),
        bottom=min(one.bottom, two.bottom),
    )
    return both.area
