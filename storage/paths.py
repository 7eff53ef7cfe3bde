"""Where everything lies: every path follows from the data folder and the key folder.

data/
  registry.db                  accounts, roles, invitations, the inbox
  queue.db                     the job engine's own rows, when it runs on SQLite
  patients/<id>/patient.db     one person's story
  patients/<id>/media/         their files, sealed
  patients/<id>/trash/         files put away, for some weeks
  patients/<id>/books/         editions of the life book
  patients/<id>/upgrades/      the database as it was before each migration, for some weeks
  jobs/<job id>/               sealed inputs and results of a running job
  upgrades/                    the registry as it was before each migration, for some weeks
  replaced-<when>/             what was here before a restore, for the operator to remove
keys/                          outside data/, never in a backup of it
  master.key  worker.key  erased  patients/<id>.key
keys.copy/                     the one copy of the key folder
"""

import re
from dataclasses import dataclass
from pathlib import Path

from core.errors import NotFound

__all__ = ["HousePaths", "house_paths", "plain_name"]

_REPLACED = "replaced-"
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HousePaths:
    data: Path
    keys: Path
    key_copy: Path

    @property
    def registry(self) -> Path:
        return self.data / "registry.db"

    @property
    def registry_upgrades(self) -> Path:
        return self.data / "upgrades"

    @property
    def claim(self) -> Path:
        """The lock file of the process that owns the data folder."""
        return self.data / ".claim"

    @property
    def backing_up(self) -> Path:
        """The lock file of whoever is making a backup."""
        return self.data / ".backing-up"

    @property
    def incoming(self) -> Path:
        """What a restore has verified and is putting in place."""
        return self.data / ".incoming"

    @property
    def unverified(self) -> Path:
        """What a restore has copied and is verifying."""
        return self.data / ".unverified"

    def replaced(self, when: str) -> Path:
        """What was here before a restore."""
        return self.data / f"{_REPLACED}{when}"

    @property
    def all_replaced(self) -> list[Path]:
        """What was here before each restore, oldest first."""
        return sorted(p for p in self.data.glob(f"{_REPLACED}*") if p.is_dir())

    @property
    def all_upgrades(self) -> list[Path]:
        """Every database as it was before a migration."""
        kept = (self.registry_upgrades, *self.patients.glob("*/upgrades"))
        return sorted(copy for folder in kept for copy in folder.glob("*.db"))

    @property
    def patients(self) -> Path:
        return self.data / "patients"

    def patient(self, patient_id: str) -> Path:
        return self.patients / plain_name(patient_id)

    def patient_db(self, patient_id: str) -> Path:
        return self.patient(patient_id) / "patient.db"

    def media(self, patient_id: str) -> Path:
        return self.patient(patient_id) / "media"

    def trash(self, patient_id: str) -> Path:
        return self.patient(patient_id) / "trash"

    def books(self, patient_id: str) -> Path:
        return self.patient(patient_id) / "books"

    def upgrades(self, patient_id: str) -> Path:
        return self.patient(patient_id) / "upgrades"

    @property
    def jobs(self) -> Path:
        return self.data / "jobs"

    def job(self, job_id: str) -> Path:
        return self.jobs / plain_name(job_id)

    @property
    def master_key(self) -> Path:
        return self.keys / "master.key"

    @property
    def worker_key(self) -> Path:
        return self.keys / "worker.key"

    @property
    def erased(self) -> Path:
        """Ids of people whose data was destroyed, one a line."""
        return self.keys / "erased"

    @property
    def patient_keys(self) -> Path:
        return self.keys / "patients"

    def patient_key(self, patient_id: str) -> Path:
        return self.patient_keys / f"{plain_name(patient_id)}.key"


def house_paths(data: Path, keys: Path, *, key_copy: Path | None = None) -> HousePaths:
    """The paths of one installation; the copy of the keys lies beside them unless told."""
    return HousePaths(
        data=data.absolute(),
        keys=keys.absolute(),
        key_copy=(key_copy or keys.with_name(f"{keys.name}.copy")).absolute(),
    )


def plain_name(name: str) -> str:
    """Return an id or file name that cannot lead out of its folder, or raise NotFound."""
    if not _PLAIN_NAME.fullmatch(name):
        raise NotFound("No such name can exist.")
    return name
