"""What happens when nothing comes, and when they would rather not."""

import pytest

from core.domain.life import Level
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.domain.session_record import PromptOutcome, StopReason
from core.domain.talk import Rung
from tests.unit.session.roads import NOON, Questions, after_stories, asked

S = SessionStage


def test_after_one_silence_the_question_is_made_easier() -> None:
    session = asked().nothing_came(Questions(), now=NOON)
    assert session.talk.rung is Rung.BEGINNING
    assert session.level is Level.OPEN
    assert len(session.record.prompts) == 1


def test_after_two_silences_in_a_row_the_level_drops_for_this_session() -> None:
    session = asked().nothing_came(Questions(), now=NOON).nothing_came(Questions(), now=NOON)
    assert session.level is Level.CHOICE
    assert session.talk.rung is Rung.OPTIONS
    assert session.record.level_drops == 1
    assert session.record.began_level is Level.OPEN


def test_an_answer_between_two_silences_keeps_the_level() -> None:
    session = asked().nothing_came(Questions(), now=NOON).answered("m1", None)
    session = session.agree(with_picture=False, questions=Questions(), now=NOON)
    assert session.talk.unanswered == 0
    assert session.level is Level.OPEN


def test_having_gone_down_in_a_theme_nobody_climbs_up_in_it() -> None:
    session = asked().nothing_came(Questions(), now=NOON).answered("m1", None)
    session = session.agree(with_picture=False, questions=Questions(), now=NOON)
    assert session.stage is S.THEME


def test_the_whole_ladder_leads_down_to_closing() -> None:
    session, rungs = asked(), []
    while session.stage is S.INVITE:
        rungs.append(session.talk.rung)
        session = session.nothing_came(Questions(), now=NOON)
    assert rungs == list(Rung)
    assert session.record.stop is StopReason.NOTHING_CAME


def silent_after(stories: int) -> ReminiscenceSession:
    """Nothing came twice to the question after so many stories."""
    session = after_stories(stories)
    return session.nothing_came(Questions(), now=NOON).nothing_came(Questions(), now=NOON)


def test_nobody_is_asked_a_fourth_question_when_nothing_came_to_the_third() -> None:
    session = silent_after(2)
    assert session.stage is S.CLOSE
    assert session.record.stop is StopReason.NOTHING_CAME
    assert (len(session.record.prompts), session.record.level_drops) == (3, 0)
    assert len(session.closing) == 3, "what they told is given back as at the end of any session"


def test_the_third_question_may_be_an_easier_one_and_then_there_is_company() -> None:
    session = silent_after(1)
    assert (session.level, len(session.record.prompts)) == (Level.CHOICE, 3)
    session = session.nothing_came(Questions(), now=NOON).nothing_came(Questions(), now=NOON)
    assert session.level is Level.PRESENCE
    assert session.talk.rung is Rung.COMMENT


def test_a_level_without_a_question_in_the_theme_is_passed() -> None:
    def only_comments(level: Level) -> str | None:
        return "C3.6" if level is Level.PRESENCE else None

    session = asked().nothing_came(only_comments, now=NOON).nothing_came(only_comments, now=NOON)
    assert session.level is Level.PRESENCE


def test_one_refusal_brings_another_question() -> None:
    session = asked().declined(Questions(), now=NOON)
    assert session.stage is S.INVITE
    assert session.record.prompts[0].outcome is PromptOutcome.REFUSED
    assert len(session.record.prompts) == 2


def test_two_refusals_close_kindly() -> None:
    session = asked().declined(Questions(), now=NOON).declined(Questions(), now=NOON)
    assert session.stage is S.CLOSE
    assert session.record.stop is StopReason.REFUSALS
    assert len(session.closing) == 3


def test_a_refusal_is_not_a_silence() -> None:
    session = asked().declined(Questions(), now=NOON).nothing_came(Questions(), now=NOON)
    assert session.level is Level.OPEN
    assert session.talk.rung is Rung.BEGINNING


def test_silences_in_a_row_count_across_themes() -> None:
    session = asked().nothing_came(Questions(), now=NOON).declined(Questions(), now=NOON)
    session = session.offer(("D3",), now=NOON).choose("D3", "D3.1")
    assert session.nothing_came(Questions(), now=NOON).level is Level.CHOICE


def test_with_no_question_left_a_refusal_leads_to_other_themes() -> None:
    assert asked().declined(Questions(left=0), now=NOON).stage is S.THEME


def test_at_company_turning_away_closes_at_once() -> None:
    session = asked(Level.PRESENCE).declined(Questions(), now=NOON)
    assert session.stage is S.CLOSE
    assert session.record.stop is StopReason.TURNED_AWAY


def test_what_is_said_from_the_options_down_is_not_their_own_words() -> None:
    assert [rung for rung in Rung if rung.own_words] == [Rung.INVITATION, Rung.BEGINNING]


def test_a_no_about_taste_is_an_answer_and_leads_to_other_themes() -> None:
    session = asked(Level.CHOICE).nothing_came(Questions(), now=NOON).not_to_taste(now=NOON)
    assert session.stage is S.THEME
    assert session.record.prompts[-1].outcome is PromptOutcome.TAKEN_UP
    assert session.talk.unanswered == 0
    assert session.memory_ids == ()


def test_only_a_question_about_taste_can_be_said_no_to() -> None:
    with pytest.raises(OutOfStep):
        asked(Level.CHOICE).not_to_taste(now=NOON)
