"""A job's folder: what the bot gives the worker and the worker gives back, all of it sealed.

Each file is sealed with a key derived from `worker_key` and the job's id, and bound to
its name. A patient's file is lent by a link to the sealed bytes and a header of its own
beside them, wrapped for this job: the worker learns the key of that file and of no other.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO

from core.errors import NotFound
from storage import sealing
from storage.files import land, link_or_copy, make_folder, settle
from storage.paths import HousePaths, plain_name
from storage.scratch import scratch

__all__ = ["SealedFolder", "SealedFolders"]


class SealedFolder:
    """The folder of one job; it is made by the first write."""

    def __init__(self, path: Path, *, job_id: str, key: bytes) -> None:
        self.job_id = job_id
        self._path = path
        self._key = key

    def write(self, name: str, content: bytes) -> None:
        make_folder(self._path)
        self._header(name).unlink(missing_ok=True)
        land(self.place(name), sealing.seal(content, key=self._key, owner=self._owner(name)))

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        make_folder(self._path)
        self._header(name).unlink(missing_ok=True)
        owner = self._owner(name)
        land(self.place(name), sealing.seal_pieces(pieces, key=self._key, owner=owner))

    def read(self, name: str) -> bytes:
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Its content piece by piece; what is wrong shows when a piece is asked for."""
        with self._opened(name) as file:
            file_key = self._file_key(name, file)
            yield from sealing.open_segments(file, file_key)

    def scratch(self) -> AbstractContextManager[RawIOBase]:
        """Room for a file that is worked on; it is gone afterwards."""
        return scratch(make_folder(self._path))

    def names(self) -> Sequence[str]:
        if not self._path.is_dir():
            return []
        return sorted(p.name for p in self._path.iterdir() if not p.name.startswith("."))

    def remove(self) -> None:
        """Remove the folder and all it holds; nothing happens when it is gone."""
        shutil.rmtree(self._path, ignore_errors=True)

    def free_bytes(self) -> int:
        """How much room the disk has on which it lies."""
        return shutil.disk_usage(make_folder(self._path)).free

    def size_bytes(self, name: str) -> int:
        """How much of it a sealed file takes, or NotFound."""
        try:
            return self.place(name).stat().st_size
        except FileNotFoundError:
            raise NotFound("no such file in the folder") from None

    def place(self, name: str) -> Path:
        """Where a file of this folder lies."""
        return self._path / plain_name(name)

    def file_key(self, name: str) -> bytes:
        """The key of one sealed file."""
        with self._opened(name) as file:
            return self._file_key(name, file)

    def borrow(self, sealed: Path, name: str, *, file_key: bytes) -> None:
        """Take in a patient's sealed file without sealing it again."""
        make_folder(self._path)
        header = sealing.pack_header(file_key, key=self._key, owner=self._owner(name))
        land(self._header(name), [header])
        self.place(name).unlink(missing_ok=True)
        link_or_copy(sealed, self.place(name))
        settle(self._path)

    @contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        try:
            file = self.place(name).open("rb")
        except FileNotFoundError as error:
            raise NotFound("The job's folder has no such file.") from error
        with file:
            yield file

    def _file_key(self, name: str, file: BinaryIO) -> bytes:
        header = file.read(sealing.HEADER_BYTES)
        lent = self._header(name)
        if lent.exists():
            header = lent.read_bytes()
        return sealing.unpack_header(header, key=self._key, owner=self._owner(name))

    def _header(self, name: str) -> Path:
        return self._path / f".{plain_name(name)}.header"

    def _owner(self, name: str) -> str:
        return f"job/{self.job_id}/{name}"


class SealedFolders:
    """All jobs' folders, for whoever holds `worker_key`."""

    def __init__(self, paths: HousePaths, *, worker_key: bytes) -> None:
        self._paths = paths
        self._worker_key = worker_key

    def folder(self, job_id: str) -> SealedFolder:
        key = sealing.derive(self._worker_key, f"job/{job_id}")
        return SealedFolder(self._paths.job(job_id), job_id=job_id, key=key)

    def all_ids(self) -> Sequence[str]:
        if not self._paths.jobs.is_dir():
            return []
        return sorted(p.name for p in self._paths.jobs.iterdir() if p.is_dir())
