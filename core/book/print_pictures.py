"""Pictures made ready for paper: enlarged softly, marked again, and sized to how they are printed.

Their bytes go into the PDF as they leave here, with their statement of origin in them. What
was made ready before, once for every sheet, goes in as it is: a book of a hundred such
pictures is set in the time the type takes.
"""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
from PIL import Image

from core.book.page_copies import PAGE_SIDE_PX, QUALITY
from core.marking import watermark
from core.marking.metadata import SourceType, read_source_type, with_source_type

QUALITIES = (QUALITY, 70)  #: of a JPEG: as it is printed, and where the file would not fit
_MOST_TOO_LARGE = 1.5  #: times as wide as it is printed: to make it smaller would save little


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPicture:
    """A JPEG as it is printed; sizes in pixels."""

    jpeg: bytes
    width: int
    height: int

    @property
    def svg(self) -> bytes:
        """The JPEG wrapped in text: the one form in which the typesetter takes it from memory."""
        encoded = b64encode(self.jpeg).decode("ascii")
        return (
            '<svg xmlns="http://www.w3.org/2000/svg"'
            ' xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' viewBox="0 0 {self.width} {self.height}"'
            f' width="{self.width}" height="{self.height}">'
            f'<image width="{self.width}" height="{self.height}"'
            f' xlink:href="data:image/jpeg;base64,{encoded}"/></svg>'
        ).encode("ascii")


def paper_copy(picture: Image.Image, *, source_type: SourceType) -> bytes:
    """An imagined picture made ready once, for the largest place a sheet has for one."""
    box_px = (PAGE_SIDE_PX, PAGE_SIDE_PX)
    return _ready(picture.convert("RGB"), source_type, box_px=box_px, quality=QUALITY).jpeg


def ready_made(
    content: bytes,
    *,
    box_px: tuple[int, int],
    quality: int,
    source_type: SourceType = SourceType.MADE_BY_MODEL,
) -> ReadyPicture:
    """An imagined picture as large as it is printed, with its invisible mark."""
    stated = read_source_type(content)  # so it was made ready before, with all its marks
    with Image.open(BytesIO(content)) as opened:
        ready = _as_it_is(opened, content, box_px=box_px, quality=quality) if stated else None
        if ready is not None and ready.width >= _fitting(opened.size, box_px)[0]:
            return ready
        picture = opened.convert("RGB")
    if stated:
        return _stated(_sized(picture, box_px), stated, quality=quality)
    return _ready(picture, source_type, box_px=box_px, quality=quality)


def ready_photo(content: bytes, *, box_px: tuple[int, int], quality: int) -> ReadyPicture:
    """A real photo: never enlarged, never touched but to make it smaller."""
    with Image.open(BytesIO(content)) as opened:
        if ready := _as_it_is(opened, content, box_px=box_px, quality=quality):
            return ready
        smaller_px = _fitting(opened.size, box_px)
        opened.draft("RGB", smaller_px)  # a large JPEG is decoded at a fraction of its size
        photo = opened.convert("RGB")
    if smaller_px[0] < photo.width:
        photo = photo.resize(smaller_px, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _encoded(photo, quality)


def _as_it_is(
    opened: Image.Image, content: bytes, *, box_px: tuple[int, int], quality: int
) -> ReadyPicture | None:
    """The very bytes, where they are of a JPEG that is hardly larger than it is printed."""
    too_large = opened.width / _fitting(opened.size, box_px)[0]
    most = _MOST_TOO_LARGE if quality == QUALITY else 1.0
    if opened.format != "JPEG" or opened.mode != "RGB" or too_large > most:
        return None
    return ReadyPicture(jpeg=content, width=opened.width, height=opened.height)


def _ready(
    picture: Image.Image, source_type: SourceType, *, box_px: tuple[int, int], quality: int
) -> ReadyPicture:
    """A plain picture sized, marked and stated."""
    # The mark grows with the picture, and is found at any size: the smaller one costs less.
    if _fitting(picture.size, box_px) < picture.size:
        picture = _sized(picture, box_px)
    marked = _sized(watermark.embed(picture), box_px)
    return _stated(marked, source_type, quality=quality)


def _stated(picture: Image.Image, source_type: SourceType, *, quality: int) -> ReadyPicture:
    ready = _encoded(picture, quality)
    stated = with_source_type(ready.jpeg, source_type)
    return ReadyPicture(jpeg=stated, width=ready.width, height=ready.height)


def _sized(picture: Image.Image, box_px: tuple[int, int]) -> Image.Image:
    """The picture as large as just fits a box."""
    size = _fitting(picture.size, box_px)
    if size == picture.size:
        return picture
    # Softly: a painting wants no sharper enlargement, and none that rings.
    way = cv2.INTER_CUBIC if size[0] > picture.width else cv2.INTER_AREA
    return Image.fromarray(cv2.resize(np.asarray(picture), size, interpolation=way))


def _fitting(size: tuple[int, int], box_px: tuple[int, int]) -> tuple[int, int]:
    """The size at which a picture just fits a box."""
    scale = min(box_px[0] / size[0], box_px[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _encoded(picture: Image.Image, quality: int) -> ReadyPicture:
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=quality)
    return ReadyPicture(jpeg=encoded.getvalue(), width=picture.width, height=picture.height)
