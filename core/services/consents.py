"""Giving a consent: who allows what, written down by whom and when.

A therapist who stands in for an owner writes down what was allowed and by whom; the owner
who comes is shown it all.
"""

from datetime import datetime

from core.domain.circle import Action
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.ports import PatientWork
from core.services.circle import standing_in


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


def asked_together(work: PatientWork, kind: ConsentKind) -> tuple[ConsentKind, ...]:
    """What one yes allows: a therapist who stands in asks for keeping and seeing at once.

    Without the second they would be shut out of what they led.
    """
    if kind is ConsentKind.STORIES and standing_in(work):
        return (ConsentKind.STORIES, ConsentKind.SHARING)
    return (kind,)
