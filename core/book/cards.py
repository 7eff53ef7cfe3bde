"""Quietly drawn cards for what has no picture: the cover, the chapters, pages of words alone."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from core.marking.label import INK
from core.marking.lettering import Weight, font, line_height, wrapped, writable

WIDTH_PX, HEIGHT_PX = 1024, 768  #: wide, so that a card and its caption fit on a phone
MEDIA_TYPE = "image/jpeg"

PAPER = (250, 244, 231)
EDGE = (196, 164, 116)
SOFT_INK = (112, 84, 54)
_MARGIN_PX = 40
_ROOM_PX = WIDTH_PX - 5 * _MARGIN_PX
_TITLE_SIZES_PX = (88, 72, 60, 50)
_SMALL_PX = 44
_MOST_LINES = 3
_LONGEST_TITLE = 100  #: characters
_GAP_PX = 56
_JPEG_QUALITY = 88
_DRAWING = 1  #: raise it when the drawing changes, and the cards kept are drawn anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card shows: a title, and a small line above and below it."""

    title: str
    above: str = ""
    below: str = ""

    @property
    def face(self) -> str:
        """A digest: two cards with the same face look the same."""
        shown = "\0".join((str(_DRAWING), self.above, self.title, self.below))
        return hashlib.sha256(shown.encode()).hexdigest()[:16]


def draw(card: Card) -> bytes:
    """Draw a card as a JPEG, everything on it in the middle."""
    paper = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), PAPER)
    pen = ImageDraw.Draw(paper)
    _frame(pen)
    small = font(_SMALL_PX)
    above, below = (_lines(text, small)[:2] for text in (card.above, card.below))
    letters, title = _title(card.title)
    small_px, title_px = line_height(small), line_height(letters)
    heights = [len(above) * small_px, len(title) * title_px, len(below) * small_px]
    top = (HEIGHT_PX - sum(heights) - _GAP_PX * (2 + bool(above))) // 2
    if above:
        _write(pen, above, small, top_px=top, colour=SOFT_INK)
        top += heights[0] + _GAP_PX
    _write(pen, title, letters, top_px=top, colour=INK)
    top += heights[1] + _GAP_PX
    _ornament(pen, top)
    _write(pen, below, small, top_px=top + _GAP_PX, colour=SOFT_INK)
    encoded = BytesIO()
    paper.save(encoded, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return encoded.getvalue()


def _title(text: str) -> tuple[ImageFont.FreeTypeFont, tuple[str, ...]]:
    """The largest letters in which the title fits; a very long one loses its end."""
    short = text if len(text) <= _LONGEST_TITLE else f"{text[:_LONGEST_TITLE].rstrip()} …"
    for size_px in _TITLE_SIZES_PX:
        letters = font(size_px, weight=Weight.BOLD)
        widest = max((letters.getlength(word) for word in short.split()), default=0)
        if widest > _ROOM_PX or letters.getlength(short) > _MOST_LINES * _ROOM_PX:
            continue
        if len(lines := _lines(short, letters)) <= _MOST_LINES:
            return letters, lines
    return letters, _lines(short, letters)[: _MOST_LINES + 1]


def _lines(text: str, letters: ImageFont.FreeTypeFont) -> tuple[str, ...]:
    known = writable(text, letters)
    return wrapped(known, letters, width_px=_ROOM_PX) if known else ()


def _write(
    pen: ImageDraw.ImageDraw,
    lines: tuple[str, ...],
    letters: ImageFont.FreeTypeFont,
    *,
    top_px: int,
    colour: tuple[int, int, int],
) -> None:
    for number, line in enumerate(lines):
        left_px = (WIDTH_PX - letters.getlength(line)) / 2
        place = (left_px, top_px + number * line_height(letters))
        pen.text(place, line, font=letters, fill=colour)


def _frame(pen: ImageDraw.ImageDraw) -> None:
    for inset_px, width_px in ((_MARGIN_PX, 6), (_MARGIN_PX + 18, 2)):
        box = (inset_px, inset_px, WIDTH_PX - inset_px, HEIGHT_PX - inset_px)
        pen.rounded_rectangle(box, radius=28, outline=EDGE, width=width_px)


def _ornament(pen: ImageDraw.ImageDraw, middle_px: int) -> None:
    """A line with a small leaf in the middle."""
    centre, reach, leaf = WIDTH_PX // 2, 150, 14
    for side in (-1, 1):
        ends = sorted((centre + side * 34, centre + side * reach))
        pen.line((ends[0], middle_px, ends[1], middle_px), fill=EDGE, width=4)
    points = [(0, -leaf), (leaf, 0), (0, leaf), (-leaf, 0)]
    pen.polygon([(centre + x, middle_px + y) for x, y in points], fill=EDGE)
