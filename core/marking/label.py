"""The visible label: a strip of words added below a picture, never over it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.marking.lettering import font, line_height, wrapped, writable

SMALLEST_WIDTH_PX = 512
PAPER = (251, 247, 236)
INK = (24, 24, 28)

_LETTERS_TO_WIDTH = 0.045  # on a phone 65 mm wide, letters as large as in a printed book
_MARGIN_TO_WIDTH = 0.04
_RULE_TO_WIDTH = 1 / 128
_TOLERANCE = 24  # what JPEG may change in a plain colour
_MOST_INK = 0.5
_LEAST_INK = 0.004

Pixels = NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMeasures:
    """The sizes of a strip in pixels, all from the width of the picture."""

    letters: int
    margin: int
    rule: int

    @classmethod
    def for_width(cls, width_px: int) -> "StripMeasures":
        return cls(
            letters=round(width_px * _LETTERS_TO_WIDTH),
            margin=round(width_px * _MARGIN_TO_WIDTH),
            rule=round(width_px * _RULE_TO_WIDTH),
        )


def enlarged_for_label(picture: Image.Image) -> Image.Image:
    """Return the picture in RGB, at least 512 px wide, so that words fit below it."""
    rgb = picture.convert("RGB")
    if rgb.width >= SMALLEST_WIDTH_PX:
        return rgb
    height_px = max(1, round(rgb.height * SMALLEST_WIDTH_PX / rgb.width))
    return rgb.resize((SMALLEST_WIDTH_PX, height_px), Image.Resampling.LANCZOS)


def with_label(picture: Image.Image, label_text: str) -> Image.Image:
    """Return the picture, enlarged if it is small, with the words on a strip below it."""
    above = enlarged_for_label(picture)
    strip = label_strip(above.width, label_text)
    whole = Image.new("RGB", (above.width, above.height + strip.height))
    whole.paste(above, (0, 0))
    whole.paste(strip, (0, above.height))
    return whole


def label_strip(width_px: int, label_text: str) -> Image.Image:
    """Draw the strip alone: a dark rule, then dark words on paper."""
    measures = StripMeasures.for_width(width_px)
    letters = font(measures.letters)
    text = writable(label_text, letters)
    if not text:
        raise ValueError("a label needs words")
    lines = wrapped(text, letters, width_px=width_px - 2 * measures.margin)
    step_px = line_height(letters)
    height_px = measures.rule + measures.margin + step_px * len(lines)
    strip = Image.new("RGB", (width_px, height_px), PAPER)
    drawing = ImageDraw.Draw(strip)
    drawing.rectangle((0, 0, width_px, measures.rule - 1), fill=INK)
    for number, line in enumerate(lines):
        top_px = measures.rule + measures.margin // 2 + number * step_px
        drawing.text((measures.margin, top_px), line, font=letters, fill=INK)
    return strip


def has_label(picture: Image.Image) -> bool:
    """Look for a strip of ours below a picture, also one that was resized with it."""
    pixels = np.asarray(picture.convert("RGB"), dtype=np.int16)
    measures = StripMeasures.for_width(picture.width)
    paper_rows = _paper_rows(pixels, max(1, measures.margin // 2))
    # Resizing blurs the rule's edge into a row that is neither ink nor paper.
    near_rule = pixels[: len(pixels) - paper_rows][-measures.rule - 2 :]
    ruled = bool(_alike(near_rule, INK).all(axis=1).any())
    return ruled and paper_rows >= measures.letters and _holds_words(pixels[-paper_rows:])


def _paper_rows(pixels: Pixels, margin_px: int) -> int:
    """Count the rows from below whose two margins are plain paper."""
    margins = np.concatenate((pixels[:, :margin_px], pixels[:, -margin_px:]), axis=1)
    from_below = np.all(_alike(margins, PAPER), axis=1)[::-1]
    return len(pixels) if from_below.all() else int(np.argmin(from_below))


def _holds_words(strip: Pixels) -> bool:
    ink = float(_alike(strip, INK).mean())
    return _LEAST_INK <= ink <= _MOST_INK


def _alike(pixels: Pixels, colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    difference = np.abs(pixels - np.array(colour, dtype=np.int16))
    alike: NDArray[np.bool_] = np.all(difference <= _TOLERANCE, axis=-1)
    return alike
