"""What is kept for a while only: the trash, and databases as they were before a migration.

Both hold words and pictures that somebody may have taken back since.
"""

import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.domain.patient import PatientId
from core.errors import StoreDamaged, StoreError
from storage.backup import backups, read_note
from storage.house import Stores
from storage.media import forget_trashed

__all__ = ["KEPT_FOR", "expire", "old_replaced"]

KEPT_FOR = timedelta(days=30)  #: long enough to see that something is missing

_log = logging.getLogger(__name__)


def expire(stores: Stores, backup_folder: Path) -> None:
    """Remove what has had its time; a store that does not open holds up no other."""
    before = stores.clock.now() - KEPT_FOR
    for patient_id in stores.patients.all_ids():
        try:
            _empty_trash(stores, patient_id, before)
        except (StoreError, OSError) as error:
            _log.warning("trash of %s was not emptied: %s", patient_id, type(error).__name__)
    _drop_upgrades(stores, backup_folder, before)


def old_replaced(stores: Stores) -> tuple[str, ...]:
    """The names of folders that a restore left, and nobody has removed for some weeks."""
    before = stores.clock.now() - KEPT_FOR
    return tuple(path.name for path in stores.paths.all_replaced if _changed_at(path) < before)


def _empty_trash(stores: Stores, patient_id: PatientId, before: datetime) -> None:
    """Rows first: an interruption leaves a file in the trash, which goes another night."""
    folder = stores.patients.media_folder(patient_id)
    old = folder.trashed(before=before)
    if not old:
        return
    with stores.patients.writing(patient_id) as db:
        gone = forget_trashed(db, old)
        db.commit()
    for media_id in gone:
        folder.discard(media_id)


def _drop_upgrades(stores: Stores, backup_folder: Path, before: datetime) -> None:
    """Only once a newer backup lacks nobody: until then they are another way back."""
    backed_up_at = _last_complete(backup_folder)
    for copy in stores.paths.all_upgrades:
        made_at = _changed_at(copy)
        if backed_up_at is not None and made_at < min(before, backed_up_at):
            copy.unlink()


def _last_complete(backup_folder: Path) -> datetime | None:
    made = []
    for folder in backups(backup_folder):
        with suppress(StoreDamaged):
            note = read_note(folder)
            made += [] if note.left_out else [note.made_at]
    return max(made, default=None)


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
