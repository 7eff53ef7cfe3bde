"""A book is made without what cannot be read, and words say which page lacks it."""

from pathlib import Path

import pytest

from core.book.print_edition import EDITION, PrintEdition, from_json
from tests.integration.book_print.press import Press
from tests.integration.download.test_damaged_files import flip, photo_of, place


@pytest.mark.parametrize("harm", [flip, Path.unlink])
def test_a_book_with_a_damaged_photo_is_printed_without_it(press: Press, harm: object) -> None:
    assert callable(harm)
    harm(photo_of(press.kit))
    record = press.order()
    (told,) = [seen.text for seen in press.ana.seen if "va sin una imagen" in seen.text]
    assert "quien lleva el bot" in told
    book = from_json(press.folder(record.id).read(EDITION), PrintEdition)
    assert [page.picture is None for page in book.pages] == [False, True, True]
    press.run_worker()
    assert press.ana.last.payload["document_name"] == "libro-a4.pdf"


def test_the_page_to_keep_is_made_without_it_too(press: Press) -> None:
    flip(photo_of(press.kit))
    press.ana.command("book")
    press.ana.tap("📦 Llevárselo")
    press.ana.tap("📖 Libro en una página")
    assert press.ana.last.payload["document_name"] == "libro.html"
    assert any("va sin una imagen" in seen.text for seen in press.ana.seen)


def test_an_edition_that_is_damaged_itself_is_made_anew(press: Press) -> None:
    press.order()
    press.run_worker()
    first = press.ana.last.payload["document"]
    flip(place(press.kit, first))
    press.order()
    press.run_worker()
    assert press.ana.last.payload["document"] != first
