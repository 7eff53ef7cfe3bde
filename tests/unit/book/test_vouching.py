"""What stands in an edition was looked at before: words, sources, and what we say ourselves."""

from dataclasses import replace
from typing import Any

import pytest

from core.book.layout import by_chapter
from core.book.texts import PageText, Reader, linking, page_text
from core.book.vouching import Unvouched, vouched
from core.domain.book import Sentence, Spread
from core.domain.memory import Teller, Wording
from tests.unit.book.conftest import memory, photo, picture, spread

TESTING = "¿Te acuerdas de aquella tarde?"


def look(page: PageText, shown: Spread) -> PageText:
    return vouched(page, shown, language="es")


def line(text: str, **changes: Any) -> Sentence:
    return replace(Sentence(text=text, sources=(memory().id,)), **changes)


@pytest.mark.parametrize(
    "change",
    [
        {"words": memory().words + " "},
        {"words": memory().words.upper()},
        {"memory_id": "another"},
        {"linking": (line("En Soria.", sources=("another",)),)},
        {"linking": (line("En Soria.", sources=(memory().id, "another")),)},
        {"linking": (line(TESTING),)},
    ],
)
def test_a_page_that_says_what_nobody_told_is_in_no_edition(
    spanish: Reader, change: dict[str, Any]
) -> None:
    shown = spread(memory())
    with pytest.raises(Unvouched):
        look(replace(page_text(shown, spanish), **change), shown)


def test_words_that_were_not_said_never_stand_in_quotation_marks(spanish: Reader) -> None:
    shown = spread(replace(memory(), wording=Wording.RETOLD))
    with pytest.raises(Unvouched):
        look(replace(page_text(shown, spanish), quoted=True), shown)


def test_what_the_person_and_the_family_wrote_is_theirs(spanish: Reader) -> None:
    shown = spread(replace(memory(), words=TESTING), photo=photo(caption=TESTING))
    shown = replace(shown, page=replace(shown.page, linking=TESTING))
    page = look(page_text(shown, spanish), shown)
    assert page.words == page.linking[0].text == TESTING
    assert TESTING in page.figures[0].label.text


def test_every_edition_comes_by_the_gate(spanish: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(page_text(spread(memory()), spanish), words="otras")
    monkeypatch.setattr("core.book.layout.page_text", lambda *_: wrong)
    with pytest.raises(Unvouched):
        [list(pages) for _, pages in by_chapter([spread(memory())], spanish)]


def test_a_name_or_a_place_that_would_make_our_line_ask_is_left_out(spanish: Reader) -> None:
    told = replace(
        memory(),
        place="Te acuerdas",
        decade=1950,
        teller=Teller.FAMILY,
        teller_name="Te acuerdas",
        wording=Wording.RETOLD,
    )
    where, who = linking(told, spanish)
    assert where.text == "Década de 1950."
    assert who.text.startswith("Contado por su familia")
    label = page_text(spread(told, picture=picture()), spanish).figures[0].label.text
    assert label.endswith("lo que contó su familia")
