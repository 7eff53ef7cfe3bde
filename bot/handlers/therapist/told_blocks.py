"""The blocks that tell of something that happened: memories, hard moments, pictures."""

from markupsafe import Markup

from bot.handlers.therapist.scribe import LONGEST_LETTERS, Scribe, state_name
from core.domain.summary import (
    LONGEST_QUOTE,
    MemoryLine,
    MomentLine,
    PictureLine,
    SessionSummary,
)


def memories(t: Scribe, s: SessionSummary) -> Markup:
    if not s.memories:
        return t.tr("summaries-none")
    shown = s.memories[: t.room.memories]
    lines = [_memory(t, line, quoted=place < t.room.quotes) for place, line in enumerate(shown)]
    rest = len(s.memories) - len(shown)
    if rest:
        lines.append(t.tr("summaries-memories-more", count=rest))
    told = Markup("\n").join(lines)
    return told if t.room.whole else Markup("\n") + told


def _memory(t: Scribe, line: MemoryLine, *, quoted: bool) -> Markup:
    tr = t.tr
    facts = t.joined(
        (
            tr.plain("summaries-new" if line.new else "summaries-revisited"),
            tr.plain(f"summaries-valence-{line.valence}") if line.valence else "",
            tr.plain("summaries-enjoyed", mark=line.enjoyment)
            if line.enjoyment is not None
            else "",
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


def _feeling(t: Scribe, feeling: str) -> str:
    known = t.tr.knows(f"feeling-{feeling}") if feeling else False
    return t.tr.plain(f"feeling-{feeling}").lower() if known else ""


def _state(t: Scribe, line: MemoryLine) -> str:
    if line.state is not None:
        return t.tr.plain("summaries-state-confirmed", state=state_name(t.tr, line.state))
    if line.proposed is None:
        return ""
    return t.tr.plain("summaries-state-proposed", state=state_name(t.tr, line.proposed))


def hard_moments(t: Scribe, s: SessionSummary) -> str:
    if not s.hard_moments:
        return t.tr.plain("summaries-none")
    shown = s.hard_moments[: t.room.moments]
    told = [_moment(t, moment) for moment in shown]
    rest = len(s.hard_moments) - len(shown)
    if rest:
        told.append(t.tr.plain("summaries-moments-more", count=rest))
    return t.joined(told, by="summaries-then")


def _moment(t: Scribe, moment: MomentLine) -> str:
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
            _comfort(t, moment) if t.room.whole else "",
            tr.plain(f"summaries-ending-{moment.ending}") if moment.ending else "",
            tr.plain(f"summaries-flag-{flag}") if flag else "",
        ),
        by="summaries-comma",
    )


def _comfort(t: Scribe, moment: MomentLine) -> str:
    """What the companion was shown to do, step by step."""
    if not moment.comfort:
        return ""
    steps = t.joined(
        (t.tr.plain(f"summaries-comfort-{step}") for step in moment.comfort), by="summaries-comma"
    )
    return t.tr.plain("summaries-comfort", steps=steps)


def pictures(t: Scribe, s: SessionSummary) -> str:
    if not s.pictures:
        return t.tr.plain("summaries-none")
    tr, made = t.tr, s.pictures
    styles = dict.fromkeys(line.style for line in made if line.style)
    total = t.joined(
        (
            tr.plain("summaries-pictures-accepted", count=sum(x.accepted for x in made)),
            tr.plain("summaries-pictures-changed", count=sum(x.changed for x in made)),
            tr.plain("summaries-pictures-rejected", count=sum(x.rejected for x in made)),
            *(tr.plain(f"pictures-style-{style}").lower() for style in list(styles)[:2]),
            tr.plain(f"summaries-likeness-{_yes(any(x.likeness for x in made))}"),
        )
    )
    return t.joined((total, *_each(t, made)), by="summaries-then") if t.room.whole else total


def _each(t: Scribe, made: tuple[PictureLine, ...]) -> list[str]:
    return [t.joined((_tries(t, line), *_changed(t, line)), by="summaries-comma") for line in made]


def _tries(t: Scribe, line: PictureLine) -> str:
    return t.tr.plain("summaries-picture-one", answer=_answer(t, line), tries=line.changed + 1)


def _changed(t: Scribe, line: PictureLine) -> list[str]:
    return [t.tr.plain(f"summaries-area-{area}") for area in line.areas]


def _answer(t: Scribe, line: PictureLine) -> str:
    return t.tr.plain(f"summaries-picture-{_yes(line.accepted)}")


def _yes(holds: object) -> str:
    return "yes" if holds else "no"
