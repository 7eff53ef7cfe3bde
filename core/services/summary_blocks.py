"""The blocks of a session's summary, each from what is stored and from nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from core.content.questions import QuestionBank
from core.content.theme_choice import offer_themes
from core.domain.change import Area
from core.domain.circle import Role
from core.domain.consent import Consent, GivenBy
from core.domain.distress import ComfortStep, HardMoment, Tier
from core.domain.memory import Audience, Memory, MemoryState, Teller, ToldHow, Valence
from core.domain.patient import Patient
from core.domain.photo import Photo
from core.domain.picture import Picture, PictureStatus
from core.domain.session import ReminiscenceSession
from core.domain.session_record import (
    Assent,
    ObservationItem,
    PromptOffered,
    PromptOutcome,
    StopReason,
)
from core.domain.steering import Goal, SessionReview
from core.domain.summary import (
    LONGEST_QUOTE,
    Alert,
    AlertKind,
    AssentGiven,
    CompanionWords,
    GoalAndTheme,
    Header,
    MemoryLine,
    MomentLine,
    MoodFaces,
    Participation,
    PictureLine,
    Provenance,
    RatedBy,
    Reason,
    Suggestion,
    SuggestionKind,
)
from core.services.sessions import MOST_MINUTES, hard_days_in_a_row
from core.services.themes import history_of, resting_themes, was_hard

HUMAN = ("goal", "mood", "observation", "helped", "hindered", "companion", "decision")
PROGRAM = (
    "header",
    "alerts",
    "assent",
    "participation",
    "memories",
    "hard_moments",
    "pictures",
    "suggestions",
    "provenance",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that a summary may rest on."""

    session: ReminiscenceSession
    until_now: tuple[ReminiscenceSession, ...]  #: the sessions up to this one, with it
    patient: Patient
    bank: QuestionBank
    memories: tuple[Memory, ...]  #: told or pictured in it
    pictures: tuple[Picture, ...]  #: made in it, or before the next one
    photos: tuple[Photo, ...]
    withdrawn: tuple[Consent, ...]  #: since the session before
    roles: Mapping[int, Role]  #: by account id
    therapists: tuple[str, ...]  #: names
    likeness_by: tuple[GivenBy, ...]  #: of the consents to learn a likeness that hold
    areas: Mapping[str, Area]  #: what was to change, by the wish's id
    goal: Goal | None  #: as it was when it began
    review: SessionReview | None


def person_code(patient: Patient) -> str:
    """A short name for a person on a phone that others may see: "C-014"."""
    initial = next((letter for letter in patient.name if letter.isalpha()), "P")
    number = int(sha256(patient.id.encode()).hexdigest(), 16) % 1000
    return f"{initial.upper()}-{number:03d}"


def was_held(session: ReminiscenceSession) -> bool:
    """Whether the person said yes to it."""
    return session.record.assent is Assent.YES


def header(s: Sources) -> Header:
    session, held = s.session, was_held(s.session)
    first_leader = session.led_before[0] if session.led_before else session.led_by
    ended = session.ended_at or session.touched_at or session.begun_at
    return Header(
        person=person_code(s.patient),
        number=sum(was_held(earlier) for earlier in s.until_now) if held else 0,
        began_at=session.begun_at,
        ended_at=session.ended_at,
        minutes=session.clock.seconds(now=ended) // 60,
        companion=s.roles.get(session.led_by),
        started_by=s.roles.get(first_leader),
        handed_over=len(session.led_before),
        level=session.record.began_level,
        last_level=session.level,
        language=s.patient.language.value,
        place=session.record.place,
        therapists=s.therapists,
    )


def alerts(s: Sources) -> tuple[Alert, ...]:
    tiers = [moment.tier for moment in s.session.record.moments]
    times = {
        AlertKind.DANGER: tiers.count(Tier.DANGER),
        AlertKind.UPSET: tiers.count(Tier.UPSET),
        AlertKind.PICTURE_MADE: sum(bool(m.possible_new_detail) for m in s.memories),
        AlertKind.CONSENT_WITHDRAWN: len(s.withdrawn),
        AlertKind.COMPANION: int(hard_days_in_a_row(s.until_now, s.session)),
    }
    return tuple(Alert(kind=kind, times=number) for kind, number in times.items() if number)


