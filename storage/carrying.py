"""A person's folder, carried into the house that a restore puts together."""

import errno
import shutil
from collections.abc import Sequence
from pathlib import Path

from core.domain.patient import PatientId
from core.errors import KeyMissing, StoreDamaged, StoreError
from storage.check import verify_database
from storage.files import make_folder, take_over
from storage.keys import KeyFolder
from storage.migrations import PATIENT, open_current
from storage.paths import HousePaths

__all__ = ["carry_over", "copy_space", "opens"]

_FULL = (errno.ENOSPC, errno.EDQUOT)


def opens(keys: KeyFolder, patient_id: PatientId) -> bool:
    """Whether a person's key is here and whole."""
    try:
        keys.patient(patient_id)
    except (KeyMissing, StoreDamaged):
        return False
    return True


def copy_space(source: Path, house: HousePaths, patient_id: PatientId) -> None:
    """Copy what will change, link what will not; what is not written back yet, too."""
    make_folder(house.patient(patient_id))
    for name in ("patient.db", "patient.db-wal"):
        if (source / name).exists():
            shutil.copyfile(source / name, house.patient(patient_id) / name)
    for folder in (house.media, house.trash, house.books):
        target = folder(patient_id)
        take_over(source / target.name, target)
        make_folder(target)


def carry_over(
    sources: Sequence[Path], house: HousePaths, keys: KeyFolder, patient_id: PatientId
) -> bool:
    """Carry over a space as it is in the first of these folders; False when it is not whole.

    A space that cannot be read must not keep a backup from coming back; a disk that is full does.
    """
    folder = next((each for each in sources if (each / "patient.db").exists()), None)
    if folder is None or not opens(keys, patient_id):
        return False
    try:
        copy_space(folder, house, patient_id)
        _verify(house, keys, patient_id)
    except (StoreError, OSError) as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise
        shutil.rmtree(house.patient(patient_id), ignore_errors=True)
        return False
    return True


def _verify(house: HousePaths, keys: KeyFolder, patient_id: PatientId) -> None:
    """Raise StoreError unless this program can work with the database."""
    path, key = house.patient_db(patient_id), keys.patient(patient_id).database
    verify_database(path, key)
    copies = house.upgrades(patient_id)
    open_current(path, PATIENT, key=key, copies=copies, alone=True).close()
