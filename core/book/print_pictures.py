"""Pictures made ready for paper: enlarged softly, marked again, and sized to how they are printed.

Their bytes go into the PDF as they leave here, with their statement of origin in them.
"""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from core.marking import watermark
from core.marking.metadata import SourceType, with_source_type

QUALITIES = (88, 70)  #: of a JPEG: as it is printed, and where the file would not fit


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


def ready_made(content: bytes, *, box_px: tuple[int, int], quality: int) -> ReadyPicture:
    """An imagined picture as large as it is printed, with its invisible mark."""
    with Image.open(BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    # The mark grows with the picture, and is found at any size: put on before, it costs less.
    marked = watermark.embed(picture)
    # A soft enlargement is what a painting wants; a sharper one costs twice as much and rings.
    enlarged = marked.resize(_fitting(picture.size, box_px), Image.Resampling.BICUBIC)
    ready = _encoded(enlarged, quality)
    stated = with_source_type(ready.jpeg, SourceType.MADE_BY_MODEL)
    return ReadyPicture(jpeg=stated, width=ready.width, height=ready.height)


def ready_photo(content: bytes, *, box_px: tuple[int, int], quality: int) -> ReadyPicture:
    """A real photo: never enlarged, never touched but to make it smaller."""
    with Image.open(BytesIO(content)) as opened:
        smaller_px = _fitting(opened.size, box_px)
        if smaller_px[0] >= opened.width and opened.format == "JPEG" and opened.mode == "RGB":
            return ReadyPicture(jpeg=content, width=opened.width, height=opened.height)
        opened.draft("RGB", smaller_px)  # a large JPEG is decoded at a fraction of its size
        photo = opened.convert("RGB")
    if smaller_px[0] < photo.width:
        photo = photo.resize(smaller_px, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _encoded(photo, quality)


def _fitting(size: tuple[int, int], box_px: tuple[int, int]) -> tuple[int, int]:
    """The size at which a picture just fits a box."""
    scale = min(box_px[0] / size[0], box_px[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _encoded(picture: Image.Image, quality: int) -> ReadyPicture:
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=quality)
    return ReadyPicture(jpeg=encoded.getvalue(), width=picture.width, height=picture.height)
