"""A few of their own words to call a story by."""

import pytest

from core.domain.titles import image_from, title_from


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("En el río había truchas. Las cogíamos.", "En el río había truchas"),
        ("Un ruido: las gallinas de la Paca. Y olía a leña.", "Un ruido: las gallinas de la Paca"),
        ("El café", "El café"),
        ("Sí.", "Sí"),
        ("", ""),
        ("🙂", "🙂"),
        (
            "Mi madre cantaba mientras tendía la ropa en la azotea",
            "Mi madre cantaba",
        ),
        ("We carried our shoes, so as not to wear them out", "We carried our shoes"),
        ("Pan,\ncon aceite, y mi hermano", "Pan, con aceite, y mi hermano"),
        ("Pan con aceite y que venga mi hermano.", "Pan con aceite y que venga mi hermano"),
        ("The band played till the lamps of the town went out", "The band played"),
    ],
)
def test_a_title_is_cut_and_never_reworded(words: str, title: str) -> None:
    assert title_from(words) == title


def test_one_endless_word_is_cut() -> None:
    assert len(title_from("x" * 20_000)) == 63


def test_an_image_holds_more_than_a_title() -> None:
    words = "We carried our shoes so as not to wear them out. It was far."
    assert image_from(words) == "We carried our shoes so as not to wear them out"
