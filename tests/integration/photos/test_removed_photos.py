"""A photo that somebody removes is not left to be seen in the chats of others."""

import pytest

from core.domain.circle import Role
from core.domain.element import PersonAge
from core.domain.vetting import Finding
from tests.fakes.turns import Phone
from tests.integration.photos.darkroom import LUCIA, PABLO, Darkroom, found, jpeg
from tests.integration.photos.test_deciding import TWO


@pytest.fixture
def lucia(room: Darkroom) -> Phone:
    return room.member(LUCIA, "Lucía", Role.RELATIVE)


@pytest.fixture
def pablo(room: Darkroom) -> Phone:
    return room.member(PABLO, "Pablo", Role.RELATIVE)


def looks_through(room: Darkroom, phone: Phone) -> None:
    room.opens(phone)
    phone.tap("Ver las fotos")


def test_who_sent_it_takes_it_out_of_every_album(
    room: Darkroom, lucia: Phone, pablo: Phone
) -> None:
    room.opens(lucia)
    room.receives(jpeg(shade=1), jpeg(shade=2), phone=lucia)
    removed, kept = (photo.media_id for photo in room.photos())
    for phone in (room.ana, pablo, lucia):
        looks_through(room, phone)
        assert phone.pictures == [removed, kept]
    lucia.tap("1")
    lucia.tap("Quitarla")
    for phone in (room.ana, pablo, lucia):
        phone.read()
        assert removed not in phone.pictures
    assert [photo.media_id for photo in room.photos()] == [kept]
    assert lucia.pictures == [kept]


def test_an_owner_takes_it_out_of_the_chat_of_who_sent_it(room: Darkroom, lucia: Phone) -> None:
    room.opens(lucia)
    room.receives(jpeg(), phone=lucia)
    looks_through(room, lucia)
    assert lucia.pictures
    looks_through(room, room.ana)
    room.ana.tap("1")
    room.ana.tap("Quitarla")
    lucia.read()
    assert lucia.pictures == []


def test_it_goes_from_the_questions_about_it_with_every_face(room: Darkroom, lucia: Phone) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.SEVERAL_FACES, faces=TWO)}
    room.receives(jpeg())
    for phone in (room.ana, lucia):
        room.opens(phone)
        phone.tap(next(label for label in phone.last.labels if label.startswith("Decidir")))
        assert len(phone.pictures) == 2
    room.ana.tap("Quitarla")
    lucia.read()
    assert room.ana.pictures == lucia.pictures == []


def test_it_goes_as_it_was_seen_before_it_was_judged_again_too(
    room: Darkroom, lucia: Phone
) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.SEVERAL_FACES, faces=TWO)}
    room.receives(jpeg())
    looks_through(room, lucia)
    room.opens(lucia)
    lucia.tap(next(label for label in lucia.last.labels if label.startswith("Decidir")))
    assert len(lucia.pictures) == 3
    room.ana.tap("Decidir (1)")
    room.ana.tap("1")
    room.looks()
    room.judges()
    looks_through(room, room.ana)
    room.ana.tap("1")
    room.ana.tap("Quitarla")
    lucia.read()
    assert room.photos() == []
    assert room.ana.pictures == lucia.pictures == []


def test_what_is_only_put_elsewhere_stays_to_be_seen(room: Darkroom, lucia: Phone) -> None:
    room.opens(lucia)
    room.receives(jpeg(), phone=lucia)
    looks_through(room, room.ana)
    shown = list(room.ana.pictures)
    looks_through(room, lucia)
    lucia.tap("1")
    lucia.tap("No va aquí")
    lucia.tap("En plena vida")
    room.ana.read()
    assert room.ana.pictures == shown
    ages = {element.id: element.age for element in room.elements()}
    assert [ages[photo.element_id or ""] for photo in room.photos()] == [PersonAge.ADULT]
