"""A detail that perhaps came from a picture: the family settles it, and the pictures come back."""

from typing import Any

import pytest

from core.domain.book import Page
from core.domain.circle import Role
from core.domain.memory import Memory, Verification
from core.domain.picture import PictureStatus
from core.ports import PatientWork
from core.services import books, pictures
from core.services.pictures import UNNAMED_DETAIL
from tests.fakes.turns import START, Phone, TurnKit
from tests.integration.book.conftest import fill, jpeg, keep, made, told
from tests.integration.book.test_book_reading import open_first_page

WAITS = "Espera a la familia"
DETAIL = "un perro <negro>"


@pytest.fixture
def waiting(kit: TurnKit) -> TurnKit:
    """A picture on a page, of which the person said: that day I…"""
    with kit.look() as work:
        drawn(work, "seen", shown_at=START)
        keep(work, told(0))
        pictures.note_new_detail(work, picture_id="seen", words=DETAIL)
        books.refresh_page(work, told(0).id)
        work.commit()
    assert on_page(kit) is None
    return kit


def drawn(work: PatientWork, picture_id: str, **changes: Any) -> None:
    """A picture of the page's memory, with both of its files."""
    plain = work.media.put(jpeg(), media_type="image/png")
    made(work, told(0).id, picture_id, plain_media_id=plain, **changes)


def on_page(kit: TurnKit) -> str | None:
    with kit.look() as work:
        page: Page = work.pages.get(told(0).id)
    return page.picture_id


def memory(kit: TurnKit) -> Memory:
    with kit.look() as work:
        found: Memory = work.memories.get(told(0).id)
    return found


def ask_the_family(phone: Phone) -> None:
    open_first_page(phone)
    phone.tap("✏️ Cambiar")
    phone.tap(WAITS)


def test_the_detail_is_shown_to_whoever_changes_the_book(waiting: TurnKit, ana: Phone) -> None:
    ask_the_family(ana)
    assert "un perro &lt;negro&gt;" in ana.last.text
    assert "¿Lo sabe la familia?" in ana.last.text


def test_what_the_family_knows_brings_the_picture_back(waiting: TurnKit, ana: Phone) -> None:
    ask_the_family(ana)
    ana.tap("Fue así")
    assert memory(waiting).verification is Verification.FAMILY_CONFIRMED
    assert on_page(waiting) == "seen"
    assert "✏️ Cambiar" in ana.last.labels, "the page is open again"
    ana.tap("✏️ Cambiar")
    assert WAITS not in ana.last.labels


def test_what_they_do_not_know_takes_the_pictures_that_were_seen(
    waiting: TurnKit, ana: Phone
) -> None:
    with waiting.look() as work:
        drawn(work, "unseen")
        drawn(work, "changed", parent_id="seen")
        work.commit()
    ask_the_family(ana)
    ana.tap("No, o no se sabe")
    with waiting.look() as work:
        gone = {p.id for p in work.pictures.all() if p.status is PictureStatus.REJECTED}
    assert gone == {"seen", "changed"}
    assert on_page(waiting) == "unseen"
    settled = memory(waiting)
    assert settled.possible_new_detail == ""
    assert settled.words == told(0).words
    assert settled.in_book, "the story stays: only the detail was in doubt"


def test_a_tap_by_mistake_is_undone(waiting: TurnKit, ana: Phone) -> None:
    ask_the_family(ana)
    ana.tap("Se tocó sin querer")
    assert memory(waiting).possible_new_detail == ""
    assert memory(waiting).verification is Verification.AS_TOLD
    assert on_page(waiting) == "seen"


def test_a_detail_nobody_wrote_down_is_asked_for_without_words(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        drawn(work, "seen", shown_at=START)
        keep(work, told(0))
        pictures.note_new_detail(work, picture_id="seen", words="")
        work.commit()
    ask_the_family(ana)
    assert UNNAMED_DETAIL not in ana.last.text
    assert "¿Lo sabe la familia?" in ana.last.text


def test_two_people_settling_it_change_it_once(waiting: TurnKit, ana: Phone) -> None:
    marta = waiting.member(2, "Marta", Role.COMPANION, waiting.patient_ids[0])
    ask_the_family(ana)
    ask_the_family(marta)
    ana.tap("Fue así")
    marta.tap("No, o no se sabe")
    assert memory(waiting).verification is Verification.FAMILY_CONFIRMED
    assert on_page(waiting) == "seen"


def test_a_page_that_left_the_book_is_not_settled_from_it(waiting: TurnKit, ana: Phone) -> None:
    ask_the_family(ana)
    with waiting.look() as work:
        books.take_out(work, told(0).id)
        work.commit()
    ana.tap("Fue así")
    assert memory(waiting).verification is Verification.AS_TOLD


def test_where_nothing_waits_nothing_is_asked(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    open_first_page(ana)
    ana.tap("✏️ Cambiar")
    assert WAITS not in ana.last.labels
