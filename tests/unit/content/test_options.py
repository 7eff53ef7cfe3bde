"""Every either-or has its two options, in the words of the question, each with a drawing."""

import re

import pytest
from PIL import Image

from core.content.files import LANGUAGES
from core.content.linter import Linter
from core.content.options import Option, drawing_path
from core.content.probes import Probes
from core.content.questions import QuestionBank
from core.content.words import words
from core.domain.life import Level, ProbeFamily
from tests.fakes.turns import words as translations

#: Words that only hold a sentence together, and verbs in the number their subject needs.
JOINING = frozenset(
    re.findall(r"\w+", "it a the in el la lo las los de una un sound were contaban suenan eran")
)


@pytest.fixture(scope="module")
def probes() -> Probes:
    return Probes.load()


def offered(bank: QuestionBank, language: str) -> list[tuple[str, tuple[Option, ...]]]:
    """Each question of the level `choice` as it is said, with its options."""
    return [
        (bank.wording(question.id, language).text, bank.options(question.id, language))
        for theme in bank.themes()
        for question in theme.questions
        if question.level is Level.CHOICE
    ]


def said(text: str) -> set[str]:
    return {word.folded for word in words(text)} - JOINING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_to_choose_by_has_two_options(bank: QuestionBank, language: str) -> None:
    both = [options for _, options in offered(bank, language)]
    assert len(both) == len(bank.themes())
    assert all(len({option.label for option in options}) == 2 for options in both)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_option_says_nothing_but_what_was_asked(bank: QuestionBank, language: str) -> None:
    for question, options in offered(bank, language):
        for option in options:
            assert said(option.label) <= said(question), option
            assert said(option.told) <= said(question), option


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_with_its_sign_can_be_read_at_a_glance(
    bank: QuestionBank, probes: Probes, language: str
) -> None:
    shown = [options for _, options in offered(bank, language)]
    shown += [probes.options(family, language) for family in ProbeFamily]
    for option in (option for options in shown for option in options):
        assert len(f"{bank.drawings.sign(option.drawing)} {option.label}") <= 24, option


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_option_tests_hurts_or_scores(bank: QuestionBank, language: str) -> None:
    linter = Linter.load()
    for _, options in offered(bank, language):
        for option in options:
            assert linter.lint(option.told, language, level=Level.CHOICE) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_options_stand_in_the_order_they_are_said_in(
    bank: QuestionBank, language: str
) -> None:
    for question, options in offered(bank, language):
        only = [
            said(option.label) - said(other.label)
            for option, other in zip(options, reversed(options), strict=True)
        ]
        order = [word.folded for word in words(question)]
        assert min(map(order.index, only[0])) < min(map(order.index, only[1])), question


def test_other_questions_offer_nothing_to_choose(bank: QuestionBank) -> None:
    assert bank.options("C1.1", "es") == bank.options("C1.6", "es") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_either_or_follow_up_has_two_options(probes: Probes, language: str) -> None:
    for family in ProbeFamily:
        asked = probes.probe(family, Level.CHOICE, language, echo="")
        options = probes.options(family, language)
        assert len(options) == (2 if asked else 0), family
        assert all(said(option.label) <= said(asked or "") for option in options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_chosen_the_follow_up_of_its_theme_is_still_open(
    bank: QuestionBank, probes: Probes, language: str
) -> None:
    for theme in bank.themes():
        if theme.follow_up is not None:
            for option in bank.options(f"{theme.code}.5", language):
                among = (theme.follow_up,)
                found = probes.choose(option.told, Level.CHOICE, language, among=among)
                assert found is theme.follow_up, option


def test_every_drawing_that_is_needed_can_be_shown(bank: QuestionBank, probes: Probes) -> None:
    either_or = [options for language in LANGUAGES for _, options in offered(bank, language)]
    either_or += [probes.options(family, "es") for family in ProbeFamily]
    needed = {option.drawing for options in either_or for option in options}
    needed |= {theme.drawing for theme in bank.themes()}
    for name in needed:
        assert bank.drawings.sign(name)
        with Image.open(drawing_path(name)) as drawing:
            assert drawing.size == (360, 360)
            assert drawing.mode == "RGBA"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_theme_has_the_same_sign_on_its_button_as_its_drawing(
    bank: QuestionBank, language: str
) -> None:
    tr = translations().locale(language)
    for theme in bank.themes():
        assert tr.plain(f"theme-{theme.code}-emoji") == bank.drawings.sign(theme.drawing)


def test_all_drawings_together_are_small(bank: QuestionBank) -> None:
    files = list(drawing_path("house").parent.glob("*.webp"))
    assert sum(file.stat().st_size for file in files) < 2_000_000
