"""IPTC's digital source type as XMP in JPEG, PNG and MP4 files, without re-encoding them.

The packet holds that one field: no title, no prompt, no name. IPTC Photo Metadata Standard
2025.1 defines the property and its vocabulary; Adobe's XMP specification part 3 says where the
packet goes in each format.
"""

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from io import SEEK_END, BytesIO, RawIOBase

from core.errors import FileUnreadable


class SourceType(StrEnum):
    """How a picture came to be, in the words of IPTC's vocabulary."""

    MADE_BY_MODEL = "trainedAlgorithmicMedia"
    PHOTO_EDITED_BY_MODEL = "compositeWithTrainedAlgorithmicMedia"

    @property
    def uri(self) -> str:
        return f"http://cv.iptc.org/newscodes/digitalsourcetype/{self.value}"


_JPEG_START = b"\xff\xd8"
_JPEG_SCAN = 0xDA
_APP0, _APP1 = 0xE0, 0xE1
_XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\x00"
_PNG_START = b"\x89PNG\r\n\x1a\n"
_XMP_IN_PNG = b"XML:com.adobe.xmp\x00"
_MP4_KIND = b"ftyp"  #: of the box with which an MP4 file begins, after its length
_XMP_IN_MP4 = b"uuid" + bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_SOURCE_TYPE = re.compile(
    rb"DigitalSourceType[^<]{0,200}?http://cv\.iptc\.org/newscodes/digitalsourcetype/(\w+)"
)
_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about=""'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
    "<Iptc4xmpExt:DigitalSourceType>{uri}</Iptc4xmpExt:DigitalSourceType>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)


def with_source_type(image: bytes, source_type: SourceType) -> bytes:
    """Return the JPEG or PNG with a fresh XMP packet in place of any it had."""
    packet = _packet(source_type)
    if image.startswith(_JPEG_START):
        return _jpeg_with(image, packet)
    if image.startswith(_PNG_START):
        return _png_with(image, packet)
    raise FileUnreadable("neither JPEG nor PNG", reason="format")


def append_source_type(film: RawIOBase | BytesIO, source_type: SourceType) -> None:
    """Let an MP4 file that states nothing yet state it, at its end.

    Nothing in the file refers to what lies there, so nothing moves.
    """
    body = _XMP_IN_MP4 + _packet(source_type)
    film.seek(0, SEEK_END)
    film.write((4 + len(body)).to_bytes(4, "big") + body)


def read_source_type(image: bytes) -> SourceType | None:
    """Return what the file says of itself; None when it says nothing, or nothing we write."""
    found = _SOURCE_TYPE.search(_packet_of(image) or b"")
    try:
        return SourceType(found[1].decode()) if found else None
    except ValueError:
        return None


def _packet(source_type: SourceType) -> bytes:
    return _PACKET.format(uri=source_type.uri).encode()


def _packet_of(image: bytes) -> bytes | None:
    if image.startswith(_JPEG_START):
        held = [segment[4:] for marker, segment in _jpeg_segments(image) if marker == _APP1]
        opening = _XMP_IN_JPEG
    elif image.startswith(_PNG_START):
        held = [chunk[8:-4] for kind, chunk in _png_chunks(image) if kind == b"iTXt"]
        opening = _XMP_IN_PNG
    elif _is_mp4(image):
        held, opening = [box[4:] for box in _mp4_boxes(image)], _XMP_IN_MP4
    else:
        raise FileUnreadable("neither JPEG, PNG nor MP4", reason="format")
    return next((body for body in held if body.startswith(opening)), None)


def _jpeg_with(image: bytes, packet: bytes) -> bytes:
    body = _XMP_IN_JPEG + packet
    ours = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    segments = list(_jpeg_segments(image))
    first = [segment for marker, segment in segments if marker == _APP0]
    rest = [segment for marker, segment in segments if marker != _APP0 and not _is_xmp(segment)]
    return b"".join((_JPEG_START, *first, ours, *rest))


def _is_xmp(segment: bytes) -> bool:
    return segment[:2] == b"\xff\xe1" and segment[4:].startswith(_XMP_IN_JPEG)


def _jpeg_segments(image: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield every segment with its marker; the last is the scan and all that follows it."""
    at = len(_JPEG_START)
    while at + 4 <= len(image) and image[at] == 0xFF:
        marker = image[at + 1]
        length = 2 + int.from_bytes(image[at + 2 : at + 4], "big")
        end = len(image) if marker == _JPEG_SCAN else at + length
        if length < 4 or end > len(image):
            break
        yield marker, image[at:end]
        if marker == _JPEG_SCAN:
            return
        at = end
    raise FileUnreadable("a JPEG file that ends before its picture", reason="broken")


def _png_with(image: bytes, packet: bytes) -> bytes:
    # Keyword, then: not compressed, no language, no translated keyword.
    body = _XMP_IN_PNG + b"\x00\x00\x00\x00" + packet
    checksum = zlib.crc32(b"iTXt" + body).to_bytes(4, "big")
    ours = len(body).to_bytes(4, "big") + b"iTXt" + body + checksum
    header, *rest = (
        chunk for _, chunk in _png_chunks(image) if not chunk[8:].startswith(_XMP_IN_PNG)
    )
    return b"".join((_PNG_START, header, ours, *rest))


def _png_chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield every chunk, whole, with its kind."""
    at = len(_PNG_START)
    kind = b""
    while at + 12 <= len(image) and kind != b"IEND":
        end = at + 12 + int.from_bytes(image[at : at + 4], "big")
        kind = image[at + 4 : at + 8]
        yield kind, image[at:end]
        at = end
    if kind != b"IEND" or at > len(image):
        raise FileUnreadable("a PNG file without its end", reason="broken")


def _is_mp4(content: bytes) -> bool:
    return content[4:8] == _MP4_KIND


def _mp4_boxes(video: bytes) -> Iterator[bytes]:
    """Yield every box of the outermost level, whole."""
    at = 0
    while at + 8 <= len(video):
        size = int.from_bytes(video[at : at + 4], "big")
        if size == 1:  # too large for four bytes
            size = int.from_bytes(video[at + 8 : at + 16], "big")
        if size == 0:  # to the end
            size = len(video) - at
        if size < 8 or at + size > len(video):
            break
        yield video[at : at + size]
        at += size
    if at != len(video):
        raise FileUnreadable("an MP4 file that ends too early", reason="broken")
