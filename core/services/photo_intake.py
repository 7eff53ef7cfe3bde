"""A photograph somebody sent becomes one the house can keep: small, upright, without its past."""

from dataclasses import dataclass

from core.book.page_copies import page_copy
from core.errors import FileRefused
from core.marking.made import is_made
from core.photo_decoding import decode, encode

SMALLEST_SIDE_PX = 512
MEDIA_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPhoto:
    """A JPEG of ours: upright, in RGB, with no metadata."""

    jpeg: bytes
    width: int
    height: int
    page_copy: bytes | None  #: at the size of a page, where the photo is larger


def clean_photo(content: bytes) -> CleanPhoto:
    """Check and rewrite what was sent, or say with a FileRefused what is wrong with it."""
    picture = decode(content, least_side_px=SMALLEST_SIDE_PX).picture
    if is_made(content, picture):
        raise FileRefused("a picture that a model made", reason="made")
    return CleanPhoto(
        jpeg=encode(picture),
        width=picture.width,
        height=picture.height,
        page_copy=page_copy(picture),
    )
