"""Lettering on pictures: the bundled fonts, line breaks, and what the font cannot write."""

import unicodedata
from enum import StrEnum
from pathlib import Path

from PIL import ImageFont

FONT_FOLDER = Path(__file__).parent / "fonts"
_DOT = " · "
_MISSING = "\U0010fffd"  # a private character that no font of ours draws


class Weight(StrEnum):
    REGULAR = "Regular"
    BOLD = "Bold"
    ITALIC = "Italic"


def font_path(weight: Weight = Weight.REGULAR) -> Path:
    """Return the file of Atkinson Hyperlegible, made to be read with weak sight."""
    return FONT_FOLDER / f"AtkinsonHyperlegible-{weight}.ttf"


def font(size_px: int, *, weight: Weight = Weight.REGULAR) -> ImageFont.FreeTypeFont:
    # Basic layout draws the same on every machine, with or without the shaping library.
    return ImageFont.truetype(font_path(weight), size_px, layout_engine=ImageFont.Layout.BASIC)


def writable(text: str, letters: ImageFont.FreeTypeFont) -> str:
    """Return the text on one line, without what the font would draw as empty boxes."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    box = _shape(_MISSING, letters)
    known = {letter for letter in set(composed) if letter == " " or _shape(letter, letters) != box}
    return " ".join("".join(letter for letter in composed if letter in known).split())


def wrapped(text: str, letters: ImageFont.FreeTypeFont, *, width_px: int) -> tuple[str, ...]:
    """Break the text into the fewest lines that fit, between clauses where that costs no line."""
    fewest = _filled(text, letters, width_px)
    by_clause = tuple(
        line
        for clause in text.replace(_DOT, "\u00a0·\n").split("\n")
        for line in _evened(clause, letters, width_px)
    )
    return by_clause if len(by_clause) <= len(fewest) else _evened(text, letters, width_px)


def line_height(letters: ImageFont.FreeTypeFont) -> int:
    ascent, descent = letters.getmetrics()
    return round((ascent + descent) * 1.1)


def _evened(text: str, letters: ImageFont.FreeTypeFont, width_px: int) -> tuple[str, ...]:
    """Make the lines as even in length as they can be without needing one more."""
    fewest = _filled(text, letters, width_px)
    for narrower_px in range(width_px // 4, width_px, max(1, width_px // 40)):
        even = _filled(text, letters, narrower_px)
        if len(even) == len(fewest) and _words(even) == _words(fewest):
            return even
    return fewest


def _filled(text: str, letters: ImageFont.FreeTypeFont, width_px: int) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    # A dot between two clauses stays with the first: no line begins with it.
    for word in text.replace(_DOT, "\u00a0· ").split(" "):
        together = f"{line} {word}" if line else word
        if letters.getlength(together) <= width_px:
            line = together
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, letters, width_px)
        lines.extend(whole)
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, letters: ImageFont.FreeTypeFont, width_px: int) -> list[str]:
    """Cut a word that is wider than a line; every piece keeps at least one letter."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and letters.getlength(pieces[-1] + letter) > width_px:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _words(lines: tuple[str, ...]) -> list[str]:
    return [word for line in lines for word in line.split(" ")]


def _shape(letter: str, letters: ImageFont.FreeTypeFont) -> tuple[tuple[int, int], bytes]:
    mask = letters.getmask(letter)
    return mask.size, bytes(mask)
