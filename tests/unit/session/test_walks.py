"""Random walks through the machine: what must hold wherever anybody goes."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain import interruptions as come_between
from core.domain.closing import Beat
from core.domain.distress import Tier
from core.domain.life import Level, ProbeFamily
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.domain.session_clock import Due
from core.domain.session_record import Assent, Mood, PromptOutcome, Rater, StopReason
from core.domain.talk import EDITS, PROBES, Writing
from storage.documents import from_document, to_document
from tests.unit.session.roads import NOON, Questions, at

Session = ReminiscenceSession
Step = Callable[[Session], Session]

STEPS: dict[str, Step] = {
    "ready": lambda s: s.made_ready(),
    "yes": lambda s: s.assented(Assent.YES, now=NOON),
    "not today": lambda s: s.assented(Assent.NOT_TODAY, now=NOON),
    "not sure": lambda s: s.assented(Assent.NOT_SURE, now=NOON),
    "face": lambda s: s.felt_before(Mood(face=4, rated_by=Rater.PERSON)),
    "opened": lambda s: s.opened(),
    "offer": lambda s: s.offer(("C5", "D3"), now=NOON),
    "offer nothing": lambda s: s.offer((), now=NOON),
    "other theme": lambda s: s.other_theme(),
    "choose": lambda s: s.choose("D3", f"D3.{len(s.record.prompts)}"),
    "liked": lambda s: s.enjoyed() if s.level is Level.PRESENCE else s,
    "answer": lambda s: s.answered(f"m{len(s.memory_ids)}", ProbeFamily.SIGHT),
    "more": lambda s: s.told_more(ProbeFamily.SOUND),
    "there is more": lambda s: s.more_to_tell(ProbeFamily.SMELL),
    "enough told": lambda s: s.enough_told(),
    "nothing": lambda s: s.nothing_came(Questions(), now=NOON),
    "nothing, none left": lambda s: s.nothing_came(Questions(left=0), now=NOON),
    "not to taste": lambda s: s.not_to_taste(now=NOON),
    "declined": lambda s: s.declined(Questions(), now=NOON),
    "change": lambda s: s.write(Writing.CHANGE),
    "changed": lambda s: s.changed(),
    "agree": lambda s: s.agree(with_picture=False, questions=Questions(), now=NOON),
    "agree, picture": lambda s: s.agree(with_picture=True, questions=Questions(), now=NOON),
    "picture over": lambda s: s.picture_over(Questions(), now=NOON),
    "let go": lambda s: s.let_go(s.memory_ids[-1], now=NOON) if s.memory_ids else s,
    "close": lambda s: s.close(now=NOON),
    "next page": lambda s: s.next_page(now=NOON),
    "next after": lambda s: s.next_after(now=NOON),
    "pause": lambda s: come_between.pause(s, now=NOON),
    "resume": lambda s: come_between.resume(s, now=NOON),
    "hard": lambda s: come_between.hard_moment(s, now=NOON),
    "tender": lambda s: come_between.judge(s, Tier.TENDER, now=NOON),
    "uneasy": lambda s: come_between.judge(s, Tier.UNEASY, now=NOON),
    "upset": lambda s: come_between.judge(s, Tier.UPSET, now=NOON),
    "calm": lambda s: come_between.calm_again(s, now=NOON),
    "gentler": lambda s: come_between.gentler(s, Questions(), now=NOON),
    "close after": lambda s: come_between.close_after(s, now=NOON),
    "ask pause": come_between.ask_pause,
    "ask time": come_between.ask_time,
    "go on": come_between.go_on,
    "time out": lambda s: (
        s.close(now=at(50), stop=StopReason.TIME)
        if come_between.due(s, now=at(50)) is Due.STOP
        else s
    ),
}
HELPFUL = ["ready", "yes", "face", "opened", "offer", "choose", "answer", "agree, picture"]

beginnings = st.tuples(st.sampled_from(list(Level)), st.booleans())
walks = st.lists(st.sampled_from([*STEPS, *HELPFUL * 2]), max_size=40)


def walked(beginning: tuple[Level, bool], names: list[str]) -> list[Session]:
    """Every session on the way; refused steps leave it as it was."""
    level, brief = beginning
    session = Session.begin(
        session_id="s", led_by=7, level=level, limit_minutes=45, now=NOON, brief=brief
    )
    passed = [session]
    for name in names:
        try:
            session = STEPS[name](session)
        except OutOfStep:
            continue
        passed.append(session)
    return passed


@given(beginnings, walks)
@settings(deadline=None)
def test_the_hard_moment_and_the_pause_are_reachable_from_every_open_state(
    beginning: tuple[Level, bool], names: list[str]
) -> None:
    for session in walked(beginning, names):
        if session.ended_at is None:
            assert come_between.hard_moment(session, now=NOON).moment is not None
            assert come_between.pause(session, now=NOON).paused


@given(beginnings, walks, st.sampled_from(list(Tier)))
@settings(deadline=None)
def test_from_every_hard_moment_the_session_can_be_closed_with_beats(
    beginning: tuple[Level, bool], names: list[str], tier: Tier
) -> None:
    session = walked(beginning, names)[-1]
    if session.ended_at is not None:
        return
    hard = come_between.judge(come_between.hard_moment(session, now=NOON), tier, now=NOON)
    closed = come_between.close_after(hard, now=NOON)
    assert closed.stage is SessionStage.CLOSE
    assert closed.beats
    assert not closed.interrupted


@given(beginnings, walks)
@settings(deadline=None)
def test_no_session_ends_without_having_been_closed(
    beginning: tuple[Level, bool], names: list[str]
) -> None:
    passed = walked(beginning, names)
    if passed[-1].ended_at is not None:
        assert any(session.stage is SessionStage.CLOSE for session in passed)


@given(beginnings, walks)
@settings(deadline=None)
def test_two_refusals_and_the_end_of_time_lead_to_the_closing(
    beginning: tuple[Level, bool], names: list[str]
) -> None:
    for session in walked(beginning, names):
        over = {SessionStage.CLOSE, SessionStage.AFTER, SessionStage.SUMMARY}
        if session.record.refusals >= 2 or session.record.stop is StopReason.TIME:
            assert session.stage in over


@given(beginnings, walks)
@settings(deadline=None)
def test_every_closing_after_a_yes_comes_back_to_now(
    beginning: tuple[Level, bool], names: list[str]
) -> None:
    for session in walked(beginning, names):
        if session.stage is SessionStage.CLOSE and session.record.assent is Assent.YES:
            beats = [beat for page in session.closing for beat in page]
            assert beats[-2:] == [Beat.NOW, Beat.NEXT]


@given(beginnings, walks)
@settings(deadline=None)
def test_counts_stay_within_the_limits_of_the_level(
    beginning: tuple[Level, bool], names: list[str]
) -> None:
    for session in walked(beginning, names):
        assert len(session.talk.probes) <= PROBES[Level.OPEN]
        assert session.talk.edits <= EDITS
        taken = [p for p in session.record.prompts if p.outcome is PromptOutcome.TAKEN_UP]
        assert len(session.memory_ids) <= max(len(taken), 0)


@given(beginnings, walks)
@settings(deadline=None)
def test_the_level_only_ever_drops(beginning: tuple[Level, bool], names: list[str]) -> None:
    order = list(Level)
    levels = [order.index(session.level) for session in walked(beginning, names)]
    assert levels == sorted(levels)


@given(beginnings, walks)
@settings(deadline=None)
def test_company_is_never_asked_a_story(beginning: tuple[Level, bool], names: list[str]) -> None:
    names = [name for name in names if name != "answer"]
    for session in walked((Level.PRESENCE, beginning[1]), names):
        assert session.memory_ids == ()
        assert not session.stage.with_story


@given(beginnings, walks)
@settings(deadline=None)
def test_every_state_is_kept_and_read_back_the_same(
    beginning: tuple[Level, bool], names: list[str]
) -> None:
    session = replace(walked(beginning, names)[-1], touched_at=NOON)
    assert from_document(to_document(session), Session) == session
