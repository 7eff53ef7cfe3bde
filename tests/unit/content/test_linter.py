"""The linter over the whole bank, the probes, the comfort lines and every say-line."""

import pytest

from core.content.care import Care, Comfort
from core.content.files import LANGUAGES
from core.content.linter import Linter
from core.content.probes import Probes
from core.content.questions import QuestionBank
from core.domain.life import Level, ProbeFamily


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter.load()


@pytest.mark.parametrize("register", ["tu", "usted"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_bank_is_clean(
    linter: Linter, bank: QuestionBank, language: str, register: str
) -> None:
    for theme in bank.themes():
        for question in theme.questions:
            text = bank.wording(question.id, language, register).text
            assert linter.lint(text, language, level=question.level) == (), question.id


@pytest.mark.parametrize("level", [Level.OPEN, Level.CHOICE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_probes_are_clean(linter: Linter, language: str, level: Level) -> None:
    probes = Probes.load()
    for family in ProbeFamily:
        text = probes.probe(family, level, language, echo="by the sea")
        assert text is None or linter.lint(text, language, level=level) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comfort_lines_are_clean(linter: Linter, language: str) -> None:
    for situation in Comfort:
        text = Care.load().comfort(situation, language, "usted", role="her")
        assert linter.lint(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("en", "Do you remember the boat?", "testing"),
        ("en", "What’s her name?", "testing"),
        ("en", "Who is this?", "testing"),
        ("en", "What a good memory!", "testing"),
        ("es", "¿Te acuerdas de la barca?", "testing"),
        ("es", "¿Cómo se llamaba el perro?", "testing"),
        ("es", "¿Quién es este señor?", "testing"),
        ("es", "HAZ MEMORIA", "testing"),
        ("es", "No llores.", "hurting"),
        ("en", "The patient is tired.", "hurting"),
        ("en", "She has improved a lot.", "scoring"),
        ("es", "Ha empeorado.", "scoring"),
    ],
)
def test_what_tests_hurts_or_scores_is_found(
    linter: Linter, language: str, text: str, rule: str
) -> None:
    assert [finding.rule for finding in linter.lint(text, language)] == [rule]


def test_two_questions_at_once_are_found(linter: Linter) -> None:
    findings = linter.lint("A boat? A river?", "en", level=Level.OPEN)
    assert [finding.rule for finding in findings] == ["questions"]


def test_a_long_sentence_is_found(linter: Linter) -> None:
    findings = linter.lint("One two three. " + "word " * 9, "en", level=Level.PRESENCE)
    assert [finding.rule for finding in findings] == ["length"]
