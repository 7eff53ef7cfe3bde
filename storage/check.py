"""Is everything still whole? Findings first; only what is surely left over is swept."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import cast

from sqlalchemy import Table, select

from core.domain.patient import PatientId
from core.errors import KeyMissing, StoreDamaged, StoreErased, StoreError
from storage import repositories
from storage.engine import Transaction, open_database, reading
from storage.files import is_unfinished
from storage.house import Stores
from storage.media import MediaFolder
from storage.paths import HousePaths
from storage.tables.patient import MediaRow

__all__ = [
    "Checked",
    "Finding",
    "FindingKind",
    "check",
    "damaged_media",
    "sweep",
    "verify_database",
]

_log = logging.getLogger(__name__)

#: Younger leftovers may belong to something that is going on.
LEFT_OVER_AFTER = timedelta(days=1)


class FindingKind(StrEnum):
    """What can be wrong; the words for the operator are in the locale files."""

    REGISTRY_DAMAGED = "registry-damaged"
    KEY_MISSING = "key-missing"
    KEY_UNKNOWN = "key-unknown"  #: a key of nobody: a space that was never finished
    KEY_COPY_STALE = "key-copy-stale"
    STORE_DAMAGED = "store-damaged"
    STORE_UNREADABLE = "store-unreadable"  #: the disk does not give it, or not now
    STORE_UNKNOWN = "store-unknown"  #: a folder of nobody the registry knows
    DOCUMENT_DAMAGED = "document-damaged"  #: `name` is the kind of value
    MEDIA_MISSING = "media-missing"
    MEDIA_DAMAGED = "media-damaged"
    MEDIA_UNLISTED = "media-unlisted"  #: a file that no row knows; swept into the trash
    UNFINISHED = "unfinished"  #: what an interrupted write left; swept
    JOB_UNWATCHED = "job-unwatched"  #: a job's folder that nobody waits for; swept


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    kind: FindingKind
    patient_id: PatientId | None = None
    name: str = ""  #: a media id, a job id, a kind of value


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, and what was found."""

    patients: int
    media: int
    findings: tuple[Finding, ...]


def check(stores: Stores) -> Checked:
    """Look at everything, change nothing."""
    ids = stores.patients.all_ids()
    findings = [*_of_house(stores), *(found for i in ids for found in _of(stores, i))]
    media = sum(1 for i in ids for path in stores.paths.media(i).glob("[!.]*"))
    return Checked(patients=len(ids), media=media, findings=tuple(findings))


def sweep(stores: Stores, findings: Sequence[Finding]) -> Sequence[Finding]:
    """Put away what is surely left over, and return the findings that were dealt with."""
    return [finding for finding in findings if _swept(stores, finding)]


def verify_database(path: Path, key: bytes) -> None:
    """Raise StoreDamaged unless every page of a database is authentic and consistent."""
    if not path.exists():
        raise StoreDamaged("A database is missing.")
    database = open_database(path, key)
    try:
        with reading(database) as db:
            _verify(db)
    finally:
        database.close()


def damaged_media(paths: HousePaths, patient_id: PatientId, key: bytes) -> Sequence[str]:
    """The ids of files that do not verify to their last byte."""
    folder = MediaFolder(paths, patient_id=patient_id, key=key)
    return [media_id for media_id in folder.ids() if not _is_whole(folder, media_id)]


def _of_house(stores: Stores) -> Iterator[Finding]:
    known, paths = set(stores.patients.all_ids()), stores.paths
    try:
        stores.registry.verify(_verify)
    except StoreDamaged:
        yield Finding(kind=FindingKind.REGISTRY_DAMAGED)
    if not stores.keys.copy_is_current():
        yield Finding(kind=FindingKind.KEY_COPY_STALE)
    for patient_id in stores.keys.patient_ids():
        if patient_id not in known:
            yield Finding(kind=FindingKind.KEY_UNKNOWN, patient_id=patient_id)
    for folder in sorted(paths.patients.iterdir()) if paths.patients.is_dir() else []:
        if folder.name not in known:
            yield Finding(kind=FindingKind.STORE_UNKNOWN, patient_id=PatientId(folder.name))
    watched = dict(stores.registry.watched_jobs()).keys() - _jobs_of_erased(stores)
    for job_id in stores.job_folders.all_ids():
        if job_id not in watched:
            yield Finding(kind=FindingKind.JOB_UNWATCHED, name=job_id)


