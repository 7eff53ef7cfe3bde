"""A first look at what was sent, by its first bytes and its header: nothing is decoded.

It is cheap enough for the bot's own process. Whatever needs the pixels is the worker's.
"""

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from core.domain.vetting import Finding
from core.errors import FileRefused
from core.photo_decoding import LARGEST_SIDE_PX, MOST_BYTES, MOST_PIXELS, kind_of

_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic"}
_REASONS = {"animated": Finding.MOVING, "bomb": Finding.HUGE}
_HEIF_SIZE = b"ispe"  # a box of a HEIF header: version and flags, width, height
_HEADER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What can be told of a file without decoding it."""

    media_type: str = ""
    width: int = 0  #: px; 0 where the header does not say
    height: int = 0
    refusal: Finding | None = None  #: why it cannot be taken in


def glance(content: bytes) -> Glance:
    """Tell kind and size, or why it cannot be taken in; never raises, whatever was sent."""
    try:
        kind = kind_of(content)
    except FileRefused as refused:
        return Glance(refusal=_REASONS.get(refused.reason, Finding.NO_PICTURE))
    size = _heif_size(content) if kind == "HEIF" else _header_size(content, kind)
    if size is None:
        return Glance(refusal=Finding.BROKEN)
    width, height = size
    if len(content) > MOST_BYTES or width * height > MOST_PIXELS or max(size) > LARGEST_SIDE_PX:
        return Glance(refusal=Finding.HUGE)
    return Glance(media_type=_TYPES[kind], width=width, height=height)


def _header_size(content: bytes, kind: str) -> tuple[int, int] | None:
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as header:
            return header.size
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return (LARGEST_SIDE_PX + 1, 1)
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, TypeError):
        return None  # what Pillow's readers raise at headers that lie


def _heif_size(content: bytes) -> tuple[int, int]:
    """The largest picture a HEIF header names; thumbnails and tiles are named as well."""
    largest, place = (0, 0), content.find(_HEIF_SIZE, 0, _HEADER_BYTES)
    while place >= 0:
        if len(numbers := content[place + 8 : place + 16]) == 8:
            width, height = struct.unpack(">II", numbers)
            largest = max(largest, (width, height), key=lambda size: size[0] * size[1])
        place = content.find(_HEIF_SIZE, place + 4, _HEADER_BYTES)
    return largest
