"""Alerts that a human has to acknowledge, and whom to tell when nobody does (protocol §9).

The row is the truth: a timer brings the moment back after a restart, and what was
acknowledged meanwhile is let be. What concerns abuse never leaves the therapists.
"""

from dataclasses import replace
from datetime import datetime

from core.domain.alert import ABUSE_STAYS, PASSED_ON_AFTER, Alert, AlertCause
from core.domain.circle import Action, Membership, Role
from core.domain.timer import Timer
from core.errors import NotAllowed
from core.ports import Ids, PatientWork, Registry
from core.services import books, sent_files

TICK = "alerts.unanswered"


def to_tell(work: PatientWork, registry: Registry, *, besides: int | None = None) -> list[int]:
    """Account ids of the therapists, but for who raised it (`besides`)."""
    return [
        member.account_id
        for member in registry.members(work.patient_id)
        if member.role is Role.THERAPIST and member.account_id != besides
    ]


def sound(
    work: PatientWork,
    registry: Registry,
    ids: Ids,
    *,
    cause: AlertCause,
    raised_by: int,
    now: datetime,
) -> Alert:
    """Keep an alert until somebody has seen it, and look again in a while.

    After abuse was told, what follows it stays with the therapists as well.
    """
    nearby = _nearby(work, raised_by=raised_by, now=now)
    kept = any(alert.confides for alert in nearby)
    alert = Alert(
        id=ids.new(),
        cause=AlertCause.ABUSE if kept else cause,
        raised_by=raised_by,
        raised_at=now,
        told=tuple(to_tell(work, registry, besides=raised_by)),
    )
    work.alerts.save(alert)
    if alert.goes_to_family:
        registry.set_timer(_passing_on(work, alert))
    return alert


def _passing_on(work: PatientWork, alert: Alert) -> Timer:
    """When to look again whether anybody has seen it."""
    return Timer(
        id=f"alert:{alert.id}",
        patient_id=work.patient_id,
        account_id=alert.raised_by,
        at=alert.raised_at + PASSED_ON_AFTER,
        tick=TICK,
        argument=alert.id,
    )


def acknowledge(work: PatientWork, alert_id: str, *, account_id: int, now: datetime) -> bool:
    """A human has seen it; True the first time."""
    alert = work.alerts.get(alert_id)
    if account_id not in alert.told:
        raise NotAllowed
    if not alert.open:
        return False
    work.alerts.save(replace(alert, seen_by=account_id, seen_at=now))
    return True


def concerns_abuse(work: PatientWork, *, raised_by: int, now: datetime) -> bool:
    """What was told is abuse: from now on it is for therapists alone, seen already or not.

    Whoever raised it, and if they only looked upset: it may have begun with what came out now.
    True if somebody of the family was told of a hard moment before.
    """
    work.require(Action.LEAD_SESSION)
    nearby = _nearby(work, raised_by=raised_by, now=now)
    for alert in nearby:
        if alert.goes_to_family:
            work.alerts.save(replace(alert, cause=AlertCause.ABUSE))
    sent_files.let_go(work)  # the stories of those moments may be in them, and in the book
    books.refresh_all(work)
    return any(alert.passed_on_at for alert in nearby)


def _nearby(work: PatientWork, *, raised_by: int, now: datetime) -> list[Alert]:
    """What was raised in this session, whoever led it, or by the same leader within a day."""
    since, begun = now - ABUSE_STAYS, _begun(work, now=now)
    return [
        alert
        for alert in work.alerts.all()
        if alert.raised_at >= begun or (alert.raised_by == raised_by and alert.raised_at > since)
    ]


def _begun(work: PatientWork, *, now: datetime) -> datetime:
    """When the session began that is open, or was last."""
    session = work.sessions.open_one() or next(reversed(work.sessions.all()), None)
    return session.begun_at if session else now


def pass_on(
    work: PatientWork, registry: Registry, alert_id: str, *, now: datetime
) -> Membership | None:
    """Whom to tell of an alert nobody has seen; None when there is nothing to do."""
    alert = work.alerts.find(alert_id)
    if alert is None or not alert.open or not alert.goes_to_family or alert.passed_on_at:
        return None
    contact = family_contact(work, registry)
    if contact is None or contact.account_id == alert.raised_by:
        return None
    told = tuple(dict.fromkeys((*alert.told, contact.account_id)))
    work.alerts.save(replace(alert, told=told, passed_on_at=now))
    return contact


def family_contact(work: PatientWork, registry: Registry) -> Membership | None:
    """Who of the family is told of what nobody answered, while they are in the circle."""
    wanted = work.patient().alert_contact
    return next((m for m in _family(work, registry) if m.account_id == wanted), None)


def may_be_contact(work: PatientWork, registry: Registry) -> list[Membership]:
    work.require(Action.MANAGE_CIRCLE)
    return _family(work, registry)


def choose_contact(work: PatientWork, registry: Registry, *, account_id: int | None) -> None:
    """Name somebody of the family, or nobody."""
    known = {member.account_id for member in may_be_contact(work, registry)}
    if account_id is not None and account_id not in known:
        raise NotAllowed
    work.save_patient(replace(work.patient(), alert_contact=account_id))


def _family(work: PatientWork, registry: Registry) -> list[Membership]:
    members = registry.members(work.patient_id)
    return [member for member in members if member.role is not Role.THERAPIST]
