"""Boxes for several subjects: sizes by what they are, sides as they were told."""

from itertools import combinations

import pytest

from core.domain.element import ElementKind
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.domain.vetting import Box
from core.prompting.placing import Side, Standing, boxes, told_sides

WOMAN = Standing(kind=ElementKind.PERSON, class_noun="young woman")
BROTHER = Standing(kind=ElementKind.RELATIVE, class_noun="man")
DOG = Standing(kind=ElementKind.PET, class_noun="dog")
CAR = Standing(kind=ElementKind.OBJECT, class_noun="car")


def at(standing: Standing, *sides: Side) -> Standing:
    return Standing(kind=standing.kind, class_noun=standing.class_noun, sides=frozenset(sides))


def height(box: Box) -> float:
    return box.bottom - box.top


def told(*texts: str) -> SceneCard:
    aspects = [SceneAspect.WHO, SceneAspect.DOING, SceneAspect.WHERE]
    fields = {
        a: SceneField(text=t, source=Source.PERSON) for a, t in zip(aspects, texts, strict=False)
    }
    return SceneCard(id="s", memory_id="m", language="es", fields=fields)


@pytest.mark.parametrize(
    "group",
    [(WOMAN,), (WOMAN, DOG), (WOMAN, BROTHER), (WOMAN, BROTHER, DOG), (WOMAN, BROTHER, DOG, CAR)],
    ids=len,
)
def test_boxes_lie_inside_and_never_over_each_other(group: tuple[Standing, ...]) -> None:
    found = boxes(group)
    for box in found:
        assert 0 <= box.left < box.right <= 1
        assert 0 <= box.top < box.bottom <= 1
        assert box.right - box.left > 0.15
    for one, other in combinations(found, 2):
        assert one.right <= other.left or other.right <= one.left


def test_a_person_is_taller_than_a_dog_and_a_horse_than_a_cat() -> None:
    person, dog = boxes([WOMAN, DOG])
    assert height(person) > 1.5 * height(dog)
    horse, cat = (Standing(kind=ElementKind.PET, class_noun=noun) for noun in ("horse", "cat"))
    assert horse.size[1] > 1.5 * cat.size[1]


def test_a_child_is_smaller_than_the_grown() -> None:
    child = Standing(kind=ElementKind.PERSON, class_noun="teenage boy")
    assert child.size[1] < WOMAN.size[1]


def test_all_in_front_stand_on_one_floor_and_who_is_behind_further_up() -> None:
    woman, brother, dog = boxes([WOMAN, at(BROTHER, Side.BEHIND), DOG])
    assert woman.bottom == dog.bottom > brother.bottom
    assert height(brother) < height(woman)


def test_left_and_right_are_as_told_and_the_others_in_their_order() -> None:
    woman, brother, dog = boxes([WOMAN, at(BROTHER, Side.LEFT), DOG])
    assert brother.left < woman.left < dog.left
    woman, dog = boxes([at(WOMAN, Side.RIGHT), DOG])
    assert dog.left < woman.left


@pytest.mark.parametrize(
    ("texts", "sides"),
    [
        (("Rosa a la izquierda y Trasto",), {Side.LEFT}),
        (("a la derecha, mi hermana Rosa",), {Side.RIGHT}),
        (("me", "dancing with Rosa behind us"), {Side.BEHIND}),
        (("Trasto a la izquierda", "paseaba con Rosa"), set()),
        (("Rosa tenía derecho a bailar",), set()),
        (("mi Rosi", "bailaba", "Rosi al fondo del patio"), {Side.BEHIND}),
    ],
)
def test_a_side_belongs_to_who_is_named_with_it(texts: tuple[str, ...], sides: set[Side]) -> None:
    assert told_sides(told(*texts), ("Rosa", "Rosi")) == sides
