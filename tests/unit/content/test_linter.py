"""The linter over the whole bank, the probes, the comfort lines and every say-line."""

import re
from pathlib import Path

import pytest

from core.content.care import Care, Comfort
from core.content.files import LANGUAGES
from core.content.linter import Linter
from core.content.probes import Probes
from core.content.questions import QuestionBank
from core.domain.life import Level, ProbeFamily
from core.i18n import translator

LOCALES = Path(translator.__file__).parent
SPOKEN = "🗣"  #: stands before every line that is read aloud


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


def say_lines(language: str) -> list[tuple[str, str]]:
    """Every line that is read aloud, as it stands in the locale files, without its markup."""
    folder = LOCALES / language
    lines = [
        (file.name, line.split(SPOKEN, maxsplit=1)[1])
        for file in sorted(folder.glob("*.ftl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if SPOKEN in line and not line.startswith("#")
    ]
    return [(name, re.sub(r"<[^>]+>|\{[^}]*\}", "X", line)) for name, line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_that_is_read_aloud_is_clean(linter: Linter, language: str) -> None:
    lines = say_lines(language)
    assert len(lines) > 20
    for name, line in lines:
        assert linter.lint(line, language, level=Level.OPEN) == (), f"{name}: {line}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_aloud_in_presence_is_short_and_asks_nothing(
    linter: Linter, language: str
) -> None:
    folder = LOCALES / language
    texts = "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.ftl")))
    presence = re.findall(r"^[\w-]+-say-[\w-]*presence = \S+ (.+)$", texts, re.MULTILINE)
    assert len(presence) > 3
    for line in presence:
        assert linter.lint(line, language, level=Level.PRESENCE) == (), line
