"""What is wrong is found and named; only what is surely left over is swept."""

import errno
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.patient import PatientId
from core.errors import StoreError
from storage.check import Finding, FindingKind, check, sweep
from storage.engine import Transaction
from storage.house import Stores
from storage.media import MediaFolder
from storage.patient_store import StoredPatients
from tests.integration.storage.examples import LUZ, NOON, a_memory

LONG_AGO = (NOON - timedelta(days=3)).timestamp()
JUST_NOW = (NOON - timedelta(minutes=3)).timestamp()


@pytest.fixture
def space(stores: Stores) -> PatientId:
    """A space with one memory and one photo."""
    patient_id = stores.patients.create(LUZ, now=NOON)
    with stores.patients.open(patient_id, LUZ) as work:
        work.media.put(b"photo" * 1000, media_type="image/jpeg")
        work.memories.save(a_memory())
        work.commit()
    return patient_id


def the_photo(stores: Stores, patient_id: PatientId) -> Path:
    (photo,) = stores.paths.media(patient_id).iterdir()
    return photo


def found(stores: Stores) -> list[tuple[FindingKind, str]]:
    return [(finding.kind, finding.name) for finding in check(stores).findings]


def undone_put(stores: Stores, patient_id: PatientId, *, changed: float) -> str:
    """A file whose work was undone."""
    with stores.patients.open(patient_id, LUZ) as work:
        media_id = work.media.put(b"orphan", media_type="image/jpeg")
    os.utime(stores.paths.media(patient_id) / media_id, (changed, changed))
    return media_id


def test_a_sound_house_has_no_findings(stores: Stores, space: PatientId) -> None:
    checked = check(stores)
    assert checked.findings == ()
    assert (checked.patients, checked.media) == (1, 1)


def test_a_photo_that_is_gone_is_found(stores: Stores, space: PatientId) -> None:
    photo = the_photo(stores, space)
    photo.unlink()
    assert found(stores) == [(FindingKind.MEDIA_MISSING, photo.name)]


def test_a_photo_that_was_changed_is_found(stores: Stores, space: PatientId) -> None:
    photo = the_photo(stores, space)
    photo.write_bytes(photo.read_bytes()[:-1] + b"x")
    assert found(stores) == [(FindingKind.MEDIA_DAMAGED, photo.name)]


def unreadable(self: MediaFolder, media_id: str) -> Iterator[bytes]:
    raise OSError(errno.EIO, "Input/output error")


