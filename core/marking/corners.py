"""A number or a word in a corner of a picture, so that it can be named by it."""

from io import BytesIO

from PIL import Image, ImageDraw

from core.marking.label import INK, PAPER
from core.marking.lettering import Weight, font, writable

_LETTERS_TO_SIDE = 0.12  # on a phone three of them stand side by side, and are still read
_SMALLEST_PX = 20
_ROOM = 0.45  #: around the letters, of their size
_QUALITY = 90


def cornered(content: bytes, mark: str) -> bytes:
    """A JPEG of a picture (JPEG, PNG or WebP) with a mark in its upper left corner.

    For looking at alone: what a file says of where it is from is not carried over.
    """
    with Image.open(BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    letters_px = max(_SMALLEST_PX, round(min(picture.size) * _LETTERS_TO_SIDE))
    letters = font(letters_px, weight=Weight.BOLD)
    room_px = round(letters_px * _ROOM)
    pen = ImageDraw.Draw(picture)
    words = writable(mark, letters)
    across_px = max(round(letters.getlength(words)), letters_px // 2)
    right_px, below_px = across_px + 2 * room_px, letters_px + 2 * room_px
    pen.rectangle((0, 0, right_px, below_px), fill=PAPER)
    middle = (right_px / 2, below_px / 2)
    pen.text(middle, words, font=letters, fill=INK, anchor="mm")
    written = BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
