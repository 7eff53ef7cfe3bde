"""A summary for those who may not know all of it: as if what concerns abuse had not been."""

from dataclasses import replace

from core.domain.distress import Tier
from core.domain.session_record import StopReason
from core.domain.summary import Participation, SessionSummary, Suggestion, SuggestionKind
from core.ports import PatientWork
from core.services import confidences
from core.services import summary_blocks as blocks
from core.services.summary_blocks import Sources
from core.services.themes import resting_themes

_TIERS = {StopReason.UPSET: Tier.UPSET, StopReason.DANGER: Tier.DANGER}


def without(work: PatientWork, s: Sources, summary: SessionSummary) -> SessionSummary:
    """A summary without the note, those moments and what was told in them."""
    told = s.session.recorded(moments=confidences.tellable(work, s.session, reader=None))
    confided = confidences.told_of_abuse(work, s.memories)
    memories = tuple(memory for memory in s.memories if memory.id not in confided)
    rest = replace(s, session=told, memories=memories)
    left = {memory.id for memory in memories}
    return replace(
        summary,
        alerts=blocks.alerts(rest),
        memories=tuple(line for line in summary.memories if line.id in left),
        hard_moments=blocks.hard_moments(rest),
        participation=_participation(summary.participation, rest),
        pictures=tuple(line for line in summary.pictures if line.memory_id in left),
        companion=replace(summary.companion, note="", voice=False),
        suggestions=_suggestions(summary.suggestions, s, rest),
        provenance=blocks.provenance(rest),
    )


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
