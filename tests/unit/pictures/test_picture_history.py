"""The steps of a picture: a tree, in which nothing is lost but what somebody rejected."""

from dataclasses import replace

from core.domain.circle import Account
from core.domain.patient import Language
from core.domain.picture import Picture, PictureStatus
from core.services.picture_history import step_before, steps
from tests.fakes.stores import FakeHouse
from tests.unit.pictures.stories import NOW, PICTURE

CANDIDATE, APPROVED, REJECTED = PictureStatus


def step(number: int, parent: int | None = None, status: PictureStatus = APPROVED) -> Picture:
    parent_id = "" if parent is None else f"p{parent}"
    return replace(PICTURE, id=f"p{number}", parent_id=parent_id, status=status)


def told(*pictures: Picture, about: int) -> tuple[list[str], str]:
    """The steps around a picture, and the one before it."""
    house = FakeHouse()
    owner = Account(id=1, name="Marta", language=Language.SPANISH)
    patient_id = house.patients.create(owner, now=NOW)
    with house.patients.open(patient_id, owner) as work:
        for picture in pictures:
            work.pictures.save(picture)
        asked = work.pictures.get(f"p{about}")
        before = step_before(work, asked)
        return [p.id for p in steps(work, asked)], before.id if before else ""


def test_a_picture_alone_is_its_only_step() -> None:
    assert told(step(1), about=1) == (["p1"], "")


def test_a_change_stands_behind_what_it_was_changed_from() -> None:
    assert told(step(1), step(2, 1), step(3, 2), about=3) == (["p1", "p2", "p3"], "p2")


def test_two_changes_of_one_picture_are_both_there() -> None:
    assert told(step(1), step(2, 1), step(3, 1), about=3) == (["p1", "p2", "p3"], "p1")


def test_other_pictures_of_the_memory_are_no_steps() -> None:
    assert told(step(1), step(2), step(3, 2), about=3) == (["p2", "p3"], "p2")


def test_candidates_nobody_chose_are_no_steps() -> None:
    assert told(step(1), step(2, 1, CANDIDATE), step(3, 1), about=3)[0] == ["p1", "p3"]


def test_a_candidate_that_was_gone_on_from_is_one() -> None:
    assert told(step(1, None, CANDIDATE), step(2, 1), about=2) == (["p1", "p2"], "p1")


def test_what_was_rejected_is_gone_and_the_way_back_leads_past_it() -> None:
    assert told(step(1), step(2, 1, REJECTED), step(3, 2), about=3) == (["p1", "p3"], "p1")


def test_of_many_steps_the_last_fit_an_album() -> None:
    chain = [step(1), *(step(n, n - 1) for n in range(2, 13))]
    assert told(*chain, about=12)[0] == [f"p{n}" for n in range(3, 13)]
