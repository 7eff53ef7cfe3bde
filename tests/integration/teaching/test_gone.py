"""Somebody withdraws, chooses or takes away what another still looks at: the way back is shown."""

from dataclasses import replace

import pytest

from core.domain.element import ElementKind
from core.services import elements, likeness
from tests.integration.teaching.classroom import Classroom, builds_on_the_dog


def takes_away(room: Classroom) -> None:
    """Somebody withdraws the likeness on another phone."""
    with room.room.kit.look() as work:
        likeness.forget(work, room.element.id)
        work.commit()


@pytest.mark.parametrize("label", ["1", "Otros retratos", "Ninguno se parece"])
def test_portraits_that_were_withdrawn_lead_to_the_photos(learnt: Classroom, label: str) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    takes_away(learnt)
    assert ana.tap(label).notice.startswith("Eso ya no está")
    assert "Las fotos de" in ana.last.text


def test_the_way_to_withdrawn_portraits_leads_to_the_photos(learnt: Classroom) -> None:
    takes_away(learnt)
    assert learnt.room.ana.tap("Ver los retratos").notice.startswith("Eso ya no está")


def test_a_teaching_that_was_withdrawn_cannot_be_stopped(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Ahora")
    takes_away(room)
    assert room.room.ana.tap("Dejarlo").notice.startswith("Eso ya no está")


def test_less_of_what_was_chosen_is_over_once_another_is(hiding: Classroom) -> None:
    with hiding.room.kit.look() as work:
        (taught,) = work.teachings.of_element(hiding.element.id)
        work.teachings.save(replace(taught, epochs=(), chosen_epoch=None))
        work.commit()
    assert hiding.room.ana.tap("Un poco menos fuerte").notice == "Ya había terminado."


@pytest.mark.parametrize("label", ["Ahora", "Esta noche", "Empezar de cero", "Aprender con ellas"])
def test_what_was_taken_away_is_not_taught(room: Classroom, label: str) -> None:
    """On the screen of an offer, or of a board, which somebody opened before."""
    builds_on_the_dog(room)
    with room.room.kit.look() as work:
        dog = work.elements.get("dog")
        cat = replace(dog, id="cat", kind=ElementKind.PET, name="Mina", adapter_id=None)
        for photo in list(work.photos.all()):
            work.photos.save(replace(photo, id=f"cat{photo.id}", element_id="cat"))
        work.elements.save(cat)
        work.commit()
    ana = room.room.ana
    ana.command("photos")
    ana.tap(next(b for b in ana.last.labels if b.startswith("Mina")))
    board = ana.last.buttons["Aprender con ellas"]
    if label != "Aprender con ellas":
        ana.tap("Aprender con ellas")
        ana.tap("Junto a otro")
        ana.tap("Con: Canela")
    with room.room.kit.look() as work:
        elements.remove(work, "cat", now=room.room.kit.clock.now())
        work.commit()
    tapped = ana.tap_data(board) if label == "Aprender con ellas" else ana.tap(label)
    assert tapped.notice.startswith("Eso ya no está")
    assert "Las fotos de" in ana.last.text


def test_what_it_was_to_stand_on_may_be_gone_by_then(room: Classroom) -> None:
    ana = room.room.ana
    builds_on_the_dog(room)
    ana.tap("Ver los retratos")
    ana.tap("Ninguno se parece")
    room.asks()
    ana.tap("Junto a otro")
    with room.room.kit.look() as work:
        elements.remove(work, "dog", now=room.room.kit.clock.now())
        work.commit()
    assert ana.tap("Con: Canela").notice.startswith("Eso ya no está")
    assert "De joven" in ana.last.text or "de joven" in ana.last.text
