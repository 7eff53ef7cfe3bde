"""The road of a session from the ready-check to the thank-you."""

import pytest

from core.domain.closing import AfterKind, Beat
from core.domain.life import Level, ProbeFamily
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.domain.session_record import (
    Assent,
    CompanionDay,
    Helped,
    Mood,
    ObservationItem,
    PromptOutcome,
    Rater,
    StopReason,
)
from core.domain.talk import Writing
from tests.unit.session.roads import (
    NOON,
    Questions,
    after,
    asked,
    at,
    at_themes,
    begun,
    closing,
    read_back,
)

S = SessionStage


def test_a_session_begins_with_the_ready_check() -> None:
    assert begun().stage is S.READY


def test_a_first_session_begins_with_the_invitation_and_goes_straight_to_the_themes() -> None:
    session = begun(brief=True)
    assert session.stage is S.ASSENT
    assert session.assented(Assent.YES, now=NOON).stage is S.THEME


def test_postponing_ends_the_session_before_the_person_is_asked() -> None:
    session = begun().postpone(now=at(1))
    assert session.ended_at == at(1)
    assert session.record.stop is StopReason.POSTPONED


def test_not_today_leads_to_the_kind_goodbye_and_then_the_end() -> None:
    session = begun().made_ready().assented(Assent.NOT_TODAY, now=NOON)
    assert session.beats == (Beat.GOODBYE,)
    session = session.next_page(now=at(1))
    assert session.ended_at == at(1)
    assert session.record.stop is StopReason.NOT_TODAY


def test_not_sure_waits_and_a_later_yes_is_kept_as_having_taken_a_while() -> None:
    unsure = begun().made_ready().assented(Assent.NOT_SURE, now=NOON)
    assert unsure.stage is S.ASSENT
    session = unsure.assented(Assent.YES, now=NOON)
    assert session.stage is S.BEFORE
    assert session.record.assent_took_a_while


def test_a_face_may_be_pointed_at_or_skipped_before_the_ritual() -> None:
    before = begun().made_ready().assented(Assent.YES, now=NOON)
    mood = Mood(face=4, rated_by=Rater.PERSON)
    assert before.felt_before(mood).record.mood_before == mood
    assert before.felt_before(None).stage is S.OPEN_RITUAL


def test_in_a_first_session_a_face_on_the_theme_screen_does_not_move_it_on() -> None:
    session = at_themes(brief=True).felt_before(Mood(face=3, rated_by=Rater.PERSON))
    assert session.stage is S.THEME
    assert session.record.mood_before is not None


def test_only_an_offered_theme_can_be_chosen() -> None:
    with pytest.raises(OutOfStep):
        at_themes().choose("A2", "A2.1")


def test_something_else_sets_both_themes_aside_for_today() -> None:
    session = at_themes().other_theme()
    assert session.offered == ()
    assert session.passed_over == {"C5", "D3"}


def test_with_no_theme_left_the_session_closes_kindly() -> None:
    session = at_themes().other_theme().offer((), now=NOON)
    assert session.stage is S.CLOSE
    assert session.record.stop is StopReason.NO_THEME


def test_an_answer_is_deepened_and_then_read_back() -> None:
    session = asked().answered("m1", ProbeFamily.SMELL)
    assert session.stage is S.DEEPEN
    assert session.talk.probe is ProbeFamily.SMELL
    assert session.enough_told().stage is S.READ_BACK


def test_in_a_first_session_an_answer_is_read_back_at_once() -> None:
    session = asked(brief=True).answered("m1", ProbeFamily.SMELL)
    assert session.stage is S.READ_BACK
    assert session.more_to_tell(ProbeFamily.SMELL).stage is S.DEEPEN


def test_an_answer_counts_as_taken_up() -> None:
    session = asked().answered("m1", None)
    assert session.record.taken_up == 1
    assert session.record.prompts[0].outcome is PromptOutcome.TAKEN_UP


@pytest.mark.parametrize(("level", "most"), [(Level.OPEN, 2), (Level.CHOICE, 1)])
def test_probes_end_after_the_number_of_the_level(level: Level, most: int) -> None:
    session = asked(level).answered("m1", ProbeFamily.SIGHT)
    for _ in range(most):
        assert session.stage is S.DEEPEN
        session = session.told_more(ProbeFamily.SOUND)
    assert session.stage is S.READ_BACK
    assert not session.may_probe


def test_what_was_read_back_can_be_changed_twice() -> None:
    session = read_back()
    for _ in range(2):
        session = session.write(Writing.CHANGE).changed()
    with pytest.raises(OutOfStep):
        session.write(Writing.CHANGE)


def test_a_picture_step_follows_the_read_back_when_pictures_are_wanted() -> None:
    session = read_back().agree(with_picture=True, questions=Questions(), now=NOON)
    assert session.stage is S.PICTURE
    assert session.record.pictures_offered == ("m1",)
    assert session.picture_over(Questions(), now=NOON).stage is S.INVITE


