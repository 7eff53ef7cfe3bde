"""Pauses, hard moments and the clock."""

from dataclasses import replace

import pytest

from core.domain import interruptions as come_between
from core.domain.closing import Beat
from core.domain.distress import ComfortStep, MomentEnding, Situation, Tier
from core.domain.life import Level, ProbeFamily
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.domain.session_clock import Due
from core.domain.session_record import StopReason
from tests.unit.session.roads import (
    NOON,
    Questions,
    after,
    after_stories,
    asked,
    at,
    begun,
    closing,
    read_back,
)

S = SessionStage


def judged(session: ReminiscenceSession, tier: Tier) -> ReminiscenceSession:
    return come_between.judge(come_between.hard_moment(session, now=NOON), tier, now=NOON)


def test_nothing_goes_on_while_paused() -> None:
    paused = come_between.pause(asked(), now=NOON)
    with pytest.raises(OutOfStep):
        paused.answered("m1", None)
    assert come_between.resume(paused, now=at(5)).answered("m1", None).memory_ids == ("m1",)


def test_a_pause_does_not_count_as_time_together() -> None:
    paused = come_between.pause(asked(), now=at(10))
    resumed = come_between.resume(paused, now=at(100))
    assert resumed.clock.seconds(now=at(101)) == 11 * 60


def test_a_hard_moment_first_asks_how_hard_it_is() -> None:
    moment = come_between.hard_moment(asked(), now=NOON).moment
    assert moment is not None
    assert moment.asking
    assert moment.theme == "C5"


def test_tender_goes_on_where_it_was() -> None:
    session = come_between.calm_again(judged(read_back(), Tier.TENDER), now=at(2))
    assert session.stage is S.READ_BACK
    assert session.record.moments[0].ending is MomentEnding.WENT_ON


def test_uneasy_goes_one_level_down_with_another_question() -> None:
    session = come_between.gentler(judged(asked(), Tier.UNEASY), Questions(), now=NOON)
    assert session.level is Level.CHOICE
    assert session.talk.question_id != "C5.1"


def test_uneasy_never_returns_to_the_same_question() -> None:
    session = come_between.calm_again(judged(asked(), Tier.UNEASY), now=NOON)
    assert session.stage is S.THEME
    assert "C5" in session.passed_over


def test_uneasy_at_the_last_question_closes_kindly_whatever_is_tapped() -> None:
    uneasy = judged(after_stories(2), Tier.UNEASY)
    calm = come_between.calm_again(uneasy, now=NOON)
    assert calm.beats == (Beat.THANK, Beat.GIVE_BACK)
    assert calm.record.stop is StopReason.UNEASY
    assert come_between.gentler(uneasy, Questions(), now=NOON).stage is S.CLOSE


def test_tender_at_the_last_question_goes_on_with_it() -> None:
    session = come_between.calm_again(judged(after_stories(2), Tier.TENDER), now=NOON)
    assert session.stage is S.INVITE


def test_uneasy_may_close_with_the_whole_ritual() -> None:
    session = come_between.close_after(judged(asked(), Tier.UNEASY), now=NOON)
    assert session.beats == (Beat.THANK, Beat.GIVE_BACK)
    assert session.record.stop is StopReason.UNEASY


def test_upset_stands_still_and_lets_theme_and_memory_rest() -> None:
    session = judged(asked().answered("m1", ProbeFamily.SIGHT), Tier.UPSET)
    assert session.paused
    assert session.moment is not None
    assert session.moment.flagged
    assert session.resting_memories == {"m1"}


def test_upset_has_no_way_back_to_the_questions() -> None:
    upset = judged(asked(), Tier.UPSET)
    for way_back in (
        lambda: come_between.calm_again(upset, now=NOON),
        lambda: come_between.gentler(upset, Questions(), now=NOON),
        lambda: come_between.resume(upset, now=NOON),
    ):
        with pytest.raises(OutOfStep):
            way_back()


def test_comfort_steps_come_one_at_a_time() -> None:
    session, shown = judged(asked(), Tier.UPSET), []
    while session.moment and session.moment.step not in shown:
        shown.append(session.moment.step)
        session = come_between.comfort(session, session.moment.step.following)
    assert shown == list(ComfortStep)


def test_the_companion_names_the_situation() -> None:
    session = come_between.name_situation(judged(asked(), Tier.UPSET), Situation.SAD)
    assert session.moment is not None
    assert session.moment.situation is Situation.SAD


def test_upset_closes_with_the_last_two_beats() -> None:
    session = come_between.close_after(judged(asked(), Tier.UPSET), now=at(8))
    assert session.closing == ((Beat.NOW, Beat.NEXT),)
    assert not session.paused
    assert session.record.moments[0].ending is MomentEnding.CLOSED


