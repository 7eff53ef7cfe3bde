"""The board: what is there, what is missing, one thing to send next, and who is asked for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.element import PersonAge
from core.domain.patient import Standing
from core.domain.vetting import Box, FaceSeen, Finding, Framing, Pose
from tests.fakes.turns import Phone
from tests.integration.photos.darkroom import LUCIA, MARTA, PABLO, Darkroom, found, jpeg

FACE = Box(left=0.2, top=0.1, right=0.6, bottom=0.6)


def frontal(*, smiling: bool = False) -> FaceSeen:
    return FaceSeen(box=FACE, pose=Pose.FRONTAL, smiling=smiling)


def test_the_first_visit_makes_three_ages_with_their_years(room: Darkroom) -> None:
    room.ana.command("photos")
    assert room.ana.last.labels[:3] == ["De joven", "En plena vida", "De mayor"]
    spans = {e.age: (e.first_year, e.last_year) for e in room.elements()}
    assert spans[PersonAge.YOUNG] == (1954, 1968)
    room.ana.command("photos")
    assert len(room.elements()) == 3


def test_years_follow_once_the_birth_year_is_known(room: Darkroom) -> None:
    room.kit.prepare(birth_year=None)
    room.ana.command("photos")
    assert {e.first_year for e in room.elements()} == {None}
    room.kit.prepare(birth_year=1940)
    room.ana.command("photos")
    assert [e.first_year for e in room.elements()] == [1956, 1971, 2000]


def test_the_board_says_what_is_there_and_the_one_thing_to_send_next(room: Darkroom) -> None:
    room.opens()
    seen = found(faces=(frontal(smiling=True),), framing=Framing.CLOSE_UP)
    room.verdicts = {0: seen, 1: seen}
    room.receives(jpeg(shade=1), jpeg(shade=2))
    room.ana.tap("Ver cómo vamos")
    assert "✅ 2 fotos buenas de 10" in room.ana.last.text
    assert "Lo siguiente: <b>una de perfil, por favor</b>" in room.ana.last.text
    assert "con la cara algo girada, de cuerpo entero" in room.ana.last.text


def test_an_empty_board_asks_for_any_photo(room: Darkroom) -> None:
    room.opens()
    assert "cualquiera que tengas" in room.ana.last.text


def test_teaching_is_offered_from_five_good_photos_on(room: Darkroom) -> None:
    element = room.opens()
    room.receives(*[jpeg(shade=n) for n in range(4)])
    assert "Aprender con ellas" not in room.ana.last.labels
    room.receives(jpeg(shade=99))
    room.ana.tap("Aprender con ellas")
    assert room.doors["elements.teach"].reached == [element.id]


def test_teaching_waits_for_the_consent_to_the_likeness(room: Darkroom) -> None:
    element = room.opens()
    with room.kit.look() as work:
        work.elements.save(replace(work.elements.get(element.id), may_be_drawn=False))
        work.commit()
    room.receives(*[jpeg(shade=n) for n in range(6)])
    assert "Aprender con ellas" not in room.ana.last.labels
    room.ana.tap("Ver cómo vamos")
    assert "Falta el permiso para aprender su parecido" in room.ana.last.text
    assert "Dar permiso" in room.ana.last.labels


def test_nothing_is_taught_any_more_once_the_person_has_died(room: Darkroom) -> None:
    room.opens()
    room.kit.prepare(standing=Standing.DIED)
    room.receives(*[jpeg(shade=n) for n in range(6)])
    assert "Aprender con ellas" not in room.ana.last.labels


def test_the_board_says_what_became_of_what_each_one_sent(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.opens()
    room.receives(jpeg(shade=1), jpeg(shade=2))
    room.opens(lucia)
    room.receives(jpeg(shade=3), phone=lucia)
    lucia.tap("Ver cómo vamos")
    assert "De Ana: 2, y valen 2." in lucia.last.text
    assert "De Lucía: 1, y vale 1." in lucia.last.text


def test_the_family_is_asked_once_a_day_each_in_their_language(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    pablo = room.kit.member(PABLO, "Paul", Role.COMPANION, room.patient_id, language="en")
    marta = room.member(MARTA, "Marta", Role.THERAPIST)
    room.opens()
    room.ana.tap("Pedir a la familia")
    for phone in (lucia, pablo, marta):
        phone.read()
    assert "Ana pregunta si tenéis fotos: <b>Carmen, de joven</b>" in lucia.last.text
    assert "Ana asks whether you have photos: <b>Carmen when young</b>" in pablo.last.text
    assert marta.seen == []
    assert "Pedir a la familia" not in room.ana.last.labels
    room.kit.wait(timedelta(days=1))
    room.opens()
    assert "Pedir a la familia" in room.ana.last.labels


def test_relatives_do_not_ask_the_family_nor_teach(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.opens(lucia)
    assert "Pedir a la familia" not in lucia.last.labels


def test_therapists_may_not_send_photos(room: Darkroom) -> None:
    marta = room.member(MARTA, "Marta", Role.THERAPIST)
    marta.command("photos")
    assert "No" not in marta.last.labels
    assert room.elements() == []


def test_every_button_of_the_board_holds_its_label(room: Darkroom) -> None:
    room.opens()
    room.receives(*[jpeg(shade=n) for n in range(6)])
    room.ana.tap("Ver cómo vamos")
    assert all(len(label) <= 24 for label in room.ana.last.labels)


def test_nobody_is_asked_where_nobody_else_may_send_photos(room: Darkroom) -> None:
    room.member(MARTA, "Marta", Role.THERAPIST)
    room.opens()
    assert "Pedir a la familia" not in room.ana.last.labels


def test_with_enough_of_them_the_button_says_how_many_there_are(room: Darkroom) -> None:
    room.opens()
    room.receives(*[jpeg(shade=n) for n in range(11)])
    room.ana.command("photos")
    assert "De joven · ✓ 11" in room.ana.last.labels


def test_two_owners_do_not_ask_the_family_twice(room: Darkroom) -> None:
    lucia, eva = room.member(LUCIA, "Lucía", Role.RELATIVE), room.member(PABLO, "Eva", Role.OWNER)
    room.opens()
    room.opens(eva)
    room.ana.tap("Pedir a la familia")
    applied = eva.tap("Pedir a la familia")
    lucia.read()
    assert len(lucia.seen) == 1
    assert "Hoy ya se ha pedido" in applied.notice


def at_night(room: Darkroom) -> Phone:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.kit.clock.time = datetime(2026, 3, 3, 1, 5, tzinfo=UTC)
    room.opens()
    applied = room.ana.tap("Pedir a la familia")
    assert "a las 9 de la mañana" in applied.notice
    assert "Pedir a la familia" not in room.ana.last.labels
    lucia.read()
    assert lucia.seen == []
    return lucia


def it_is_morning(room: Darkroom) -> None:
    room.kit.clock.time = datetime(2026, 3, 3, 8, 1, tzinfo=UTC)
    (timer,) = room.kit.services.registry.timers_due(room.kit.clock.now())
    tick = Incoming(kind=IncomingKind.TICK, what=timer.tick, argument=timer.argument)
    room.ana.send(tick, key=timer.key)


def test_in_the_night_the_family_is_asked_in_the_morning(room: Darkroom) -> None:
    lucia = at_night(room)
    it_is_morning(room)
    lucia.read()
    assert "Ana pregunta si tenéis fotos: <b>Carmen, de joven</b>" in lucia.last.text


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.DIED])
def test_the_family_is_not_asked_in_the_morning_where_the_space_rests_by_then(
    room: Darkroom, standing: Standing
) -> None:
    lucia = at_night(room)
    room.kit.prepare(standing=standing)
    it_is_morning(room)
    lucia.read()
    assert lucia.seen == []


def test_what_was_left_out_can_still_be_seen(room: Darkroom) -> None:
    room.asks_about(Finding.BLURRED)
    room.ana.tap("No usarla")
    assert "Ver las fotos" in room.ana.last.labels
