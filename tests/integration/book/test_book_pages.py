"""The book holds what may be in it, once, in order, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.book import LONGEST_TITLE, natural_position
from core.domain.circle import Account, Role
from core.domain.life import LifeStage
from core.domain.memory import Audience, MemoryState, Valence, Verification
from core.domain.patient import Language
from core.domain.picture import PictureStatus
from core.errors import NotAllowed, NotFound
from core.ports import PatientWork
from core.services import book_search, books
from core.services.books import Direction
from tests.fakes.turns import START, TurnKit
from tests.integration.book.conftest import keep, made, sent, told

STAYS_OUT: list[dict[str, Any]] = [
    {"approved": False},
    {"audience": Audience.US},
    {"audience": Audience.CIRCLE},
    {"valence": Valence.PAINFUL},
    {"avoid_reason": "su hermano"},
    {"state": MemoryState.LOST},
    {"verification": Verification.FAMILY_DIFFERS},
]
#: What a therapist, a companion or the family may make of a memory.
FATES = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(LifeStage),
        "approved": st.sampled_from([True, True, False]),
        "audience": st.sampled_from([Audience.BOOK, Audience.BOOK, *Audience]),
        "valence": st.sampled_from([None, *Valence]),
        "state": st.sampled_from([None, *MemoryState]),
        "verification": st.sampled_from(Verification),
        "avoid_reason": st.sampled_from(["", "", "su hermano"]),
        "asked_in": st.booleans(),
        "decade": st.sampled_from([None, 1940, 1950]),
        "told_at": st.integers(0, 5).map(lambda days: START - timedelta(days=days)),
    }
)


def ids(work: PatientWork) -> list[str]:
    return [spread.memory.id for spread in books.all_spreads(work)]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example is undone
)
@given(fates=st.lists(st.tuples(FATES, FATES), max_size=12), remembered=st.booleans())
def test_every_memory_of_the_book_is_in_it_once_and_no_other(
    kit: TurnKit, fates: list[tuple[dict[str, Any], dict[str, Any]]], remembered: bool
) -> None:
    first = [told(number, **fate) for number, (fate, _) in enumerate(fates)]
    then = [told(number, **fate) for number, (_, fate) in enumerate(fates)]
    with kit.look() as work:
        keep(work, *first)
        assert sorted(ids(work)) == sorted(m.id for m in first if m.in_book)
        for memory in then:
            work.memories.save(memory)
            if remembered:
                books.refresh_page(work, memory.id)
        shown = ids(work)

    may = [m for m in then if m.in_book]
    assert len(shown) == len(set(shown))
    assert set(shown) <= {m.id for m in may}
    if remembered:
        in_order = sorted(may, key=lambda m: (m.stage.position, natural_position(m), m.id))
        assert shown == [m.id for m in in_order]


@pytest.mark.parametrize("change", STAYS_OUT, ids=lambda change: next(iter(change)))
def test_what_may_not_be_in_the_book_leaves_it_even_when_nobody_says_so(
    work: PatientWork, change: dict[str, Any]
) -> None:
    keep(work, told(0), told(5))
    work.memories.save(told(0, **change))

    assert book_search.search(work, "número 0", most=9) == []
    assert books.open_page(work, told(0).id) is None
    assert ids(work) == [told(5).id]
    assert work.pages.count() == 1


def test_a_painful_memory_is_in_the_book_when_the_person_asks(work: PatientWork) -> None:
    keep(work, told(0, valence=Valence.PAINFUL, asked_in=True))

    assert ids(work) == [told(0).id]


def test_an_erased_memory_takes_its_page_along(work: PatientWork) -> None:
    keep(work, told(0), told(5))
    work.memories.remove(told(0).id)

    assert ids(work) == [told(5).id]
    assert work.pages.find(told(0).id) is None


def test_all_pages_can_be_brought_in_step_at_once(work: PatientWork) -> None:
    keep(work, told(0))
    work.memories.save(told(0, approved=False))
    work.memories.save(told(1))

    books.refresh_all(work)

    assert ids(work) == [told(1).id]


def test_a_page_carries_the_picture_approved_last(work: PatientWork) -> None:
    made(work, told(0).id, "early", approved_at=START)
    made(work, told(0).id, "late", approved_at=START + timedelta(days=1))
    keep(work, told(0))

    assert work.pages.get(told(0).id).picture_id == "late"


def test_a_picture_that_is_no_longer_approved_is_never_shown(work: PatientWork) -> None:
    picture = made(work, told(0).id, "p")
    keep(work, told(0))
    work.pictures.save(replace(picture, status=PictureStatus.REJECTED))

    spread = books.open_at(work, 1)
    assert spread is not None
    assert spread.media_id is None


def test_a_picture_waits_while_a_new_detail_of_it_is_unsettled(work: PatientWork) -> None:
    made(work, told(0).id, "p")
    keep(work, told(0))
    work.memories.save(told(0, possible_new_detail="un perro negro"))

    spread = books.open_at(work, 1)
    assert spread is not None
    assert spread.picture is None
    assert books.illustrations(work, told(0).id).pictures == ()


def test_another_picture_or_a_photo_can_be_chosen_and_stays(work: PatientWork) -> None:
    keep(work, told(0))
    for picture_id in ("one", "two"):
        made(work, told(0).id, picture_id)
    sent(work, told(0).id, "photo")
    sent(work, told(1).id, "another's")

    for chosen in ("one", "photo", "two"):
        books.illustrate(work, told(0).id, illustration_id=chosen)
        books.refresh_page(work, told(0).id)
        spread = books.open_page(work, told(0).id)
        assert spread is not None
        assert spread.illustration is not None
        assert spread.illustration.id == chosen


def test_a_picture_that_is_not_approved_or_not_of_this_memory_cannot_be_chosen(
    work: PatientWork,
) -> None:
    keep(work, told(0))
    made(work, told(0).id, "candidate", status=PictureStatus.CANDIDATE)
    made(work, told(1).id, "another's")
    sent(work, told(1).id, "photo")

    for wrong in ("candidate", "another's", "photo", "unknown"):
        with pytest.raises(NotFound):
            books.illustrate(work, told(0).id, illustration_id=wrong)


def test_pages_change_places_within_their_stage_and_stay_there(work: PatientWork) -> None:
    keep(work, told(0), told(5), told(10), told(1))

    assert books.move(work, told(10).id, Direction.EARLIER)
    books.refresh_all(work)

    assert ids(work) == [told(n).id for n in (0, 10, 5, 1)]
    assert not books.move(work, told(0).id, Direction.EARLIER)
    assert not books.move(work, told(5).id, Direction.LATER)


def test_pages_told_in_the_same_instant_can_change_places(work: PatientWork) -> None:
    keep(work, *(told(number, told_at=START) for number in (0, 5)))

    assert books.move(work, told(0).id, Direction.LATER)

    assert ids(work) == [told(5).id, told(0).id]


def test_a_memory_that_changes_its_stage_moves_to_that_chapter(work: PatientWork) -> None:
    keep(work, told(0), told(5))
    books.move(work, told(0).id, Direction.LATER)

    keep(work, told(0, stage=LifeStage.LATER_LIFE))

    assert [(c.stage.value, c.first_page, c.pages) for c in books.contents(work)] == [
        ("C", 1, 1),
        ("L", 2, 1),
    ]


def test_a_page_taken_out_stays_out_until_it_is_put_back(work: PatientWork) -> None:
    keep(work, told(0), told(5))
    books.take_out(work, told(0).id)
    keep(work, told(0, title="Otra cosa"))

    assert ids(work) == [told(5).id]
    assert [page.id for page in books.taken_out(work)] == [told(0).id]

    books.put_back(work, told(0).id)
    assert ids(work) == [told(0).id, told(5).id]
    assert books.taken_out(work) == []


def test_a_painful_page_is_not_put_back(work: PatientWork) -> None:
    keep(work, told(0))
    books.take_out(work, told(0).id)
    work.memories.save(told(0, valence=Valence.PAINFUL))

    assert books.taken_out(work) == []
    books.put_back(work, told(0).id)
    assert ids(work) == []


def test_a_title_is_kept_on_one_line_and_not_too_long(work: PatientWork) -> None:
    keep(work, told(0))
    books.retitle(work, told(0).id, title="  La\n tarde " + "larga " * 50)

    title = work.memories.get(told(0).id).title
    assert title.startswith("La tarde larga")
    assert len(title) <= LONGEST_TITLE
    assert work.pages.get(told(0).id).title == title


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CERRO", [0, 5, 1]),
        ("numero 5", [5]),
        ("perra chinchon", [1]),
        ("lucia", [5]),
        ("gato", []),
        ("   ", []),
        ("%", []),
    ],
)
def test_pages_are_found_by_their_words_whatever_the_accents(
    work: PatientWork, words: str, found: list[int]
) -> None:
    keep(work, told(0), told(1, place="Chinchón"), told(5, teller_name="Lucía"))
    keep(work, told(6, audience=Audience.CIRCLE))

    pages = book_search.search(work, words, most=9)

    assert [page.id for page in pages] == [told(number).id for number in found]


@pytest.mark.parametrize("role", [Role.RELATIVE, Role.THERAPIST])
def test_only_those_who_may_edit_the_book_can(kit: TurnKit, role: Role) -> None:
    with kit.look() as work:
        keep(work, told(0), told(5))
        work.commit()
    kit.member(2, "Lucía", role, kit.patient_ids[0])
    reader = Account(id=2, name="Lucía", language=Language.SPANISH)
    page_id = told(0).id

    with kit.services.stores.open(kit.patient_ids[0], reader) as work:
        assert books.open_at(work, 1) is not None
        for change in (
            lambda: books.retitle(work, page_id, title="x"),
            lambda: books.take_out(work, page_id),
            lambda: books.put_back(work, page_id),
            lambda: books.taken_out(work),
            lambda: books.move(work, page_id, Direction.LATER),
            lambda: books.illustrate(work, page_id, illustration_id="x"),
        ):
            with pytest.raises(NotAllowed):
                change()
