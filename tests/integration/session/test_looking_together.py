"""A session opened from the book: the same invitation, a page to look at, the same closing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.closing import Beat
from core.domain.job import Queue
from core.domain.life import LifeStage
from core.domain.picture import PictureStatus
from core.domain.session import SessionStage
from core.domain.session_record import Assent
from core.services import books, pictures, sessions
from tests.integration.book.conftest import keep, made, sent, told
from tests.integration.session.room import Room, beside_the_book, earlier_session

AT_THE_PAGE = ("Estamos", "Sí", "Saltar", "Seguir")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A book of three pages, and a companion who reads it."""
    with beside_the_book(tmp_path) as found:
        with found.kit.look() as work:
            voice = work.media.put(b"OggS", media_type="audio/ogg")
            made(work, told(0).id, "p")
            keep(work, told(0, voice_ids=(voice,)), told(1), told(5))
            work.commit()
        yield found


def to_the_page(room: Room) -> None:
    room.phone.command("book")
    room.taps("Abrir ▶", "▶", "👀 Mirar juntos", *AT_THE_PAGE)


def test_nobody_looks_before_they_were_asked_today(room: Room) -> None:
    room.phone.command("book")
    room.taps("Abrir ▶", "▶", "👀 Mirar juntos")
    assert room.session.stage is SessionStage.READY
    room.taps("Estamos")
    assert "¿Te apetece ahora?" in room.shown or "¿Le apetece ahora?" in room.shown

    room.taps("Hoy no")
    assert Beat.GOODBYE in room.session.beats


def test_the_page_is_read_aloud_with_its_picture_and_nothing_is_asked(room: Room) -> None:
    to_the_page(room)
    assert "🗣 Mira: La tarde 0." in room.shown
    assert told(0).words in room.shown
    assert "Imagen imaginada" in room.shown
    assert "?" not in room.shown
    assert room.phone.last.payload["picture"]
    assert room.phone.last.labels[-2:] == ["⏸ Pausa", "😟 Es un mal momento"]


def test_pages_turn_in_one_message(room: Room) -> None:
    to_the_page(room)
    room.taps("▶")
    assert "La tarde 5" in room.shown
    assert room.phone.last.payload["replaces"]
    room.taps("▶")
    assert "La tarde 1" in room.shown
    assert "▶" not in room.phone.last.labels
    room.taps("◀")
    assert "La tarde 5" in room.shown


def never_again(room: Room, *numbers: int, asked_in: bool = False) -> None:
    """What nobody comes back to, though it stays in the book."""
    with room.kit.look() as work:
        for number in numbers:
            memory = work.memories.get(told(number).id)
            work.memories.save(replace(memory, use_again=False, asked_in=asked_in))
        work.commit()


def test_a_page_nobody_comes_back_to_is_passed_over(room: Room) -> None:
    never_again(room, 5)
    to_the_page(room)
    room.taps("▶")
    assert "La tarde 1" in room.shown
    assert "▶" not in room.phone.last.labels
    room.taps("◀")
    assert "La tarde 0" in room.shown
    never_again(room, 0)
    room.phone.command("session")
    assert "La tarde 1" in room.shown
    assert not {"◀", "▶"} & set(room.phone.last.labels)


def test_looking_begins_at_no_page_nobody_comes_back_to(room: Room) -> None:
    never_again(room, 0)
    to_the_page(room)
    assert "La tarde 5" in room.shown
    assert room.session.looking_at == told(5).id


def test_a_page_they_asked_in_is_looked_at(room: Room) -> None:
    never_again(room, 5, asked_in=True)
    to_the_page(room)
    room.taps("▶")
    assert "La tarde 5" in room.shown


def test_a_book_nobody_comes_back_to_is_not_looked_through(room: Room) -> None:
    held(room, 11)
    never_again(room, 0, 1, 5)
    room.to_themes()
    assert "👀 Mirar juntos el libro" not in room.phone.last.labels


def test_their_voice_is_heard_beside_the_page(room: Room) -> None:
    to_the_page(room)
    room.taps("🔊 Escuchar")
    assert len(room.phone.last.payload["voices"]) == 1
    assert room.session.stage is SessionStage.LOOK


