"""Reminders: what each account arranged, the programme all follow, and what comes due."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.domain import interruptions
from core.domain.circle import ROLE_MAY, Action, Role, may
from core.domain.consent import ConsentKind
from core.domain.patient import Patient, PatientId, Standing
from core.domain.reminder import (
    CORE_SESSIONS,
    USUAL_HOUR,
    Circumstances,
    Decision,
    Pace,
    Reminder,
    is_quiet_hour,
)
from core.errors import NotAllowed
from core.ports import Ids, PatientWork, Registry
from core.services import presence

HOURS = (10, 11, 12, 16, 17, 18, 19)  #: local; the person's good hour is put before them
_PROGRAMME = "programme"  #: the key in Patient.extras: a Pace
_SUGGESTED = "programme.suggested"  #: when once a month was last suggested unasked


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose reminder it is, where it is kept, and by which clock."""

    registry: Registry
    ids: Ids
    account_id: int
    default_time_zone: str
    now: datetime


def own(work: PatientWork, desk: Desk) -> Reminder | None:
    kept = desk.registry.reminders(work.patient_id)
    return next((r for r in kept if r.account_id == desk.account_id), None)


def look(work: PatientWork, desk: Desk) -> Reminder | None:
    """The own reminder, by the clock where the person lives now; who looks at it has answered."""
    kept = own(work, desk)
    if kept is None:
        return None
    seen = kept.answered().in_zone(_time_zone(work, desk), now=desk.now)
    if seen != kept:
        desk.registry.save_reminder(seen)
    return seen


def choose_day(work: PatientWork, desk: Desk, *, weekday: int) -> bool:
    """Be reminded on this day; False when that would be too often."""
    reminder = _arranged(work, desk)
    if reminder.full_for(weekday):
        return False
    desk.registry.save_reminder(reminder.on(weekday, now=desk.now))
    return True


def drop_day(work: PatientWork, desk: Desk, *, weekday: int) -> None:
    desk.registry.save_reminder(_arranged(work, desk).off(weekday, now=desk.now))


def choose_hour(work: PatientWork, desk: Desk, *, hour: int) -> None:
    desk.registry.save_reminder(_arranged(work, desk).at_hour(hour, now=desk.now))


def stop(work: PatientWork, desk: Desk) -> None:
    """Be reminded no more."""
    kept = own(work, desk)
    if kept is not None:
        desk.registry.remove_reminder(kept.id)


def hours(patient: Patient) -> Sequence[int]:
    """The hours to choose from: the person's good hour first."""
    best = patient.best_hour
    good = () if best is None or is_quiet_hour(best) else (best,)
    return tuple(dict.fromkeys((*good, *HOURS)))


def pace(work: PatientWork) -> Pace:
    return Pace(work.patient().extras.get(_PROGRAMME, Pace.TWICE))


def sets_pace(work: PatientWork, role: Role | None) -> bool:
    """Whether this role sets the programme: therapists and owners."""
    return role is not None and any(
        may(role, action, present=work.present)
        for action in (Action.EDIT_CARE, Action.EDIT_PERSON)
    )


def set_pace(work: PatientWork, desk: Desk, *, pace: Pace) -> None:
    """Decide how often sessions are led; everybody's reminders follow."""
    if not sets_pace(work, work.role):
        raise NotAllowed
    patient = work.patient()
    work.save_patient(replace(patient, extras={**patient.extras, _PROGRAMME: pace.value}))
    for reminder in desk.registry.reminders(work.patient_id):
        desk.registry.save_reminder(reminder.at_pace(pace, now=desk.now))


def permitted(work: PatientWork) -> bool:
    """Whether somebody allows stories to be kept; nobody is asked to a session before."""
    return work.consents.holding(ConsentKind.STORIES) is not None


def past_core(work: PatientWork) -> bool:
    """Whether once a month would do from now on."""
    return pace(work) is not Pace.MONTHLY and work.sessions.count() >= CORE_SESSIONS


