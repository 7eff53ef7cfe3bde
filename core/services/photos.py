"""What people decide about photos: use it anyway, that is her, this face, that page, away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.job import JobRecord
from core.domain.photo import Photo
from core.domain.vetting import Finding
from core.errors import ConsentMissing, NotAllowed
from core.ports import Ids, PatientWork, Registry
from core.services import books, editions, elements, photo_batches, pictures
from core.services.circle import allowed
from core.services.photo_batches import Sender
from core.services.photo_glance import Glance
from core.services.teaching_losses import learn_no_more_from


def of_element(work: PatientWork, element_id: str) -> list[Photo]:
    """The photos of an element in the order they came."""
    return [photo for photo in work.photos.all() if photo.element_id == element_id]


def doubtful(work: PatientWork, element_id: str) -> list[Photo]:
    """Those about which there is something to ask."""
    return [photo for photo in of_element(work, element_id) if photo.doubtful]


def left_behind(work: PatientWork, element_id: str) -> list[Photo]:
    """Those that nobody judged and nobody is going to, unless they are asked to."""
    return photo_batches.unjudged(work, element_id)


def use_anyway(work: PatientWork, photo_id: str, *, account_id: int) -> Photo:
    """Let the model learn from it whatever was found; somebody who sees it knows better.

    Not from one of several people: the others on it were not asked. Where something else
    was in the way, that was asked about, and not yet whether it is them. That one is real whose
    file says that a model made it, only who answers for the space can say.
    """
    work.require(Action.SEND_PHOTOS)
    found = work.photos.get(photo_id)
    if Finding.SAYS_MADE in found.findings and found.blocked:
        work.require(Action.GIVE_CONSENT)
    if Finding.SEVERAL_FACES in found.findings:
        raise NotAllowed
    photo = replace(_without_crops(work, found), declined_by=None)
    answered = set() if photo.blocked else {Finding.UNSURE_WHO}
    left = tuple(f for f in photo.findings if f not in answered)
    accepted = replace(photo, findings=left, accepted_by=account_id)
    work.photos.save(accepted)
    return accepted


def leave_out(work: PatientWork, photo_id: str, *, account_id: int) -> Photo:
    """Do not let the model learn from it, nor ask again; it stays, and can be used after all."""
    work.require(Action.SEND_PHOTOS)
    learn_no_more_from(work, photo_id)
    left = replace(work.photos.get(photo_id), declined_by=account_id, accepted_by=None)
    work.photos.save(left)
    return left


def reconsider(work: PatientWork, photo_id: str) -> Photo:
    """Ask about one that was left out as if nobody had said anything."""
    work.require(Action.SEND_PHOTOS)
    open_again = replace(work.photos.get(photo_id), declined_by=None)
    work.photos.save(open_again)
    return open_again


def is_somebody_else(work: PatientWork, photo_id: str, *, account_id: int) -> Photo:
    """Say of an unsure one that it is not them: it is left out, and stays till it is removed."""
    work.require(Action.SEND_PHOTOS)
    learn_no_more_from(work, photo_id)
    photo = work.photos.get(photo_id)
    sure = tuple(f for f in photo.findings if f is not Finding.UNSURE_WHO)
    if Finding.SOMEBODY_ELSE not in sure:
        sure = (*sure, Finding.SOMEBODY_ELSE)
    left = replace(photo, findings=sure, accepted_by=None, declined_by=account_id)
    work.photos.save(left)
    return left


def choose_face(
    work: PatientWork,
    registry: Registry,
    photo_id: str,
    *,
    number: int,
    sender: Sender,
    ids: Ids,
    now: datetime,
) -> JobRecord:
    """Say whose photo it is among several faces, from 0: it is judged again with that one."""
    work.require(Action.SEND_PHOTOS)
    photo = _off_the_page(work, work.photos.get(photo_id), ids)
    face = photo.faces[number].box
    return judge_again(
        work,
        registry,
        [replace(photo, face=face, declined_by=None)],
        sender=sender,
        ids=ids,
        now=now,
    )


def _off_the_page(work: PatientWork, photo: Photo, ids: Ids) -> Photo:
    """A copy to learn from, which will be cut, of one that stands whole on a page."""
    if photo.memory_id is None:
        return photo
    work.photos.save(replace(photo, element_id=None, faces=()))
    content = work.media.read(photo.media_id)
    media_id = work.media.put(content, media_type=photo_batches.MEDIA_TYPE)
    return replace(photo, id=ids.new(), media_id=media_id, page_media_id="", memory_id=None)


def judge_again(
    work: PatientWork,
    registry: Registry,
    photos: Sequence[Photo],
    *,
    sender: Sender,
    ids: Ids,
    now: datetime,
) -> JobRecord:
    """Let the worker look at photos of one element once more."""
    batch = photo_batches.open_batch(
        work, registry, element_id=photos[0].element_id or "", sender=sender, ids=ids, now=now
    )
    anew = [_without_crops(work, photo).unjudged() for photo in photos]
    photo_batches.put_in(work, batch, anew)
    return batch


def compare_now(
    work: PatientWork,
    registry: Registry,
    element_id: str,
    *,
    sender: Sender,
    ids: Ids,
    now: datetime,
) -> list[JobRecord]:
    """Let photos be judged again that came before faces might be compared, of every age.

    Not those about which somebody said a word, nor those that wait for a face to be chosen.
    """
    batches = []
    for element in elements.same_somebody(work, element_id):
        uncompared = [p for p in of_element(work, element.id) if _open_to_comparing(p)]
        if uncompared and elements.may_compare_faces(work, element):
            anew = [replace(photo, face=None) for photo in uncompared]
            batch = judge_again(work, registry, anew, sender=sender, ids=ids, now=now)
            batches.append(batch)
    return batches


def _open_to_comparing(photo: Photo) -> bool:
    settled = {Finding.SEVERAL_FACES, Finding.SOMEBODY_ELSE} & set(photo.findings)
    decided = photo.accepted_by is not None or photo.declined_by is not None
    return photo.judged and not decided and not settled


def removable(work: PatientWork, photo: Photo, *, account_id: int) -> bool:
    """Whether this account may take it away: its own, and who edits the book anybody's."""
    return photo.sent_by == account_id or allowed(work, Action.EDIT_BOOK)


