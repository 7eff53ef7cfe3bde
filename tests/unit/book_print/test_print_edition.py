"""What goes to the printer: every page once, its words as kept, and a fingerprint of it all."""

import json
from dataclasses import replace
from datetime import date

import pytest

from core.book.print_edition import PrintEdition, fingerprint, from_json, to_json
from core.book.texts import Reader
from core.domain.life import LifeStage
from core.domain.memory import Teller, Wording
from core.errors import StoreDamaged
from tests.unit.book.conftest import memory, photo, picture, spread
from tests.unit.book_print.printed import edition_of


def test_an_edition_is_read_as_it_was_written(spanish: Reader) -> None:
    edition = edition_of([spread(picture=picture()), spread(photo=photo())], spanish)

    assert from_json(to_json(edition), PrintEdition) == edition


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"layout": 3}', b"\xff", b"null"])
def test_what_is_no_edition_is_refused_without_a_word_of_it(content: bytes) -> None:
    with pytest.raises(StoreDamaged) as refused:
        from_json(content, PrintEdition)
    assert refused.value.__cause__ is None


def test_an_unknown_field_is_refused(spanish: Reader) -> None:
    told = json.loads(to_json(edition_of([spread()], spanish)))

    with pytest.raises(StoreDamaged):
        from_json(json.dumps(told | {"diary": ""}).encode(), PrintEdition)


def test_another_day_is_no_other_book(spanish: Reader) -> None:
    today = edition_of([spread()], spanish)
    later = edition_of([spread()], spanish, today=date(2027, 1, 1))

    assert today.printed != later.printed
    assert fingerprint(today) == fingerprint(later)


def test_whatever_is_read_or_seen_is_in_the_fingerprint(spanish: Reader, english: Reader) -> None:
    pages = [
        [spread()],
        [spread(memory(title="Otra"))],
        [spread(memory(words="Otra cosa."))],
        [spread(memory(wording=Wording.RETOLD))],
        [spread(memory(place="Sada"))],
        [spread(memory(teller=Teller.FAMILY))],
        [spread(memory(stage=LifeStage.ADULT))],
        [spread(memory(voice_ids=("v",)))],
        [spread(picture=picture())],
        [spread(picture=picture(media_id="another"))],
        [spread(photo=photo())],
        [spread(photo=photo(caption="La casa"))],
        [spread(), spread(memory(id="m2"))],
    ]
    faces = {fingerprint(edition_of(each, spanish)) for each in pages}
    others = {
        fingerprint(edition_of([spread()], spanish, code="a4-large")),
        fingerprint(edition_of([spread()], english)),
        fingerprint(edition_of([spread()], replace(spanish, person="Manolo"))),
    }

    assert len(faces | others) == len(pages) + 3


def test_every_line_of_the_books_own_names_its_memory(spanish: Reader) -> None:
    edition = edition_of([spread(memory(place="Sada", decade=1950))], spanish)

    assert [line.sources for line in edition.pages[0].linking] == [("m1",), ("m1",)]


def test_a_page_with_a_voice_says_so(spanish: Reader) -> None:
    said = spread(memory(voice_ids=("v",)))
    only = spread(memory(id="m2", words="", wording=Wording.VOICE, voice_ids=("v",)))
    first, second = edition_of([said, only], spanish).pages

    assert first.voice == "También está en su propia voz, en el libro del chat."
    assert second.voice == "Está en su propia voz, en el libro del chat."


def test_the_voice_of_somebody_else_is_not_called_the_persons(spanish: Reader) -> None:
    by_lucia = memory(voice_ids=("v",), teller=Teller.FAMILY, wording=Wording.RETOLD)
    (page,) = edition_of([spread(by_lucia)], spanish).pages

    assert page.voice == "También está en la voz de quien lo cuenta, en el libro del chat."
