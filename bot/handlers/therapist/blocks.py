"""The fifteen blocks of a summary in words: short for the message, whole for the detail.

Every line is put together from codes and from what people said; none is written anew.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from markupsafe import Markup

from bot.handlers.therapist.scribe import Scribe, day_of, session_name
from bot.handlers.therapist.told_blocks import hard_moments, memories, pictures
from core.domain.session_record import ObservationItem, Rater
from core.domain.summary import SessionSummary, Suggestion, SuggestionKind
from core.i18n.translator import Translator


def header(t: Scribe, s: SessionSummary) -> Markup:
    head, tr = s.header, t.tr
    began = head.began_at.astimezone(t.zone)
    ended = (head.ended_at or head.began_at).astimezone(t.zone)
    line = tr(
        "summaries-header",
        code=head.person,
        session=session_name(tr, head.number),
        date=day_of(tr, began),
        start=f"{began:%H:%M}",
        end=f"{ended:%H:%M}",
        minutes=head.minutes,
        companion=tr.plain(f"role-{head.companion}") if head.companion else _gone(tr),
        level=_levels(t, s),
    )
    if head.place:
        line = t.tr("summaries-header-at", header=line, place=t.cut(head.place, most=6))
    if not t.room.whole:
        return line
    started = tr.plain(f"role-{head.started_by}") if head.started_by else _gone(tr)
    language = tr.plain(f"language-{head.language}")
    more = tr("summaries-header-more", starter=started, language=language, times=head.handed_over)
    known = tr("summaries-therapists", names=t.joined(head.therapists, by="summaries-comma"))
    return Markup("\n").join((line, more, known) if head.therapists else (line, more))


def _gone(tr: Translator) -> str:
    return tr.plain("summaries-somebody")


def _levels(t: Scribe, s: SessionSummary) -> str:
    first = t.tr.plain(f"person-level-{s.header.level}")
    if s.header.last_level is s.header.level:
        return first
    last = t.tr.plain(f"person-level-{s.header.last_level}")
    return t.tr.plain("summaries-level-then", first=first, last=last)


def alerts(t: Scribe, s: SessionSummary) -> str:
    if not s.alerts:
        return t.tr.plain("summaries-none")
    return t.joined(
        t.tr.plain(f"summaries-alert-{alert.kind}", times=alert.times) for alert in s.alerts
    )


def goal(t: Scribe, s: SessionSummary) -> str:
    g, tr = s.goal, t.tr
    themes = [t.theme(code) for code in g.themes[: t.room.themes]]
    stimuli = [
        tr.plain("summaries-song", song=t.cut(g.song, most=5)) if g.song else "",
        tr.plain("summaries-cues", count=len(g.cues)) if g.cues else "",
        tr.plain("summaries-photos", count=g.photos) if g.photos else "",
    ]
    aim = t.cut(g.goal, most=t.room.goal) if t.room.goal else ""
    stages = [tr.plain(f"stage-{stage}") for stage in g.stages] if t.room.whole else []
    objects = [_cue(t, question_id) for question_id in g.cues] if t.room.whole else []
    found = t.joined((aim, *stages, *themes, *stimuli, *objects))
    return found or tr.plain("summaries-none")


def _cue(t: Scribe, question_id: str) -> str:
    return t.bank.wording(question_id, t.tr.language).cue


def assent(t: Scribe, s: SessionSummary) -> str:
    return t.tr.plain(f"summaries-assent-{s.assent}")


def mood(t: Scribe, s: SessionSummary) -> str:
    rated = s.mood.rated_by
    return t.joined(
        (
            _face(t, "before", s.mood.before, rated.before),
            _face(t, "after", s.mood.after, rated.after),
        )
    )


def _face(t: Scribe, when: str, face: int | None, rater: Rater | None) -> str:
    if face is None or rater is None:
        return t.tr.plain(f"summaries-mood-{when}-unknown")
    by = t.tr.plain(f"summaries-rater-{rater}")
    return t.tr.plain(f"summaries-mood-{when}", face=face, rater=by)


def observation(t: Scribe, s: SessionSummary) -> str:
    marks = t.joined(_mark(t, item, s.observation.get(item)) for item in ObservationItem)
    if not t.room.whole:
        return marks
    seen = (s.header.ended_at or s.header.began_at).astimezone(t.zone)
    scale = t.tr.plain("summaries-observed-when", date=day_of(t.tr, seen))
    return t.joined((marks, scale), by="summaries-then")


def _mark(t: Scribe, item: ObservationItem, mark: int | None) -> str:
    shown = t.tr.plain("summaries-unknown") if mark is None else str(mark)
    return t.tr.plain(f"summaries-observed-{item}", mark=shown)


def participation(t: Scribe, s: SessionSummary) -> str:
    p, tr = s.participation, t.tr
    initiative = "" if p.initiative is None else ("yes" if p.initiative else "no")
    return t.joined(
        (
            tr.plain("summaries-taken-up", taken=p.taken_up, offered=p.offered),
            tr.plain("summaries-run", count=p.longest_run)
            if t.room.whole and p.longest_run > 1
            else "",
            tr.plain("summaries-refused", count=p.refused) if p.refused else "",
            tr.plain(f"summaries-initiative-{initiative}") if initiative else "",
            tr.plain("summaries-drops", count=p.level_drops) if p.level_drops else "",
            tr.plain(f"summaries-stop-{p.stopped_early}") if p.stopped_early else "",
        )
    )


def helped(t: Scribe, s: SessionSummary) -> str:
    none = t.tr.plain("summaries-unknown")
    good = t.joined(t.tr.plain(f"session-helped-{what}") for what in s.helped).lower()
    bad = t.joined(t.tr.plain(f"session-hindered-{what}") for what in s.hindered).lower()
    return t.tr.plain("summaries-helped", helped=good or none, hindered=bad or none)


def companion(t: Scribe, s: SessionSummary) -> str:
    words, tr = s.companion, t.tr
    note = t.cut(words.note, most=t.room.note) if t.room.note else ""
    return t.joined(
        (
            tr.plain("summaries-note", note=note) if note else "",
            tr.plain("summaries-note-cut") if words.note and not note else "",
            tr.plain("summaries-note-voice") if words.voice else "",
            tr.plain(f"summaries-day-{words.day}" if words.day else "summaries-day-unknown"),
        )
    )


def suggestions(t: Scribe, s: SessionSummary) -> str:
    shown = s.suggestions[: t.room.suggestions]
    told = [_suggestion(t, suggestion) for suggestion in shown]
    return t.joined(told) or t.tr.plain("summaries-none")


def _suggestion(t: Scribe, suggestion: Suggestion) -> str:
    tr = t.tr
    reason = tr.plain(f"summaries-reason-{suggestion.reason}")
    match suggestion.kind:
        case SuggestionKind.LEVEL:
            what = tr.plain(f"person-level-{suggestion.what}")
        case SuggestionKind.KEEP:
            what = tr.plain(f"session-helped-{suggestion.what}").lower()
        case _:
            what = t.theme(suggestion.what)
    line = tr.plain(f"summaries-suggest-{suggestion.kind}", what=what)
    return tr.plain("summaries-because", what=line, reason=reason) if t.room.whole else line


def decision(t: Scribe, s: SessionSummary) -> str:
    if s.decision is None:
        return t.tr.plain("summaries-undecided")
    chosen = t.tr.plain(f"summaries-decided-{s.decision.choice}")
    note = t.cut(s.decision.note, most=100) if t.room.whole else ""
    return t.joined((chosen, t.tr.plain("summaries-note", note=note) if note else ""))


def provenance(t: Scribe, s: SessionSummary) -> str:
    tr, origin = t.tr, s.provenance
    if not t.room.whole:
        return tr.plain("summaries-provenance")
    return t.joined(
        (
            tr.plain("summaries-provenance"),
            tr.plain("summaries-from-people", blocks=_blocks(t, origin.human)),
            tr.plain("summaries-from-program", blocks=_blocks(t, origin.program)),
            *(tr.plain("summaries-picture-model", model=m) for m in origin.picture_models),
            tr.plain("summaries-transcript", count=len(origin.transcript)),
            *(_edit(t, at=e.decided_at, choice=e.choice) for e in origin.edits),
        ),
        by="summaries-then",
    )


def _blocks(t: Scribe, keys: tuple[str, ...]) -> str:
    names = [t.tr.plain(f"summaries-block-{key}").lower() for key in keys if key != "hindered"]
    return t.joined(names, by="summaries-comma")


def _edit(t: Scribe, *, at: datetime, choice: str) -> str:
    local = at.astimezone(t.zone)
    chosen = t.tr.plain(f"summaries-decided-{choice}")
    return t.tr.plain("summaries-edit", date=day_of(t.tr, local), choice=chosen)


#: The blocks in the order of protocol §14, by their JSON keys.
IN_ORDER: Mapping[str, Callable[[Scribe, SessionSummary], str]] = {
    "header": header,
    "alerts": alerts,
    "goal": goal,
    "assent": assent,
    "mood": mood,
    "observation": observation,
    "participation": participation,
    "memories": memories,
    "helped": helped,
    "hard_moments": hard_moments,
    "pictures": pictures,
    "companion": companion,
    "suggestions": suggestions,
    "decision": decision,
    "provenance": provenance,
}