def remove(work: PatientWork, photo_id: str, *, account_id: int) -> None:
    """Take a photo away for good; one that stands on a page is only not learnt from any more."""
    photo = work.photos.find(photo_id)
    if photo is None:
        return
    if not removable(work, photo, account_id=account_id):
        raise NotAllowed
    learn_no_more_from(work, photo_id)
    if photo.memory_id is not None:
        work.photos.save(replace(_without_crops(work, photo), element_id=None, judged=False))
    else:
        photo_batches.drop(work, photo)


def move(
    work: PatientWork,
    registry: Registry,
    photo_ids: Sequence[str],
    *,
    element_id: str,
    sender: Sender,
    ids: Ids,
    now: datetime,
) -> JobRecord:
    """Put photos to another element, where they are judged again: others are compared with."""
    photos = [work.photos.get(photo_id) for photo_id in photo_ids]
    if any(not removable(work, photo, account_id=sender.account_id) for photo in photos):
        raise NotAllowed
    learn_no_more_from(work, *photo_ids)
    moved = [
        replace(photo, element_id=element_id, face=None, declined_by=None) for photo in photos
    ]
    return judge_again(work, registry, moved, sender=sender, ids=ids, now=now)


def hold(
    work: PatientWork,
    *,
    content: bytes,
    seen: Glance,
    caption: str,
    sent_by: int,
    ids: Ids,
    now: datetime,
) -> Photo:
    """Keep a photo nobody asked for until somebody says what it is for; ConsentMissing."""
    work.require(Action.SEND_PHOTOS)
    if work.consents.holding(ConsentKind.PHOTOS) is None:
        raise ConsentMissing("photos may not be kept")
    photo = Photo(
        id=ids.new(),
        media_id=work.media.put(content, media_type=seen.media_type),
        sent_by=sent_by,
        sent_at=now,
        width=seen.width,
        height=seen.height,
        caption=caption,
    )
    work.photos.save(photo)
    return photo


def held(work: PatientWork, *, sent_by: int) -> list[Photo]:
    """What an account sent and nobody has said what for."""
    return [photo for photo in work.photos.all() if photo.unplaced and photo.sent_by == sent_by]


def held_for_nobody(work: PatientWork, registry: Registry) -> list[Photo]:
    """What was sent by who left before saying what for; only who edits the book has it."""
    if not allowed(work, Action.EDIT_BOOK):
        return []
    here = {member.account_id for member in registry.members(work.patient_id)}
    return [photo for photo in work.photos.all() if photo.unplaced and photo.sent_by not in here]


def let_go(work: PatientWork, held: Sequence[Photo]) -> None:
    """Remove what was held."""
    for photo in held:
        photo_batches.drop(work, photo)


def put_on_page(
    work: PatientWork, photo_id: str, *, memory_id: str, ids: Ids, now: datetime
) -> Photo:
    """Put a held photo on a memory's page, made clean; the original is gone then."""
    work.require(Action.EDIT_BOOK)
    photo = work.photos.get(photo_id)
    kept = pictures.use_photo(
        work,
        memory_id=memory_id,
        content=work.media.read(photo.media_id),
        sent_by=photo.sent_by,
        caption=photo.caption,
        ids=ids,
        now=now,
    )
    photo_batches.drop(work, photo)
    books.refresh_page(work, memory_id)
    return kept


def take_off(work: PatientWork, *, memory_id: str) -> None:
    """Let go of a memory's photos with it; one that is learnt from stays where it is learnt."""
    for photo in work.photos.of_memory(memory_id):
        take_one_off(work, photo)


def take_one_off(work: PatientWork, photo: Photo) -> None:
    """Let go for good of a page's photo and what was drawn over it.

    Files that were sent are the caller's.
    """
    editions.drop_with(work, media_id=photo.media_id)
    pictures.reject_begun_from(work, photo_id=photo.id)
    if photo.element_id is not None:
        work.photos.save(replace(photo, memory_id=None))
        return
    for media_id in photo.media_ids:
        work.media.discard(media_id)
    work.photos.remove(photo.id)


def _without_crops(work: PatientWork, photo: Photo) -> Photo:
    """The photo once nobody has to choose among its faces any more."""
    crops = tuple(face.crop for face in photo.faces if face.crop)
    for crop in crops:
        work.media.discard(crop)
    return replace(photo, faces=(), formerly=(*photo.formerly, *crops))
