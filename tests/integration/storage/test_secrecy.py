"""What was told is nowhere on the disk in clear, and each key opens its own and nothing else."""

import shutil
import stat
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.domain.conversation import OutboxItem, OutboxKind
from core.errors import KeyCopyLeft, KeyMissing, StoreDamaged, StoreErased, StoreError
from storage.backup import backup
from storage.engine import open_database, reading
from storage.files import land
from storage.house import Stores, open_stores, open_worker_folders
from storage.keys import KeyFolder
from storage.paths import HousePaths, house_paths
from tests.fakes.stores import FakeClock, FakeIds
from tests.integration.storage.examples import CHAT, LUZ, NOON, a_memory

MARKER = "Canelo corría detrás del tranvía"


def tell(stores: Stores) -> str:
    """Leave the marker everywhere a story can be."""
    patient_id = stores.patients.create(LUZ, now=NOON)
    stores.registry.take_in(
        "u:1", chat_id=CHAT, account_id=LUZ.id, patient_id=patient_id, body={"text": MARKER}
    )
    with stores.patients.open(patient_id, LUZ) as work:
        work.memories.save(a_memory(words=MARKER))
        payload = {"text": MARKER}
        work.post(OutboxItem(chat_id=CHAT, kind=OutboxKind.SEND, payload=payload))
        media_id = work.media.put(MARKER.encode() * 5_000, media_type="text/plain")
        work.media.lend(media_id, "j1", "input")
        work.commit()
    stores.job_folders.folder("j1").write("recipe.json", MARKER.encode())
    return patient_id


def with_marker(files: Iterable[Path]) -> list[str]:
    pieces = [MARKER.encode(), MARKER.encode("utf-16-le"), b"Canelo", b"tranv\\u00eda"]
    found = (p for p in files if p.is_file() and any(x in p.read_bytes() for x in pieces))
    return [path.name for path in found]


def test_no_word_of_a_story_is_on_the_disk_in_clear(stores: Stores, tmp_path: Path) -> None:
    tell(stores)
    backup(stores, tmp_path / "backups")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert with_marker(files) == []
    stores.close()
    assert with_marker(tmp_path.rglob("*")) == []


def test_another_patients_key_opens_neither_database_nor_file(stores: Stores) -> None:
    ana, eva = (stores.patients.create(LUZ, now=NOON) for _ in range(2))
    database = open_database(stores.paths.patient_db(ana), stores.keys.patient(eva).database)
    with pytest.raises(StoreDamaged), reading(database) as db:
        db.exec_driver_sql("SELECT count(*) FROM memories")
    database.close()
    with stores.patients.open(ana, LUZ) as work:
        media_id = work.media.put(b"hola", media_type="text/plain")
        work.commit()
    foreign = stores.patients.media_folder(eva)
    foreign.place(media_id).hardlink_to(stores.patients.media_folder(ana).place(media_id))
    with pytest.raises(StoreDamaged):
        foreign.read(media_id)


def test_a_job_cannot_read_what_another_job_was_given(stores: Stores) -> None:
    one, other = (stores.job_folders.folder(name) for name in ("j1", "j2"))
    one.write("recipe.json", b"{}")
    other.write("spare.json", b"{}")
    other.place("recipe.json").hardlink_to(one.place("recipe.json"))
    one.place("renamed.json").hardlink_to(one.place("recipe.json"))
    for folder, name in ((other, "recipe.json"), (one, "renamed.json")):
        with pytest.raises(StoreDamaged):
            folder.read(name)


def test_a_worker_reads_and_writes_jobs_with_its_own_key_alone(stores: Stores) -> None:
    stores.job_folders.folder("j1").write("recipe.json", b"{}")
    worker = open_worker_folders(stores.paths, stores.paths.worker_key)
    assert worker.folder("j1").read("recipe.json") == b"{}"
    worker.folder("j1").write("result-1.png", b"picture")
    assert stores.job_folders.folder("j1").read("result-1.png") == b"picture"


