"""Nobody waits for ever: whatever ends the work, the message somebody waits at says so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import job_waits
from bot.handlers import person, privacy
from bot.handlers.book import print_waiting
from bot.handlers.given_up import WAITS
from bot.handlers.photos import waiting as photos_waiting
from bot.handlers.pictures import waiting as picture_waiting
from bot.handlers.teaching import waiting as teaching_waiting
from core.domain.circle import Role
from core.domain.conversation import Button, Screen
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind
from core.services import photos
from tests.fakes.turns import Phone, joined
from tests.integration.photos.darkroom import LUCIA, MARTA, PABLO, Darkroom, jpeg
from tests.integration.teaching.classroom import Classroom


@pytest.fixture
def classroom(tmp_path: Path) -> Iterator[Classroom]:
    opened = Classroom.open(tmp_path)
    with opened.room.kit:
        yield opened


def a_relative_sends_two(room: Darkroom) -> Phone:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    services = room.kit.services
    more = (privacy.routes(), person.routes())
    room.kit.services = replace(services, routes=joined(services.routes, *more))
    room.opens()
    room.opens(lucia)
    room.sends(jpeg(shade=1), jpeg(shade=2), phone=lucia)
    assert "Espera un momento" in lucia.last.text
    return lucia


def waits(room: Darkroom, *phones: Phone) -> list[Screen]:
    with room.kit.look() as work:
        open_ones = [s for phone in phones for s in work.open_screens(phone.account_id)]
    return [s for s in open_ones if any(b.action in WAITS for b in s.buttons)]


def works_on(room: Darkroom, *phones: Phone) -> None:
    for _ in range(3):
        room.looks()
        room.judges()
    for phone in phones:
        phone.read()


@pytest.mark.parametrize("handed_over", [False, True])
@pytest.mark.parametrize("permission", ["Retirar: fotos", "De joven"])
def test_who_waits_is_told_when_a_permission_is_withdrawn(
    room: Darkroom, permission: str, handed_over: bool
) -> None:
    lucia = a_relative_sends_two(room)
    if handed_over:
        room.looks()
    room.ana.command("privacy")
    room.ana.tap("Los permisos")
    room.ana.tap(next(label for label in room.ana.last.labels if permission in label))
    room.ana.tap("Sí, retirar")
    works_on(room, lucia)
    assert waits(room, lucia) == []
    if permission == "Retirar: fotos" or handed_over:
        assert "He dejado de mirarlas" in lucia.last.text
        assert "replaces" in lucia.last.payload


@pytest.mark.parametrize("handed_over", [False, True])
def test_who_waits_is_told_when_what_they_are_of_is_removed(
    room: Darkroom, handed_over: bool
) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.opens()
    room.change(Element(id="e9", kind=ElementKind.PET, name="Toby", class_noun="dog"))
    lucia.command("photos")
    lucia.tap("Toby")
    room.sends(jpeg(), phone=lucia)
    if handed_over:
        room.looks()
    for label in ("Toby", "Cambiar", "Quitarlo", "Sí, quitarlo"):
        if label == "Toby":
            room.ana.command("photos")
        room.ana.tap(label)
    works_on(room, lucia)
    assert waits(room, lucia) == []
    assert "He dejado de mirarlas" in lucia.last.text


def test_the_only_photo_of_a_lot_may_be_taken_away_while_it_is_looked_at(room: Darkroom) -> None:
    room.opens()
    room.sends(jpeg())
    room.looks()
    with room.kit.look() as work:
        photos.remove(work, room.photos()[0].id, account_id=1)
        work.commit()
    works_on(room, room.ana)
    assert waits(room, room.ana) == []
    assert "se han quitado" in room.ana.last.text


def test_after_a_death_it_is_quiet_and_nobody_waits(room: Darkroom) -> None:
    lucia = a_relative_sends_two(room)
    room.ana.command("person")
    room.ana.tap("Pausa y final")
    room.ana.tap("Ha muerto")
    room.ana.tap("Sí, ha muerto")
    count = len(lucia.seen)
    lucia.read()
    works_on(room, lucia)
    assert waits(room, lucia) == []
    assert "Esto se ha parado" in lucia.last.text
    assert len(lucia.seen) - count <= 1


def calls_it_off(phone: Phone) -> None:
    """From the board, whatever the button there says of it by now."""
    phone.command("photos")
    phone.tap(next(label for label in phone.last.labels if label.startswith("De joven")))
    phone.tap(phone.last.labels[0])
    phone.tap("Dejarlo")


def pablo_stops(classroom: Classroom, begun: str, *, meanwhile: str = "") -> Darkroom:
    """What Ana began, who did something else meanwhile, is ended by another; she reads of it."""
    room = classroom.room
    pablo = room.member(PABLO, "Pablo", Role.COMPANION)
    classroom.asks()
    room.ana.tap(begun)
    if meanwhile:
        room.ana.command(meanwhile)
    calls_it_off(pablo)
    room.ana.read()
    assert "Pablo lo ha parado" in room.ana.last.text
    return room


def test_who_ordered_a_teaching_is_told_who_stopped_it(classroom: Classroom) -> None:
    room = pablo_stops(classroom, "Ahora")
    assert "replaces" in room.ana.last.payload
    assert waits(room, room.ana) == []


def test_who_moved_on_from_a_teaching_is_told_by_a_line(classroom: Classroom) -> None:
    pablo_stops(classroom, "Ahora", meanwhile="photos")


def test_who_left_a_teaching_for_the_night_is_told_who_stopped_it(classroom: Classroom) -> None:
    pablo_stops(classroom, "Esta noche")


def test_whoever_stops_a_teaching_sees_that_it_stopped(classroom: Classroom) -> None:
    ana = classroom.room.ana
    classroom.asks()
    ana.tap("Ahora")
    before = len(ana.seen)
    ana.tap("Dejarlo")
    ended, board = ana.seen[before:]
    assert "Lo que ya sabía sigue igual" in ended.text
    assert "replaces" in ended.payload
    assert "replaces" not in board.payload


@pytest.mark.parametrize("kind", JobKind)
def test_every_message_somebody_waits_at_is_known_by_its_buttons(kind: JobKind) -> None:
    message = job_waits.wait_for(kind).message
    known = {
        button
        for button in WAITS
        if message.waiting_screen([_screen(button, "e1 j1"), _screen(button, "j1")], "j1")
    }
    assert known
    assert {
        photos_waiting.STATUS,
        picture_waiting.CANCEL,
        picture_waiting.LOOK_NO_MORE,
        print_waiting.CANCEL,
        teaching_waiting.CANCEL,
        teaching_waiting.STOP_TRYING,
    } == WAITS


def _screen(action: str, argument: str) -> Screen:
    button = Button(label="", action=action, argument=argument)
    return Screen(number=1, chat_id=1, account_id=1, buttons=(button,))


def test_who_ordered_a_teaching_is_told_when_the_likeness_is_withdrawn(
    classroom: Classroom,
) -> None:
    room = classroom.room
    eva = room.member(PABLO, "Eva", Role.OWNER)
    services = room.kit.services
    room.kit.services = replace(services, routes=joined(services.routes, privacy.routes()))
    classroom.asks()
    room.ana.tap("Ahora")
    eva.command("privacy")
    eva.tap("Los permisos")
    eva.tap(next(label for label in eva.last.labels if "De joven" in label))
    eva.tap("Sí, retirar")
    room.ana.read()
    assert "Ya no sigo aprendiendo: <b>Carmen, de joven</b>." in room.ana.last.text
    assert "Se ha retirado un permiso" in room.ana.last.text
    assert waits(room, room.ana) == []


def pablo_looks_on(classroom: Classroom, *, begun: str = "Ahora") -> Phone:
    """What Ana began, he opens too; the message at which she waits stays as it is."""
    room = classroom.room
    pablo = room.member(PABLO, "Pablo", Role.COMPANION)
    classroom.asks()
    room.ana.tap(begun)
    pablo.command("photos")
    pablo.tap(next(label for label in pablo.last.labels if label.startswith("De joven")))
    pablo.tap(pablo.last.labels[0])
    assert "Dejarlo" in pablo.last.labels
    return pablo


def only_edited(phone: Phone, seen: int) -> str:
    """What the one message became that was changed since then; nothing new was said."""
    phone.read()
    (edited,) = phone.seen[seen:]
    assert "replaces" in edited.payload
    assert not edited.buttons
    return edited.text


@pytest.mark.parametrize("begun", ["Ahora", "Esta noche"])
def test_who_looks_on_is_told_in_place_that_it_was_stopped(
    classroom: Classroom, begun: str
) -> None:
    room = classroom.room
    pablo = pablo_looks_on(classroom, begun=begun)
    before = len(pablo.seen)
    room.ana.tap("Dejarlo")
    told = only_edited(pablo, before)
    assert "Ya no sigo aprendiendo: <b>Carmen, de joven</b>. Ana lo ha parado" in told
    assert waits(room, room.ana, pablo) == []


@pytest.mark.parametrize("failure", ["", "memory"])
def test_who_looks_on_is_told_in_place_that_it_is_over(classroom: Classroom, failure: str) -> None:
    room = classroom.room
    pablo = pablo_looks_on(classroom)
    classroom.failure = failure
    before = len(pablo.seen)
    classroom.learns()
    assert only_edited(pablo, before) == "He terminado con: <b>Carmen, de joven</b>."
    assert waits(room, room.ana, pablo) == []


def test_whoever_left_hears_nothing_but_who_looks_on_does(classroom: Classroom) -> None:
    room = classroom.room
    marta = room.member(MARTA, "Marta", Role.COMPANION)
    pablo = pablo_looks_on(classroom)
    before = len(pablo.seen)
    room.kit.services.registry.leave(room.ana.account_id, room.patient_id)
    calls_it_off(marta)
    assert "Marta lo ha parado" in only_edited(pablo, before)


def test_a_photo_taken_away_is_the_reason_that_is_told(classroom: Classroom) -> None:
    room = classroom.room
    eva = room.member(PABLO, "Eva", Role.OWNER)
    classroom.asks()
    room.ana.tap("Ahora")
    classroom.boards(eva)
    for label in ("Ver las fotos", "1", "Quitarla"):
        eva.tap(label)
    room.ana.read()
    assert "Ya no sigo aprendiendo: <b>Carmen, de joven</b>." in room.ana.last.text
    assert "Una foto con la que aprendía se ha quitado" in room.ana.last.text
    assert "permiso" not in room.ana.last.text


def test_what_was_taken_away_is_named_all_the_same(classroom: Classroom) -> None:
    room = classroom.room
    eva = room.member(PABLO, "Eva", Role.OWNER)
    classroom.asks()
    room.ana.tap("Ahora")
    room.change(replace(classroom.element, name="Toby", kind=ElementKind.PET, age=None))
    eva.command("photos")
    for label in ("Toby · aprendo", "Cambiar", "Quitarlo", "Sí, quitarlo"):
        eva.tap(label)
    room.ana.read()
    assert "Ya no sigo aprendiendo: <b>Toby</b>." in room.ana.last.text


@pytest.mark.parametrize("at_night", [False, True])
def test_a_line_rings_nobody_awake(classroom: Classroom, at_night: bool) -> None:
    room = classroom.room
    pablo = room.member(PABLO, "Pablo", Role.COMPANION)
    classroom.asks()
    room.ana.tap("Ahora")
    room.ana.command("photos")
    if at_night:
        room.kit.clock.time = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    calls_it_off(pablo)
    room.ana.read()
    assert "Pablo lo ha parado" in room.ana.last.text
    assert room.ana.last.payload.get("silent", False) is at_night


def test_an_ending_that_cannot_be_an_edit_rings_nowhere_either(classroom: Classroom) -> None:
    room = pablo_stops(classroom, "Ahora")
    assert room.ana.last.payload["silent"]
