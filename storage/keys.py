"""The key folder: what must be kept for the data to mean anything.

The master key opens the registry and the wrapped key of each patient; a patient's key
opens their database and their files. Without its key a patient's data is noise, in the
data folder and in every backup: erasing a person is deleting a file of sixty bytes.
For that to hold there is exactly one copy of this folder, rewritten by `erase`. Nothing
else takes a key out of the copy: it may be the last one that opens somebody's data.
"""

import hashlib
import logging
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from core.domain.patient import PatientId
from core.errors import KeyCopyLeft, KeyMissing, StoreErased, StoreError
from storage import sealing
from storage.files import PRIVATE_FOLDER, land, make_folder, settle
from storage.paths import HousePaths

__all__ = ["KeyFolder", "PatientKeys", "read_key"]


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PatientKeys:
    """What one patient's key opens."""

    database: bytes
    media: bytes
    inbox: bytes  #: what came in and waits in the registry


class KeyFolder:
    """The keys of one installation; see `KeyFolder.open`."""

    def __init__(self, paths: HousePaths, *, made_now: bool) -> None:
        self._paths = paths
        self._master = read_key(paths.master_key)
        self.worker_key = read_key(paths.worker_key)
        self.made_now = made_now  #: first start: tell the operator to keep a copy
        self._opened: dict[PatientId, tuple[int, PatientKeys]] = {}  #: as of their files' times
        self._turn = threading.Lock()  #: two families may erase, or begin, at the same moment

    @classmethod
    def existing(cls, paths: HousePaths) -> "KeyFolder":
        """Open a key folder that must be there: for restoring, which needs the old keys."""
        return cls(paths, made_now=False)

    @classmethod
    def open(cls, paths: HousePaths) -> "KeyFolder":
        """Open the key folder; make it at the first start, never beside data it cannot open.

        KeyMissing also beside a copy of older keys, which new ones would take the place of.
        """
        make_folder(paths.keys).chmod(PRIVATE_FOLDER)
        with FileLock(paths.keys / ".lock"):
            made_now = not paths.master_key.exists()
            if made_now:
                _make_keys(paths)
        keys = cls(paths, made_now=made_now)
        if made_now:
            keys.write_copy()
        return keys

    @property
    def registry_key(self) -> bytes:
        return sealing.derive(self._master, "registry")

    def add_patient(self, patient_id: PatientId) -> PatientKeys:
        """Make a patient's key and keep it, in the copy too."""
        patient_key = sealing.random_key()
        wrapped = sealing.wrap(self._wrapping_key, patient_key, owner=patient_id)
        make_folder(self._paths.patient_keys)
        land(self._paths.patient_key(patient_id), [wrapped])
        settle(self._paths.keys)
        self.write_copy()
        return _patient_keys(patient_key)

    def patient(self, patient_id: PatientId) -> PatientKeys:
        """What opens a patient's data; StoreErased or KeyMissing when nothing does."""
        path = self._paths.patient_key(patient_id)
        try:
            written_at = path.stat().st_mtime_ns
            known_at, keys = self._opened.get(patient_id, (0, None))
            if keys is None or known_at != written_at:
                keys = self._unwrapped(patient_id, path.read_bytes())
                self._opened[patient_id] = (written_at, keys)
        except FileNotFoundError as error:
            self._opened.pop(patient_id, None)
            if patient_id in self.erased():
                raise StoreErased from error
            raise KeyMissing from error
        return keys

    def _unwrapped(self, patient_id: PatientId, wrapped: bytes) -> PatientKeys:
        return _patient_keys(sealing.unwrap(self._wrapping_key, wrapped, owner=patient_id))

    def patient_ids(self) -> list[PatientId]:
        """Everybody whose key is here."""
        return sorted(PatientId(file.stem) for file in self._paths.patient_keys.glob("*.key"))

    def remember_erased(self, patient_id: PatientId) -> None:
        """Write down that this person must never come back."""
        with self._turn:
            ids = sorted(self.erased() | {patient_id})
            land(self._paths.erased, [f"{erased}\n".encode() for erased in ids])

    def erased(self) -> frozenset[PatientId]:
        if not self._paths.erased.exists():
            return frozenset()
        return frozenset(map(PatientId, self._paths.erased.read_text().split()))

    def destroy_patient(self, patient_id: PatientId) -> None:
        """Destroy the key of an erased patient here and in the copy; safe to call again."""
        self._opened.pop(patient_id, None)
        _overwrite(self._paths.patient_key(patient_id))
        if not self.write_copy() and self._may_be_in_copy(patient_id):
            raise KeyCopyLeft

    def write_copy(self) -> bool:
        """Bring the one copy up to date; False when it is not, and keeps what it has."""
        try:
            with self._turn:
                self._mirror()
                current = self.copy_is_current()
        except (OSError, StoreError):
            current = False
        if not current:  # the doctor says it too, until it is
            log.warning("the copy of the keys is not current", extra={"action": "key_copy"})
        return current

    def copy_is_current(self) -> bool:
        """Whether the copy holds exactly the keys this folder holds."""
        return _contents(self._paths.key_copy) == _contents(self._paths.keys)

    def digest(self) -> str:
        """Tell one state of the key folder from another; gives away none of it."""
        found = sorted(_contents(self._paths.keys).items())
        lines = (f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in found)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def _may_be_in_copy(self, patient_id: PatientId) -> bool:
        """Whether a patient's key is still in the copy, or in one that is out of reach."""
        name = self._paths.patient_key(patient_id).relative_to(self._paths.keys)
        try:
            return not self._paths.key_copy.is_dir() or (self._paths.key_copy / name).exists()
        except OSError:  # a folder that nobody may enter
            return True

    def _mirror(self) -> None:
        """Add to the copy what is new and take out who was erased.

        A key never changes: one that is missing or different here was lost or damaged
        here, and the copy has the good one.
        """
        make_folder(self._paths.key_copy)
        wanted, found = _contents(self._paths.keys), _contents(self._paths.key_copy)
        for name in found.keys() - wanted.keys():
            if Path(name).stem in self.erased():
                _overwrite(self._paths.key_copy / name)
        for name, content in wanted.items():
            if name not in found or name == self._paths.erased.name:
                target = self._paths.key_copy / name
                make_folder(target.parent)
                land(target, [content])

    @property
    def _wrapping_key(self) -> bytes:
        return sealing.derive(self._master, "patient keys")