def test_a_worker_without_its_key_is_told_so(paths: HousePaths, tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        open_worker_folders(paths, tmp_path / "nowhere")


def test_the_worker_key_opens_no_file_once_it_was_adopted(stores: Stores) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    folder = stores.job_folders.folder("j1")
    folder.write("result-1.png", b"picture")
    with stores.patients.open(patient_id, LUZ) as work:
        media_id = work.media.adopt("j1", "result-1.png", media_type="image/png")
        work.commit()
    adopted = stores.patients.media_folder(patient_id).place(media_id)
    folder.place("result-1.png").hardlink_to(adopted)
    with pytest.raises(StoreDamaged):
        folder.read("result-1.png")


def test_adopting_rewrites_the_header_and_no_segment(stores: Stores) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    folder = stores.job_folders.folder("j1")
    folder.write("result-1.png", b"picture" * 50_000)
    before = folder.place("result-1.png").read_bytes()
    with stores.patients.open(patient_id, LUZ) as work:
        media_id = work.media.adopt("j1", "result-1.png", media_type="image/png")
    after = stores.patients.media_folder(patient_id).place(media_id).read_bytes()
    assert after[:64] != before[:64]
    assert after[64:] == before[64:]


def test_a_kill_between_the_new_header_and_the_rename_loses_no_result(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    stores.job_folders.folder("j1").write("result-1.png", b"picture")

    def killed(self: Path, target: Path) -> Path:
        raise SystemExit(9)

    with monkeypatch.context() as patched, stores.patients.open(patient_id, LUZ) as work:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(SystemExit):
            work.media.adopt("j1", "result-1.png", media_type="image/png")
    with stores.patients.open(patient_id, LUZ) as work:
        media_id = work.media.adopt("j1", "result-1.png", media_type="image/png")
        assert work.media.read(media_id) == b"picture"


def test_keys_lie_outside_the_data_folder_for_their_owner_only(stores: Stores) -> None:
    tell(stores)
    keys = list(stores.paths.keys.rglob("*.key"))
    assert len(keys) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys} == {0o600}
    assert stat.S_IMODE(stores.paths.keys.stat().st_mode) == 0o700
    assert not list(stores.paths.data.rglob("*.key"))


def test_keys_are_made_once(paths: HousePaths, tmp_path: Path) -> None:
    fresh = house_paths(tmp_path / "other" / "data", tmp_path / "other" / "keys")
    first, again = KeyFolder.open(fresh), KeyFolder.open(fresh)
    assert (first.made_now, again.made_now) == (True, False)
    assert first.registry_key == again.registry_key
    assert first.worker_key == again.worker_key


def test_new_keys_are_never_made_beside_old_data(paths: HousePaths) -> None:
    paths.master_key.unlink()
    with pytest.raises(KeyMissing):
        open_stores(paths, FakeClock(), FakeIds())
    assert not paths.master_key.exists()


def test_new_keys_are_never_made_beside_patients_without_a_registry(paths: HousePaths) -> None:
    paths.patients.mkdir()
    paths.registry.unlink()
    paths.master_key.unlink()
    with pytest.raises(KeyMissing):
        open_stores(paths, FakeClock(), FakeIds())


def test_new_keys_are_never_made_beside_a_copy_of_older_ones(
    stores: Stores, tmp_path: Path
) -> None:
    tell(stores)
    fresh = house_paths(tmp_path / "new" / "data", tmp_path / "new" / "keys")
    shutil.copytree(stores.paths.key_copy, fresh.key_copy)
    with pytest.raises(KeyMissing, match=r"copy all that is in .*keys\.copy"):
        open_stores(fresh, FakeClock(), FakeIds())
    assert not fresh.master_key.exists()
    assert key_files(fresh.key_copy) == key_files(stores.paths.keys)
    shutil.copytree(fresh.key_copy, fresh.keys, dirs_exist_ok=True)
    assert KeyFolder.open(fresh).registry_key == stores.keys.registry_key


def test_a_lost_key_stays_in_the_copy_when_another_space_is_opened(stores: Stores) -> None:
    lost = stores.patients.create(LUZ, now=NOON)
    before = key_files(stores.paths.keys)
    stores.paths.patient_key(lost).unlink()
    stores.patients.create(LUZ, now=NOON)
    assert key_files(stores.paths.key_copy).items() >= before.items()
    assert not stores.keys.copy_is_current()


def test_a_damaged_key_does_not_take_the_place_of_the_good_one(stores: Stores) -> None:
    damaged = stores.patients.create(LUZ, now=NOON)
    before = key_files(stores.paths.keys)
    for path in (stores.paths.patient_key(damaged), stores.paths.worker_key):
        path.write_bytes(bytes(path.stat().st_size))
    new = stores.patients.create(LUZ, now=NOON)
    assert key_files(stores.paths.key_copy).items() >= before.items()
    assert f"{new}.key" in key_files(stores.paths.key_copy)
    assert not stores.keys.write_copy()


def key_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.key")}


def test_a_copy_that_keeps_a_lost_key_does_not_stand_in_the_way_of_an_erasure(
    stores: Stores,
) -> None:
    lost, erased = (stores.patients.create(LUZ, now=NOON) for _ in range(2))
    stores.paths.patient_key(lost).unlink()
    stores.patients.erase(erased)
    assert f"{erased}.key" not in key_files(stores.paths.key_copy)
    assert f"{lost}.key" in key_files(stores.paths.key_copy)


def test_a_copy_that_was_away_loses_who_was_erased_meanwhile(stores: Stores) -> None:
    erased = stores.patients.create(LUZ, now=NOON)
    away = stores.paths.key_copy.rename(stores.paths.key_copy.with_name("vault"))
    stores.paths.key_copy.write_text("not a folder")
    with pytest.raises(KeyCopyLeft):
        stores.patients.erase(erased)
    stores.paths.key_copy.unlink()
    away.rename(stores.paths.key_copy)
    assert stores.keys.write_copy()
    assert f"{erased}.key" not in key_files(stores.paths.key_copy)


def test_two_families_who_erase_at_the_same_moment_are_both_remembered(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = [stores.patients.create(LUZ, now=NOON) for _ in range(2)]

    def slowly(path: Path, pieces: Iterable[bytes]) -> None:
        time.sleep(0.05)
        land(path, pieces)

    monkeypatch.setattr("storage.keys.land", slowly)
    with ThreadPoolExecutor(2) as families:
        list(families.map(stores.keys.remember_erased, gone))
    assert stores.keys.erased() == set(gone)


def test_the_key_folder_has_one_copy_that_follows_it(stores: Stores) -> None:
    assert stores.keys.copy_is_current()
    patient_id = tell(stores)
    assert (stores.paths.key_copy / "patients" / f"{patient_id}.key").exists()
    assert stores.keys.copy_is_current()


def test_a_copy_that_cannot_be_written_does_not_stop_a_new_space(stores: Stores) -> None:
    for path in stores.paths.key_copy.iterdir():
        path.unlink()
    stores.paths.key_copy.rmdir()
    stores.paths.key_copy.write_text("not a folder")
    tell(stores)
    assert not stores.keys.copy_is_current()


def test_erasing_destroys_the_key_the_files_and_the_copy_of_the_key(stores: Stores) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    key_file = stores.paths.patient_key(patient_id)
    wrapped = key_file.read_bytes()
    stores.patients.erase(patient_id)
    assert not stores.paths.patient(patient_id).exists()
    for folder in (stores.paths.keys, stores.paths.key_copy):
        assert all(wrapped not in p.read_bytes() for p in folder.rglob("*") if p.is_file())
    with pytest.raises(StoreErased):
        stores.keys.patient(patient_id)
    assert stores.keys.copy_is_current()


def test_an_unreachable_copy_is_said_and_everything_else_is_erased(stores: Stores) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    stores.paths.key_copy.rename(stores.paths.key_copy.with_name("vault"))
    stores.paths.key_copy.write_text("not a folder")
    with pytest.raises(StoreError):
        stores.patients.erase(patient_id)
    assert not stores.paths.patient(patient_id).exists()
    assert stores.patients.all_ids() == []


def test_an_erasure_that_was_interrupted_goes_on_at_the_next_start(
    stores: Stores, paths: HousePaths
) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    stores.keys.remember_erased(patient_id)
    stores.close()
    again = open_stores(paths, FakeClock(), FakeIds())
    assert again.patients.all_ids() == []
    assert not paths.patient(patient_id).exists()
    again.close()
