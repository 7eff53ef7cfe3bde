"""The way back from a backup: copied aside, verified, and only then put in place."""

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from core.domain.patient import PatientId
from core.errors import KeyMissing, StoreDamaged, StoreErased, StoreError
from core.ports import Registry
from storage.backup import BackupNote, read_note, stamp
from storage.check import damaged_media, verify_database
from storage.circles import keep_circles
from storage.engine import Database, writing
from storage.files import make_folder, settle, take_over
from storage.house import claimed
from storage.keys import KeyFolder
from storage.migrations import PATIENT, REGISTRY, open_current
from storage.paths import HousePaths, house_paths
from storage.patient_work import skip_screen_numbers
from storage.registry import StoredRegistry

__all__ = ["Note", "Restored", "restore"]

log = logging.getLogger(__name__)

#: Writes into the registry that comes back what a space has to hear.
Note = Callable[[Registry, PatientId], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did."""

    patients: tuple[PatientId, ...]
    erased: tuple[PatientId, ...]  #: were in the backup and stay destroyed
    left_out: tuple[PatientId, ...]  #: are known, but the backup never held them
    keyless: tuple[PatientId, ...]  #: are in the backup, but nothing here opens them
    damaged_media: tuple[tuple[PatientId, str], ...]  #: files that do not verify
    circles_kept: bool  #: who is in which circle is as it was here just now
    replaced: Path  #: what was here before


def restore(
    backup_folder: Path, paths: HousePaths, *, now: datetime, note: Note | None = None
) -> Restored:
    """Put a backup in the place of what is here, after verifying it.

    People who were erased since do not come back, nor does anybody into a circle they are
    no longer in. What was here is moved aside, not deleted. Raises StoreInUse while a bot
    owns the data folder, KeyMissing without the keys the backup was made with, StoreDamaged
    when one of its databases does not verify, StoreError where the disk does not take it.
    """
    with claimed(paths):
        keys, made = _keys(paths), read_note(backup_folder)
        erased, coming, keyless = _coming(keys, made)
        stage = house_paths(paths.unverified, paths.keys)
        with _cleared_on_failure(stage):
            _copy_in(backup_folder, stage, coming)
            told = partial(_told, coming, note)
            kept = _registry_settled(stage, paths, keys, erased=erased, told=told)
            damaged = tuple(d for i in coming for d in _verified(stage, keys, i))
            replaced = _exchange(paths, paths.replaced(stamp(now)))
        keys.write_copy()
    return Restored(
        patients=coming,
        erased=erased,
        left_out=tuple(i for i in made.left_out if i not in keys.erased()),
        keyless=keyless,
        damaged_media=damaged,
        circles_kept=kept,
        replaced=replaced,
    )


def _keys(paths: HousePaths) -> KeyFolder:
    if not paths.master_key.exists():
        raise KeyMissing
    return KeyFolder.existing(paths)


def _coming(
    keys: KeyFolder, made: BackupNote
) -> tuple[tuple[PatientId, ...], tuple[PatientId, ...], tuple[PatientId, ...]]:
    """Who was erased, who comes back, and who cannot: their key is missing or damaged."""
    erased = tuple(i for i in made.patients if i in keys.erased())
    wanted = [i for i in made.patients if i not in erased]
    if erased and not wanted:
        raise StoreErased
    coming = tuple(i for i in wanted if _opens(keys, i))
    if wanted and not coming:
        raise KeyMissing
    return erased, coming, tuple(i for i in wanted if i not in coming)


def _opens(keys: KeyFolder, patient_id: PatientId) -> bool:
    try:
        keys.patient(patient_id)
    except (KeyMissing, StoreDamaged):
        return False
    return True


@contextmanager
def _cleared_on_failure(stage: HousePaths) -> Iterator[None]:
    """Leave nothing half copied behind: on a full disk it would keep the disk full."""
    try:
        yield
    except OSError as error:
        shutil.rmtree(stage.data, ignore_errors=True)
        raise StoreError(f"The disk does not take the backup: {error.strerror}.") from error
    except BaseException:
        shutil.rmtree(stage.data, ignore_errors=True)
        raise


def _copy_in(backup_folder: Path, stage: HousePaths, coming: Sequence[PatientId]) -> None:
    """Copy what will change, link what will not."""
    shutil.rmtree(stage.data, ignore_errors=True)
    make_folder(stage.data)
    shutil.copyfile(backup_folder / "registry.db", stage.registry)
    for patient_id in coming:
        source = backup_folder / "patients" / patient_id
        make_folder(stage.patient(patient_id))
        shutil.copyfile(source / "patient.db", stage.patient_db(patient_id))
        for folder in (stage.media, stage.trash, stage.books):
            target = folder(patient_id)
            take_over(source / target.name, target)
            make_folder(target)


def _registry_settled(
    stage: HousePaths,
    paths: HousePaths,
    keys: KeyFolder,
    *,
    erased: Sequence[PatientId],
    told: Callable[[Registry], None],
) -> bool:
    """Forget the erased, keep the circles of now, note what is to be told.

    False where nothing here could tell the circles.
    """
    verify_database(stage.registry, keys.registry_key)
    with _registry(stage, keys) as database:
        registry = StoredRegistry(database)
        for patient_id in erased:
            registry.forget_patient(patient_id)
        kept = _circles_kept(database, stage, paths, keys)
        told(registry)
    return kept


def _circles_kept(
    database: Database, stage: HousePaths, paths: HousePaths, keys: KeyFolder
) -> bool:
    try:
        with _copied_aside(paths, stage) as copied, _registry(copied, keys) as present:
            keep_circles(database, present)
    except StoreError as error:
        log.warning("the circles of now are not known: %s", type(error).__name__)
        return False
    return True


@contextmanager
def _registry(house: HousePaths, keys: KeyFolder) -> Iterator[Database]:
    key, copies = keys.registry_key, house.registry_upgrades
    database = open_current(house.registry, REGISTRY, key=key, copies=copies, alone=True)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _copied_aside(paths: HousePaths, stage: HousePaths) -> Iterator[HousePaths]:
    """A copy of the registry of now, to be read and thrown away; StoreError without one.

    After a restore that was killed while it exchanged, it may be among what was coming in.
    """
    here = next((f for f in (paths.data, paths.incoming) if (f / "registry.db").exists()), None)
    if here is None:
        raise StoreError("There is no registry here yet.")
    aside = house_paths(make_folder(stage.data / "present"), paths.keys)
    try:
        for name in ("registry.db", "registry.db-wal"):
            if (here / name).exists():
                shutil.copyfile(here / name, aside.data / name)
        yield aside
    finally:
        shutil.rmtree(aside.data, ignore_errors=True)


def _verified(
    stage: HousePaths, keys: KeyFolder, patient_id: PatientId
) -> Sequence[tuple[PatientId, str]]:
    """Verify one person's database, or raise; the media that do not verify are returned."""
    patient_keys = keys.patient(patient_id)
    key = patient_keys.database
    verify_database(stage.patient_db(patient_id), key)
    copies = stage.upgrades(patient_id)
    database = open_current(
        stage.patient_db(patient_id), PATIENT, key=key, copies=copies, alone=True
    )
    with writing(database) as db:
        # Buttons sent after the backup carry numbers that must not come again.
        skip_screen_numbers(db, by=10_000)
        db.commit()
    database.close()
    return [(patient_id, name) for name in damaged_media(stage, patient_id, patient_keys.media)]


def _told(coming: Sequence[PatientId], note: Note | None, registry: Registry) -> None:
    if note is not None:
        for patient_id in coming:
            note(registry, patient_id)


def _exchange(paths: HousePaths, replaced: Path) -> Path:
    """Move what is here aside, to `replaced`, and what was verified in.

    A kill in between is seen at the start.
    """
    shutil.rmtree(paths.incoming, ignore_errors=True)  # left by a restore that was killed here
    paths.unverified.rename(paths.incoming)
    settle(paths.data)
    make_folder(replaced)
    names = ("registry.db", "registry.db-wal", "registry.db-shm", "patients")
    for name in names:
        if (paths.data / name).exists():
            (paths.data / name).rename(replaced / name)
    for name in names:
        if (paths.incoming / name).exists():
            (paths.incoming / name).rename(paths.data / name)
    shutil.rmtree(paths.incoming)
    settle(paths.data)
    return replaced
