"""The format of every sealed file: a header that holds the key, then the segments.

    header    64 bytes   "VIV1" | nonce (12) | file key, encrypted (32 + 16)
    segments  each up to 64 KiB of content and 16 bytes of tag, AES-256-GCM

The file key is random and used for one file only, so a segment's nonce may be its
number and whether it is the last one: reordering, dropping and cutting do not open.
The header is encrypted with its owner's key and bound to its owner's name, and no
segment depends on it: giving a file to another owner rewrites 64 bytes, never a
2 GB checkpoint.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import StoreDamaged

__all__ = [
    "HEADER_BYTES",
    "KEY_BYTES",
    "WRAP_BYTES",
    "content_bytes",
    "derive",
    "open_segments",
    "pack_header",
    "random_key",
    "seal",
    "seal_pieces",
    "seal_segments",
    "unpack_header",
    "unseal",
    "unwrap",
    "wrap",
]

KEY_BYTES = 32
_MAGIC = b"VIV1"
_NONCE_BYTES = 12
_TAG_BYTES = 16
WRAP_BYTES = _NONCE_BYTES + _TAG_BYTES  #: what a wrapped secret is longer
_SEGMENT_BYTES = 64 * 1024
HEADER_BYTES = len(_MAGIC) + _NONCE_BYTES + KEY_BYTES + _TAG_BYTES


def random_key() -> bytes:
    return os.urandom(KEY_BYTES)


def derive(key: bytes, purpose: str) -> bytes:
    """Derive the key for one purpose; knowing it tells nothing about the others."""
    return HKDF(SHA256(), KEY_BYTES, None, f"vivencia/{purpose}".encode()).derive(key)


def wrap(key: bytes, secret: bytes, *, owner: str) -> bytes:
    """Encrypt something short for an owner: nonce, ciphertext, tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, owner.encode())


def unwrap(key: bytes, wrapped: bytes, *, owner: str) -> bytes:
    nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, sealed, owner.encode())
    except (InvalidTag, ValueError) as error:
        raise StoreDamaged("What is wrapped does not open: wrong owner or damaged.") from error


def pack_header(file_key: bytes, *, key: bytes, owner: str) -> bytes:
    return _MAGIC + wrap(key, file_key, owner=owner)


def unpack_header(header: bytes, *, key: bytes, owner: str) -> bytes:
    """The file key a header holds for this owner."""
    if len(header) != HEADER_BYTES or not header.startswith(_MAGIC):
        raise StoreDamaged("A sealed file has no header.")
    return unwrap(key, header[len(_MAGIC) :], owner=owner)


def seal_segments(content: bytes, file_key: bytes) -> Iterator[bytes]:
    """Encrypt content piece by piece; empty content is one empty, last segment."""
    cipher, view = AESGCM(file_key), memoryview(content)
    starts = range(0, max(len(content), 1), _SEGMENT_BYTES)
    for number, start in enumerate(starts):
        nonce = _nonce(number, is_last=start + _SEGMENT_BYTES >= len(content))
        yield cipher.encrypt(nonce, view[start : start + _SEGMENT_BYTES], _MAGIC)


def seal_pieces(pieces: Iterable[bytes], *, key: bytes, owner: str) -> Iterator[bytes]:
    """The pieces of a sealed file whose content comes in pieces of any size."""
    file_key = random_key()
    cipher, number, held = AESGCM(file_key), 0, bytearray()
    yield pack_header(file_key, key=key, owner=owner)
    for piece in pieces:
        held += piece
        while len(held) > _SEGMENT_BYTES:  # one byte more shows that it is not the last
            yield cipher.encrypt(_nonce(number, is_last=False), held[:_SEGMENT_BYTES], _MAGIC)
            del held[:_SEGMENT_BYTES]
            number += 1
    yield cipher.encrypt(_nonce(number, is_last=True), held, _MAGIC)


def open_segments(file: BinaryIO, file_key: bytes) -> Iterator[bytes]:
    """Decrypt from where the file stands to its end; StoreDamaged when anything was changed."""
    cipher, number = AESGCM(file_key), 0
    segment = file.read(_SEGMENT_BYTES + _TAG_BYTES)
    while True:
        following = file.read(_SEGMENT_BYTES + _TAG_BYTES)
        nonce = _nonce(number, is_last=not following)
        try:
            yield cipher.decrypt(nonce, segment, _MAGIC)
        except InvalidTag as error:
            raise StoreDamaged(f"Segment {number} of a sealed file does not verify.") from error
        if not following:
            return
        segment, number = following, number + 1


def seal(content: bytes, *, key: bytes, owner: str) -> Iterator[bytes]:
    """The pieces of a sealed file, header first."""
    file_key = random_key()
    yield pack_header(file_key, key=key, owner=owner)
    yield from seal_segments(content, file_key)


def unseal(file: BinaryIO, *, key: bytes, owner: str) -> Iterator[bytes]:
    """The content of a sealed file, piece by piece."""
    file_key = unpack_header(file.read(HEADER_BYTES), key=key, owner=owner)
    yield from open_segments(file, file_key)


def content_bytes(sealed_bytes: int) -> int:
    """How many bytes of content a sealed file of this size holds."""
    body = sealed_bytes - HEADER_BYTES
    segments = -(-body // (_SEGMENT_BYTES + _TAG_BYTES))
    return body - segments * _TAG_BYTES


def _nonce(number: int, *, is_last: bool) -> bytes:
    return struct.pack(">7xIB", number, is_last)