def goal_and_theme(s: Sources) -> GoalAndTheme:
    themes = tuple(dict.fromkeys(s.session.record.themes))
    return GoalAndTheme(
        goal=s.goal.text if s.goal else "",
        stages=tuple(dict.fromkeys(s.bank.theme(code).stage for code in themes)),
        themes=themes,
        song=s.session.record.song,
        cues=s.session.record.cues,
        photos=len(s.photos),
    )


def assent(s: Sources) -> AssentGiven:
    record = s.session.record
    if record.assent is None:
        return AssentGiven.NOT_ASKED
    if record.assent is Assent.NOT_TODAY:
        return AssentGiven.REFUSED
    if record.assent is Assent.NOT_SURE:
        return AssentGiven.NOT_SURE
    if record.stop is StopReason.TURNED_AWAY:
        return AssentGiven.WITHDRAWN
    return AssentGiven.AFTER_A_WHILE if record.assent_took_a_while else AssentGiven.GIVEN


def mood(s: Sources) -> MoodFaces:
    before, after = s.session.record.mood_before, s.session.record.mood_after
    return MoodFaces(
        before=before.face if before else None,
        after=after.face if after else None,
        rated_by=RatedBy(
            before=before.rated_by if before else None,
            after=after.rated_by if after else None,
        ),
    )


def observation(s: Sources) -> dict[ObservationItem, int | None]:
    return {item: s.session.record.observation.get(item) for item in ObservationItem}


def participation(s: Sources) -> Participation:
    record = s.session.record
    initiative = record.observation.get(ObservationItem.INITIATIVE)
    return Participation(
        offered=len(record.prompts),
        taken_up=record.taken_up,
        refused=record.refusals,
        initiative=None if initiative is None else initiative > 0,
        level_drops=record.level_drops,
        stopped_early=record.stop,
        longest_run=_longest_run(record.prompts),
    )


def _longest_run(prompts: Sequence[PromptOffered]) -> int:
    """How many prompts in a row were taken up, at most: a count, and no time."""
    longest = run = 0
    for prompt in prompts:
        run = run + 1 if prompt.outcome is PromptOutcome.TAKEN_UP else 0
        longest = max(longest, run)
    return longest


def memory_lines(s: Sources) -> tuple[MemoryLine, ...]:
    return tuple(_memory_line(s, memory) for memory in s.memories)


def withheld(session: ReminiscenceSession, memory: Memory) -> bool:
    """Whether a summary says no more of it than its theme."""
    hard = {m.memory_id for m in session.record.moments if (m.tier or 0) >= Tier.UPSET}
    return (
        memory.valence is Valence.PAINFUL
        or memory.id in hard
        or bool(memory.avoid_reason)
        or memory.audience is Audience.US
        or not memory.approved
    )


def quote_from(memory: Memory) -> str:
    """Their own words, letter by letter: all of them, or whole sentences that fit; or nothing."""
    if not memory.quotable:
        return ""
    line = next((line.strip() for line in memory.words.splitlines() if line.strip()), "")
    if len(line.split()) <= LONGEST_QUOTE:
        return line
    ends = [n + 1 for n, letter in enumerate(line) if letter in ".!?…" and _ends(line, n)]
    fitting = [line[:end] for end in ends if len(line[:end].split()) <= LONGEST_QUOTE]
    return fitting[-1] if fitting else ""


def _ends(line: str, place: int) -> bool:
    return line[place + 1 : place + 2] in {"", " "}


def _memory_line(s: Sources, memory: Memory) -> MemoryLine:
    hidden = withheld(s.session, memory)
    return MemoryLine(
        id=memory.id,
        theme=memory.theme,
        withheld=hidden,
        title="" if hidden else memory.title,
        quote="" if hidden else quote_from(memory),
        new=memory.session_id == s.session.id,
        valence=memory.valence,
        enjoyment=memory.enjoyment,
        feeling=memory.feeling,
        teller=memory.teller,
        told_how=memory.told_how,
        wording=memory.wording,
        verification=memory.verification,
        proposed=proposed_state(memory),
        state=memory.state,
    )


def proposed_state(memory: Memory) -> MemoryState | None:
    """Only by how it was told, and only of the person's own; never "lost"."""
    if memory.teller is not Teller.PERSON:
        return None
    return MemoryState.KEPT if memory.told_how is ToldHow.FREE else MemoryState.AT_RISK