def read_key(path: Path) -> bytes:
    """Read a key file: 64 hexadecimal digits."""
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (FileNotFoundError, ValueError) as error:
        raise KeyMissing from error
    if len(key) != sealing.KEY_BYTES:
        raise KeyMissing
    return key


def _contents(folder: Path) -> dict[str, bytes]:
    """What a key folder holds, by relative path; nothing when it is not there."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def _make_keys(paths: HousePaths) -> None:
    kept = (paths.registry, paths.patients, paths.patient_keys)
    if any(path.exists() for path in kept):
        raise KeyMissing
    if (paths.key_copy / paths.master_key.name).exists():
        raise KeyMissing(
            f"The key folder has no keys, but its copy has: copy all that is in {paths.key_copy}"
            f" into {paths.keys}. Only for new keys, move that copy somewhere else."
        )
    for path in (paths.worker_key, paths.master_key):  # the master key last: it says all is made
        land(path, [sealing.random_key().hex().encode() + b"\n"])


def _patient_keys(patient_key: bytes) -> PatientKeys:
    return PatientKeys(
        database=sealing.derive(patient_key, "database"),
        media=sealing.derive(patient_key, "media"),
        inbox=sealing.derive(patient_key, "inbox"),
    )


def _overwrite(path: Path) -> None:
    """Blank a key where it lies before its name goes, as far as the disk lets us."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    settle(path.parent)
