"""A photo that Telegram gives late goes where it was sent to, whatever was opened since."""

from dataclasses import replace

from bot.dispatch import Dispatcher
from bot.incoming import Incoming, IncomingKind
from bot.lateness import as_it_came
from core.domain.consent import ConsentKind
from core.domain.conversation import InboxRow
from core.domain.element import PersonAge
from tests.integration.photos.darkroom import Darkroom, jpeg


def sent(room: Darkroom) -> InboxRow:
    """A photo arrives and cannot be fetched yet."""
    photo = Incoming(kind=IncomingKind.PHOTO, media_type="image/jpeg", file_id="far away")
    return as_it_came(room.kit.services, room.ana.row(photo))


def fetched(room: Darkroom, row: InboxRow, file: bytes | None) -> None:
    """It is tried again: the row as it was written down, for a restart may come in between."""
    written = room.kit.services.registry.row(row.key)
    assert written == row
    Dispatcher(room.kit.services).apply(written, file=file)
    room.ana.read()


def asked(room: Darkroom) -> tuple[str, str]:
    with room.kit.look() as work:
        expected = work.expectation(room.ana.account_id)
        return expected.action, expected.argument


def test_it_is_filed_under_the_board_that_was_open_when_it_came(room: Darkroom) -> None:
    young = room.opens()
    row = sent(room)
    adult = room.opens(age=PersonAge.ADULT)
    fetched(room, row, jpeg())
    assert [photo.element_id for photo in room.photos()] == [young.id]
    assert asked(room) == ("photos.receive", adult.id)


def test_the_board_that_is_open_by_now_keeps_its_buttons(room: Darkroom) -> None:
    room.opens()
    row = sent(room)
    room.opens(age=PersonAge.ADULT)
    board = room.ana.last
    fetched(room, row, jpeg())
    with room.kit.look() as work:
        opened = [screen.number for screen in work.open_screens(room.ana.account_id)]
    assert board.payload["screen"] in opened


def test_what_is_open_by_now_keeps_its_buttons_where_nobody_allowed_photos(room: Darkroom) -> None:
    room.opens()
    row = sent(room)
    room.opens(age=PersonAge.ADULT)
    board = room.ana.last
    with room.kit.look() as work:
        allowed = work.consents.holding(ConsentKind.PHOTOS)
        assert allowed is not None
        work.consents.save(replace(allowed, withdrawn_at=room.kit.clock.now()))
        work.commit()
    fetched(room, row, jpeg())
    assert "permiso" in room.ana.last.text
    with room.kit.look() as work:
        opened = [screen.number for screen in work.open_screens(room.ana.account_id)]
    assert board.payload["screen"] in opened


def test_it_stays_with_its_board_however_often_it_has_to_wait(room: Darkroom) -> None:
    young = room.opens()
    row = sent(room)
    room.opens(age=PersonAge.ADULT)
    row = as_it_came(room.kit.services, row)
    fetched(room, row, jpeg())
    assert [photo.element_id for photo in room.photos()] == [young.id]


def test_a_photo_that_was_sent_to_no_board_is_asked_about(room: Darkroom) -> None:
    room.allow(ConsentKind.PHOTOS)
    row = sent(room)
    room.opens()
    fetched(room, row, jpeg())
    assert room.photos() == []
    assert room.doors["memory.unasked"].reached == [""]


def test_one_that_never_comes_is_counted_where_it_was_sent(room: Darkroom) -> None:
    room.opens()
    row = sent(room)
    adult = room.opens(age=PersonAge.ADULT)
    fetched(room, row, None)
    with room.kit.look() as work:
        (batch,) = work.jobs.waiting()
    assert batch.subject_id != adult.id
    assert batch.refused


def test_a_board_that_is_gone_by_then_leaves_the_open_one_alone(room: Darkroom) -> None:
    young = room.opens()
    row = sent(room)
    adult = room.opens(age=PersonAge.ADULT)
    with room.kit.look() as work:
        work.elements.remove(young.id)
        work.commit()
    fetched(room, row, jpeg())
    assert [photo.element_id for photo in room.photos()] == [None]
    assert asked(room) == ("photos.receive", adult.id)
