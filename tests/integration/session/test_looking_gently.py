"""Looking at the book where imagined pictures are off, and in company: no question, no story."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.life import Level
from core.domain.patient import Register
from core.domain.session import SessionStage
from core.services import book_writing, books
from tests.integration.book.conftest import keep, made, sent, told
from tests.integration.session.room import Room, beside_the_book

WAYS = {"pictures off": {"pictures_on": False}, "company": {"level": Level.PRESENCE}}

ONWARD = ("Sí", "Lo acepta", "Saltar", "Seguir")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A book of one page with an imagined picture on it."""
    with beside_the_book(tmp_path) as found:
        with found.kit.look() as work:
            made(work, told(0).id, "p")
            keep(work, told(0))
            work.commit()
        yield found


def to_the_page(room: Room) -> None:
    room.phone.command("book")
    room.taps("Abrir ▶", "▶", "👀 Mirar juntos", "Estamos")
    while room.session.stage is not SessionStage.LOOK:
        labels = room.phone.last.labels
        room.taps(next(label for label in ONWARD if label in labels))


def shown(room: Room) -> str:
    media_id: str = room.phone.last.payload["picture"]
    return media_id


def imagined(room: Room) -> str:
    with room.kit.look() as work:
        media_id: str = work.pictures.get("p").media_id
        return media_id


def test_where_pictures_are_on_the_imagined_one_is_looked_at(room: Room) -> None:
    to_the_page(room)
    assert shown(room) == imagined(room)


@pytest.mark.parametrize("changes", WAYS.values(), ids=WAYS)
def test_without_imagined_pictures_the_title_is_looked_at(
    room: Room, changes: dict[str, object]
) -> None:
    room.kit.prepare(**changes)
    to_the_page(room)
    assert shown(room) != imagined(room)
    assert "Imagen imaginada" not in room.shown
    assert "La tarde 0" in room.shown


@pytest.mark.parametrize("changes", WAYS.values(), ids=WAYS)
def test_without_imagined_pictures_the_photo_of_the_page_is_looked_at(
    room: Room, changes: dict[str, object]
) -> None:
    with room.kit.look() as work:
        photo = sent(work, told(0).id, "photo")
        books.illustrate(work, told(0).id, illustration_id="p")
        book_writing.add_picture(work, told(0).id, shown_id=photo.id)
        work.commit()
    room.kit.prepare(**changes)
    to_the_page(room)
    assert shown(room) == photo.media_id


def test_a_therapist_who_allows_pictures_in_company_is_heard(room: Room) -> None:
    room.kit.prepare(level=Level.PRESENCE, pictures_on=True)
    to_the_page(room)
    assert shown(room) == imagined(room)


def test_when_it_became_company_on_the_way_the_picture_goes(room: Room) -> None:
    to_the_page(room)
    with room.kit.look() as work:
        work.sessions.save(replace(room.session, level=Level.PRESENCE))
        work.commit()
    room.phone.command("session")
    assert shown(room) != imagined(room)


def test_in_company_what_is_written_is_a_note_and_nothing_is_asked(room: Room) -> None:
    room.kit.prepare(level=Level.PRESENCE)
    to_the_page(room)
    room.phone.words("Sonrió y tocó la página.")
    assert room.session.record.note == "Sonrió y tocó la página."
    assert room.session.stage is SessionStage.LOOK
    assert [memory.id for memory in room.memories] == [told(0).id]
    assert "?" not in room.shown
    assert "queda como nota tuya" in room.shown


@pytest.mark.parametrize(("register", "said"), [("tu", "Mira: La"), ("usted", "Mire: La")])
def test_the_person_is_addressed_as_they_are_used_to(
    room: Room, register: Register, said: str
) -> None:
    room.kit.prepare(register=Register(register))
    to_the_page(room)
    assert f"🗣 {said} tarde 0." in room.shown
