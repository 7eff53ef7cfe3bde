"""A model of few words gets a caption of those that were told, and no other."""

import pytest

from core.domain.picture import Phrase
from core.imaging.base_models import BUNDLED
from core.imaging.manners import Manner, drawable, manner_of
from core.imaging.vocabulary import Vocabulary

WORDS = Vocabulary(
    figures={"boy": "a boy", "old man": "an old man", "man": "a man"},
    activities={"run|ran|running": "running"},
    things={
        "church|churches": "a church",
        "dog|dogs": "a dog",
        "tree|trees": "a tree",
        "house": "a house",
    },
    backgrounds={"field": "in a field", "at night": "at night"},
)
MANNER = Manner(vocabulary=WORDS, max_phrases=2, omitted_sources=("style",))
FIGURE = Phrase(text="a boy, seen from behind, far away", language="en", rank=0, source="figure")
STYLE = Phrase(text="oil painting of a house", language="en", rank=3, source="style")


def told(*texts: str) -> tuple[Phrase, ...]:
    """Phrases from the most important one to the least."""
    return tuple(
        Phrase(text=text, language="en", rank=rank, source="doing")
        for rank, text in enumerate(texts)
    )


def caption(*phrases: Phrase) -> str:
    return ", ".join(phrase.text for phrase in drawable(phrases, MANNER))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a boy, far off", "ran in the field", "dogs"), "a boy running and a dog in a field"),
        (("an old man, far away", "running"), "an old man running"),
        (("watching the church and a huge tree",), "a church and a tree"),
        (("the dogs", "churches", "a tree"), "a dog and a church"),
        (("a boy", "drawing", "the door of the house", "at night"), "a house at night"),
        (("a boy", "drawing", "in the field"), "a boy in a field"),
        (("RUNNING", "a Boy"), "a boy running"),
    ],
)  # fmt: skip
def test_what_it_knows_becomes_one_short_caption(texts: tuple[str, ...], expected: str) -> None:
    assert caption(*told(*texts)) == expected


def test_the_rank_decides_and_not_the_order() -> None:
    tree, dog, church = told("a church", "a dog", "a tree")[::-1]
    assert caption(tree, dog, church) == "a church and a dog"


def test_parts_of_words_are_not_words() -> None:
    assert caption(*told("a treehouse", "a manor", "a dogma")) == "a treehouse, a manor"


def test_what_it_cannot_draw_at_all_is_said_as_before() -> None:
    assert caption(*told("a pencil", "a kitchen", "a book")) == "a pencil, a kitchen"


def test_what_nobody_told_does_not_name_things_to_draw() -> None:
    assert caption(FIGURE, *told("a tree"), STYLE) == "a tree"


def test_a_taught_likeness_keeps_its_token() -> None:
    token = Phrase(text="jovenxq young man", language="en", rank=0, source="token")
    assert caption(token, *told("a dog")) == "jovenxq young man, a dog"


def test_only_told_words_are_in_the_caption() -> None:
    small = {"a", "an", "and", "in", "at", "the"}
    phrases = told("a man, seen from behind", "running with the dog", "the field", "a horse")
    for phrase in drawable(phrases, manner_of(BUNDLED)):
        assert set(phrase.text.split()) - small <= {"man", "running", "dog", "field"}


def test_every_word_of_the_bundled_model_gives_a_caption() -> None:
    words = manner_of(BUNDLED).vocabulary
    assert words is not None
    for forms, expected in words.things.items():
        for form in forms.split("|"):
            [phrase] = words.caption(told(f"beside {form} there"))
            assert phrase.text == expected
