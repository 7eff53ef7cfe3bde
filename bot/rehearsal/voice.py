"""Voice notes as Telegram's apps record them: Opus in Ogg, also where a browser records WebM."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.rehearsal.wire import Refusal, Upload

_EBML = b"\x1a\x45\xdf\xa3"
# Segment, Cluster, Tracks, TrackEntry, BlockGroup: walked into, not over.
_MASTERS = frozenset({0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0xA0})
_CODEC_PRIVATE = 0x63A2
_BLOCKS = frozenset({0xA3, 0xA1})
_LACING = 0x06
_SERIAL = 1
_SEGMENTS_A_PAGE = 200
_FIRST_PAGE, _LAST_PAGE = 2, 4
_VENDOR = b"vivencia"
_TAGS = b"OpusTags" + struct.pack("<I", len(_VENDOR)) + _VENDOR + struct.pack("<I", 0)


def as_voice_note(upload: Upload) -> Upload:
    """Repack a WebM recording into Ogg, packet by packet; leave any other sound as it is."""
    if not upload.content.startswith(_EBML):
        return upload
    try:
        recording = _opus_in_webm(upload.content)
    except (IndexError, struct.error) as error:
        raise Refusal("the recording is broken") from error
    return Upload(content=_ogg(recording), file_name="voice.oga", mime_type="audio/ogg")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recording:
    head: bytes
    packets: Sequence[bytes]


def _opus_in_webm(content: bytes) -> _Recording:
    head = b""
    packets: list[bytes] = []
    for number, body in _elements(content):
        if number == _CODEC_PRIVATE:
            head = body
        elif number in _BLOCKS:
            packets.append(_packet(body))
    if not head.startswith(b"OpusHead") or not packets:
        raise Refusal("only Opus recordings become voice notes")
    return _Recording(head=head, packets=packets)


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk all leaves; a recorder leaves the size of its masters open, so they do not matter."""
    position = 0
    while position < len(content):
        number, position = _varint(content, position, keep_marker=True)
        size, position = _varint(content, position, keep_marker=False)
        if number in _MASTERS:
            continue
        yield number, content[position : position + size]
        position += size


def _varint(content: bytes, position: int, *, keep_marker: bool) -> tuple[int, int]:
    first = content[position]
    length = 9 - first.bit_length()
    value = int.from_bytes(content[position : position + length])
    if not keep_marker:
        value &= (1 << 7 * length) - 1
    return value, position + length


def _packet(block: bytes) -> bytes:
    _, position = _varint(block, 0, keep_marker=False)
    flags = block[position + 2]
    if flags & _LACING:
        raise Refusal("laced recordings are not read")
    return block[position + 3 :]


def _ogg(recording: _Recording) -> bytes:
    pages = [
        _page([recording.head], sequence=0, granule=0, kind=_FIRST_PAGE),
        _page([_TAGS], sequence=1, granule=0, kind=0),
    ]
    granule = 0
    groups = list(_grouped(recording.packets))
    for number, group in enumerate(groups, start=2):
        granule += sum(map(_samples, group))
        kind = _LAST_PAGE if number == len(groups) + 1 else 0
        pages.append(_page(group, sequence=number, granule=granule, kind=kind))
    return b"".join(pages)


def _grouped(packets: Iterable[bytes]) -> Iterator[list[bytes]]:
    group: list[bytes] = []
    segments = 0
    for packet in packets:
        needed = len(packet) // 255 + 1
        if group and segments + needed > _SEGMENTS_A_PAGE:
            yield group
            group, segments = [], 0
        group.append(packet)
        segments += needed
    yield group


def _samples(packet: bytes) -> int:
    """Count the samples at 48 kHz a packet holds (RFC 6716, section 3.1)."""
    mode, frames = packet[0] >> 3, packet[0] & 3
    if mode < 12:
        length = (480, 960, 1920, 2880)[mode & 3]
    elif mode < 16:
        length = (480, 960)[mode & 1]
    else:
        length = (120, 240, 480, 960)[mode & 3]
    number = packet[1] & 0x3F if frames == 3 else (1, 2, 2)[frames]
    return length * number


def _page(packets: Sequence[bytes], *, sequence: int, granule: int, kind: int) -> bytes:
    lacing = b"".join(b"\xff" * (len(p) // 255) + bytes([len(p) % 255]) for p in packets)
    before = struct.pack("<4sBBqII", b"OggS", 0, kind, granule, _SERIAL, sequence)
    after = bytes([len(lacing)]) + lacing + b"".join(packets)
    return before + struct.pack("<I", checksum(before + bytes(4) + after)) + after


def checksum(page: bytes) -> int:
    """Compute Ogg's CRC-32: polynomial 04c11db7, not reflected, starting at zero."""
    value = 0
    for byte in page:
        value = (value << 8) & 0xFFFFFFFF ^ _CRC[value >> 24 ^ byte]
    return value


def _crc_of(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
    return value & 0xFFFFFFFF


_CRC = tuple(map(_crc_of, range(256)))
