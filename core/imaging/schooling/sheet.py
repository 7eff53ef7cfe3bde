"""The contact sheet of a model: all that was measured, on one picture, none of it chosen."""

import io
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw

from core.imaging.schooling.measure import Drawn
from core.marking.lettering import font

MOST_BYTES = 1_500_000
COLUMNS = 5  #: groups of pictures in a row
_GAP, _LINE = 8, 14
_SIDE = 100
_QUALITIES = (88, 82, 75, 65, 50)


def contact_sheet(concepts: Sequence[Drawn], pairs: Sequence[Drawn]) -> Image.Image:
    """Four pictures of every prompt in a row, under what was asked for."""
    groups = [list(group) for _, group in groupby([*concepts, *pairs], key=lambda d: d.prompt)]
    longest = max(map(len, groups))
    across, down = longest * _SIDE + _GAP, _SIDE + _LINE + _GAP
    rows = -(-len(groups) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * across + _GAP, rows * down + _GAP), "white")
    pen = ImageDraw.Draw(sheet)
    letters = font(_LINE - 2)
    for number, group in enumerate(groups):
        left = _GAP + number % COLUMNS * across
        top = _GAP + number // COLUMNS * down
        pen.text((left, top), group[0].prompt, fill="black", font=letters)
        for place, each in enumerate(group):
            small = each.picture.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
            sheet.paste(small, (left + place * _SIDE, top + _LINE))
    return sheet


def write_sheet(sheet: Image.Image, place: Path) -> None:
    """A JPEG as good as fits into its bytes."""
    for quality in _QUALITIES:
        encoded = io.BytesIO()
        sheet.save(encoded, "JPEG", quality=quality, optimize=True)
        if encoded.tell() < MOST_BYTES:
            break
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(encoded.getvalue())
