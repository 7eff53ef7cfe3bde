"""The portraits carry their numbers, and a choice of somebody else's is not undone unasked."""

from dataclasses import replace

import pytest

from core.domain.circle import Role
from core.domain.element import ElementKind
from core.domain.teaching import ITSELF, Learning, SceneCheck, TeachingState
from tests.fakes.turns import Phone, Seen
from tests.integration.photos.darkroom import PABLO
from tests.integration.teaching.classroom import Classroom
from tests.integration.teaching.conftest import hides


def marks(seen: Seen) -> list[str]:
    return list(seen.payload["marks"])


def test_every_picture_says_which_it_is(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    assert marks(ana.last) == ["foto", "foto", "1", "2", "3"]
    assert "Las que llevan «foto»" in ana.last.text


def test_a_portrait_that_was_dropped_shifts_no_number(room: Classroom) -> None:
    room.dropped = ((2, 2), (3, 1))  # most alike is the second epoch, then the third
    room.asks()
    ana = room.room.ana
    ana.tap("Ahora")
    room.learns()
    ana.tap("Ver los retratos")
    assert marks(ana.last)[2:] == ["1", "3"]
    assert ana.last.labels[:3] == ["1", "3", "Otros retratos"]
    [teaching] = room.teachings()
    first, _, third = (teaching.epoch(n) for n in (2, 3, 1))
    assert first is not None
    assert third is not None
    assert ana.last.payload["album"][2:] == [first.portraits[1], third.portraits[1]]
    ana.tap("Otros retratos")
    assert marks(ana.last)[2:] == ["2", "3"]
    ana.tap("2")
    assert [t.chosen_epoch for t in room.teachings()] == [3]


@pytest.fixture
def pablo(learnt: Classroom) -> Phone:
    """Who looks at the portraits while Ana chooses the second."""
    pablo = learnt.room.member(PABLO, "Pablo", Role.COMPANION)
    learnt.boards(pablo)
    pablo.tap("Elegir el retrato")
    learnt.room.ana.tap("Ver los retratos")
    learnt.room.ana.tap("2")
    return pablo


def chosen(room: Classroom) -> list[int | None]:
    return [teaching.chosen_epoch for teaching in room.teachings()]


@pytest.mark.parametrize("answer", ["Ninguno se parece", "1"])
def test_what_another_chose_is_not_changed_unasked(
    learnt: Classroom, pablo: Phone, answer: str
) -> None:
    pablo.tap(answer)
    assert "Ya se eligió el 2 (Ana)" in pablo.last.text
    assert chosen(learnt) == [3]
    assert learnt.element.taught
    pablo.tap("No, dejarlo así")
    assert chosen(learnt) == [3]


def test_it_is_changed_once_that_was_said(learnt: Classroom, pablo: Phone) -> None:
    pablo.tap("1")
    pablo.tap("Sí, cambiarlo")
    assert chosen(learnt) == [2]


def test_none_is_alike_once_that_was_said(learnt: Classroom, pablo: Phone) -> None:
    pablo.tap("Ninguno se parece")
    pablo.tap("Sí, cambiarlo")
    assert [t.state for t in learnt.teachings()] == [TeachingState.NONE_ALIKE]
    assert not learnt.element.taught


def test_the_same_choice_is_no_change(learnt: Classroom, pablo: Phone) -> None:
    pablo.tap("2")
    assert "Hecho" in pablo.last.text


def takes_the_first(room: Classroom, *checks: SceneCheck) -> Phone:
    """Whoever begins it, of epochs that all hide as much."""
    room.scenes = (checks,) * 3
    room.asks()
    ana = room.room.ana
    ana.tap("Ahora")
    room.learns()
    ana.tap("Ver los retratos")
    ana.tap("1")
    return ana


def test_where_nothing_of_it_helps_other_photos_do(room: Classroom) -> None:
    ana = takes_the_first(room, hides(5), hides(6, weight=0.8), hides(7, weight=0.6))
    assert "fotos en otros sitios y con otra ropa" in ana.last.text
    assert ana.last.labels == ["Mandar más fotos", "Dejarlo así"]


def test_a_still_lower_weight_may_be_drawn_with(room: Classroom) -> None:
    ana = takes_the_first(room, hides(5), hides(6, weight=0.8), hides(12, weight=0.6))
    ana.tap("Un poco menos fuerte")
    assert room.element.weight == 0.6


@pytest.mark.parametrize(("removed", "offered"), [(0, True), (6, False)])
def test_all_weights_are_offered_only_where_there_are_photos_for_them(
    room: Classroom, removed: int, offered: bool
) -> None:
    room.room.kit.services = replace(room.room.kit.services, thorough=Learning.EXTRACTED)
    with room.room.kit.look() as work:
        for photo in list(work.photos.all())[:removed]:
            work.photos.remove(photo.id)
        work.commit()
    ana = takes_the_first(room, hides(5))
    assert ("Aprender más a fondo" in ana.last.labels) == offered


def test_a_style_that_was_taken_away_is_not_the_models_own(learnt: Classroom) -> None:
    element = learnt.element
    with learnt.room.kit.look() as work:
        [taught] = work.teachings.of_element(element.id)
        whose = (("gone", "gone"), (ITSELF, ITSELF), ())
        epochs = [replace(e, nearest=n) for e, n in zip(taught.epochs, whose, strict=True)]
        work.teachings.save(replace(taught, epochs=tuple(epochs)))
        work.elements.save(replace(element, kind=ElementKind.STYLE))
        work.commit()
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    assert "3: se acerca más a <b>un estilo que ya se ha quitado</b>" in ana.last.text
    assert "1: se acerca más a <b>lo que dibujo por mi cuenta</b>" in ana.last.text
