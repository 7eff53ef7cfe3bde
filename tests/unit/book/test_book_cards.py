"""Cards are quiet, of one size, and the same for the same words."""

from io import BytesIO

import pytest
from PIL import Image

from core.book.cards import HEIGHT_PX, WIDTH_PX, Card, draw


@pytest.mark.parametrize("title", ["La lumbre", "ñ" * 300, "a b " * 200, "🏠🏠", "", "\n"])
def test_any_title_makes_a_card(title: str) -> None:
    with Image.open(BytesIO(draw(Card(title=title, above="Juventud", below="Infancia")))) as card:
        assert (card.format, card.size) == ("JPEG", (WIDTH_PX, HEIGHT_PX))


def test_the_same_words_make_the_same_card() -> None:
    card = Card(title="Infancia", above="Juventud")

    assert draw(card) == draw(Card(title="Infancia", above="Juventud"))


def test_a_card_with_other_words_has_another_face() -> None:
    faces = {Card(title="a").face, Card(title="b").face, Card(title="", above="a").face}

    assert len(faces) == 3


@pytest.mark.parametrize(
    "title", ["W" * 90, "La cocina de mi madre los domingos por la mañana", "un " * 60]
)
def test_letters_stay_inside_the_frame(title: str) -> None:
    with Image.open(BytesIO(draw(Card(title=title, below="de " * 30)))) as card:
        grey = card.convert("L")
    edges = [(0, 0, 38, HEIGHT_PX), (WIDTH_PX - 38, 0, WIDTH_PX, HEIGHT_PX)]
    edges += [(80, 66, WIDTH_PX - 80, 86), (80, HEIGHT_PX - 86, WIDTH_PX - 80, HEIGHT_PX - 66)]

    assert min(min(grey.crop(edge).tobytes()) for edge in edges) > 150
