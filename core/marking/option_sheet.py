"""One or two drawings side by side, each with its words below: something to point at."""

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from core.marking.label import INK, PAPER
from core.marking.lettering import Weight, font, line_height, wrapped, writable

WIDTH_PX = 800
_GAP_PX = 20
_CARD_PX = (WIDTH_PX - 3 * _GAP_PX) // 2
_DRAWN_PX = 208
_MARGIN_PX = 20
_CARD = (255, 255, 255)
_ROUND_PX = 28
_WORDS_PX = 46  # on a phone as large as the words of a headline
_LABEL_PX = 30
_QUALITY = 88


def option_sheet(drawings: Sequence[tuple[Path, str]], label: str) -> bytes:
    """A JPEG of the drawings (files of WebP, and their words), and below, that they are drawn."""
    worded = [(path, _lines(words)) for path, words in drawings]
    most_lines = max(len(lines) for _, lines in worded)
    card_px = _DRAWN_PX + 2 * _MARGIN_PX + most_lines * line_height(_letters())
    sheet = Image.new("RGB", (WIDTH_PX, card_px + 2 * _GAP_PX + round(1.6 * _LABEL_PX)), PAPER)
    left_px = (WIDTH_PX - len(worded) * (_CARD_PX + _GAP_PX) + _GAP_PX) // 2
    for place, (path, lines) in enumerate(worded):
        card = _card(path, lines, card_px)
        sheet.paste(card, (left_px + place * (_CARD_PX + _GAP_PX), _GAP_PX))
    small = font(_LABEL_PX)
    below = (WIDTH_PX // 2, card_px + 2 * _GAP_PX + _LABEL_PX // 2)
    ImageDraw.Draw(sheet).text(below, writable(label, small), font=small, fill=INK, anchor="mm")
    written = io.BytesIO()
    sheet.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _card(path: Path, lines: Sequence[str], height_px: int) -> Image.Image:
    letters = _letters()
    card = Image.new("RGB", (_CARD_PX, height_px), PAPER)
    pen = ImageDraw.Draw(card)
    pen.rounded_rectangle((0, 0, _CARD_PX - 1, height_px - 1), radius=_ROUND_PX, fill=_CARD)
    drawn = _drawn(path)
    card.paste(drawn, ((_CARD_PX - _DRAWN_PX) // 2, _MARGIN_PX), drawn)
    top_px = _MARGIN_PX + _DRAWN_PX + line_height(letters) // 2
    for number, line in enumerate(lines):
        middle = (_CARD_PX // 2, top_px + number * line_height(letters))
        pen.text(middle, line, font=letters, fill=INK, anchor="mm")
    return card


@lru_cache(maxsize=256)  # the words are those of the content: always the same
def _lines(words: str) -> tuple[str, ...]:
    letters = _letters()
    return wrapped(writable(words, letters), letters, width_px=_CARD_PX - _MARGIN_PX)


@lru_cache(maxsize=1)
def _letters() -> ImageFont.FreeTypeFont:
    return font(_WORDS_PX, weight=Weight.BOLD)


@lru_cache(maxsize=32)
def _drawn(path: Path) -> Image.Image:
    with Image.open(path) as drawing:
        return drawing.convert("RGBA").resize((_DRAWN_PX, _DRAWN_PX), Image.Resampling.LANCZOS)