def test_what_they_tell_meanwhile_is_kept_and_read_back_and_the_page_is_there_again(
    room: Room,
) -> None:
    to_the_page(room)
    room.phone.words("Y luego bailamos hasta la noche.")
    assert room.session.stage is SessionStage.READ_BACK
    assert "Y luego bailamos hasta la noche." in room.shown

    room.taps("Sus palabras")
    assert room.offered.reached, "a picture is offered as for every story"
    with room.kit.look() as work:
        memory = work.memories.get(room.session.memory_ids[-1])
    assert (memory.stage, memory.quotable, memory.approved) == (LifeStage.CHILDHOOD, True, True)
    room.phone.command("session")
    assert room.session.looking_at


def test_a_voice_at_a_page_is_listened_to(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.kit.services.jobs, "worker_alive", {Queue.CPU}.__contains__)
    to_the_page(room)
    room.voice()
    with room.kit.look() as work:
        (record,) = work.jobs.waiting()
        memory = work.memories.get(record.subject_id)
    assert memory.id == room.session.talk.memory_id
    assert record.voice_id == memory.voice_ids[0]


def test_a_page_that_upsets_rests_with_its_own_theme_and_no_other(room: Room) -> None:
    with room.kit.look() as work:
        for number, theme in ((0, "C1"), (5, "C4")):
            work.memories.save(replace(work.memories.get(told(number).id), theme=theme))
        work.commit()
    to_the_page(room)
    room.phone.words("Y luego bailamos hasta la noche.")
    assert room.session.talk.theme == "C1"
    room.taps("Sus palabras")
    room.phone.command("session")
    room.taps("Sin imagen")
    while room.session.looking_at != told(5).id:
        room.taps("▶")
    room.taps("😟 Es un mal momento", "🌧 Lo pasa mal")
    (moment,) = room.session.record.moments
    assert (moment.memory_id, moment.theme) == (told(5).id, "C4")


def test_the_theme_of_a_page_that_upset_is_not_offered_next_time(room: Room) -> None:
    with room.kit.look() as work:
        work.memories.save(replace(work.memories.get(told(0).id), theme="C4"))
        work.commit()
    held(room, 1)
    room.kit.prepare(avoid_themes=all_but(room, "C4", "D3", "C1"))
    to_the_page(room)
    room.taps("😟 Es un mal momento", "🌧 Lo pasa mal", "Hay calma: cerrar")
    room.close()
    with room.kit.look() as work:
        sessions.leave_open(work, now=room.kit.clock.now())
        work.commit()
    room.to_themes()
    assert room.session.offered
    assert "C4" not in room.session.offered


def all_but(room: Room, *themes: str) -> frozenset[str]:
    return frozenset(theme.code for theme in room.kit.services.bank.themes()) - set(themes)


def test_closing_goes_through_the_whole_ritual(room: Room) -> None:
    to_the_page(room)
    room.taps("Cerrar con cariño")
    assert room.session.stage is SessionStage.CLOSE
    room.close()
    assert room.session.stage is SessionStage.AFTER


def test_a_page_that_upsets_rests_and_leaves_the_book(room: Room) -> None:
    to_the_page(room)
    room.taps("😟 Es un mal momento")
    room.taps(room.phone.last.labels[2])
    assert room.session.moment is not None
    assert room.session.moment.memory_id == told(0).id
    with room.kit.look() as work:
        assert books.open_page(work, told(0).id) is None


def drawn(room: Room, memory_id: str, picture_id: str, *, seen: bool = False) -> None:
    """An approved picture with all its files, which the person sees now or not."""
    with room.kit.look() as work:
        plain = work.media.put(b"as the model made it", media_type="image/png")
        shown_at = room.kit.clock.now() if seen else None
        made(work, memory_id, picture_id, plain_media_id=plain, shown_at=shown_at)
        books.refresh_page(work, memory_id)
        work.commit()


def becomes_of(room: Room, picture_id: str) -> PictureStatus:
    with room.kit.look() as work:
        status: PictureStatus = work.pictures.get(picture_id).status
        return status


def because_of_the_picture(room: Room) -> None:
    room.taps("😟 Es un mal momento")
    room.taps(room.phone.last.labels[2], "Siguiente paso", "Por la imagen")


def test_the_picture_of_the_page_that_upsets_goes_away(room: Room) -> None:
    drawn(room, told(5).id, "q")
    to_the_page(room)
    room.taps("▶")
    because_of_the_picture(room)
    assert becomes_of(room, "q") is PictureStatus.REJECTED


