"""Every theme, stage, part, mood, feeling and style has its words in both languages."""

import calendar

import pytest

from core.content.questions import QuestionBank
from core.domain.life import BookPart, Feeling, LifeStage
from core.domain.picture import PictureStyle
from core.i18n import Translations

BUTTON_CHARACTERS = 24


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_theme_has_a_title_a_label_and_a_drawing(language: str, words: Translations) -> None:
    tr = words.locale(language)
    themes = QuestionBank.load().themes()
    titles = {tr.plain(f"theme-{theme.code}") for theme in themes}
    drawings = {tr.plain(f"theme-{theme.code}-emoji") for theme in themes}
    labels = {tr.plain(f"theme-{theme.code}-short") for theme in themes}
    assert len(titles) == len(drawings) == len(labels) == 22
    assert max(map(len, labels)) <= BUTTON_CHARACTERS


def test_a_theme_is_named_in_the_middle_of_an_english_sentence_as_well(
    words: Translations,
) -> None:
    tr = words.locale("en")
    labels = [tr.plain(f"theme-{theme.code}-short") for theme in QuestionBank.load().themes()]
    days = {calendar.day_name[day].casefold() for day in range(7)}
    first = {label.split()[0].casefold().rstrip("s") for label in labels}
    assert days.isdisjoint(first)  # "sundays" is no word: the first letter is made small there


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_code_has_its_words(language: str, words: Translations) -> None:
    tr = words.locale(language)
    codes = {
        "part": BookPart,
        "stage": LifeStage,
        "feeling": Feeling,
        "pictures-style": PictureStyle,
    }
    for prefix, kind in codes.items():
        assert len({tr.plain(f"{prefix}-{code}") for code in kind}) == len(kind)
    assert len({tr.plain(f"mood-{face}") for face in range(1, 6)}) == 5
    assert len({tr.plain(f"mood-{face}-word") for face in range(1, 6)}) == 5
