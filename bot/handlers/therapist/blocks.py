"""The fifteen blocks of a summary in words: short for the message, whole for the detail.

Every line is put together from codes and from what people said; none is written anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from core.content.questions import QuestionBank
from core.domain.memory import MemoryState
from core.domain.session_record import ObservationItem, Rater
from core.domain.summary import (
    LONGEST_QUOTE,
    MemoryLine,
    MomentLine,
    PictureLine,
    SessionSummary,
    Suggestion,
    SuggestionKind,
)
from core.i18n.translator import Translator

CORE_SESSIONS = 12  #: of the programme (protocol §3)
LONGEST_LETTERS = 240  #: of one piece of somebody's words, however few words it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much there is room for; words where nothing else is said."""

    memories: int
    quotes: int  #: memories with a quote
    note: int
    goal: int
    themes: int
    moments: int
    suggestions: int
    whole: bool = False  #: the detail


WHOLE = Room(
    memories=20,
    quotes=20,
    note=400,
    goal=200,
    themes=5,
    moments=10,
    suggestions=10,
    whole=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What the words of a summary are made with."""

    tr: Translator
    zone: ZoneInfo
    bank: QuestionBank
    room: Room

    def joined(self, parts: Iterable[str], *, by: str = "summaries-and") -> str:
        return self.tr.plain(by).join(part for part in parts if part)

    def theme(self, code: str) -> str:
        return (
            self.tr.plain(f"theme-{code}-short") if code else self.tr.plain("summaries-no-theme")
        )

    def cut(self, words: str, *, most: int) -> str:
        """The beginning of somebody's words, with dots where it was cut."""
        kept = words.split()[:most]
        text = " ".join(kept)
        letters = LONGEST_LETTERS * (8 if self.room.whole else 1)
        if len(text) > letters:
            return f"{text[: letters - 1]}…"
        return text if len(kept) == len(words.split()) else f"{text}…"


def day_of(tr: Translator, moment: datetime) -> str:
    return tr.plain("summaries-day", day=moment.day, month=moment.month)


def header(t: Teller, s: SessionSummary) -> Markup:
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
    if not t.room.whole:
        return line
    started = tr.plain(f"role-{head.started_by}") if head.started_by else _gone(tr)
    language = tr.plain(f"language-{head.language}")
    more = tr("summaries-header-more", starter=started, language=language, times=head.handed_over)
    return Markup("\n").join((line, more))


def session_name(tr: Translator, number: int) -> str:
    if number == 0:
        return tr.plain("summaries-not-held")
    if number > CORE_SESSIONS:
        return tr.plain("summaries-session-beyond", number=number)
    return tr.plain("summaries-session", number=number, of=CORE_SESSIONS)


def _gone(tr: Translator) -> str:
    return tr.plain("summaries-somebody")


def _levels(t: Teller, s: SessionSummary) -> str:
    first = t.tr.plain(f"person-level-{s.header.level}")
    if s.header.last_level is s.header.level:
        return first
    last = t.tr.plain(f"person-level-{s.header.last_level}")
    return t.tr.plain("summaries-level-then", first=first, last=last)


def alerts(t: Teller, s: SessionSummary) -> str:
    if not s.alerts:
        return t.tr.plain("summaries-none")
    return t.joined(
        t.tr.plain(f"summaries-alert-{alert.kind}", times=alert.times) for alert in s.alerts
    )


def goal(t: Teller, s: SessionSummary) -> str:
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


def _cue(t: Teller, question_id: str) -> str:
    return t.bank.wording(question_id, t.tr.language).cue


def assent(t: Teller, s: SessionSummary) -> str:
    return t.tr.plain(f"summaries-assent-{s.assent}")


def mood(t: Teller, s: SessionSummary) -> str:
    rated = s.mood.rated_by
    return t.joined(
        (
            _face(t, "before", s.mood.before, rated.before),
            _face(t, "after", s.mood.after, rated.after),
        )
    )


def _face(t: Teller, when: str, face: int | None, rater: Rater | None) -> str:
    if face is None or rater is None:
        return t.tr.plain(f"summaries-mood-{when}-unknown")
    by = t.tr.plain(f"summaries-rater-{rater}")
    return t.tr.plain(f"summaries-mood-{when}", face=face, rater=by)


def observation(t: Teller, s: SessionSummary) -> str:
    return t.joined(_mark(t, item, s.observation.get(item)) for item in ObservationItem)


def _mark(t: Teller, item: ObservationItem, mark: int | None) -> str:
    shown = t.tr.plain("summaries-unknown") if mark is None else str(mark)
    return t.tr.plain(f"summaries-observed-{item}", mark=shown)


def participation(t: Teller, s: SessionSummary) -> str:
    p, tr = s.participation, t.tr
    initiative = "" if p.initiative is None else ("yes" if p.initiative else "no")
    return t.joined(
        (
            tr.plain("summaries-taken-up", taken=p.taken_up, offered=p.offered),
            tr.plain("summaries-refused", count=p.refused) if p.refused else "",
            tr.plain(f"summaries-initiative-{initiative}") if initiative else "",
            tr.plain("summaries-drops", count=p.level_drops) if p.level_drops else "",
            tr.plain(f"summaries-stop-{p.stopped_early}") if p.stopped_early else "",
        )
    )


def memories(t: Teller, s: SessionSummary) -> Markup:
    if not s.memories:
        return t.tr("summaries-none")
    shown = s.memories[: t.room.memories]
    lines = [_memory(t, line, quoted=place < t.room.quotes) for place, line in enumerate(shown)]
    rest = len(s.memories) - len(shown)
    if rest:
        lines.append(t.tr("summaries-memories-more", count=rest))
    return Markup("\n") + Markup("\n").join(lines)


def _memory(t: Teller, line: MemoryLine, *, quoted: bool) -> Markup:
    tr = t.tr
    facts = t.joined(
        (
            tr.plain("summaries-new" if line.new else "summaries-revisited"),
            tr.plain(f"summaries-valence-{line.valence}") if line.valence else "",
            tr.plain("summaries-enjoyed", mark=line.enjoyment) if line.enjoyment else "",
            _feeling(t, line.feeling),
            tr.plain(f"summaries-teller-{line.teller}"),
            tr.plain(f"summaries-how-{line.told_how}") if t.room.whole else "",
            tr.plain(f"summaries-verified-{line.verification}") if t.room.whole else "",
            _state(t, line),
        )
    )
    title = t.cut(line.title, most=8) or t.theme(line.theme)
    if line.withheld:
        return tr("summaries-memory-withheld", theme=t.theme(line.theme), facts=facts)
    if quoted and fits(line.quote):
        return tr("summaries-memory-quoted", title=title, quote=line.quote, facts=facts)
    return tr("summaries-memory", title=title, facts=facts)


def fits(quote: str) -> bool:
    """Whether a quote may stand: whole and short, or it does not stand at all."""
    return 0 < len(quote) <= LONGEST_LETTERS and len(quote.split()) <= LONGEST_QUOTE


def _feeling(t: Teller, feeling: str) -> str:
    known = t.tr.knows(f"feeling-{feeling}") if feeling else False
    return t.tr.plain(f"feeling-{feeling}").lower() if known else ""


def _state(t: Teller, line: MemoryLine) -> str:
    if line.state is not None:
        return t.tr.plain("summaries-state-confirmed", state=state_name(t.tr, line.state))
    if line.proposed is None:
        return ""
    return t.tr.plain("summaries-state-proposed", state=state_name(t.tr, line.proposed))


def state_name(tr: Translator, state: MemoryState) -> str:
    return tr.plain(f"summaries-state-{state}")


def helped(t: Teller, s: SessionSummary) -> str:
    none = t.tr.plain("summaries-none")
    good = t.joined(t.tr.plain(f"session-helped-{what}") for what in s.helped).lower()
    bad = t.joined(t.tr.plain(f"session-hindered-{what}") for what in s.hindered).lower()
    return t.tr.plain("summaries-helped", helped=good or none, hindered=bad or none)


def hard_moments(t: Teller, s: SessionSummary) -> str:
    if not s.hard_moments:
        return t.tr.plain("summaries-none")
    shown = s.hard_moments[: t.room.moments]
    told = [_moment(t, moment) for moment in shown]
    rest = len(s.hard_moments) - len(shown)
    if rest:
        told.append(t.tr.plain("summaries-moments-more", count=rest))
    return t.joined(told, by="summaries-then")


def _moment(t: Teller, moment: MomentLine) -> str:
    tr = t.tr
    tier = "unknown" if moment.tier is None else f"{moment.tier:d}"
    situation = moment.situation
    named = tr.plain(f"session-situation-{situation}").lower() if situation else ""
    flag = "resting" if moment.flagged else "reviewed" if moment.reviewed else ""
    return t.joined(
        (
            tr.plain(f"summaries-tier-{tier}"),
            t.theme(moment.theme) if t.room.whole and moment.theme else "",
            named,
            tr.plain(f"summaries-ending-{moment.ending}") if moment.ending else "",
            tr.plain(f"summaries-flag-{flag}") if flag else "",
        ),
        by="summaries-comma",
    )


def pictures(t: Teller, s: SessionSummary) -> str:
    if not s.pictures:
        return t.tr.plain("summaries-none")
    tr, made = t.tr, s.pictures
    styles = dict.fromkeys(line.style for line in made if line.style)
    total = t.joined(
        (
            tr.plain("summaries-pictures-accepted", count=sum(x.accepted for x in made)),
            tr.plain("summaries-pictures-changed", count=sum(x.changed for x in made)),
            tr.plain("summaries-pictures-rejected", count=sum(x.rejected for x in made)),
            *(tr.plain(f"style-{style}").lower() for style in list(styles)[:2]),
            tr.plain(f"summaries-likeness-{_yes(any(x.likeness for x in made))}"),
        )
    )
    return t.joined((total, *_each(t, made)), by="summaries-then") if t.room.whole else total


def _each(t: Teller, made: tuple[PictureLine, ...]) -> list[str]:
    return [
        t.tr.plain("summaries-picture-one", answer=_answer(t, line), tries=line.changed + 1)
        for line in made
    ]


def _answer(t: Teller, line: PictureLine) -> str:
    return t.tr.plain(f"summaries-picture-{_yes(line.accepted)}")


def _yes(holds: object) -> str:
    return "yes" if holds else "no"


def companion(t: Teller, s: SessionSummary) -> str:
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


def suggestions(t: Teller, s: SessionSummary) -> str:
    shown = s.suggestions[: t.room.suggestions]
    told = [_suggestion(t, suggestion) for suggestion in shown]
    return t.joined(told) or t.tr.plain("summaries-none")


def _suggestion(t: Teller, suggestion: Suggestion) -> str:
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


def decision(t: Teller, s: SessionSummary) -> str:
    if s.decision is None:
        return t.tr.plain("summaries-undecided")
    chosen = t.tr.plain(f"summaries-decided-{s.decision.choice}")
    note = t.cut(s.decision.note, most=100) if t.room.whole else ""
    return t.joined((chosen, t.tr.plain("summaries-note", note=note) if note else ""))


def provenance(t: Teller, s: SessionSummary) -> str:
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


def _blocks(t: Teller, keys: tuple[str, ...]) -> str:
    names = [t.tr.plain(f"summaries-block-{key}").lower() for key in keys if key != "hindered"]
    return t.joined(names, by="summaries-comma")


def _edit(t: Teller, *, at: datetime, choice: str) -> str:
    local = at.astimezone(t.zone)
    chosen = t.tr.plain(f"summaries-decided-{choice}")
    return t.tr.plain("summaries-edit", date=day_of(t.tr, local), choice=chosen)


#: The blocks in the order of protocol §14, by their JSON keys.
IN_ORDER: Mapping[str, Callable[[Teller, SessionSummary], str]] = {
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
