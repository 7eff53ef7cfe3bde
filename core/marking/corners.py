"""A number or a word in a corner of a picture, so that it can be named by it."""

from io import BytesIO

from PIL import Image, ImageDraw

from core.marking.label import INK, PAPER
from core.marking.lettering import Weight, font, writable

_LETTERS_TO_SIDE = 0.12  # on a phone three of them stand side by side, and are still read
_SMALLEST_PX = 20
_ROOM = 0.45  #: around the letters, of their size
_INSET = 0.04  #: of the side: albums cut pictures to squares, and round their corners
_QUALITY = 90


def cornered(content: bytes, mark: str) -> bytes:
    """A JPEG of a picture (JPEG, PNG or WebP) with a mark in its upper left corner.

    Of one that is no square, in that of the square in its middle: albums show no more of it.
    For looking at alone: what a file says of where it is from is not carried over.
    """
    with Image.open(BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    side = min(picture.size)
    left = (picture.width - side) // 2 + round(side * _INSET)
    top = (picture.height - side) // 2 + round(side * _INSET)
    letters_px = max(_SMALLEST_PX, round(side * _LETTERS_TO_SIDE))
    letters = font(letters_px, weight=Weight.BOLD)
    room_px = round(letters_px * _ROOM)
    pen = ImageDraw.Draw(picture)
    words = writable(mark, letters)
    across_px = max(round(letters.getlength(words)), letters_px // 2)
    wide_px, tall_px = across_px + 2 * room_px, letters_px + 2 * room_px
    pen.rectangle((left, top, left + wide_px, top + tall_px), fill=PAPER)
    middle = (left + wide_px / 2, top + tall_px / 2)
    pen.text(middle, words, font=letters, fill=INK, anchor="mm")
    written = BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
