"""Room to work on a file that is too large for memory: sealed on the disk, and gone afterwards.

Blocks of 64 KiB, AES-256-GCM, each with a nonce that is new at every write. Their key is kept
nowhere and the file has no name: what is left after a kill opens for nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import SEEK_CUR, SEEK_END, SEEK_SET, RawIOBase
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from core.errors import StoreError
from storage import sealing

__all__ = ["SealedScratch", "scratch"]

_BLOCK_BYTES = 64 * 1024
_SLOT_BYTES = _BLOCK_BYTES + sealing.WRAP_BYTES


@contextmanager
def scratch(folder: Path) -> Iterator["SealedScratch"]:
    """A new one, on the disk of a folder."""
    with TemporaryFile(dir=folder) as file:
        yield SealedScratch(file)


class SealedScratch(RawIOBase):
    """Reads, writes and seeks as any file; of its content one block is in memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._key = sealing.random_key()
        self._at = self._size = 0
        self._number, self._block, self._changed = 0, bytearray(_BLOCK_BYTES), False

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: Any, /) -> int:
        """Read up to the end of a block at most."""
        start = self._here()
        wanted = min(len(into), _BLOCK_BYTES - start, max(0, self._size - self._at))
        into[:wanted] = self._block[start : start + wanted]
        self._at += wanted
        return wanted

    def write(self, content: Any, /) -> int:
        rest = memoryview(content).cast("B")
        while rest:
            start = self._here()
            taken = min(len(rest), _BLOCK_BYTES - start)
            self._block[start : start + taken] = rest[:taken]
            self._changed = True
            self._at += taken
            self._size = max(self._size, self._at)
            rest = rest[taken:]
        return memoryview(content).nbytes

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        self._at = {SEEK_SET: 0, SEEK_CUR: self._at, SEEK_END: self._size}[whence] + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def _here(self) -> int:
        """Have the block in memory in which the place lies; where in it that is."""
        number, start = divmod(self._at, _BLOCK_BYTES)
        if number != self._number:
            self._put_away()
            self._number, self._block = number, self._fetched(number)
        return start

    def _put_away(self) -> None:
        if not self._changed:
            return
        sealed = sealing.wrap(self._key, bytes(self._block), owner=_owner(self._number))
        try:
            self._file.seek(self._number * _SLOT_BYTES)
            self._file.write(sealed)
        except OSError as error:
            raise StoreError("The disk does not take a file.") from error
        self._changed = False

    def _fetched(self, number: int) -> bytearray:
        self._file.seek(number * _SLOT_BYTES)
        slot = self._file.read(_SLOT_BYTES)
        if not slot.strip(b"\0"):  # never written, or skipped
            return bytearray(_BLOCK_BYTES)
        return bytearray(sealing.unwrap(self._key, slot, owner=_owner(number)))


def _owner(number: int) -> str:
    return f"scratch/{number}"
