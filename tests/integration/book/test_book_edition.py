"""The book as one page, sent as a file."""

import json
import re
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.handlers.book import edition
from core.domain.memory import Valence
from core.errors import NotFound
from core.services import books
from core.services.book_editions import LARGEST_VOICE_BYTES, BookTooLarge, no_more_than
from tests.fakes.turns import Phone, TurnKit
from tests.integration.book.conftest import fill, keep, made, sent, told
from tests.integration.book.test_book_reading import open_first_page


def page(kit: TurnKit, phone: Phone) -> str:
    """Ask for the page and read the file that is sent."""
    phone.command("book")
    phone.tap("📦 Llevárselo")
    phone.tap("📖 Libro en una página")
    with kit.look() as work:
        content: bytes = work.media.read(phone.last.payload["document"])
        assert work.media.media_type(phone.last.payload["document"]) == "text/html"
    return content.decode()


def test_the_page_holds_every_memory_of_the_book_and_no_other(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 23)
    with kit.look() as work:
        keep(work, told(3, approved=False))
        work.memories.save(told(4, avoid_reason="su hermano"))  # and nobody refreshed its page
        work.commit()
    text = page(kit, ana)

    assert ana.last.payload["document_name"] == "libro.html"
    for number in range(23):
        words = f'«<span class="words">{told(number).words}</span>»'
        assert text.count(words) == (number not in {3, 4})


def test_pictures_go_in_as_they_are_photos_at_the_size_of_a_screen_and_voices_if_short(
    kit: TurnKit, ana: Phone
) -> None:
    with kit.look() as work:
        picture = made(work, told(0).id, "p")
        sent(work, told(5).id, "f")
        short, long = (
            work.media.put(b"v" * size, media_type="audio/ogg")
            for size in (100, LARGEST_VOICE_BYTES + 1)
        )
        keep(work, told(0), told(5), told(10, voice_ids=(short, long)))
        marked = work.media.read(picture.media_id)
        work.commit()
    text = page(kit, ana)

    images = [b64decode(found) for found in re.findall(r'image/jpeg;base64,([^"]+)"', text)]
    assert images[0] == marked
    assert Image.open(BytesIO(images[1])).size == (1405, 703)
    assert text.count("<audio") == 1


def test_the_page_is_made_anew_only_when_something_in_it_changed(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 2)
    page(kit, ana)
    first = ana.last.payload["document"]
    kit.wait(timedelta(days=1))
    page(kit, ana)
    assert ana.last.payload["document"] == first

    with kit.look() as work:
        books.retitle(work, told(0).id, title="El cerro")
        work.commit()
    assert "El cerro" in page(kit, ana)
    assert ana.last.payload["document"] != first


def test_a_copy_of_a_photo_at_the_size_of_a_page_is_made_once(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        sent(work, told(5).id, "f")
        keep(work, told(5))
        work.commit()
    page(kit, ana)
    with kit.look() as work:
        copy = work.photos.get("f").page_media_id
        assert Image.open(BytesIO(work.media.read(copy))).size == (1405, 703)
    page(kit, ana)
    with kit.look() as work:
        assert work.photos.get("f").page_media_id == copy


@pytest.mark.parametrize("gone", [True, False], ids=["erased", "painful"])
def test_what_leaves_the_book_leaves_the_kept_page_and_its_card_too(
    kit: TurnKit, ana: Phone, gone: bool
) -> None:
    fill(kit, 1)
    page(kit, ana)
    printed = ana.last.payload["document"]
    open_first_page(ana)
    card = ana.last.payload["picture"]
    with kit.look() as work:
        if gone:
            work.memories.remove(told(0).id)
            books.refresh_page(work, told(0).id)
        else:
            keep(work, told(0, valence=Valence.PAINFUL))
        work.commit()

    with kit.look() as work:
        for media_id in [printed, card] if gone else [printed]:
            with pytest.raises(NotFound):
                work.media.read(media_id)


@pytest.mark.parametrize("leaves", [True, False])
def test_editions_kept_before_they_had_a_shelf_go_with_the_next(
    kit: TurnKit, ana: Phone, leaves: bool
) -> None:
    fill(kit, 2)
    ana.command("book")
    with kit.look() as work:
        former = work.media.put(b"printed long ago", media_type="application/pdf")
        extras, key = work.patient().extras, "book.files"
        slots = json.loads(extras[key]) | {"print-a4": ["face", former]}
        extras = {**extras, key: json.dumps(slots)}
        work.save_patient(replace(work.patient(), extras=extras))
        work.commit()
    if leaves:
        with kit.look() as work:
            books.take_out(work, told(0).id)
            work.commit()
    else:
        ana.tap("📦 Llevárselo")
        ana.tap("📖 Libro en una página")
    with kit.look() as work:
        assert json.loads(work.patient().extras["book.files"]).keys() == {"cover"}
        with pytest.raises(NotFound):
            work.media.read(former)


def test_a_book_too_large_for_the_chat_is_not_sent(
    kit: TurnKit, ana: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(kit, 2)
    monkeypatch.setattr(edition, "MOST_BYTES", 1000)
    ana.command("book")
    ana.tap("📦 Llevárselo")
    ana.tap("📖 Libro en una página")

    assert ana.last.text.startswith("El libro ya es muy grande")
    assert "document" not in ana.last.payload
    assert ana.last.labels == ["🖨 Imprimir", "Volver al libro"]
    ana.tap("🖨 Imprimir")
    assert ana.last.labels[0] == "🖨 Hacer el libro"


def test_no_more_bytes_are_taken_than_there_is_room_for() -> None:
    pieces = no_more_than(3, [b"abc", b"d"])
    assert next(pieces) == b"abc"

    with pytest.raises(BookTooLarge):
        next(pieces)
