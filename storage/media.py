"""A patient's files: sealed on disk, listed in their database."""

import base64
import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from core.domain.patient import PatientId
from core.errors import NotFound, StoreDamaged, StoreError
from core.ports import Ids
from storage import sealing
from storage.engine import Transaction
from storage.files import land, make_folder, settle
from storage.job_folders import SealedFolder, SealedFolders
from storage.paths import HousePaths, plain_name
from storage.tables.patient import MediaRow

__all__ = ["MediaFolder", "PatientMedia", "forget_trashed"]

Begin = Callable[[], AbstractContextManager[Transaction]]
_MEDIA = cast(Table, MediaRow.__table__)


class MediaFolder:
    """The sealed files of one patient, by media id; knows no database."""

    def __init__(self, paths: HousePaths, *, patient_id: PatientId, key: bytes) -> None:
        self._folder = paths.media(patient_id)
        self._trash = paths.trash(patient_id)
        self._patient_id = patient_id
        self._key = key

    def write(self, media_id: str, content: bytes) -> None:
        make_folder(self._folder)
        pieces = sealing.seal(content, key=self._key, owner=self._owner(media_id))
        land(self.place(media_id), pieces)

    def write_pieces(self, media_id: str, pieces: Iterable[bytes]) -> int:
        """Write a file as its content comes; its size in bytes as content."""
        make_folder(self._folder)
        owner = self._owner(media_id)
        land(self.place(media_id), sealing.seal_pieces(pieces, key=self._key, owner=owner))
        return sealing.content_bytes(self.place(media_id).stat().st_size)

    def read(self, media_id: str) -> bytes:
        return b"".join(self.pieces(media_id))

    def pieces(self, media_id: str) -> Iterator[bytes]:
        """Its content piece by piece; StoreDamaged where it is not as it was written."""
        try:
            with self.found(media_id).open("rb") as file:
                yield from sealing.unseal(file, key=self._key, owner=self._owner(media_id))
        except FileNotFoundError as error:
            raise StoreDamaged("A file of this person is missing.") from error

    def ids(self) -> Sequence[str]:
        if not self._folder.is_dir():
            return []
        return sorted(p.name for p in self._folder.iterdir() if not p.name.startswith("."))

    def trash(self, media_id: str) -> None:
        """Put a file away, with the time of it; one that is missing is for `check` to report."""
        make_folder(self._trash)
        with contextlib.suppress(FileNotFoundError):
            found = self.found(media_id)
            os.utime(found)
            found.replace(self._trash / plain_name(media_id))
            settle(self._trash)
            settle(self._folder)

    def discard(self, media_id: str) -> None:
        """Remove a file wherever it is; nothing happens when it is gone."""
        for place in (self.place(media_id), self._trash / plain_name(media_id)):
            place.unlink(missing_ok=True)

    def trashed(self, *, before: datetime) -> Sequence[str]:
        """The ids of files that were put away before then."""
        if not self._trash.is_dir():
            return []
        kept = (p for p in self._trash.iterdir() if not p.name.startswith("."))
        return sorted(p.name for p in kept if p.stat().st_mtime < before.timestamp())

    def lend(self, media_id: str, folder: SealedFolder, name: str) -> None:
        """Let a job read one file, by its own key, without sealing it again."""
        folder.borrow(self.found(media_id), name, file_key=self._file_key(media_id))

    def adopt(self, folder: SealedFolder, name: str, media_id: str) -> int:
        """Take a result over by 64 bytes and a rename; its size in bytes as content.

        Safe to repeat: a file already moved stays, and one whose header was rewritten
        before a kill is recognised by it.
        """
        result = folder.place(name)
        if not self.found(media_id).exists():
            if not result.exists():
                raise NotFound("The job's folder has no such file.")
            self._rewrap(result, folder, name, media_id)
            make_folder(self._folder)
            result.replace(self.place(media_id))
            settle(self._folder)
        return sealing.content_bytes(self.found(media_id).stat().st_size)

    def place(self, media_id: str) -> Path:
        return self._folder / plain_name(media_id)

    def found(self, media_id: str) -> Path:
        """Where a file is now: a restore or an interruption may leave one in the trash."""
        trashed = self._trash / plain_name(media_id)
        return trashed if trashed.exists() else self.place(media_id)

    def _rewrap(self, result: Path, folder: SealedFolder, name: str, media_id: str) -> None:
        try:
            file_key = folder.file_key(name)
        except StoreDamaged:
            with result.open("rb") as file:  # rewritten before a kill, or damaged
                header = file.read(sealing.HEADER_BYTES)
            sealing.unpack_header(header, key=self._key, owner=self._owner(media_id))
            return
        header = sealing.pack_header(file_key, key=self._key, owner=self._owner(media_id))
        with result.open("r+b") as file:
            file.write(header)
            file.flush()
            os.fsync(file.fileno())

    def _file_key(self, media_id: str) -> bytes:
        try:
            with self.found(media_id).open("rb") as file:
                header = file.read(sealing.HEADER_BYTES)
        except FileNotFoundError as error:
            raise StoreDamaged("A file of this person is missing.") from error
        return sealing.unpack_header(header, key=self._key, owner=self._owner(media_id))

    def _owner(self, media_id: str) -> str:
        return f"patient/{self._patient_id}/{media_id}"


