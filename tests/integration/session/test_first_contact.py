"""The first session: the shortest way from the invitation to the first picture."""

from tests.integration.session.room import Room


def test_from_the_invitation_to_the_picture_step_takes_four_taps_and_one_answer(
    room: Room,
) -> None:
    room.phone.command("session")
    assert "¿Te apetece ahora?" in room.shown
    room.taps("Sí", "🍯 Los gustos de cada día")
    room.phone.words("El café en la ventana.")
    room.taps("Sus palabras")
    (memory,) = room.memories
    assert room.offered.reached == [memory.id]


def test_the_checks_stand_on_the_invitation_itself(room: Room) -> None:
    room.phone.command("session")
    assert "Gafas, audífono y agua a mano" in room.shown


def test_the_two_first_themes_are_easy_ones(room: Room) -> None:
    room.phone.command("session")
    room.taps("Sí")
    bank = room.kit.services.bank
    assert all(bank.theme(code).easy for code in room.session.offered)


def test_a_face_on_the_theme_screen_is_optional_and_then_gone(room: Room) -> None:
    room.phone.command("session")
    room.taps("Sí", "🙂")
    assert room.session.record.mood_before is not None
    assert "🙂" not in room.phone.last.labels


def test_there_is_more_leads_to_one_follow_up(room: Room) -> None:
    room.phone.command("session")
    room.taps("Sí", "🍯 Los gustos de cada día")
    room.phone.words("El café en la ventana.")
    room.taps("Hay más")
    room.phone.words("Huele a pan.")
    room.taps("Ya está", "Sus palabras")
    assert room.memories[0].words == "El café en la ventana.\nHuele a pan."


def test_the_second_session_takes_the_whole_road(known: Room) -> None:
    known.phone.command("session")
    assert "Antes de empezar" in known.shown


def test_checks_that_are_known_not_to_apply_are_left_out(known: Room) -> None:
    known.kit.prepare(hearing_aid=False, glasses=True)
    known.phone.command("session")
    assert "audífono" not in known.shown
    assert "gafas" in known.shown
