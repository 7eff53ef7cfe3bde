"""Backups of the data folder; storage/restoring.py is the way back.

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
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from core.domain.patient import PatientId
from core.errors import StoreBusy, StoreDamaged, StoreError
from core.ports import Registry
from storage.documents import from_document, to_document
from storage.files import land, make_folder, settle
from storage.house import Stores

__all__ = [
    "Backup",
    "BackupNote",
    "backup",
    "backups",
    "last_made",
    "read_note",
    "stamp",
    "thin",
    "to_keep",
]

log = logging.getLogger(__name__)

_LAST_BACKUP = "last_backup"  #: the registry's fact: when one was made in full
_PREFIX = "vivencia-"
_STAMP = "%Y%m%dT%H%M%SZ"
_UNFINISHED = ".unfinished"
_RESERVE_BYTES = 100 << 20  #: stays free for the stories that are told meanwhile
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


def backup(stores: Stores, to: Path) -> Backup:
    """Make a backup in the folder `to`; one damaged store does not keep out the others.

    What earlier ones left unfinished is removed first, and its own part if it fails. Raises
    StoreBusy while another is being made, StoreError when there is no room for it.
    """
    lock = FileLock(stores.paths.backing_up)
    try:
        with lock.acquire(timeout=0):
            return _made(stores, make_folder(to))
    except Timeout as error:
        raise StoreBusy("Another backup is being made: wait until it is done.") from error


def _made(stores: Stores, to: Path) -> Backup:
    now = stores.clock.now()
    for left in to.glob(_unfinished("*")):
        shutil.rmtree(left, ignore_errors=True)
    _make_room(stores, to, now)
    unfinished = make_folder(to / _unfinished(f"{_PREFIX}{stamp(now)}"))
    try:
        note = _copied(stores, unfinished, now)
        folder = unfinished.rename(to / f"{_PREFIX}{stamp(now)}")
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    settle(to)
    if not note.left_out:
        stores.registry.set_value(_LAST_BACKUP, now.isoformat())
    return Backup(folder=folder, note=note)


def _copied(stores: Stores, unfinished: Path, now: datetime) -> BackupNote:
    """Copy everything.

    The registry first: whatever it holds to be done, the stores copied after it contain.
    """
    ids = stores.patients.all_ids()
    stores.registry.copy(stores.keys.registry_key, unfinished / "registry.db")
    taken = [i for i in ids if _taken(stores, i, unfinished / "patients" / i)]
    note = BackupNote(
        made_at=now,
        patients=tuple(taken),
        left_out=tuple(i for i in ids if i not in taken and i not in stores.keys.erased()),
    )
    land(unfinished / "backup.json", [json.dumps(to_document(note)).encode()])
    return note


def last_made(registry: Registry) -> datetime | None:
    """When a backup was last made in full; None: never."""
    last = registry.value(_LAST_BACKUP)
    return datetime.fromisoformat(last) if last else None


def backups(folder: Path) -> Sequence[Path]:
    """The finished backups in a folder, oldest first."""
    return sorted(p for p in folder.glob(f"{_PREFIX}*") if (p / "backup.json").is_file())


def thin(folder: Path, *, now: datetime, erased: Collection[PatientId] = ()) -> None:
    """Remove backups until one a day, then one a week, then one a month is left, for a year.

    The newest that holds somebody stays: newer ones may lack them, and it may be all there
    is of them; but not of whoever was `erased`. Those that somebody gave a name of their own
    are left alone.
    """
    stamped = {made_at: path for path in backups(folder) if (made_at := _made_at(path))}
    holders = {
        patient_id: made_at
        for made_at in sorted(stamped)
        for patient_id in _held(stamped[made_at])
        if patient_id not in erased
    }
    keeping = {*to_keep(stamped, now=now), *holders.values()}
    for made_at, path in stamped.items():
        if made_at not in keeping:
            _remove(path)


def _held(backup_folder: Path) -> Sequence[PatientId]:
    """Who is in a backup; nobody in one that does not say."""
    try:
        return read_note(backup_folder).patients
    except StoreDamaged:
        return ()


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


def read_note(backup_folder: Path) -> BackupNote:
    """What a backup says of itself; StoreDamaged when it is none."""
    try:
        note = json.loads((backup_folder / "backup.json").read_text())
    except (OSError, ValueError) as error:
        raise StoreDamaged("This folder is not a finished backup.") from error
    return from_document(note, BackupNote)


def stamp(moment: datetime) -> str:
    """A moment in UTC, as the names of folders say it."""
    return moment.strftime(_STAMP)


def _make_room(stores: Stores, to: Path, now: datetime) -> None:
    """Raise StoreError unless a backup fits, even after old ones were thinned out."""
    needed = _bytes_needed(stores, to) + _RESERVE_BYTES
    if shutil.disk_usage(to).free < needed:
        thin(to, now=now, erased=stores.keys.erased())
        if shutil.disk_usage(to).free < needed:
            raise StoreError("There is no room for a backup: make some on its disk.")


def _bytes_needed(stores: Stores, to: Path) -> int:
    """The databases are copied; on another disk, where nothing can be linked, the files too."""
    paths = stores.paths
    if paths.data.stat().st_dev == to.stat().st_dev:
        files = [paths.patient_db(i) for i in stores.patients.all_ids()]
    else:
        files = list(paths.patients.rglob("*"))
    return sum(map(_size, [paths.registry, *files]))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # whoever copies it will say so
        return 0


def _taken(stores: Stores, patient_id: PatientId, to: Path) -> bool:
    try:
        stores.patients.snapshot(patient_id, to)
    except (StoreError, OSError):
        shutil.rmtree(to, ignore_errors=True)
        log.exception("left %s out of the backup", patient_id, extra={"action": "backup"})
        return False
    return True


def _remove(path: Path) -> None:
    """Remove a backup, which is none from the first moment; what is left goes another night."""
    try:
        shutil.rmtree(path.rename(path.with_name(_unfinished(path.name))))
    except OSError as error:
        log.warning("%s was not removed: %s", path.name, type(error).__name__)


def _unfinished(name: str) -> str:
    return f".{name}{_UNFINISHED}"


def _made_at(path: Path) -> datetime | None:
    """When a backup was made, by its name; None for a name that somebody gave it."""
    try:
        return datetime.strptime(path.name.removeprefix(_PREFIX), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