def test_a_photo_the_disk_does_not_give_is_found_and_the_others_are_looked_at(
    stores: Stores, space: PatientId, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = stores.patients.create(LUZ, now=NOON)
    monkeypatch.setattr(MediaFolder, "pieces", unreadable)
    stores.paths.patient_db(other).with_name("media").joinpath(".x.1.tmp").write_bytes(b"half")
    photo = the_photo(stores, space)
    assert found(stores) == [
        (FindingKind.MEDIA_DAMAGED, photo.name),
        (FindingKind.UNFINISHED, ".x.1.tmp"),
    ]


@pytest.mark.parametrize("error", [StoreError("SQLITE_IOERR"), OSError(errno.EACCES, "not yours")])
def test_a_store_the_disk_does_not_give_is_found_and_the_others_are_looked_at(
    stores: Stores, space: PatientId, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    other = stores.patients.create(LUZ, now=NOON)
    really = StoredPatients.reading

    def reading(
        self: StoredPatients, patient_id: PatientId
    ) -> AbstractContextManager[Transaction]:
        if patient_id == space:
            raise error
        return really(self, patient_id)

    monkeypatch.setattr(StoredPatients, "reading", reading)
    stores.paths.patient_key(other).rename(stores.paths.patient_key("elsewhere"))
    kinds = {finding.patient_id: finding.kind for finding in check(stores).findings}
    assert kinds[space] is FindingKind.STORE_UNREADABLE
    assert kinds[other] is FindingKind.KEY_MISSING


def test_a_database_that_was_changed_is_found(stores: Stores, space: PatientId) -> None:
    stores.patients.close()
    path = stores.paths.patient_db(space)
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    assert check(stores).findings == (Finding(kind=FindingKind.STORE_DAMAGED, patient_id=space),)


def test_a_value_that_no_longer_fits_is_found(stores: Stores, space: PatientId) -> None:
    with stores.patients.writing(space) as db:
        db.exec_driver_sql("UPDATE memories SET body = '{}'")
        db.commit()
    assert found(stores) == [(FindingKind.DOCUMENT_DAMAGED, "Memory")]


def test_a_missing_key_is_found(stores: Stores, space: PatientId) -> None:
    stores.paths.patient_key(space).unlink()
    stores.keys.write_copy()  # which keeps the key that is lost here
    assert found(stores) == [(FindingKind.KEY_COPY_STALE, ""), (FindingKind.KEY_MISSING, "")]


def test_a_missing_file_is_reported_and_holds_up_no_other(
    stores: Stores, space: PatientId
) -> None:
    lost = the_photo(stores, space)
    with stores.patients.open(space, LUZ) as work:
        withdrawn = work.media.put(b"withdrawn", media_type="image/jpeg")
        trashed = work.media.put(b"trashed", media_type="image/jpeg")
        work.commit()
    lost.unlink()
    with stores.patients.open(space, LUZ) as work:
        work.media.trash(lost.name)
        work.media.trash(trashed)
        work.media.discard(withdrawn)
        work.commit()
    media = stores.patients.media_folder(space)
    assert not media.found(withdrawn).exists()
    assert media.found(trashed).parent == stores.paths.trash(space)
    assert found(stores) == [(FindingKind.MEDIA_MISSING, lost.name)]


def test_a_file_is_discarded_even_where_the_disk_takes_no_trash(
    stores: Stores, space: PatientId, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = the_photo(stores, space).name
    with stores.patients.open(space, LUZ) as work:
        withdrawn = work.media.put(b"withdrawn", media_type="image/jpeg")
        work.commit()

    def no_space(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr(Path, "replace", no_space)
    with stores.patients.open(space, LUZ) as work:
        work.media.trash(other)
        work.media.discard(withdrawn)
        with pytest.raises(OSError, match="disk full"):
            work.commit()
    assert stores.patients.media_folder(space).ids() == [other]


def test_a_copy_of_the_keys_that_fell_behind_is_found(stores: Stores, space: PatientId) -> None:
    (stores.paths.key_copy / "worker.key").unlink()
    assert found(stores) == [(FindingKind.KEY_COPY_STALE, "")]


def test_a_space_that_was_never_finished_is_found_and_kept(stores: Stores) -> None:
    stores.keys.add_patient(PatientId("halfmade"))
    stores.paths.books("halfmade").mkdir(parents=True)
    findings = check(stores).findings
    assert [f.kind for f in findings] == [FindingKind.KEY_UNKNOWN, FindingKind.STORE_UNKNOWN]
    assert sweep(stores, findings) == []
    assert stores.paths.books("halfmade").exists()


def test_a_file_of_an_undone_work_is_swept_into_the_trash(
    stores: Stores, space: PatientId
) -> None:
    media_id = undone_put(stores, space, changed=LONG_AGO)
    findings = check(stores).findings
    assert found(stores) == [(FindingKind.MEDIA_UNLISTED, media_id)]
    assert sweep(stores, findings) == list(findings)
    assert (stores.paths.trash(space) / media_id).exists()
    assert found(stores) == []


def test_a_young_leftover_may_be_in_use_and_stays(stores: Stores, space: PatientId) -> None:
    undone_put(stores, space, changed=JUST_NOW)
    assert sweep(stores, check(stores).findings) == []


def test_what_an_interrupted_write_left_is_swept(stores: Stores, space: PatientId) -> None:
    leftover = stores.paths.media(space) / ".abc.1234.tmp"
    leftover.write_bytes(b"half")
    os.utime(leftover, (LONG_AGO, LONG_AGO))
    sweep(stores, check(stores).findings)
    assert not leftover.exists()
    assert found(stores) == []


def test_the_folder_of_a_job_nobody_waits_for_is_swept(stores: Stores, space: PatientId) -> None:
    for job_id in ("watched", "forgotten"):
        stores.job_folders.folder(job_id).write("recipe.json", b"{}")
        os.utime(stores.paths.job(job_id), (LONG_AGO, LONG_AGO))
    stores.registry.watch_job("watched", space)
    sweep(stores, check(stores).findings)
    assert stores.job_folders.all_ids() == ["watched"]


def test_what_a_job_of_somebody_erased_writes_late_is_swept_at_once(
    stores: Stores, space: PatientId
) -> None:
    stores.registry.watch_job("late", space)
    stores.patients.erase(space)
    stores.job_folders.folder("late").write("adapter.safetensors", b"a likeness")
    os.utime(stores.paths.job("late"), (JUST_NOW, JUST_NOW))
    assert found(stores) == [(FindingKind.JOB_UNWATCHED, "late")]
    sweep(stores, check(stores).findings)
    assert stores.job_folders.all_ids() == []