def hard_moments(s: Sources) -> tuple[MomentLine, ...]:
    return tuple(
        MomentLine(
            tier=moment.tier,
            theme=moment.theme,
            situation=moment.situation,
            ending=moment.ending,
            comfort=_comfort(moment),
            flagged=moment.flagged,
            reviewed=moment.reviewed,
        )
        for moment in s.session.record.moments
    )


def _comfort(moment: HardMoment) -> tuple[ComfortStep, ...]:
    """The steps that were shown, one after the other; a milder moment has none."""
    if moment.tier is not Tier.UPSET:
        return ()
    steps = list(ComfortStep)
    return tuple(steps[: steps.index(moment.step) + 1])


def picture_lines(s: Sources) -> tuple[PictureLine, ...]:
    by_memory: dict[str, list[Picture]] = {}
    for picture in s.pictures:
        by_memory.setdefault(picture.memory_id, []).append(picture)
    return tuple(_picture_line(s, memory_id, made) for memory_id, made in by_memory.items())


def _picture_line(s: Sources, memory_id: str, made: Sequence[Picture]) -> PictureLine:
    accepted = [p for p in made if p.status is PictureStatus.APPROVED]
    last = accepted[-1] if accepted else made[-1]
    likeness = last.recipe is not None and bool(last.recipe.all_adapters)
    told = next((m for m in s.memories if m.id == memory_id), None)
    open_to_readers = told is not None and not withheld(s.session, told)
    return PictureLine(
        memory_id=memory_id,
        accepted=bool(accepted),
        rejected=sum(p.status is PictureStatus.REJECTED for p in made),
        changed=len({p.job_id for p in made}) - 1,
        style=last.style,
        likeness=likeness,
        likeness_by=s.likeness_by if likeness else (),
        title=told.title if told is not None and open_to_readers else "",
        picture_id=last.id if accepted else "",
        areas=tuple(dict.fromkeys(s.areas[p.wish_id] for p in made if p.wish_id in s.areas)),
    )


def companion(s: Sources) -> CompanionWords:
    record = s.session.record
    return CompanionWords(
        note=record.note, voice=bool(record.note_voices), day=record.companion_day
    )


def suggestions(s: Sources) -> tuple[Suggestion, ...]:
    """For next time: themes with a reason, what rests, level, what to keep, homework."""
    record = s.session.record
    found = [_suggest(s, theme) for theme in _next_themes(s)]
    found += [
        Suggestion(kind=SuggestionKind.AVOID, what=code, reason=Reason.HARD_MOMENT)
        for code in sorted(resting_themes(s.session))
    ]
    if s.session.level is not record.began_level:
        level = s.session.level.value
        dropped = Reason.LEVEL_DROPPED
        found.append(Suggestion(kind=SuggestionKind.LEVEL, what=level, reason=dropped))
    found += [
        Suggestion(kind=SuggestionKind.KEEP, what=what.value, reason=Reason.HELPED)
        for what in record.helped
    ]
    resting = resting_themes(s.session)
    open_memories = [
        m for m in s.memories if m.theme and m.theme not in resting and not withheld(s.session, m)
    ]
    if open_memories:
        theme, told = open_memories[0].theme, Reason.TOLD_TODAY
        found.append(Suggestion(kind=SuggestionKind.HOMEWORK, what=theme, reason=told))
    return tuple(found)


def _next_themes(s: Sources) -> Sequence[str]:
    level = s.patient.level
    following = ReminiscenceSession.begin(
        session_id="",
        led_by=s.session.led_by,
        level=level,
        limit_minutes=MOST_MINUTES[level],
        now=s.session.begun_at,
    )
    history = history_of(s.until_now, following)
    offered = offer_themes(s.bank, s.patient, history, level=level, seed=0)
    return [theme.code for theme in offered]


def _suggest(s: Sources, code: str) -> Suggestion:
    reason = Reason.UNTOLD
    if was_hard(s.session) and s.bank.theme(code).easy:
        reason = Reason.EASY_AFTER_HARD
    elif any(code in earlier.record.themes for earlier in s.until_now):
        reason = Reason.KNOWN
    return Suggestion(kind=SuggestionKind.THEME, what=code, reason=reason)


def provenance(s: Sources) -> Provenance:
    models = (picture.making.base_model for picture in s.pictures)
    return Provenance(
        human=HUMAN,
        program=PROGRAM,
        picture_models=tuple(dict.fromkeys(models)),
        transcript=tuple(memory.id for memory in s.memories),
        edits=s.review.decisions if s.review else (),
    )
