"""Giving a consent: who allows what, written down by whom and when."""

from datetime import datetime

from core.domain.circle import Action
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.ports import PatientWork


def give(
    work: PatientWork,
    kind: ConsentKind,
    *,
    given_by: GivenBy,
    account_id: int,
    consent_id: str,
    now: datetime,
    subject: str = "",
) -> Consent:
    """Record a consent; one that holds already stays as it was given."""
    work.require(Action.GIVE_CONSENT)
    present = work.consents.holding(kind, subject=subject)
    if present is not None:
        return present
    consent = Consent(
        id=consent_id,
        kind=kind,
        given_by=given_by,
        recorded_by=account_id,
        given_at=now,
        subject=subject,
    )
    work.consents.save(consent)
    return consent
