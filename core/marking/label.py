"""The visible label: a strip of words added below a picture, never over it."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from core.marking.lettering import font, line_height, wrapped, writable

SMALLEST_WIDTH_PX = 512
PAPER = (251, 247, 236)
INK = (24, 24, 28)

_LETTERS_TO_WIDTH = 0.045  # on a phone 65 mm wide, letters as large as in a printed book
_MARGIN_TO_WIDTH = 0.04
_RULE_TO_WIDTH = 1 / 128


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
