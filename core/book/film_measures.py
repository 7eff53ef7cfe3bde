"""How long and how large a film is, read from the boxes an MP4 file is made of (ISO 14496-12)."""

from collections.abc import Iterator
from dataclasses import dataclass

_HELD = {b"moov", b"trak"}  #: boxes in which those lie that tell


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmMeasures:
    seconds: int
    width: int
    height: int


def film_measures(mp4: bytes) -> FilmMeasures | None:
    """Read the measures; None when this is no film."""
    boxes = list(_boxes(memoryview(mp4)))
    lengths = [_seconds(body) for kind, body in boxes if kind == b"mvhd"]
    sizes = [_size(body) for kind, body in boxes if kind == b"tkhd"]
    if not lengths or not sizes:
        return None
    width, height = max(sizes)  # a track of sound has no size
    return FilmMeasures(seconds=lengths[0], width=width, height=height)


def _boxes(content: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """Every box that may tell, wherever it lies."""
    at = 0
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), bytes(content[at + 4 : at + 8])
        head = 8
        if size == 1:  # too large for four bytes
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        end = at + size if size else len(content)
        if end <= at + head - 1 or end > len(content):
            return
        body = content[at + head : end]
        if kind in _HELD:
            yield from _boxes(body)
        else:
            yield kind, body
        at = end


def _seconds(header: memoryview) -> int:
    """Of a movie header: version and flags, two times, the ticks a second, the ticks."""
    wide = header[0] == 1
    at, length = (20, 8) if wide else (12, 4)
    ticks_a_second = int.from_bytes(header[at : at + 4], "big")
    ticks = int.from_bytes(header[at + 4 : at + 4 + length], "big")
    return round(ticks / ticks_a_second) if ticks_a_second else 0


def _size(header: memoryview) -> tuple[int, int]:
    """Of a track header: it ends in width and height, in 65536ths of a pixel."""
    width, height = header[-8:-4], header[-4:]
    return int.from_bytes(width, "big") >> 16, int.from_bytes(height, "big") >> 16
