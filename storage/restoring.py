"""The way back from a backup: copied aside, verified, and only then put in place."""

import logging
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from core.domain.patient import PatientId
from core.errors import CirclesUnknown, KeyMissing, StoreDamaged, StoreErased, StoreError
from core.ports import Registry
from storage.backup import BackupNote, read_note, stamp
from storage.carrying import carry_over, copy_space, opens
from storage.check import damaged_media, verify_database
from storage.circles import Present, keep_circles, present_of
from storage.engine import Database, writing
from storage.files import make_folder, settle
from storage.house import claimed
from storage.keys import KeyFolder
from storage.migrations import PATIENT, REGISTRY, open_current
from storage.outbox import drop_unsent
from storage.paths import HousePaths, house_paths
from storage.patient_work import skip_screen_numbers
from storage.registry import StoredRegistry
from storage.tables.patient import OutboxRow

__all__ = ["Note", "Restored", "restore"]

log = logging.getLogger(__name__)

#: Writes into the registry that comes back what a space has to hear.
Note = Callable[[Registry, PatientId], None]

#: A file that does not verify: whose it is, and its media id.
Damaged = tuple[PatientId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did."""

    patients: tuple[PatientId, ...]
    erased: tuple[PatientId, ...]  #: were in the backup and stay destroyed
    left_out: tuple[PatientId, ...]  #: are known, but the backup never held them
    keyless: tuple[PatientId, ...]  #: are in the backup, but nothing here opens them
    damaged_media: tuple[Damaged, ...]  #: files that do not verify
    carried: tuple[PatientId, ...]  #: the backup lacks them, and they stay as they are here
    not_carried: tuple[PatientId, ...]  #: are newer than the backup, and not whole here
    circles_kept: bool  #: who is in which circle is as it was here just now
    circles_lost: bool  #: that was known here, and could not be read or was not wanted
    replaced: Path  #: what was here before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Who:
    """Who was erased, who comes back, and who cannot: their key is missing or damaged."""

    erased: tuple[PatientId, ...]
    coming: tuple[PatientId, ...]
    keyless: tuple[PatientId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """What became of the spaces and circles of now."""

    carried: Sequence[PatientId]
    not_carried: Sequence[PatientId]
    circles_kept: bool
    circles_lost: bool
    circles: Mapping[PatientId, frozenset[int]]  #: the accounts in the spaces that come back


def restore(
    backup_folder: Path,
    paths: HousePaths,
    *,
    now: datetime,
    note: Note | None = None,
    old_circles: bool = False,
) -> Restored:
    """Put a backup in the place of what is here, after verifying it.

    People who were erased since do not come back, nor does anybody into a circle they are
    no longer in; spaces the backup lacks stay as they are. What was here is moved aside, not
    deleted. Raises StoreInUse while a bot owns the data folder, KeyMissing without the keys
    the backup was made with, StoreDamaged when one of its databases does not verify,
    CirclesUnknown when the registry here cannot be read though it verifies (unless the
    `old_circles` of the backup are wanted), StoreError where the disk does not take it.
    """
    with claimed(paths):
        keys, made = _keys(paths), read_note(backup_folder)
        who, stage = _coming(keys, made), house_paths(paths.unverified, paths.keys)
        with _cleared_on_failure(stage):
            _copy_in(backup_folder, stage, who.coming)
            present = None if old_circles else _present(paths, stage, keys)
            told = partial(_told, who.coming, note)
            settled = _registry_settled(stage, paths, keys, made, present, told=told)
            damaged = _all_verified(stage, keys, settled.circles, who.coming)
            replaced = _exchange(paths, paths.replaced(stamp(now)))
        keys.write_copy()
    left_out = [i for i in made.left_out if i not in keys.erased()]
    return _restored(who, settled, left_out=left_out, damaged=damaged, replaced=replaced)


def _restored(
    who: _Who,
    settled: _Settled,
    *,
    left_out: Sequence[PatientId],
    damaged: Sequence[Damaged],
    replaced: Path,
) -> Restored:
    """What is told of it, for those whom the backup `left_out` and who are not erased, too."""
    return Restored(
        patients=who.coming,
        erased=who.erased,
        left_out=tuple(i for i in left_out if i not in settled.carried),
        keyless=who.keyless,
        damaged_media=tuple(damaged),
        carried=tuple(settled.carried),
        not_carried=tuple(i for i in settled.not_carried if i not in left_out),
        circles_kept=settled.circles_kept,
        circles_lost=settled.circles_lost,
        replaced=replaced,
    )


def _keys(paths: HousePaths) -> KeyFolder:
    if not paths.master_key.exists():
        raise KeyMissing
    return KeyFolder.existing(paths)


def _coming(keys: KeyFolder, made: BackupNote) -> _Who:
    """Whom the backup holds; StoreErased or KeyMissing when nobody of them comes back."""
    erased = tuple(i for i in made.patients if i in keys.erased())
    wanted = [i for i in made.patients if i not in erased]
    if erased and not wanted:
        raise StoreErased
    coming = tuple(i for i in wanted if opens(keys, i))
    if wanted and not coming:
        raise KeyMissing
    keyless = tuple(i for i in wanted if i not in coming)
    return _Who(erased=erased, coming=coming, keyless=keyless)


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
    shutil.rmtree(stage.data, ignore_errors=True)
    make_folder(stage.data)
    shutil.copyfile(backup_folder / "registry.db", stage.registry)
    for patient_id in coming:
        copy_space(backup_folder / "patients" / patient_id, stage, patient_id)


def _registry_settled(
    stage: HousePaths,
    paths: HousePaths,
    keys: KeyFolder,
    made: BackupNote,
    present: Present | None,
    *,
    told: Callable[[Registry], None],
) -> _Settled:
    """Forget the erased, keep the spaces and circles of now, note what is to be told."""
    verify_database(stage.registry, keys.registry_key)
    newer = _newer(paths, keys, made, present)
    carried = [i for i in newer if present and carry_over(_folders(paths, i), stage, keys, i)]
    with _registry(stage, keys) as database:
        registry = StoredRegistry(database)
        for patient_id in {*made.patients, *made.left_out} & keys.erased():
            registry.forget_patient(patient_id)
        if present is not None:
            keep_circles(database, present, carried=carried)
        told(registry)
        circles = {i: frozenset(m.account_id for m in registry.members(i)) for i in made.patients}
    return _Settled(
        carried=carried,
        not_carried=[i for i in newer if i not in carried],
        circles_kept=present is not None,
        circles_lost=present is None and _registry_folder(paths) is not None,
        circles=circles,
    )


def _newer(
    paths: HousePaths, keys: KeyFolder, made: BackupNote, present: Present | None
) -> list[PatientId]:
    """The spaces of now that the backup does not hold."""
    if present is not None:
        known = present.patient_ids
    else:  # all that tells of them now are their keys and their folders
        known = [i for i in keys.patient_ids() if any(map(Path.exists, _folders(paths, i)))]
    return [i for i in known if i not in {*made.patients, *keys.erased()}]


def _folders(paths: HousePaths, patient_id: PatientId) -> tuple[Path, Path]:
    """Where a space may lie now: after a restore that was killed, among what was coming in."""
    return paths.patient(patient_id), paths.incoming / "patients" / patient_id


def _present(paths: HousePaths, stage: HousePaths, keys: KeyFolder) -> Present | None:
    """The registry of now; None where there is none, or none that verifies."""
    here = _registry_folder(paths)
    if here is None:
        return None
    try:
        with _copied_aside(here, stage, paths) as copied, _registry(copied, keys) as registry:
            return present_of(registry)
    except StoreDamaged:
        log.warning("the registry of now does not verify")
        return None
    except (StoreError, OSError) as error:  # from a newer version, or the disk fails
        raise CirclesUnknown from error


@contextmanager
def _registry(house: HousePaths, keys: KeyFolder) -> Iterator[Database]:
    key, copies = keys.registry_key, house.registry_upgrades
    database = open_current(house.registry, REGISTRY, key=key, copies=copies, alone=True)
    try:
        yield database
    finally:
        database.close()


def _registry_folder(paths: HousePaths) -> Path | None:
    """Where the registry of now lies: of a killed restore, it may be among what was coming in."""
    return next((f for f in (paths.data, paths.incoming) if (f / "registry.db").exists()), None)


@contextmanager
def _copied_aside(here: Path, stage: HousePaths, paths: HousePaths) -> Iterator[HousePaths]:
    """A copy of the registry of now, to be read and thrown away."""
    aside = house_paths(make_folder(stage.data / "present"), paths.keys)
    try:
        for name in ("registry.db", "registry.db-wal"):
            if (here / name).exists():
                shutil.copyfile(here / name, aside.data / name)
        yield aside
    finally:
        shutil.rmtree(aside.data, ignore_errors=True)


def _all_verified(
    stage: HousePaths,
    keys: KeyFolder,
    circles: Mapping[PatientId, frozenset[int]],
    coming: Sequence[PatientId],
) -> Sequence[Damaged]:
    """Verify everybody's space who comes back, or raise; the media that do not are returned."""
    return [
        found
        for patient_id in coming
        for found in _verified(stage, keys, patient_id, circles[patient_id])
    ]


def _verified(
    stage: HousePaths, keys: KeyFolder, patient_id: PatientId, circle: frozenset[int]
) -> Sequence[Damaged]:
    """Verify one person's database, or raise; the media that do not verify are returned.

    What waited to be sent to accounts that are no longer in the circle is not sent.
    """
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
        drop_unsent(db, OutboxRow, of=lambda chat_id: chat_id not in circle)
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
