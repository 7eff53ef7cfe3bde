"""The files of the rehearsed Telegram: what was sent, under ids and paths."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from bot.rehearsal.pictures import EncodedSize
from bot.rehearsal.wire import JsonObject, JsonValue, Refusal, Upload

DOWNLOAD_LIMIT_BYTES = 20 * 1024 * 1024
UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024

_FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "voice": "voice",
    "audio": "music",
    "video": "videos",
    "animation": "animations",
    "sticker": "stickers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file, or one size of a photo."""

    file_id: str
    file_unique_id: str
    kind: str
    content: bytes
    file_name: str
    mime_type: str
    path: str
    width: int = 0
    height: int = 0

    def as_json(self) -> dict[str, JsonValue]:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.file_unique_id,
            "file_size": len(self.content),
        }


class Files:
    def __init__(self) -> None:
        self._numbers = count(1)
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._photos: dict[str, tuple[StoredFile, ...]] = {}

    def keep(self, kind: str, upload: Upload, *, width: int = 0, height: int = 0) -> StoredFile:
        number = next(self._numbers)
        fingerprint = hashlib.sha256(upload.content).hexdigest()
        suffix = PurePosixPath(upload.file_name).suffix.lower()
        stored = StoredFile(
            # The bytes are part of the id: a browser may keep them across two rehearsals.
            file_id=_identifier(f"{kind}:{number}:{fingerprint}", length=48),
            file_unique_id=_identifier(f"{kind}:{fingerprint}", length=16),
            kind=kind,
            content=upload.content,
            file_name=upload.file_name,
            mime_type=upload.mime_type,
            path=f"{_FOLDERS[kind]}/file_{number}{suffix}",
            width=width,
            height=height,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def keep_photo(self, sizes: list[EncodedSize]) -> tuple[StoredFile, ...]:
        kept = tuple(
            self.keep(
                "photo",
                Upload(content=size.content, file_name="photo.jpg", mime_type="image/jpeg"),
                width=size.width,
                height=size.height,
            )
            for size in sizes
        )
        self._photos.update((size.file_id, kept) for size in kept)
        return kept

    def photo(self, file_id: str) -> tuple[StoredFile, ...]:
        """Give all sizes of the photo that any one of its sizes names."""
        self.named(file_id, kind="photo")
        return self._photos[file_id]

    def named(self, file_id: str, *, kind: str | None = None) -> StoredFile:
        stored = self._by_id.get(file_id)
        if stored is None:
            raise Refusal("wrong file identifier/HTTP URL specified")
        if kind is not None and stored.kind != kind:
            raise Refusal(f"can't use file of type {stored.kind} as {kind}")
        return stored

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def described(self, file_id: str) -> JsonObject:
        """Answer getFile."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise Refusal("invalid file_id")
        if len(stored.content) > DOWNLOAD_LIMIT_BYTES:
            raise Refusal("file is too big")
        return {**stored.as_json(), "file_path": stored.path}


def _identifier(seed: str, *, length: int) -> str:
    digest = hashlib.sha512(seed.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:length]