def test_a_memory_that_rests_is_not_asked_about_afterwards() -> None:
    session = come_between.close_after(judged(read_back(), Tier.UPSET), now=NOON)
    session = session.next_page(now=NOON)
    assert all(step.memory_id != "m1" for step in session.after)


def test_danger_can_end_at_once_and_nothing_more_is_asked() -> None:
    session = come_between.help_called(judged(asked(), Tier.DANGER), now=at(3))
    assert session.ended_at == at(3)
    assert session.record.stop is StopReason.DANGER
    assert session.record.moments[0].ending is MomentEnding.HELP


def test_nobody_says_that_help_was_asked_for_when_nobody_asked() -> None:
    (moment,) = judged(asked(), Tier.DANGER).leave(now=at(999)).record.moments
    assert moment.ending is None
    assert moment.ended_at == at(999)


def test_what_was_talked_of_before_is_not_the_theme_of_a_page() -> None:
    looking = replace(asked(), stage=S.LOOK, looking_at="m9")
    (moment,) = come_between.hard_moment(looking, now=NOON).record.moments
    assert (moment.theme, moment.memory_id) == ("", "m9")


def test_danger_that_calmed_closes_and_asks_no_further_questions() -> None:
    session = come_between.close_after(judged(asked(), Tier.DANGER), now=NOON)
    assert session.next_page(now=at(9)).ended_at == at(9)


def test_only_danger_may_skip_the_closing() -> None:
    with pytest.raises(OutOfStep):
        come_between.help_called(judged(asked(), Tier.UPSET), now=NOON)


def test_a_hard_moment_never_becomes_milder_than_it_was() -> None:
    session = judged(judged(asked(), Tier.UPSET), Tier.TENDER)
    assert session.moment is not None
    assert session.moment.tier is Tier.UPSET


def test_a_hard_moment_during_the_closing_goes_to_its_calm_end() -> None:
    session = come_between.close_after(judged(closing(), Tier.TENDER), now=NOON)
    assert session.closing == ((Beat.NOW, Beat.NEXT),)


def test_a_hard_moment_afterwards_does_not_ask_the_same_things_twice() -> None:
    session = after().next_after(now=NOON)
    left = session.after
    session = come_between.close_after(judged(session, Tier.UNEASY), now=NOON)
    assert session.next_page(now=NOON).after == left


def test_a_pause_survives_a_hard_moment_that_passed() -> None:
    paused = come_between.pause(asked(), now=NOON)
    assert come_between.calm_again(judged(paused, Tier.TENDER), now=NOON).paused


def test_the_clock_asks_once_and_stops_five_minutes_later() -> None:
    session = asked()
    assert come_between.due(session, now=at(44)) is Due.NOTHING
    assert come_between.due(session, now=at(45)) is Due.ASK
    session = come_between.go_on(come_between.ask_time(session))
    assert come_between.due(session, now=at(46)) is Due.NOTHING
    assert come_between.due(session, now=at(50)) is Due.STOP


@pytest.mark.parametrize(
    "session",
    [
        come_between.pause(asked(), now=NOON),
        come_between.hard_moment(asked(), now=NOON),
        closing(),
        after(),
    ],
)
def test_the_clock_leaves_pauses_hard_moments_and_closings_alone(
    session: ReminiscenceSession,
) -> None:
    assert come_between.due(session, now=at(300)) is Due.NOTHING


def test_picking_up_a_cold_session_does_not_count_the_time_nobody_was_there() -> None:
    session = begun()
    assert come_between.cold(session, now=at(60 * 24))
    picked_up = session.picked_up(now=at(60 * 24))
    assert picked_up.clock.seconds(now=at(60 * 24 + 1)) == 60


def closed(session: ReminiscenceSession, *, minutes: float) -> ReminiscenceSession:
    while session.beats:
        session = session.next_page(now=at(minutes))
    return session


def test_what_the_companion_answers_afterwards_is_no_time_together() -> None:
    session = closed(closing(), minutes=30)
    while session.ended_at is None:
        session = session.next_after(now=at(900))
    assert session.clock.seconds(now=at(900)) == 30 * 60


def test_nothing_that_comes_between_lets_the_time_run_on_afterwards() -> None:
    session = closed(closing(), minutes=30)
    session = come_between.resume(come_between.pause(session, now=at(31)), now=at(40))
    session = session.close(now=at(41)).picked_up(now=at(900))
    assert session.clock.seconds(now=at(901)) == 30 * 60


def test_a_session_nobody_came_back_to_ends_as_left() -> None:
    assert asked().leave(now=at(999)).record.stop is StopReason.LEFT


def test_a_pause_or_time_question_goes_away_with_the_next_step() -> None:
    session = come_between.ask_time(come_between.ask_pause(asked()))
    session = session.answered("m1", None)
    assert not session.asking_pause
    assert not session.asking_time
