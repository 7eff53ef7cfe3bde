"""What should be in a part of a picture, as phrases."""

from dataclasses import replace

import pytest

from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.domain.change import Area
from core.domain.element import Element, ElementKind
from core.errors import NothingToDraw, PictureRefused
from core.prompting.changes import PartWish, part_prompt
from core.prompting.prompts import PromptWriter

YOUNG = Element(
    id="e1",
    kind=ElementKind.PERSON,
    name="Juan joven",
    class_noun="man",
    instance_token="jvnjn",
    adapter_id="m1",
    approved=True,
    may_be_drawn=True,
)
SQUARE = replace(
    YOUNG, id="e2", kind=ElementKind.PLACE, name="la plaza", class_noun="square",
    instance_token="plzmyr",
)  # fmt: skip
WISH = PartWish(
    area=Area.CLOTHES, words="un traje azul", language="es", element=None, class_noun="young man"
)


@pytest.fixture(scope="module")
def writer() -> PromptWriter:
    return PromptWriter.load(Lexicon.load(), Refusals.load())


def said(writer: PromptWriter, wish: PartWish) -> list[str]:
    return [phrase.text for phrase in part_prompt(writer, wish).phrases]


def test_clothes_are_somebodys_clothes(writer: PromptWriter) -> None:
    assert said(writer, WISH)[:2] == ["young man clothes", "un traje azul"]


def test_a_face_is_the_face_of_its_token(writer: PromptWriter) -> None:
    wish = replace(WISH, area=Area.FACE, words="sonriendo", element=YOUNG)
    assert said(writer, wish)[:2] == ["face of jvnjn young man", "sonriendo"]
    assert [a.input_name for a in part_prompt(writer, wish).adapters] == ["adapter-e1.safetensors"]


def test_an_element_needs_no_words(writer: PromptWriter) -> None:
    wish = replace(WISH, area=Area.BACKGROUND, words="", element=SQUARE)
    assert said(writer, wish)[0] == "plzmyr square"


def test_an_element_that_may_no_longer_be_drawn_brings_no_adapter(writer: PromptWriter) -> None:
    wish = replace(WISH, area=Area.PAINTED, element=replace(SQUARE, may_be_drawn=False))
    assert part_prompt(writer, wish).adapters == ()
    assert "plzmyr" not in " ".join(said(writer, wish))


def test_nobody_is_drawn_into_a_background(writer: PromptWriter) -> None:
    behind = replace(WISH, area=Area.BACKGROUND, words="una playa")
    assert "people" in [p.text for p in part_prompt(writer, behind).negative]
    before_it = replace(behind, inverted=True)
    assert "people" not in [p.text for p in part_prompt(writer, before_it).negative]


def test_names_and_relatives_stay_out(writer: PromptWriter) -> None:
    wish = replace(WISH, area=Area.PAINTED, words="una mesa con mi hija Lucía")
    assert said(writer, wish)[0] == "una mesa"


@pytest.mark.parametrize("words", ["desnudo", "un hombre sin ropa", "un fusil y sangre"])
def test_what_is_never_drawn_is_refused(writer: PromptWriter, words: str) -> None:
    with pytest.raises(PictureRefused):
        part_prompt(writer, replace(WISH, words=words))


def test_a_grandchild_alone_is_refused_as_a_minor(writer: PromptWriter) -> None:
    with pytest.raises(PictureRefused) as refusal:
        part_prompt(writer, replace(WISH, words="mi nieta"))
    assert refusal.value.reason == "minor"


def test_no_words_at_all_are_nothing_to_draw(writer: PromptWriter) -> None:
    with pytest.raises(NothingToDraw):
        part_prompt(writer, replace(WISH, words="😀"))
