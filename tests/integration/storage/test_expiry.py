"""What is kept for a while only is gone after it, and nothing that anybody may need goes."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.domain.patient import PatientId
from core.errors import StoreDamaged
from storage import media
from storage.backup import backup
from storage.check import check
from storage.expiry import KEPT_FOR, expire, old_replaced
from storage.house import Stores
from storage.patient_store import StoredPatients
from tests.integration.storage.examples import LUZ, NOON

LONG_AGO, LATELY = NOON - KEPT_FOR - timedelta(hours=1), NOON - KEPT_FOR + timedelta(hours=1)

YEARS_AGO = NOON - timedelta(days=4000)  #: before this test ran, whatever the clock in it says


@pytest.fixture
def space(stores: Stores) -> PatientId:
    return stores.patients.create(LUZ, now=NOON)


def trashed(stores: Stores, space: PatientId, *, at: datetime) -> Path:
    """A file in the trash since then."""
    with stores.patients.open(space, LUZ) as work:
        media_id = work.media.put(b"not chosen", media_type="image/jpeg")
        work.commit()
        work.media.trash(media_id)
        work.commit()
    return dated(stores.paths.trash(space) / media_id, at)


def dated(path: Path, at: datetime) -> Path:
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def copy_of_before(folder: Path, name: str, *, at: datetime) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / name
    copy.write_bytes(b"a database as it was")
    return dated(copy, at)


def test_trash_is_gone_after_thirty_days_and_nothing_is_missed(
    stores: Stores, space: PatientId, tmp_path: Path
) -> None:
    old = trashed(stores, space, at=LONG_AGO)
    young = trashed(stores, space, at=LATELY)
    expire(stores, tmp_path)
    assert not old.exists()
    assert young.exists()
    assert check(stores).findings == ()


def test_a_file_is_thirty_days_in_the_trash_however_old_it_is(
    stores: Stores, space: PatientId
) -> None:
    with stores.patients.open(space, LUZ) as work:
        media_id = work.media.put(b"old picture", media_type="image/jpeg")
        work.commit()
        written = dated(stores.paths.media(space) / media_id, YEARS_AGO).stat().st_mtime
        work.media.trash(media_id)
        work.commit()
    assert (stores.paths.trash(space) / media_id).stat().st_mtime > written


def test_what_a_restore_lists_again_stays_though_it_lies_in_the_trash(
    stores: Stores, space: PatientId, tmp_path: Path
) -> None:
    with stores.patients.open(space, LUZ) as work:
        media_id = work.media.put(b"listed", media_type="image/jpeg")
        work.commit()
    stores.patients.media_folder(space).trash(media_id)
    dated(stores.paths.trash(space) / media_id, LONG_AGO)
    expire(stores, tmp_path)
    assert stores.patients.media(space).read(media_id) == b"listed"


def test_a_kill_between_row_and_file_leaves_a_file_that_goes_another_night(
    stores: Stores, space: PatientId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: media.MediaFolder, media_id: str) -> None:
        raise OSError

    old = trashed(stores, space, at=LONG_AGO)
    with monkeypatch.context() as patched:
        patched.setattr(media.MediaFolder, "discard", killed)
        expire(stores, tmp_path)
    assert old.exists()
    assert check(stores).findings == ()
    expire(stores, tmp_path)
    assert not old.exists()


def test_a_space_that_does_not_open_holds_up_no_other(
    stores: Stores, space: PatientId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens, other = StoredPatients.writing, stores.patients.create(LUZ, now=NOON)
    first, second = (trashed(stores, i, at=LONG_AGO) for i in (space, other))

    def damaged(self: StoredPatients, patient_id: PatientId) -> object:
        if patient_id == space:
            raise StoreDamaged
        return opens(self, patient_id)

    monkeypatch.setattr(StoredPatients, "writing", damaged)
    expire(stores, tmp_path)
    assert first.exists()
    assert not second.exists()


def test_copies_of_before_an_upgrade_go_once_a_newer_backup_is_whole(
    stores: Stores, space: PatientId, tmp_path: Path
) -> None:
    folders = (stores.paths.upgrades(space), stores.paths.registry_upgrades)
    old = [copy_of_before(folder, "before.db", at=LONG_AGO) for folder in folders]
    young = copy_of_before(folders[0], "lately.db", at=LATELY)
    expire(stores, tmp_path)
    assert all(copy.exists() for copy in old), "there is no backup yet"
    backup(stores, tmp_path)
    expire(stores, tmp_path)
    assert not any(copy.exists() for copy in old)
    assert young.exists()


def test_a_backup_that_lacks_somebody_takes_the_place_of_nothing(
    stores: Stores, space: PatientId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(self: StoredPatients, patient_id: PatientId, to: Path) -> None:
        raise StoreDamaged

    old = copy_of_before(stores.paths.upgrades(space), "before.db", at=LONG_AGO)
    with monkeypatch.context() as patched:
        patched.setattr(StoredPatients, "snapshot", damaged)
        backup(stores, tmp_path)
    expire(stores, tmp_path)
    assert old.exists()


def test_what_a_restore_replaced_is_named_after_thirty_days(stores: Stores) -> None:
    for name, at in (("old", LONG_AGO), ("new", LATELY)):
        folder = stores.paths.replaced(name)
        folder.mkdir()
        dated(folder, at)
    assert old_replaced(stores) == ("replaced-old",)
