"""What concerns abuse is for therapists alone: whoever it is about may be who reads.

Nothing is noted for it beside the alerts: what a session's alerts say of abuse holds for the
hard moments they were raised in, and for all that its companion wrote or spoke as a note.
"""

from dataclasses import replace

from core.domain.alert import Alert, AlertCause
from core.domain.circle import Role
from core.domain.distress import HardMoment, Tier
from core.domain.session import ReminiscenceSession
from core.domain.session_record import StopReason
from core.domain.summary import Participation, SessionSummary, Suggestion, SuggestionKind
from core.ports import PatientWork
from core.services import summary_blocks as blocks
from core.services.summary_blocks import Sources
from core.services.themes import resting_themes

_TIERS = {StopReason.UPSET: Tier.UPSET, StopReason.DANGER: Tier.DANGER}


def confided(work: PatientWork, session: ReminiscenceSession, *, reader: Role | None) -> bool:
    """Whether something of a session is to be kept from this reader."""
    return reader is not Role.THERAPIST and bool(_of_abuse(work, session))


def tellable(
    work: PatientWork, session: ReminiscenceSession, *, reader: Role | None
) -> tuple[HardMoment, ...]:
    """The hard moments this reader may know of: else those with an alert of abuse are left out."""
    raised = [] if reader is Role.THERAPIST else _of_abuse(work, session)
    return tuple(
        moment
        for moment in session.record.moments
        if not any(_in(moment, alert) for alert in raised)
    )


def without(work: PatientWork, s: Sources, summary: SessionSummary) -> SessionSummary:
    """A summary without the note and those moments, as if neither had been."""
    told = s.session.recorded(moments=tellable(work, s.session, reader=None))
    rest = replace(s, session=told)
    return replace(
        summary,
        alerts=blocks.alerts(rest),
        hard_moments=blocks.hard_moments(rest),
        participation=_participation(summary.participation, rest),
        companion=replace(summary.companion, note="", voice=False),
        suggestions=_suggestions(summary.suggestions, s, rest),
    )


def _of_abuse(work: PatientWork, session: ReminiscenceSession) -> list[Alert]:
    return [
        alert
        for alert in work.alerts.all()
        if alert.cause is AlertCause.ABUSE
        and session.begun_at <= alert.raised_at
        and (session.ended_at is None or alert.raised_at <= session.ended_at)
    ]


def _in(moment: HardMoment, alert: Alert) -> bool:
    over = moment.ended_at is not None and alert.raised_at > moment.ended_at
    return moment.at <= alert.raised_at and not over


def _participation(told: Participation, rest: Sources) -> Participation:
    """A reason to stop that no moment gives any more goes with its moment."""
    needed = _TIERS.get(told.stopped_early) if told.stopped_early else None
    tiers = {moment.tier for moment in rest.session.record.moments}
    if needed is None or needed in tiers:
        return told
    return replace(told, stopped_early=None)


def _suggestions(
    told: tuple[Suggestion, ...], s: Sources, rest: Sources
) -> tuple[Suggestion, ...]:
    kept = resting_themes(s.session) - resting_themes(rest.session)
    return tuple(x for x in told if x.kind is not SuggestionKind.AVOID or x.what not in kept)
