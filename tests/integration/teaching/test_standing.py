"""The board, and the way to it, say where teaching stands, and one button leads there."""

import pytest

from core.domain.circle import Role
from core.services import photos as photo_services
from tests.integration.photos.darkroom import LUCIA, OWNER, PABLO
from tests.integration.teaching.classroom import Classroom


def marks(room: Classroom) -> str:
    """How the button to the board is called."""
    room.room.ana.command("photos")
    return next(b for b in room.room.ana.last.labels if b.startswith("De joven"))


def shows(room: Classroom, words: str, button: str) -> None:
    room.boards()
    ana = room.room.ana
    assert words in ana.last.text
    assert button in ana.last.labels
    assert "Aprender con ellas" not in ana.last.labels
    ana.tap(button)


def test_while_it_learns(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Ahora")
    assert marks(room) == "De joven · aprendo"
    shows(room, "Estoy aprendiendo ahora mismo", "Ver cuánto falta")
    assert "Dejarlo" in room.room.ana.last.labels


def test_while_it_waits_for_the_night(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Esta noche")
    assert marks(room) == "De joven · esta noche"
    shows(room, "Esta noche aprendo", "Lo de esta noche")
    assert "Dejarlo" in room.room.ana.last.labels


def test_while_portraits_wait_for_a_choice(learnt: Classroom) -> None:
    assert marks(learnt) == "De joven · elegir"
    shows(learnt, "Falta elegir el retrato", "Elegir el retrato")
    assert learnt.room.ana.last.labels[:3] == ["1", "2", "3"]


def test_who_did_not_order_it_finds_the_portraits_too(learnt: Classroom) -> None:
    pablo = learnt.room.member(PABLO, "Pablo", Role.COMPANION)
    learnt.boards(pablo)
    pablo.tap("Elegir el retrato")
    assert pablo.last.labels[:3] == ["1", "2", "3"]


def test_a_relative_who_cannot_choose_is_not_asked_to(learnt: Classroom) -> None:
    lucia = learnt.room.member(LUCIA, "Lucía", Role.RELATIVE)
    learnt.boards(lucia)
    assert "Falta elegir el retrato" not in lucia.last.text
    assert "Elegir el retrato" not in lucia.last.labels


def test_portraits_are_reached_when_too_few_photos_are_left(learnt: Classroom) -> None:
    with learnt.room.kit.look() as work:
        for photo in list(work.photos.all())[:9]:
            photo_services.remove(work, photo.id, account_id=OWNER)
        work.commit()
    shows(learnt, "Falta elegir el retrato", "Elegir el retrato")


def test_once_it_is_learnt(learnt: Classroom) -> None:
    learnt.room.ana.tap("Ver los retratos")
    learnt.room.ana.tap("1")
    assert marks(learnt) == "De joven · aprendido"
    shows(learnt, "Aprendido", "Aprender otra vez")
    assert "Ahora" in learnt.room.ana.last.labels


@pytest.mark.parametrize("failure", ["memory", "disk"])
def test_after_a_failure_it_is_as_before(room: Classroom, failure: str) -> None:
    room.failure = failure
    room.asks()
    room.room.ana.tap("Ahora")
    room.learns()
    room.boards()
    assert "Aprender con ellas" in room.room.ana.last.labels
