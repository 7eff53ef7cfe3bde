"""Alerts that a human has to acknowledge, and whom to tell when nobody does (protocol §9).

The row is the truth: a timer brings the moment back after a restart, and what was
acknowledged meanwhile is let be. What concerns abuse never leaves the therapists.
"""

from collections.abc import Iterable
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
    kept = any(alert.confides for alert in nearby) and cause is not AlertCause.ABUSE
    alert = Alert(
        id=ids.new(),
        cause=AlertCause.ABUSE if kept else cause,
        raised_by=raised_by,
        raised_at=now,
        told=tuple(to_tell(work, registry, besides=raised_by)),
        inherited=kept,
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
    own = (alert for alert in nearby if alert.raised_by == raised_by)
    last = max(own, key=lambda alert: alert.raised_at, default=None)
    for alert in nearby:
        meant = alert.confides or alert == last  # what was cleared before it stays so
        if alert.goes_to_family or (alert.inherited and meant):
            work.alerts.save(_called_abuse(alert))
    sent_files.let_go(work)  # the stories of those moments may be in them, and in the book
    books.refresh_all(work)
    return any(alert.passed_on_at for alert in nearby)


def _called_abuse(alert: Alert) -> Alert:
    """Somebody said so of it themselves, also of one that was cleared with what it followed."""
    said = replace(alert, cause=AlertCause.ABUSE, inherited=False)
    return replace(said, cleared_by=None, cleared_at=None) if alert.inherited else said


def freed(work: PatientWork, *, since: datetime) -> list[Alert]:
    """Those of abuse, raised since then, that only followed what is for therapists no more.

    Where one of them follows something else that still is, it stays.
    """
    kept: list[Alert] = []
    found: list[Alert] = []
    # What somebody called abuse comes first among what was raised at one moment.
    for alert in sorted(work.alerts.all(), key=lambda a: (a.raised_at, a.inherited)):
        if not alert.confides:
            continue
        begun = _begun(work, now=alert.raised_at)
        followed = _near(kept, begun=begun, raised_by=alert.raised_by, now=alert.raised_at)
        free = alert.inherited and alert.raised_at >= since and not followed
        (found if free else kept).append(alert)
    return found


def _nearby(work: PatientWork, *, raised_by: int, now: datetime) -> list[Alert]:
    begun = _begun(work, now=now)
    return _near(work.alerts.all(), begun=begun, raised_by=raised_by, now=now)


def _near(
    among: Iterable[Alert], *, begun: datetime, raised_by: int, now: datetime
) -> list[Alert]:
    """What was raised in this session, whoever led it, or by the same leader within a day."""
    since = now - ABUSE_STAYS
    return [
        alert
        for alert in among
        if alert.raised_at >= begun or (alert.raised_by == raised_by and alert.raised_at > since)
    ]


def _begun(work: PatientWork, *, now: datetime) -> datetime:
    """When the session began that is open then, or was last."""
    begun = (session.begun_at for session in work.sessions.all())
    return max((moment for moment in begun if moment <= now), default=now)


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
