"""Pages in the order of a life, whatever the order they were made in."""

from dataclasses import replace

import pytest

from core.domain.edition import Edition, EditionKind, Sending
from core.domain.life import LifeStage
from core.domain.patient import PatientId
from core.ports import Pages
from tests.integration.storage.conftest import House
from tests.integration.storage.examples import LUZ, a_page

LATE, EARLY = LifeStage.LATER_LIFE, LifeStage.CHILDHOOD


def fill(pages: Pages) -> None:
    pages.save(a_page("late", stage=LATE))
    pages.save(a_page("second", 20))
    pages.save(a_page("hidden", 15, hidden=True))
    pages.save(a_page("first-b", 10))
    pages.save(a_page("first-a", 10))


def test_pages_stand_by_stage_then_position_then_id(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        fill(work.pages)
        shown = [work.pages.number(n) for n in range(1, 5)]
        assert [page.id for page in shown if page] == ["first-a", "first-b", "second", "late"]


def test_every_visible_page_knows_its_number(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        fill(work.pages)
        for number in range(1, work.pages.count() + 1):
            page = work.pages.number(number)
            assert page is not None
            assert work.pages.number_of(page.id) == number


def test_hidden_pages_have_no_number_and_do_not_count(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        fill(work.pages)
        assert work.pages.count() == 4
        assert work.pages.number_of("hidden") is None
        assert work.pages.number_of("never made") is None


@pytest.mark.parametrize("number", [-1, 0, 5, 2**40])
def test_there_is_no_page_outside_the_book(house: House, space: PatientId, number: int) -> None:
    with house.patients.open(space, LUZ) as work:
        fill(work.pages)
        assert work.pages.number(number) is None


def test_chapters_say_where_they_begin(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        fill(work.pages)
        found = [(c.stage, c.first_page, c.pages) for c in work.pages.chapters()]
        assert found == [(EARLY, 1, 3), (LATE, 4, 1)]


def test_an_empty_book_has_no_chapters(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        assert work.pages.chapters() == []
        assert work.pages.count() == 0


def test_a_page_that_is_moved_stands_elsewhere_at_once(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        fill(work.pages)
        work.pages.save(replace(work.pages.get("late"), stage=EARLY, position=5))
        assert work.pages.number_of("late") == 1


def test_the_order_is_there_again_when_the_store_is_opened_anew(
    house: House, space: PatientId
) -> None:
    with house.patients.open(space, LUZ) as work:
        fill(work.pages)
        work.commit()
    with house.patients.open(space, LUZ) as work:
        work.pages.remove("first-a")
        work.pages.save(replace(work.pages.get("hidden"), hidden=False))
        work.pages.save(replace(work.pages.get("second"), hidden=True))
        work.commit()
    with house.patients.open(space, LUZ) as work:
        shown = [work.pages.number(n) for n in range(1, work.pages.count() + 1)]
        assert [page.id for page in shown if page] == ["first-b", "hidden", "late"]


def test_a_change_of_order_that_is_not_committed_leaves_no_trace(
    house: House, space: PatientId
) -> None:
    with house.patients.open(space, LUZ) as work:
        fill(work.pages)
        work.commit()
    with house.patients.open(space, LUZ) as work:
        work.pages.remove("first-a")
        assert work.pages.count() == 3
    with house.patients.open(space, LUZ) as work:
        assert work.pages.count() == 4
        assert work.pages.number_of("first-a") == 1


def test_a_place_far_out_in_the_order_is_kept(house: House, space: PatientId) -> None:
    far = 9_999 * 10**13 + 10**12
    with house.patients.open(space, LUZ) as work:
        work.pages.save(a_page("undated", far))
        work.pages.save(a_page("dated", far - 1))
        assert work.pages.number_of("undated") == 2


def test_editions_are_found_by_the_series_they_belong_to(house: House, space: PatientId) -> None:
    first = Edition(
        id="e1",
        kind=EditionKind.PRINT,
        code="a4",
        language="es",
        face="f",
        media_ids=("m1",),
        made_at=house.clock.now(),
        memory_ids=("memory1",),
        sendings=(Sending(to_id=2, by_id=1, at=house.clock.now()),),
    )
    other = replace(first, id="e2", code="a5")
    with house.patients.open(space, LUZ) as work:
        for edition in (first, other, replace(first, id="e3")):
            work.editions.save(edition)
        work.commit()
    with house.patients.open(space, LUZ) as work:
        assert work.editions.of_slot(first.slot) == [first, replace(first, id="e3")]
        assert work.editions.of_slot("print/a4/en") == []