def _jobs_of_erased(stores: Stores) -> set[str]:
    """Jobs watched only to be stopped: whatever their bodies still write must go."""
    erased = stores.keys.erased()
    return {job_id for job_id, whose in stores.registry.watched_jobs() if whose in erased}


def _of(stores: Stores, patient_id: PatientId) -> Iterator[Finding]:
    try:
        yield from _of_store(stores, patient_id)
    except (KeyMissing, StoreErased):
        yield _finding(FindingKind.KEY_MISSING, patient_id)
    except StoreDamaged:
        yield _finding(FindingKind.STORE_DAMAGED, patient_id)
    except (StoreError, OSError) as error:  # the others have to be looked at all the same
        _log.error("not readable id=%s: %s", patient_id, _reason(error))
        yield _finding(FindingKind.STORE_UNREADABLE, patient_id)
    for path in sorted(stores.paths.patient(patient_id).rglob("*")):
        if is_unfinished(path):
            yield _finding(FindingKind.UNFINISHED, patient_id, path.name)


def _of_store(stores: Stores, patient_id: PatientId) -> Iterator[Finding]:
    folder = stores.patients.media_folder(patient_id)
    with stores.patients.reading(patient_id) as db:
        _verify(db)
        for kind in _damaged_documents(db):
            yield _finding(FindingKind.DOCUMENT_DAMAGED, patient_id, kind)
        listed = {
            row.id: row.trashed for row in db.execute(select(cast(Table, MediaRow.__table__)))
        }
    yield from _of_media(folder, patient_id, listed)


def _reason(error: Exception) -> str:
    """What it was, without a name of a file: errors of the store say nothing that was told."""
    if isinstance(error, OSError):
        return f"{type(error).__name__} {error.errno}"
    return f"{type(error).__name__}: {error}"


def _of_media(
    folder: MediaFolder, patient_id: PatientId, listed: dict[str, bool]
) -> Iterator[Finding]:
    for media_id, trashed in listed.items():
        if not folder.found(media_id).exists():
            yield _finding(FindingKind.MEDIA_MISSING, patient_id, media_id)
        elif not trashed and not _is_whole(folder, media_id):
            yield _finding(FindingKind.MEDIA_DAMAGED, patient_id, media_id)
    for media_id in folder.ids():
        if media_id not in listed:
            yield _finding(FindingKind.MEDIA_UNLISTED, patient_id, media_id)


def _damaged_documents(db: Transaction) -> Iterator[str]:
    for shelf in repositories.ALL:
        try:
            shelf(db).all()
        except StoreDamaged:
            yield shelf.kind.__name__


def _verify(db: Transaction) -> None:
    """SQLCipher's check of every page's signature, then SQLite's of the structure."""
    forged = db.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    broken = db.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if forged or broken != ["ok"]:
        raise StoreDamaged


def _is_whole(folder: MediaFolder, media_id: str) -> bool:
    try:
        for _ in folder.pieces(media_id):
            pass
    except (StoreDamaged, OSError):
        return False
    return True


def _finding(kind: FindingKind, patient_id: PatientId, name: str = "") -> Finding:
    return Finding(kind=kind, patient_id=patient_id, name=name)


def _swept(stores: Stores, finding: Finding) -> bool:
    patient_id, name = finding.patient_id, finding.name
    now = stores.clock.now()
    if finding.kind is FindingKind.JOB_UNWATCHED:
        if name in _jobs_of_erased(stores) or _is_left_over(stores.paths.job(name), now):
            stores.job_folders.folder(name).remove()
            return True
    elif finding.kind is FindingKind.MEDIA_UNLISTED and patient_id:
        folder = stores.patients.media_folder(patient_id)
        if _is_left_over(folder.place(name), now):
            folder.trash(name)
            return True
    elif finding.kind is FindingKind.UNFINISHED and patient_id:
        found = [p for p in stores.paths.patient(patient_id).rglob(name) if _is_left_over(p, now)]
        for path in found:
            path.unlink()
        return bool(found)
    return False


def _is_left_over(path: Path, now: datetime) -> bool:
    changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return now - changed_at > LEFT_OVER_AFTER