class PatientMedia:
    """A patient's files with what their database knows of them.

    A file is written before its row is committed and put away after: an interruption
    leaves a file too many, which `check` finds, never a row whose file is missing.
    Outside a work, for the sender, the shelf only reads.
    """

    def __init__(
        self,
        folder: MediaFolder,
        *,
        begin: Begin,
        jobs: SealedFolders,
        ids: Ids,
        only_reads: bool = False,
    ) -> None:
        self._folder = folder
        self._begin = begin
        self._jobs = jobs
        self._ids = ids
        self._only_reads = only_reads
        self._leaving: list[str] = []
        self._discarded: list[str] = []

    def put(self, content: bytes, *, media_type: str) -> str:
        self._changing()
        media_id = self._ids.new()
        self._folder.write(media_id, content)
        self._list(media_id, media_type, size_bytes=len(content))
        return media_id

    def put_pieces(self, pieces: Iterable[bytes], *, media_type: str) -> str:
        """Keep a file that is never in memory as a whole."""
        self._changing()
        media_id = self._ids.new()
        size_bytes = self._folder.write_pieces(media_id, pieces)
        self._list(media_id, media_type, size_bytes=size_bytes)
        return media_id

    def read(self, media_id: str) -> bytes:
        self._row(media_id)
        return self._folder.read(media_id)

    def pieces(self, media_id: str) -> Iterator[bytes]:
        self._row(media_id)
        return self._folder.pieces(media_id)

    def media_type(self, media_id: str) -> str:
        kept: str = self._row(media_id).media_type
        return kept

    def trash(self, media_id: str) -> None:
        self._changing()
        self._row(media_id)
        with self._begin() as db:
            db.execute(update(_MEDIA).where(_MEDIA.c.id == media_id).values(trashed=True))
        self._leaving.append(media_id)

    def discard(self, media_id: str) -> None:
        self._changing()
        with self._begin() as db:
            if db.execute(delete(_MEDIA).where(_MEDIA.c.id == media_id)).rowcount == 0:
                raise NotFound("This person has no such file.")
        self._discarded.append(media_id)

    def adopt(self, job_id: str, name: str, *, media_type: str) -> str:
        """Make a job's result this patient's; repeated, it gives the same id."""
        self._changing()
        media_id = _adopted_id(job_id, name)
        size_bytes = self._folder.adopt(self._jobs.folder(job_id), name, media_id)
        self._list(media_id, media_type, size_bytes=size_bytes)
        return media_id

    def lend(self, media_id: str, job_id: str, name: str) -> None:
        """Put a file into a job's folder under this name, without copying or sealing it."""
        self._row(media_id)
        self._folder.lend(media_id, self._jobs.folder(job_id), name)

    def settle(self) -> None:
        """Once all is committed, remove what was discarded and put away what was trashed.

        What must be gone goes first: no row is left to say that it is still there.
        """
        for media_id in self._discarded:
            self._folder.discard(media_id)
        self._discarded.clear()
        for media_id in self._leaving:
            self._folder.trash(media_id)
        self._leaving.clear()

    def _changing(self) -> None:
        if self._only_reads:
            raise StoreError("A person's files are changed in a work only.")

    def _list(self, media_id: str, media_type: str, *, size_bytes: int) -> None:
        row = {"id": media_id, "media_type": media_type, "size_bytes": size_bytes}
        with self._begin() as db:
            db.execute(insert(_MEDIA).values(trashed=False, **row).on_conflict_do_nothing())

    def _row(self, media_id: str) -> Any:
        wanted = select(_MEDIA).where(_MEDIA.c.id == media_id, ~_MEDIA.c.trashed)
        with self._begin() as db:
            row = db.execute(wanted).first()
        if row is None:
            raise NotFound("This person has no such file.")
        return row


def forget_trashed(db: Transaction, media_ids: Iterable[str]) -> Sequence[str]:
    """Those of some files in the trash that nothing names any more; their rows are removed.

    A restore may leave a file there that is listed as if it had never been put away.
    """
    listed = set(db.execute(select(_MEDIA.c.id).where(~_MEDIA.c.trashed)).scalars())
    gone = [media_id for media_id in media_ids if media_id not in listed]
    for media_id in gone:
        db.execute(delete(_MEDIA).where(_MEDIA.c.id == media_id))
    return gone


def _adopted_id(job_id: str, name: str) -> str:
    """The id under which a result is kept: always the same, so that adopting can be repeated."""
    digest = hashlib.sha256(f"{job_id}/{name}".encode()).digest()
    return base64.b32encode(digest).decode().lower()[:16]
