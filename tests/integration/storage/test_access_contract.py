"""Who gets through the one door, and what the others are told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from core.domain.circle import Account, Action, Role, System, may
from core.domain.patient import PatientId
from core.errors import NotAllowed
from tests.integration.storage.conftest import House
from tests.integration.storage.examples import LUZ, NOON, STRANGER, TOMAS

PROGRAM = System(reason="test")
Join = Callable[[Account, Role], None]


def refusal(house: House, patient_id: str, account: Account, action: Action) -> str:
    with (
        pytest.raises(NotAllowed) as refused,
        house.patients.open(PatientId(patient_id), account, action),
    ):
        pass
    return f"{type(refused.value)} {refused.value} {refused.value.reason}"


def test_the_one_who_made_a_space_owns_it(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        assert work.role is Role.OWNER
        assert work.patient().id == space


def test_a_foreign_space_and_an_unknown_one_are_refused_alike(
    house: House, space: PatientId
) -> None:
    foreign = refusal(house, space, STRANGER, Action.ENTER)
    assert foreign == refusal(house, "aaaaaaaaaaaaaaaa", STRANGER, Action.ENTER)
    assert foreign == refusal(house, "../registry", STRANGER, Action.ENTER)


def test_a_member_who_may_not_do_it_is_refused_like_a_stranger(
    house: House, space: PatientId, join: Join
) -> None:
    join(TOMAS, Role.RELATIVE)
    refused = refusal(house, space, TOMAS, Action.ERASE)
    assert refused == refusal(house, space, STRANGER, Action.ERASE)


def test_who_left_does_not_get_in_again(house: House, space: PatientId, join: Join) -> None:
    join(TOMAS, Role.COMPANION)
    house.registry.leave(TOMAS.id, space)
    refusal(house, space, TOMAS, Action.ENTER)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_one_table_says(
    role: Role, house: House, space: PatientId, join: Join
) -> None:
    join(TOMAS, role)
    for action in Action:
        if may(role, action, present={Role.OWNER, role}):
            with house.patients.open(space, TOMAS, action) as work:
                assert work.role is role
        else:
            refusal(house, space, TOMAS, action)


def test_inside_a_work_every_further_action_is_asked_for(
    house: House, space: PatientId, join: Join
) -> None:
    join(TOMAS, Role.RELATIVE)
    with house.patients.open(space, TOMAS) as work:
        work.require(Action.TELL_MEMORY)
        with pytest.raises(NotAllowed):
            work.require(Action.EXPORT)


def test_the_owner_hands_over_the_care_settings_when_a_therapist_is_linked(
    house: House, space: PatientId, join: Join
) -> None:
    with house.patients.open(space, LUZ, Action.EDIT_CARE) as work:
        assert work.present == {Role.OWNER}
    join(TOMAS, Role.THERAPIST)
    refusal(house, space, LUZ, Action.EDIT_CARE)


def test_the_program_itself_may_do_everything_in_a_space_there_is(
    house: House, space: PatientId
) -> None:
    with house.patients.open(space, PROGRAM, Action.ERASE) as work:
        work.require(Action.CONFIRM_STATES)
        assert work.role is None


def test_the_program_is_refused_in_a_space_there_is_not(house: House) -> None:
    with (
        pytest.raises(NotAllowed),
        house.patients.open(PatientId("aaaaaaaaaaaaaaaa"), PROGRAM),
    ):
        pass


def test_all_spaces_are_known_in_the_order_they_were_made(house: House) -> None:
    first = house.patients.create(LUZ, now=NOON)
    second = house.patients.create(TOMAS, now=NOON + timedelta(seconds=1))
    assert list(house.patients.all_ids()) == [first, second]