def suggest_monthly(work: PatientWork, role: Role | None, *, now: datetime) -> bool:
    """Whether to suggest once a month with a reminder: to who may decide it, and only once."""
    patient = work.patient()
    if _SUGGESTED in patient.extras or not past_core(work) or not sets_pace(work, role):
        return False
    extras = {**patient.extras, _SUGGESTED: now.isoformat()}
    work.save_patient(replace(patient, extras=extras))
    return True


def due(registry: Registry, *, now: datetime) -> list[Reminder]:
    """What may speak now, wherever it is; not to who cannot be reached."""
    return [
        reminder
        for reminder in registry.reminders_due(now)
        if reminder.due(now=now) and not presence.is_lost(registry, reminder.account_id)
    ]


def comes_due(work: PatientWork, desk: Desk, *, occasion: str) -> bool:
    """Decide about the own reminder, and note it; True when it is to be offered now."""
    kept = own(work, desk)
    if kept is None:
        return False
    if not _leads(desk, work.patient_id):
        desk.registry.remove_reminder(kept.id)
        return False
    reminder = kept.in_zone(_time_zone(work, desk), now=desk.now)
    around = _circumstances(work, now=desk.now)
    match reminder.decide(now=desk.now, occasion=occasion, around=around):
        case Decision.OFFER:
            reminder = reminder.offer(occasion=occasion, now=desk.now)
        case Decision.DROP:
            unsent = reminder.occasion == occasion
            reminder = (reminder.answered() if unsent else reminder).let_pass(now=desk.now)
        case Decision.WAIT:
            reminder = reminder.wait(now=desk.now)
    if reminder != kept:
        desk.registry.save_reminder(reminder)
    return reminder.offered_at == desk.now and reminder.occasion == occasion


def role_of(desk: Desk, patient_id: PatientId) -> Role | None:
    members = desk.registry.members(patient_id)
    return next((m.role for m in members if m.account_id == desk.account_id), None)


def take_up(work: PatientWork, desk: Desk) -> None:
    """They begin."""
    kept = own(work, desk)
    if kept is not None:
        desk.registry.save_reminder(kept.answered())


def snooze(work: PatientWork, desk: Desk) -> datetime | None:
    """When it asks again, in local time; None when it is too late for today."""
    kept = own(work, desk)
    later = kept.snooze(now=desk.now) if kept else None
    if later is None or later.snoozed_until is None:
        skip(work, desk)
        return None
    desk.registry.save_reminder(later)
    return later.snoozed_until.astimezone(later.zone)


def skip(work: PatientWork, desk: Desk) -> None:
    """Not today."""
    kept = own(work, desk)
    if kept is not None:
        desk.registry.save_reminder(kept.skip_today(now=desk.now))


def _arranged(work: PatientWork, desk: Desk) -> Reminder:
    """The own reminder; a new one is for the person's good hour."""
    work.require(Action.LEAD_SESSION)
    kept = look(work, desk)
    if kept is not None:
        return kept
    best = hours(work.patient())[0]
    return Reminder(
        id=desk.ids.new(),
        patient_id=work.patient_id,
        account_id=desk.account_id,
        time_zone=_time_zone(work, desk),
        hour=best if best == work.patient().best_hour else USUAL_HOUR,
        settled_at=desk.now,
        pace=pace(work),
    )


def _time_zone(work: PatientWork, desk: Desk) -> str:
    return work.patient().time_zone or desk.default_time_zone


def _leads(desk: Desk, patient_id: PatientId) -> bool:
    role = role_of(desk, patient_id)
    return role is not None and Action.LEAD_SESSION in ROLE_MAY[role]


def _circumstances(work: PatientWork, *, now: datetime) -> Circumstances:
    session = work.sessions.open_one()
    active = work.patient().standing is Standing.ACTIVE
    return Circumstances(
        open_to_sessions=active and permitted(work) and not work.reviews.pausing(),
        in_session=session is not None and not interruptions.cold(session, now=now),
        last_begun=max((s.begun_at for s in work.sessions.all()), default=None),
    )