def test_a_picture_that_upsets_is_taken_from_the_chat_too(room: Room) -> None:
    drawn(room, told(0).id, "p")
    to_the_page(room)
    page = room.phone.last.payload
    room.taps("⏸ Pausa", "Seguir")
    assert set(room.phone.pictures) == {page["picture"]}
    because_of_the_picture(room)
    assert not room.phone.pictures


def test_leafing_on_keeps_the_page_that_took_the_place_of_the_picture(room: Room) -> None:
    drawn(room, told(0).id, "p")
    to_the_page(room)
    room.taps("▶")
    shown = room.phone.last.payload["screen"]
    with room.kit.look() as work:
        pictures.reject(work, picture_id="p")
        work.commit()
    because_of_the_picture(room)
    assert shown not in room.phone.deleted


def test_the_step_before_a_picture_that_upset_goes_with_it(room: Room) -> None:
    drawn(room, told(0).id, "before")
    drawn(room, told(0).id, "p")
    with room.kit.look() as work:
        work.pictures.save(replace(work.pictures.get("p"), parent_id="before"))
        work.pages.save(replace(work.pages.get(told(0).id), picture_id="p"))
        work.commit()
    to_the_page(room)
    because_of_the_picture(room)
    assert becomes_of(room, "p") is PictureStatus.REJECTED
    assert becomes_of(room, "before") is PictureStatus.REJECTED


def test_on_the_way_through_the_book_a_picture_they_liked_stays(room: Room) -> None:
    drawn(room, told(5).id, "q")
    to_the_page(room)
    room.phone.words("Y luego bailamos hasta la noche.")
    drawn(room, room.session.memory_ids[0], "liked", seen=True)
    room.taps("Sus palabras")
    room.phone.command("session")
    room.taps("Sin imagen", "▶")
    assert "La tarde 5" in room.shown

    because_of_the_picture(room)
    assert becomes_of(room, "q") is PictureStatus.REJECTED
    assert becomes_of(room, "liked") is PictureStatus.APPROVED


def test_a_picture_of_what_was_told_at_the_page_goes_before_that_of_the_page(room: Room) -> None:
    to_the_page(room)
    room.phone.words("Y luego bailamos hasta la noche.")
    drawn(room, room.session.memory_ids[0], "new", seen=True)
    because_of_the_picture(room)
    assert becomes_of(room, "new") is PictureStatus.REJECTED
    assert becomes_of(room, "p") is PictureStatus.APPROVED


def test_a_page_with_a_photo_loses_no_picture(room: Room) -> None:
    with room.kit.look() as work:
        photo = sent(work, told(0).id, "photo")
        books.illustrate(work, told(0).id, illustration_id=photo.id)
        work.commit()
    to_the_page(room)
    because_of_the_picture(room)
    assert becomes_of(room, "p") is PictureStatus.APPROVED


def test_the_page_is_there_again_after_a_restart_a_pause_and_a_moment_that_passed(
    room: Room,
) -> None:
    to_the_page(room)
    page = room.shown
    room.phone.command("session")
    assert room.shown == page
    room.taps("⏸ Pausa", "😟 Es un mal momento", "Ya pasó", "Seguir")
    assert room.shown == page


def held(room: Room, sessions: int) -> None:
    """So many sessions of the programme were held before."""
    before = earlier_session()
    record = replace(before.record, assent=Assent.YES)
    with room.kit.look() as work:
        for number in range(sessions):
            work.sessions.save(replace(before, id=f"held{number}", record=record))
        work.commit()


def test_the_twelfth_session_is_the_book_together(room: Room) -> None:
    held(room, 11)
    room.to_themes()
    assert room.phone.last.labels[0] == "👀 Mirar juntos el libro"
    room.taps("👀 Mirar juntos el libro")
    assert room.session.stage is SessionStage.LOOK
    assert "🗣 Mira: La tarde 0." in room.shown
    room.taps("▶")
    assert "La tarde 0" not in room.shown


@pytest.mark.parametrize("sessions", [10, 12])
def test_before_and_after_it_themes_alone_are_offered(room: Room, sessions: int) -> None:
    held(room, sessions)
    room.to_themes()
    assert "👀 Mirar juntos el libro" not in room.phone.last.labels


def test_without_a_book_there_is_none_to_look_through(room: Room) -> None:
    held(room, 11)
    with room.kit.look() as work:
        for memory in work.memories.all():
            books.take_out(work, memory.id)
        work.commit()
    room.to_themes()
    assert "👀 Mirar juntos el libro" not in room.phone.last.labels
