"""Everything comes back from a backup but those who asked to be erased."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from core.domain.patient import PatientId
from core.errors import KeyMissing, StoreBusy, StoreDamaged, StoreErased, StoreError, StoreInUse
from storage.backup import backup, backups, last_made, thin
from storage.house import Stores, open_stores
from storage.paths import HousePaths
from storage.registry import StoredRegistry
from storage.restoring import restore
from tests.fakes.stores import FakeClock, FakeIds
from tests.integration.storage.examples import LUZ, NOON, a_memory, a_screen
from tests.integration.storage.killing import killed_at_the_third_move

PHOTO = bytes(range(256)) * 600


def tell(stores: Stores, memory_id: str, patient_id: PatientId | None = None) -> PatientId:
    """Tell a memory with a photo, in a new space unless one is named."""
    whose = patient_id or stores.patients.create(LUZ, now=NOON)
    with stores.patients.open(whose, LUZ) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
        work.memories.save(a_memory(memory_id, voice_ids=(media_id,)))
        work.commit()
    return whose


def told(paths: HousePaths, patient_id: PatientId) -> list[str]:
    """The ids of what was told, each with its photo whole."""
    stores = open_stores(paths, FakeClock(NOON), FakeIds())
    try:
        with stores.patients.open(patient_id, LUZ) as work:
            memories = work.memories.all()
            assert all(work.media.read(m.voice_ids[0]) == PHOTO for m in memories)
            return [memory.id for memory in memories]
    finally:
        stores.close()


def test_what_was_told_before_the_backup_comes_back(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    patient_id = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    tell(stores, "m2", patient_id)
    stores.close()
    restored = restore(made.folder, paths, now=NOON)
    assert restored.patients == (patient_id,)
    assert restored.damaged_media == ()
    assert told(paths, patient_id) == ["m1"]


def test_what_was_here_before_a_restore_is_only_moved_aside(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    patient_id = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    stores.close()
    restored = restore(made.folder, paths, now=NOON)
    assert (restored.replaced / "registry.db").exists()
    assert (restored.replaced / "patients" / patient_id / "patient.db").exists()


def test_a_backup_is_whole_while_a_work_is_going_on(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    patient_id = tell(stores, "m1")
    with stores.patients.open(patient_id, LUZ) as work:
        work.memories.save(a_memory("m2"))
        made = backup(stores, tmp_path / "backups")
        work.commit()
    stores.close()
    restore(made.folder, paths, now=NOON)
    assert told(paths, patient_id) == ["m1"]


def test_a_photo_put_away_during_a_backup_still_comes_back(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    patient_id = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    copied = made.folder / "patients" / patient_id
    (copied / "trash").mkdir()
    (photo,) = (copied / "media").iterdir()
    photo.rename(copied / "trash" / photo.name)
    stores.close()
    restore(made.folder, paths, now=NOON)
    assert told(paths, patient_id) == ["m1"]


def test_a_backup_holds_no_key(stores: Stores, tmp_path: Path) -> None:
    tell(stores, "m1")
    folder = backup(stores, tmp_path / "backups").folder
    assert not list(folder.rglob("*.key"))
    secrets = {p.read_bytes() for p in stores.paths.keys.rglob("*.key")}
    assert all(s not in p.read_bytes() for s in secrets for p in folder.rglob("*") if p.is_file())


def test_the_last_full_backup_is_remembered(stores: Stores, tmp_path: Path) -> None:
    backup(stores, tmp_path / "backups")
    assert last_made(stores.registry) == NOON


def test_one_damaged_store_does_not_keep_the_others_out(stores: Stores, tmp_path: Path) -> None:
    lost, kept = tell(stores, "m1"), tell(stores, "m2")
    stores.patients.close()
    stores.paths.patient_db(lost).write_bytes(b"not a database" * 999)
    made = backup(stores, tmp_path / "backups")
    assert (made.note.patients, made.note.left_out) == ((kept,), (lost,))
    assert last_made(stores.registry) is None


def test_the_erased_do_not_come_back_and_the_others_do(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    gone, kept = tell(stores, "m1"), tell(stores, "m2")
    made = backup(stores, tmp_path / "backups")
    stores.patients.erase(gone)
    stores.close()
    restored = restore(made.folder, paths, now=NOON)
    assert (restored.patients, restored.erased) == ((kept,), (gone,))
    assert told(paths, kept) == ["m2"]
    again = open_stores(paths, FakeClock(), FakeIds())
    assert again.patients.all_ids() == [kept]
    assert [m.patient_id for m in again.registry.memberships(LUZ.id)] == [kept]
    again.close()


def test_a_backup_of_nobody_but_the_erased_is_refused(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    gone = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    stores.patients.erase(gone)
    stores.close()
    with pytest.raises(StoreErased):
        restore(made.folder, paths, now=NOON)


def test_nothing_is_restored_under_a_running_bot(stores: Stores, tmp_path: Path) -> None:
    made = backup(stores, tmp_path / "backups")
    with pytest.raises(StoreInUse):
        restore(made.folder, stores.paths, now=NOON)


@pytest.mark.parametrize("name", ["patient.db", "../../registry.db"])
def test_a_damaged_backup_replaces_nothing(
    stores: Stores, paths: HousePaths, tmp_path: Path, name: str
) -> None:
    patient_id = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    tell(stores, "m2", patient_id)
    stores.close()
    flip(made.folder / "patients" / patient_id / name, at=-3000)
    with pytest.raises(StoreDamaged):
        restore(made.folder, paths, now=NOON)
    assert told(paths, patient_id) == ["m1", "m2"]


def flip(path: Path, *, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.unlink()  # or a file linked to it would change as well
    path.write_bytes(content)


def test_a_damaged_photo_is_named_and_does_not_hold_up_the_rest(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    patient_id = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    stores.close()
    (photo,) = (made.folder / "patients" / patient_id / "media").iterdir()
    flip(photo, at=100)
    restored = restore(made.folder, paths, now=NOON)
    assert restored.damaged_media == ((patient_id, photo.name),)


def test_an_unfinished_backup_is_no_backup(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    made = backup(stores, tmp_path / "backups")
    stores.close()
    (made.folder / "backup.json").unlink()
    assert backups(tmp_path / "backups") == []
    with pytest.raises(StoreDamaged):
        restore(made.folder, paths, now=NOON)


def test_without_the_keys_a_backup_is_noise(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    stores.close()
    shutil.rmtree(paths.keys)
    with pytest.raises(KeyMissing):
        restore(made.folder, paths, now=NOON)


def test_a_new_machine_needs_the_backup_and_the_copy_of_the_keys(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    patient_id = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    stores.close()
    shutil.rmtree(paths.data)
    shutil.rmtree(paths.keys)
    shutil.copytree(paths.key_copy, paths.keys)
    restore(made.folder, paths, now=NOON)
    assert told(paths, patient_id) == ["m1"]


def test_a_restore_killed_while_it_exchanges_is_seen_and_can_be_repeated(
    stores: Stores, paths: HousePaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient_id = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    stores.close()
    with killed_at_the_third_move(monkeypatch):
        restore(made.folder, paths, now=NOON)
    with pytest.raises(StoreDamaged):
        open_stores(paths, FakeClock(), FakeIds())
    restore(made.folder, paths, now=NOON + timedelta(minutes=1))
    assert told(paths, patient_id) == ["m1"]


def test_buttons_from_after_the_backup_fit_no_screen_made_after_the_restore(
    stores: Stores, paths: HousePaths, tmp_path: Path
) -> None:
    patient_id = tell(stores, "m1")
    made = backup(stores, tmp_path / "backups")
    with stores.patients.open(patient_id, LUZ) as work:
        lost = [work.add_screen(a_screen()).number for _ in range(3)]
        work.commit()
    stores.close()
    restore(made.folder, paths, now=NOON)
    again = open_stores(paths, FakeClock(), FakeIds())
    with again.patients.open(patient_id, LUZ) as work:
        assert work.add_screen(a_screen()).number > max(lost)
        assert all(work.screen(number) is None for number in lost)
    again.close()


def test_the_last_backup_of_somebody_is_not_thinned_out(stores: Stores, tmp_path: Path) -> None:
    clock = stores.clock
    assert isinstance(clock, FakeClock)
    lost = tell(stores, "m1")
    backup(stores, tmp_path / "backups")
    clock.pass_time(timedelta(hours=2))
    stores.patients.close()
    stores.paths.patient_db(lost).unlink()
    backup(stores, tmp_path / "backups")
    thin(tmp_path / "backups", now=clock.now())
    assert len(backups(tmp_path / "backups")) == 2


def made_every_two_hours(stores: Stores, folder: Path, times: int) -> None:
    clock = stores.clock
    assert isinstance(clock, FakeClock)
    for _ in range(times):
        backup(stores, folder)
        clock.pass_time(timedelta(hours=2))


def test_only_the_newest_that_holds_somebody_stays_for_them(
    stores: Stores, tmp_path: Path
) -> None:
    folder, lost = tmp_path / "backups", tell(stores, "m1")
    tell(stores, "m2")
    made_every_two_hours(stores, folder, 2)
    stores.patients.close()
    stores.paths.patient_db(lost).unlink()
    made_every_two_hours(stores, folder, 2)
    thin(folder, now=stores.clock.now())
    left = [path.name for path in backups(folder)]
    assert left == ["vivencia-20270301T140000Z", "vivencia-20270301T180000Z"]


def test_no_backup_stays_for_whoever_was_erased(stores: Stores, tmp_path: Path) -> None:
    folder, gone = tmp_path / "backups", tell(stores, "m1")
    made_every_two_hours(stores, folder, 1)
    stores.patients.erase(gone)
    made_every_two_hours(stores, folder, 1)
    thin(folder, now=stores.clock.now(), erased=stores.keys.erased())
    assert [path.name for path in backups(folder)] == ["vivencia-20270301T140000Z"]


def test_thinning_removes_what_is_too_close_to_a_newer_one(stores: Stores, tmp_path: Path) -> None:
    clock = stores.clock
    assert isinstance(clock, FakeClock)
    for _ in range(3):
        backup(stores, tmp_path / "backups")
        clock.pass_time(timedelta(hours=2))
    thin(tmp_path / "backups", now=clock.now())
    (left,) = backups(tmp_path / "backups")
    assert left.name == "vivencia-20270301T160000Z"


def test_thinning_leaves_alone_what_somebody_gave_a_name_of_their_own(
    stores: Stores, tmp_path: Path
) -> None:
    clock, folder = stores.clock, tmp_path / "backups"
    assert isinstance(clock, FakeClock)
    shutil.copytree(backup(stores, folder).folder, folder / "vivencia-before-upgrade")
    clock.pass_time(timedelta(hours=2))
    backup(stores, folder)
    thin(folder, now=clock.now())
    left = [path.name for path in backups(folder)]
    assert left == ["vivencia-20270301T140000Z", "vivencia-before-upgrade"]


def test_a_backup_that_cannot_be_removed_does_not_keep_the_others(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, folder = stores.clock, tmp_path / "backups"
    assert isinstance(clock, FakeClock)
    for _ in range(3):
        backup(stores, folder)
        clock.pass_time(timedelta(hours=2))
    stuck, *_ = backups(folder)
    really = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self == stuck:
            raise PermissionError
        return really(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    thin(folder, now=clock.now())
    assert [path.name for path in backups(folder)] == [stuck.name, "vivencia-20270301T160000Z"]


def test_a_backup_that_fails_leaves_nothing_behind(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: StoredRegistry, key: bytes, to: Path) -> None:
        to.write_bytes(b"half")
        raise StoreError("SQLITE_FULL")

    monkeypatch.setattr(StoredRegistry, "copy", full)
    with pytest.raises(StoreError, match="SQLITE_FULL"):
        backup(stores, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_what_a_killed_backup_left_goes_with_the_next_one(stores: Stores, tmp_path: Path) -> None:
    left = tmp_path / "backups" / ".vivencia-20270101T030000Z.unfinished"
    left.mkdir(parents=True)
    (left / "registry.db").write_bytes(b"half")
    made = backup(stores, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == [made.folder]


def test_a_backup_that_would_fill_the_disk_is_not_begun(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, folder = stores.clock, tmp_path / "backups"
    assert isinstance(clock, FakeClock)
    for _ in range(2):
        backup(stores, folder)
        clock.pass_time(timedelta(hours=2))
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr("storage.backup.shutil.disk_usage", lambda _: usage)
    with pytest.raises(StoreError, match="no room"):
        backup(stores, folder)
    (left,) = folder.iterdir()  # the others were thinned out first
    assert left.name == "vivencia-20270301T140000Z"


def test_two_backups_at_once_do_not_sweep_each_other_away(stores: Stores, tmp_path: Path) -> None:
    with FileLock(stores.paths.backing_up), pytest.raises(StoreBusy):
        backup(stores, tmp_path / "backups")
