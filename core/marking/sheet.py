"""Contact sheets: many pictures on one page, each above its caption."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageOps

from core.marking.label import INK, PAPER
from core.marking.lettering import Weight, font, line_height, wrapped, writable

_GAP_PX = 24
_LETTERS_PX = 20


def contact_sheet(
    pictures: Sequence[Image.Image],
    captions: Sequence[str],
    columns: int,
    *,
    cell_px: int = 360,
) -> Image.Image:
    """Lay the pictures out in rows, whole and never enlarged, with their captions below."""
    if not pictures or len(pictures) != len(captions) or columns < 1:
        raise ValueError("a sheet needs pictures, a caption for each, and a column")
    cells = [
        _cell(picture, caption, cell_px)
        for picture, caption in zip(pictures, captions, strict=True)
    ]
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    heights = [max(cell.height for cell in row) for row in rows]
    width_px = _GAP_PX + min(columns, len(cells)) * (cell_px + _GAP_PX)
    sheet = Image.new("RGB", (width_px, _GAP_PX + sum(heights) + _GAP_PX * len(rows)), PAPER)
    top_px = _GAP_PX
    for row, height_px in zip(rows, heights, strict=True):
        for place, cell in enumerate(row):
            sheet.paste(cell, (_GAP_PX + place * (cell_px + _GAP_PX), top_px))
        top_px += height_px + _GAP_PX
    return sheet


def _cell(picture: Image.Image, caption: str, cell_px: int) -> Image.Image:
    shown = picture.convert("RGB")
    if shown.width > cell_px:
        shown = ImageOps.contain(shown, (cell_px, shown.height), Image.Resampling.LANCZOS)
    letters = font(_LETTERS_PX, weight=Weight.BOLD)
    lines = wrapped(writable(caption, letters), letters, width_px=cell_px)
    step_px = line_height(letters)
    cell = Image.new("RGB", (cell_px, shown.height + _GAP_PX // 2 + step_px * len(lines)), PAPER)
    cell.paste(shown, ((cell_px - shown.width) // 2, 0))
    drawing = ImageDraw.Draw(cell)
    for number, line in enumerate(lines):
        top_px = shown.height + _GAP_PX // 2 + number * step_px
        drawing.text((0, top_px), line, font=letters, fill=INK)
    return cell
