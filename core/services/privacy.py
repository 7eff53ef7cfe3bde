"""What is kept and by whose leave: consents withdrawn with all that follows, and erasure."""

from datetime import datetime

from core.domain.circle import Account, Action, Role, may
from core.domain.consent import Consent, ConsentKind
from core.domain.patient import PatientId
from core.errors import NobodyAnswers, NotAllowed
from core.ports import PatientStores, PatientWork, Registry
from core.services import books, circle, editions, likeness, pictures, sent_files


def withdraw(work: PatientWork, registry: Registry, *, consent_id: str, now: datetime) -> Consent:
    """Take a consent back and do what follows from it at once; twice is the same as once."""
    work.require(Action.GIVE_CONSENT)
    consent = work.consents.get(consent_id)
    if not consent.holds:
        return consent
    if consent.kind is ConsentKind.SHARING and Role.OWNER not in work.present:
        raise NobodyAnswers  # with the therapist gone nobody would be left in the space
    withdrawn = consent.withdraw(at=now)
    work.consents.save(withdrawn)
    sent_files.let_go(work)
    match consent.kind:
        case ConsentKind.STORIES:
            _close_session(work, now=now)
        case ConsentKind.PHOTOS:
            _discard_photos(work)
        case ConsentKind.LIKENESS:
            likeness.forget(work, consent.subject)
        case ConsentKind.SHARING:
            _send_therapists_out(work, registry)
        case ConsentKind.RESEARCH:
            pass  # nothing is counted from now on
    return withdrawn


def confirms_erasure(typed: str, *, expected: str) -> bool:
    """Whether somebody typed what must be typed before a person is erased."""
    return circle.one_line(typed).casefold() == expected.casefold()


def erase(
    registry: Registry, stores: PatientStores, patient_id: PatientId, *, by: Account
) -> None:
    """Destroy everything of one person; run again after a crash it comes to the same end."""
    if patient_id not in stores.all_ids():
        return
    members = registry.members(patient_id)
    present = frozenset(member.role for member in members)
    roles = [member.role for member in members if member.account_id == by.id]
    if not any(may(role, Action.ERASE, present=present) for role in roles):
        raise NotAllowed
    stores.erase(patient_id)


def _close_session(work: PatientWork, *, now: datetime) -> None:
    """Whoever leads a session finds it at its closing: it never just breaks off."""
    session = work.sessions.open_one()
    if session is not None:
        work.sessions.save(session.close(now=now))


def _discard_photos(work: PatientWork) -> None:
    """They are gone for good, from the disk as well, and so is what they taught."""
    likeness.forget_photos(work)
    for photo in work.photos.all():
        for media_id in photo.media_ids:
            work.media.discard(media_id)
        editions.drop_with(work, media_id=photo.media_id)
        pictures.reject_begun_from(work, photo_id=photo.id)
        work.photos.remove(photo.id)
    books.refresh_all(work)


def _send_therapists_out(work: PatientWork, registry: Registry) -> None:
    for member in registry.members(work.patient_id):
        if member.role is Role.THERAPIST:
            circle.put_out(registry, work.patient_id, member.account_id)
