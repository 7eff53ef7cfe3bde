"""Cards are quiet, square, and the same for the same words."""

from io import BytesIO

import pytest
from PIL import Image

from core.book.cards import SIDE_PX, Card, draw


@pytest.mark.parametrize("title", ["La lumbre", "ñ" * 300, "a b " * 200, "🏠🏠", "", "\n"])
def test_any_title_makes_a_card(title: str) -> None:
    with Image.open(BytesIO(draw(Card(title=title, above="Juventud", below="Infancia")))) as card:
        assert (card.format, card.size) == ("JPEG", (SIDE_PX, SIDE_PX))


def test_the_same_words_make_the_same_card() -> None:
    card = Card(title="Infancia", above="Juventud")

    assert draw(card) == draw(Card(title="Infancia", above="Juventud"))


def test_a_card_with_other_words_has_another_face() -> None:
    faces = {Card(title="a").face, Card(title="b").face, Card(title="", above="a").face}

    assert len(faces) == 3


def test_letters_stay_inside_the_frame() -> None:
    with Image.open(BytesIO(draw(Card(title="W" * 90, below="m" * 200)))) as card:
        grey = card.convert("L")
    left, right = (grey.crop((edge, 0, edge + 50, SIDE_PX)) for edge in (0, SIDE_PX - 50))

    assert min(*left.tobytes(), *right.tobytes()) > 150
