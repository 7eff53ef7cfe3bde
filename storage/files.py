"""How files land: a temporary file, fsync, rename; so that a name is whole or absent."""

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from core.errors import StoreError

__all__ = ["is_unfinished", "land", "link_or_copy", "make_folder", "settle", "take_over"]

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_UNFINISHED = ".tmp"
_PIECE_BYTES = 1 << 20


def make_folder(path: Path) -> Path:
    """Make a folder that only its owner may enter, with its parents."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return path


def land(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that appears whole under its name, or not at all."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_UNFINISHED}")
    try:
        _write(unfinished, pieces)
        unfinished.replace(path)
        settle(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StoreError("The disk does not take a file.") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Make names added to or removed from a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def take_over(folder: Path, to: Path) -> None:
    """Have all files of a folder in another one too: linked where possible, else copied.

    Only for files that are never changed in place.
    """
    for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if file.is_file() and not file.name.startswith("."):
            target = to / file.relative_to(folder)
            make_folder(target.parent)
            with contextlib.suppress(FileNotFoundError):  # put away meanwhile
                link_or_copy(file, target)


def link_or_copy(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or a file system without links
        with file.open("rb") as source:
            land(target, iter(lambda: source.read(_PIECE_BYTES), b""))


def is_unfinished(path: Path) -> bool:
    """Whether a file was left behind by a write that never finished."""
    return path.name.startswith(".") and path.name.endswith(_UNFINISHED)
