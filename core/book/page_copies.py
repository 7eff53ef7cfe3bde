"""Photos at the size of a page: made once, so that no edition has to make them smaller again."""

from io import BytesIO

from PIL import Image

PAGE_SIDE_PX = 1405  #: the longest side any sheet has for a picture: 170 mm at 210 dpi
QUALITY = 88  #: of a JPEG, as it is printed


def page_copy(photo: Image.Image) -> bytes | None:
    """A JPEG of the photo at the size of a page; None for one that is hardly larger."""
    if max(photo.size) <= PAGE_SIDE_PX:
        return None
    side_px = (PAGE_SIDE_PX, PAGE_SIDE_PX)
    photo.draft("RGB", side_px)  # a large JPEG is decoded at a half or a quarter of its size
    smaller = photo.convert("RGB")
    smaller.thumbnail(side_px, Image.Resampling.LANCZOS, reducing_gap=2.0)
    written = BytesIO()
    smaller.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def page_copy_of(content: bytes) -> bytes | None:
    """The same from a file."""
    with Image.open(BytesIO(content)) as opened:
        return page_copy(opened)
