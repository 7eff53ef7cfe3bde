"""Backups of the data folder, and the way back.

A backup is a folder of its own:

    vivencia-20270131T031500Z/
      backup.json                who is in it, and when it was made
      registry.db
      patients/<id>/             as in the data folder

The databases are consistent copies, the media links to the same sealed bytes where the
disk allows. The keys are not in it: their one copy is kept apart (storage/keys.py).
"""

import json
import logging
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.domain.patient import PatientId
from core.errors import KeyMissing, StoreDamaged, StoreErased, StoreError
from core.ports import Registry
from storage.check import damaged_media, verify_database
from storage.documents import from_document, to_document
from storage.engine import writing
from storage.files import land, make_folder, settle, take_over
from storage.house import Stores, claimed
from storage.keys import KeyFolder
from storage.migrations import PATIENT, REGISTRY, open_current
from storage.paths import HousePaths, house_paths
from storage.patient_work import skip_screen_numbers
from storage.registry import StoredRegistry

__all__ = [
    "Backup",
    "BackupNote",
    "Restored",
    "backup",
    "backups",
    "last_made",
    "restore",
    "thin",
    "to_keep",
]

log = logging.getLogger(__name__)

_LAST_BACKUP = "last_backup"  #: the registry's fact: when one was made in full
_PREFIX = "vivencia-"
_STAMP = "%Y%m%dT%H%M%SZ"
_KEEP_DAILY, _KEEP_WEEKLY, _KEEP_MONTHLY = timedelta(days=7), timedelta(weeks=5), timedelta(366)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupNote:
    """What a backup says of itself."""

    made_at: datetime
    patients: tuple[PatientId, ...]
    left_out: tuple[PatientId, ...] = ()  #: could not be copied: run `check`


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    folder: Path
    note: BackupNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did."""

    patients: tuple[PatientId, ...]
    erased: tuple[PatientId, ...]  #: were in the backup and stay destroyed
    left_out: tuple[PatientId, ...]  #: are known, but the backup never held them
    damaged_media: tuple[tuple[PatientId, str], ...]  #: files that do not verify
    replaced: Path  #: what was here before


def backup(stores: Stores, to: Path) -> Backup:
    """Make a backup in the folder `to`; one damaged store does not keep out the others.

    The registry is copied first: whatever it holds to be done, the stores copied after
    it contain.
    """
    now = stores.clock.now()
    unfinished = make_folder(to) / f".{_PREFIX}{now.strftime(_STAMP)}.unfinished"
    make_folder(unfinished)
    ids = stores.patients.all_ids()
    stores.registry.copy(stores.keys.registry_key, unfinished / "registry.db")
    taken = [i for i in ids if _taken(stores, i, unfinished / "patients" / i)]
    note = BackupNote(
        made_at=now,
        patients=tuple(taken),
        left_out=tuple(i for i in ids if i not in taken and i not in stores.keys.erased()),
    )
    land(unfinished / "backup.json", [json.dumps(to_document(note)).encode()])
    folder = unfinished.rename(to / f"{_PREFIX}{now.strftime(_STAMP)}")
    settle(to)
    if not note.left_out:
        stores.registry.set_value(_LAST_BACKUP, now.isoformat())
    return Backup(folder=folder, note=note)


def last_made(registry: Registry) -> datetime | None:
    """When a backup was last made in full; None: never."""
    last = registry.value(_LAST_BACKUP)
    return datetime.fromisoformat(last) if last else None


def backups(folder: Path) -> Sequence[Path]:
    """The finished backups in a folder, oldest first."""
    return sorted(p for p in folder.glob(f"{_PREFIX}*") if (p / "backup.json").is_file())


def thin(folder: Path, *, now: datetime) -> None:
    """Remove backups until one a day, then one a week, then one a month is left, for a year.

    None goes while the newest lacks somebody: an older one may be all there is of them.
    """
    newest = backups(folder)[-1:]
    if any(_read_note(path).left_out for path in newest):
        return
    stamped = {_made_at(path): path for path in backups(folder)}
    keeping = to_keep(stamped, now=now)
    for made_at, path in stamped.items():
        if made_at not in keeping:
            shutil.rmtree(path)


def to_keep(moments: Iterable[datetime], *, now: datetime) -> frozenset[datetime]:
    """Which backups to keep: the newest of each day, week and month, and the newest of all."""
    newest_first = sorted(moments, reverse=True)
    keeping, seen = set(newest_first[:1]), set[tuple[str, str]]()
    for moment in newest_first:
        age = now - moment
        spans = {
            ("day", moment.strftime("%Y-%j")): age <= _KEEP_DAILY,
            ("week", moment.strftime("%G-%V")): age <= _KEEP_WEEKLY,
            ("month", moment.strftime("%Y-%m")): age <= _KEEP_MONTHLY,
        }
        if any(within and span not in seen for span, within in spans.items()):
            keeping.add(moment)
        seen.update(spans)
    return frozenset(keeping)


def restore(backup_folder: Path, paths: HousePaths, *, now: datetime) -> Restored:
    """Put a backup in the place of what is here, after verifying it.

    People who were erased since do not come back. What was here is moved aside, not
    deleted. Raises StoreInUse while a bot owns the data folder, KeyMissing without the
    keys the backup was made with, StoreDamaged when one of its databases does not verify.
    """
    with claimed(paths):
        if not paths.master_key.exists():
            raise KeyMissing
        keys, made = KeyFolder.existing(paths), _read_note(backup_folder)
        erased = tuple(i for i in made.patients if i in keys.erased())
        coming = tuple(i for i in made.patients if i not in erased)
        left_out = tuple(i for i in made.left_out if i not in keys.erased())
        if erased and not coming:
            raise StoreErased
        stage = house_paths(paths.unverified, paths.keys)
        _copy_in(backup_folder, stage, coming)
        _forget(stage, keys, erased)
        damaged = tuple(d for i in coming for d in _verified(stage, keys, i))
        replaced = paths.replaced(now.strftime(_STAMP))
        _exchange(paths, replaced)
    return Restored(
        patients=coming,
        erased=erased,
        left_out=left_out,
        damaged_media=damaged,
        replaced=replaced,
    )


def _taken(stores: Stores, patient_id: PatientId, to: Path) -> bool:
    try:
        stores.patients.snapshot(patient_id, to)
    except StoreError:
        shutil.rmtree(to, ignore_errors=True)
        log.exception("left %s out of the backup", patient_id, extra={"action": "backup"})
        return False
    return True


def _made_at(path: Path) -> datetime:
    stamp = path.name.removeprefix(_PREFIX)
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _read_note(backup_folder: Path) -> BackupNote:
    try:
        note = json.loads((backup_folder / "backup.json").read_text())
    except (OSError, ValueError) as error:
        raise StoreDamaged("This folder is not a finished backup.") from error
    return from_document(note, BackupNote)


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


def _forget(stage: HousePaths, keys: KeyFolder, erased: Sequence[PatientId]) -> None:
    verify_database(stage.registry, keys.registry_key)
    key = keys.registry_key
    copies = stage.registry_upgrades
    database = open_current(stage.registry, REGISTRY, key=key, copies=copies, alone=True)
    for patient_id in erased:
        StoredRegistry(database).forget_patient(patient_id)
    database.close()


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


def _exchange(paths: HousePaths, replaced: Path) -> None:
    """Move what is here aside and what was verified in; a kill in between is seen at the start."""
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