def test_without_a_picture_the_next_question_follows() -> None:
    session = read_back().agree(with_picture=False, questions=Questions(), now=NOON)
    assert session.stage is S.INVITE
    assert len(session.record.prompts) == 2


def test_open_sessions_put_three_questions_and_then_close() -> None:
    session = asked()
    for number in range(3):
        assert session.stage is S.INVITE
        session = session.answered(f"m{number}", None)
        session = session.agree(with_picture=False, questions=Questions(), now=NOON)
    assert session.stage is S.CLOSE
    assert len(session.record.prompts) == 3


def test_at_choice_one_story_is_enough() -> None:
    session = read_back(Level.CHOICE).agree(with_picture=False, questions=Questions(), now=NOON)
    assert session.stage is S.CLOSE


def test_company_has_as_many_comments_as_they_like() -> None:
    session = asked(Level.PRESENCE)
    for _ in range(5):
        session = session.enjoyed().other_theme().offer(("C1", "D3"), now=NOON)
        session = session.choose("C1", "C1.6")
    assert session.stage is S.INVITE
    assert session.record.cues[-1] == "C1.6"


def test_closing_goes_through_all_five_beats_and_on_to_the_companion() -> None:
    session, heard = closing(), []
    while session.stage is S.CLOSE:
        heard += session.beats
        session = session.next_page(now=NOON)
    assert heard == [Beat.THANK, Beat.GIVE_BACK, Beat.NAME, Beat.NOW, Beat.NEXT]
    assert session.stage is S.AFTER


def test_company_closes_with_beats_one_four_and_five() -> None:
    session = asked(Level.PRESENCE).enjoyed().close(now=NOON)
    assert [beat for page in session.closing for beat in page] == [
        Beat.THANK,
        Beat.NOW,
        Beat.NEXT,
    ]


def test_afterwards_each_story_is_asked_about_and_then_the_companion() -> None:
    kinds = [step.kind for step in after().after]
    assert kinds == [
        AfterKind.MOOD,
        AfterKind.AUDIENCE,
        AfterKind.TELLING,
        AfterKind.ENJOYED,
        AfterKind.CARD,
        AfterKind.AROUND,
        AfterKind.YOU,
    ]


def test_of_a_story_that_hurt_nothing_more_is_asked() -> None:
    session = after().next_after(now=NOON).next_after(now=NOON)
    assert session.after[0].kind is AfterKind.TELLING
    session = session.next_after(now=NOON, without=session.after[0].memory_id)
    assert session.after[0].kind is AfterKind.CARD


def test_a_story_nobody_read_back_is_read_back_afterwards() -> None:
    session = read_back().close(now=NOON, stop=StopReason.TIME)
    while session.beats:
        session = session.next_page(now=NOON)
    assert session.after[1].kind is AfterKind.WORDS
    assert session.agree_late("m1").agreed == ("m1",)


def test_the_last_step_ends_the_session() -> None:
    session = after()
    while session.ended_at is None:
        session = session.next_after(now=at(30))
    assert session.stage is S.SUMMARY
    assert session.ended_at == at(30)


def test_the_card_keeps_marks_and_takes_them_away() -> None:
    session = after().observe(ObservationItem.ENJOYED, 3)
    assert session.record.observation == {ObservationItem.ENJOYED: 3}
    assert session.observe(ObservationItem.ENJOYED, None).record.observation == {}


def test_helped_is_a_switch() -> None:
    session = after().toggle_helped(Helped.SONG)
    assert session.record.helped == (Helped.SONG,)
    assert session.toggle_helped(Helped.SONG).record.helped == ()


def test_the_companion_s_note_and_day_are_kept_as_given() -> None:
    session = after().noted("I had never heard this one.").companion_is(CompanionDay.GOOD)
    assert session.record.note == "I had never heard this one."
    assert session.record.companion_day is CompanionDay.GOOD


def test_a_story_they_do_not_want_kept_is_let_go_and_other_themes_follow() -> None:
    session = read_back().let_go("m1", now=NOON)
    assert session.memory_ids == ()
    assert session.stage is S.THEME


def test_taking_over_keeps_who_led_before() -> None:
    session = asked().taken_over(8)
    assert (session.led_by, session.led_before) == (8, (7,))


def test_closing_twice_does_not_begin_the_ritual_again() -> None:
    session = closing().next_page(now=NOON)
    assert session.close(now=NOON).page == 1


@pytest.mark.parametrize(
    "step",
    [
        lambda s: s.made_ready(),
        lambda s: s.opened(),
        lambda s: s.answered("m1", None),
        lambda s: s.enough_told(),
        lambda s: s.picture_over(Questions(), now=NOON),
        lambda s: s.next_page(now=NOON),
        lambda s: s.next_after(now=NOON),
        lambda s: s.write(Writing.CHANGE),
    ],
)
def test_a_step_out_of_its_stage_is_refused(step) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OutOfStep):
        step(at_themes())


def test_an_ended_session_refuses_everything() -> None:
    ended: ReminiscenceSession = begun().postpone(now=NOON)
    with pytest.raises(OutOfStep):
        ended.close(now=NOON)
