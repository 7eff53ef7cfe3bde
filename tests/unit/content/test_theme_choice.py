"""Two themes, chosen so that nobody is hurt, tested or bored."""

from dataclasses import replace

import pytest

from core.content.questions import QuestionBank
from core.content.theme_choice import ThemeHistory, offer_themes, open_themes
from core.domain.life import Gate, Level
from core.domain.patient import Patient, PatientId

ALL_GATES = frozenset(Gate)
PERSON = Patient(id=PatientId("a1b2c3d4e5f6g7h8"), gates=ALL_GATES)


def offered(
    bank: QuestionBank, history: ThemeHistory, patient: Patient = PERSON, *, seed: int = 7
) -> list[str]:
    return [theme.code for theme in offer_themes(bank, patient, history, seed=seed)]


def test_a_first_session_is_offered_the_two_easy_themes(bank: QuestionBank) -> None:
    assert offered(bank, ThemeHistory()) == ["L3", "C4"]


def test_a_session_after_a_hard_one_is_too(bank: QuestionBank) -> None:
    history = ThemeHistory(sessions=6, told={"L3": 4}, was_hard=True)
    assert set(offered(bank, history)) == {"L3", "C4"}


@pytest.mark.parametrize(
    ("sessions", "stage"), [(1, "C"), (3, "C"), (4, "A"), (6, "Y"), (7, "D"), (10, "L")]
)
def test_the_programme_suggests_the_stage(bank: QuestionBank, sessions: int, stage: str) -> None:
    assert offered(bank, ThemeHistory(sessions=sessions))[0].startswith(stage)


def test_what_was_told_already_comes_later(bank: QuestionBank) -> None:
    history = ThemeHistory(sessions=1, told={"C4": 1, "C5": 2, "C1": 1, "C2": 3})
    assert offered(bank, history)[0] == "C3"


@pytest.mark.parametrize("seed", range(20))
def test_never_two_sensitive_themes_in_a_row(bank: QuestionBank, seed: int) -> None:
    for code in offered(bank, ThemeHistory(sessions=2, previous="C1"), seed=seed):
        assert not bank.theme(code).sensitive


@pytest.mark.parametrize("seed", range(20))
def test_one_of_the_two_is_never_sensitive(bank: QuestionBank, seed: int) -> None:
    themes = offer_themes(bank, PERSON, ThemeHistory(sessions=2), seed=seed)
    assert sum(theme.sensitive for theme in themes) <= 1
    assert len(themes) == 2


def test_a_theme_with_its_gate_shut_is_not_offered(bank: QuestionBank) -> None:
    nothing_known = replace(PERSON, gates=frozenset())
    codes = {t.code for t in open_themes(bank, nothing_known, ThemeHistory(sessions=5))}
    assert codes.isdisjoint({"Y1", "D2"})
    assert {"C3", "Y2"} <= codes  # some of their questions assume nothing


def test_at_choice_a_gated_theme_without_a_free_question_is_shut(bank: QuestionBank) -> None:
    nothing_known = replace(PERSON, gates=frozenset())
    history = ThemeHistory(sessions=5)
    codes = {t.code for t in open_themes(bank, nothing_known, history, level=Level.CHOICE)}
    assert codes.isdisjoint({"C3", "Y2"})


def test_themes_on_the_avoid_list_are_not_offered(bank: QuestionBank) -> None:
    avoiding = replace(PERSON, avoid_themes=frozenset({"L3", "A4"}))
    codes = {t.code for t in open_themes(bank, avoiding, ThemeHistory(sessions=5))}
    assert codes.isdisjoint({"L3", "A4"})


def test_free_words_to_avoid_shut_the_themes_they_touch(bank: QuestionBank) -> None:
    avoiding = replace(PERSON, avoid_words=("la guerra", "su perro"))
    codes = {t.code for t in open_themes(bank, avoiding, ThemeHistory(sessions=5))}
    assert codes.isdisjoint({"C1", "Y1", "C4"})
    assert offered(bank, ThemeHistory(), avoiding)[0] == "L3"


def test_late_themes_wait_for_the_end_of_the_programme(bank: QuestionBank) -> None:
    early = {t.code for t in open_themes(bank, PERSON, ThemeHistory(sessions=9))}
    late = {t.code for t in open_themes(bank, PERSON, ThemeHistory(sessions=10))}
    assert late - early == {"L5"}


def test_resting_and_passed_over_themes_are_left_alone(bank: QuestionBank) -> None:
    history = ThemeHistory(resting=frozenset({"L3"}), passed_over=frozenset({"C4"}))
    assert set(offered(bank, history)).isdisjoint({"L3", "C4"})


def test_the_same_seed_offers_the_same_themes(bank: QuestionBank) -> None:
    history = ThemeHistory(sessions=12)
    choices = {tuple(offered(bank, history, seed=seed)) for seed in range(30)}
    assert offered(bank, history, seed=3) == offered(bank, history, seed=3)
    assert len(choices) > 5


def test_when_all_is_avoided_nothing_is_offered(bank: QuestionBank) -> None:
    avoiding = replace(PERSON, avoid_themes=frozenset(t.code for t in bank.themes()))
    assert offered(bank, ThemeHistory(sessions=3), avoiding) == []


@pytest.mark.parametrize("level", Level)
def test_every_level_has_two_themes_for_somebody_nothing_is_known_of(
    bank: QuestionBank, level: Level
) -> None:
    nothing_known = replace(PERSON, gates=frozenset())
    for sessions in range(15):
        themes = offer_themes(
            bank, nothing_known, ThemeHistory(sessions=sessions), level=level, seed=1
        )
        assert len(themes) == 2
