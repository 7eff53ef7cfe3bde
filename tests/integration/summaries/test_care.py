"""What a therapist left out, and lets back; how long a session lasts."""

from datetime import timedelta

import pytest

from core.domain.life import Level
from core.domain.memory import MemoryState
from core.services import books, themes
from tests.fakes.turns import Phone
from tests.integration.session.room import THERAPIST, Room, earlier_session
from tests.integration.summaries.examples import the_session, the_story
from tests.integration.summaries.test_deciding import with_hard_moment


@pytest.fixture
def ines(told: Room) -> Phone:
    """A therapist who left out the theme of a hard moment, and its story."""
    with_hard_moment(told)
    told.phone.command("session")
    told.taps("Bien")
    phone = told.kit.phone(THERAPIST, "Inés")
    phone.read()
    phone.tap("⚠️ Momentos difíciles")
    phone.tap("Mejor que no vuelvan")
    return phone


def at_the_session_page(phone: Phone) -> Phone:
    phone.command("person")
    phone.tap("La sesión")
    return phone


def avoid(phone: Phone, words: str) -> None:
    at_the_session_page(phone).tap("Evitar")
    phone.words(words)


def no_more_words(phone: Phone) -> None:
    at_the_session_page(phone).tap("Evitar")
    phone.tap("Vaciar la lista")


def offered(room: Room) -> set[str]:
    """Every theme that a session would put on the screen, one pair after the other."""
    found: set[str] = set()
    bank = room.kit.services.bank
    with room.kit.look() as work:
        session = the_session("now", level=Level.OPEN, record=earlier_session().record)
        while codes := themes.offer(work, session, bank=bank, seed=1):
            found |= set(codes)
            session = the_session("now", record=session.record, set_aside=tuple(found))
    return found


def test_a_theme_left_out_stays_out_when_the_list_is_emptied(told: Room, ines: Phone) -> None:
    avoid(ines, "la escuela")
    no_more_words(ines)
    assert told.kit.person().avoid_words == ()
    assert "A2" not in offered(told)


def test_so_does_one_that_the_words_touched_too(told: Room, ines: Phone) -> None:
    avoid(ines, "el baile")
    no_more_words(ines)
    assert "A2" not in offered(told)


def test_without_words_a_theme_left_out_can_be_let_back_with_its_story(
    told: Room, ines: Phone
) -> None:
    at_the_session_page(ines).tap("Temas apartados")
    label = told.kit.services.translations.locale("es").plain("theme-A2-short")
    assert ines.last.labels == [label, "Volver"]
    assert "pueden volver" in ines.tap(label).notice
    memory = told.memories[0]
    assert (memory.use_again, memory.avoid_reason) == (True, "")
    assert memory.in_book
    assert "A2" in offered(told)
    ines.tap("Volver")
    assert "Temas apartados" not in ines.last.labels


def test_a_story_confirmed_as_lost_does_not_come_back_with_its_theme(
    told: Room, ines: Phone
) -> None:
    with told.kit.look() as work:
        work.memories.save(
            the_story(state=MemoryState.LOST, use_again=False, avoid_reason="left_out")
        )
        books.refresh_page(work, "m1")
        work.commit()
    at_the_session_page(ines).tap("Temas apartados")
    ines.tap(ines.last.labels[0])
    assert not told.memories[0].use_again


def test_where_nothing_was_left_out_no_button_says_so(ended: Room) -> None:
    phone = ended.kit.phone(THERAPIST, "Inés")
    at_the_session_page(phone)
    assert "Temas apartados" not in phone.last.labels


@pytest.mark.parametrize(("answer", "minutes"), [("15 minutos", 15), ("25", 25)])
def test_a_therapist_says_how_long_a_session_lasts(ended: Room, answer: str, minutes: int) -> None:
    phone = ended.kit.phone(THERAPIST, "Inés")
    at_the_session_page(phone).tap("Cuánto dura")
    if answer in phone.last.labels:
        phone.tap(answer)
    else:
        phone.words(answer)
    assert f"{minutes} minutos" in phone.last.text
    ended.to_question()
    ended.kit.wait(timedelta(minutes=minutes - 1))
    ended.tick()
    assert not ended.session.asking_time
    ended.kit.wait(timedelta(minutes=1))
    ended.tick()
    assert ended.session.asking_time


def test_how_long_can_be_left_to_the_level_again(ended: Room) -> None:
    ended.kit.prepare(max_minutes=15)
    phone = ended.kit.phone(THERAPIST, "Inés")
    at_the_session_page(phone).tap("Cuánto dura")
    phone.tap("Lo que diga el nivel")
    assert ended.kit.person().max_minutes is None


@pytest.mark.parametrize("typed", ["4", "90", "poco"])
def test_what_is_no_length_is_asked_again(ended: Room, typed: str) -> None:
    phone = ended.kit.phone(THERAPIST, "Inés")
    at_the_session_page(phone).tap("Cuánto dura")
    phone.words(typed)
    assert "no lo he sabido leer" in phone.last.text
    assert ended.kit.person().max_minutes is None
