"""What a restore keeps of the present: keys, circles, and a disk that was not filled."""

import errno
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.circle import Account, Invitation, Role
from core.domain.patient import Language, PatientId
from core.domain.reminder import Reminder
from core.errors import KeyMissing, StoreError
from core.services.circle import put_out
from storage.backup import Backup, backup
from storage.house import Stores, open_stores
from storage.paths import HousePaths
from storage.restoring import Restored, restore
from tests.fakes.stores import FakeClock, FakeIds
from tests.integration.storage.examples import LUZ, NOON, TOMAS, a_membership
from tests.integration.storage.killing import killed_at_the_third_move

LUCIA = Account(id=1009, name="Lucía", language=Language.SPANISH)


@pytest.fixture
def space(stores: Stores) -> PatientId:
    """A space that Luz owns, with Lucía in it and in the room."""
    patient_id = stores.patients.create(LUZ, now=NOON)
    stores.registry.join(a_membership(patient_id, Role.COMPANION, LUCIA))
    stores.registry.save_account(LUZ)
    stores.registry.save_account(replace(LUCIA, patient_id=patient_id))
    return patient_id


@pytest.fixture
def made(stores: Stores, space: PatientId, tmp_path: Path) -> Backup:
    return backup(stores, tmp_path / "backups")


def brought_back(stores: Stores, made: Backup) -> tuple[Restored, Stores]:
    stores.close()
    done = restore(made.folder, stores.paths, now=NOON)
    return done, open_stores(stores.paths, FakeClock(NOON), FakeIds())


def an_invitation(space: PatientId | None) -> Invitation:
    expires_at = NOON + timedelta(days=7)
    return Invitation(code="code", role=Role.OWNER, expires_at=expires_at, patient_id=space)


def test_who_was_put_out_since_does_not_come_back(
    stores: Stores, space: PatientId, made: Backup
) -> None:
    put_out(stores.registry, space, LUCIA.id)
    done, again = brought_back(stores, made)
    assert done.circles_kept
    assert [m.account_id for m in again.registry.members(space)] == [LUZ.id]
    lucia = again.registry.account(LUCIA.id)
    assert lucia is not None
    assert lucia.patient_id is None
    again.close()


def test_a_circle_that_grew_and_changed_since_stays_as_it_is(
    stores: Stores, space: PatientId, made: Backup
) -> None:
    stores.registry.join(a_membership(space, Role.OWNER, TOMAS))
    stores.registry.join(a_membership(space, Role.COMPANION, LUZ))
    _, again = brought_back(stores, made)
    roles = {m.account_id: m.role for m in again.registry.members(space)}
    assert roles == {
        LUZ.id: Role.COMPANION,
        LUCIA.id: Role.COMPANION,
        TOMAS.id: Role.OWNER,
    }
    again.close()


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("spent", [{"withdrawn": True}, {"used_by": 77}])
def test_a_link_that_was_spent_since_opens_nothing(
    stores: Stores, space: PatientId, tmp_path: Path, spent: dict[str, bool | int], inside: bool
) -> None:
    link = an_invitation(space if inside else None)
    stores.registry.save_invitation(link)
    made = backup(stores, tmp_path / "backups")
    stores.registry.save_invitation(replace(link, **spent))  # type: ignore[arg-type]
    _, again = brought_back(stores, made)
    assert again.registry.invitation("code") == replace(link, **spent)  # type: ignore[arg-type]
    again.close()


def test_reminders_are_those_of_now(stores: Stores, space: PatientId, tmp_path: Path) -> None:
    stores.registry.save_reminder(
        Reminder(
            id="r1",
            patient_id=space,
            account_id=LUCIA.id,
            time_zone="Europe/Madrid",
            hour=17,
            settled_at=NOON,
        )
    )
    made = backup(stores, tmp_path / "backups")
    put_out(stores.registry, space, LUCIA.id)
    _, again = brought_back(stores, made)
    assert again.registry.reminders(space) == []
    again.close()


def test_on_a_new_machine_the_circle_is_that_of_the_backup(
    stores: Stores, space: PatientId, made: Backup
) -> None:
    put_out(stores.registry, space, LUCIA.id)
    stores.close()
    shutil.rmtree(stores.paths.data)
    done = restore(made.folder, stores.paths, now=NOON)
    assert not done.circles_kept
    again = open_stores(stores.paths, FakeClock(NOON), FakeIds())
    assert {m.account_id for m in again.registry.members(space)} == {LUZ.id, LUCIA.id}
    again.close()


def test_a_registry_of_now_that_is_damaged_holds_up_no_restore(
    stores: Stores, space: PatientId, made: Backup
) -> None:
    stores.close()
    stores.paths.registry.write_bytes(b"not a database" * 999)
    assert not restore(made.folder, stores.paths, now=NOON).circles_kept


def test_a_circle_survives_a_restore_that_was_killed_while_it_exchanged(
    stores: Stores, space: PatientId, made: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_out(stores.registry, space, LUCIA.id)
    stores.close()
    with killed_at_the_third_move(monkeypatch):
        restore(made.folder, stores.paths, now=NOON)
    restore(made.folder, stores.paths, now=NOON + timedelta(minutes=1))
    again = open_stores(stores.paths, FakeClock(NOON), FakeIds())
    assert [m.account_id for m in again.registry.members(space)] == [LUZ.id]
    again.close()


def test_who_has_no_key_is_named_and_the_others_come_back(
    stores: Stores, space: PatientId, tmp_path: Path
) -> None:
    lost = stores.patients.create(LUZ, now=NOON)
    made = backup(stores, tmp_path / "backups")
    stores.paths.patient_key(lost).unlink()
    done, again = brought_back(stores, made)
    assert (done.patients, done.keyless) == ((space,), (lost,))
    with again.patients.open(space, LUZ):
        pass
    again.close()


def test_a_damaged_key_is_as_good_as_none(stores: Stores, space: PatientId, made: Backup) -> None:
    stores.paths.patient_key(space).write_bytes(b"x" * 60)
    stores.close()
    with pytest.raises(KeyMissing):
        restore(made.folder, stores.paths, now=NOON)


def test_after_moving_house_the_copy_of_the_keys_is_there(
    stores: Stores, space: PatientId, made: Backup, paths: HousePaths
) -> None:
    stores.close()
    shutil.rmtree(paths.data)
    shutil.rmtree(paths.key_copy)
    restore(made.folder, paths, now=NOON)
    assert stores.keys.copy_is_current()


def test_a_copy_of_the_keys_that_is_away_is_made_at_the_next_start(
    stores: Stores, space: PatientId, paths: HousePaths
) -> None:
    stores.close()
    shutil.rmtree(paths.key_copy)
    open_stores(paths, FakeClock(NOON), FakeIds(), alone=False).close()
    assert not stores.keys.copy_is_current()
    open_stores(paths, FakeClock(NOON), FakeIds()).close()
    assert stores.keys.copy_is_current()


def test_a_restore_that_fills_the_disk_leaves_nothing_behind(
    stores: Stores, space: PatientId, made: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.close()

    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("storage.restoring.shutil.copyfile", full)
    with pytest.raises(StoreError, match="No space left"):
        restore(made.folder, stores.paths, now=NOON)
    assert not stores.paths.unverified.exists()


def test_each_space_that_comes_back_can_be_told_something(
    stores: Stores, space: PatientId, made: Backup, paths: HousePaths
) -> None:
    stores.close()
    told = list[PatientId]()
    restore(made.folder, paths, now=NOON, note=lambda _, patient_id: told.append(patient_id))
    assert told == [space]
