"""Words as they stand on a screen: broken into lines, in the largest letters that fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from core.marking.label import INK
from core.marking.lettering import Weight, font, line_height, wrapped, writable

Colour = tuple[int, int, int]
_ALL_PX = 10_000  #: more room than there are lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Words broken into lines, in letters of one size."""

    lines: tuple[str, ...]
    letters: ImageFont.FreeTypeFont
    colour: Colour

    @property
    def height(self) -> int:
        return len(self.lines) * line_height(self.letters)

    def write(
        self,
        sheet: Image.Image,
        *,
        left_px: int,
        top_px: int,
        width_px: int,
        centred: bool = False,
    ) -> None:
        pen = ImageDraw.Draw(sheet)
        for number, line in enumerate(self.lines):
            spare_px = width_px - self.letters.getlength(line) if centred else 0
            place = (left_px + spare_px / 2, top_px + number * line_height(self.letters))
            pen.text(place, line, font=self.letters, fill=self.colour)


def fitted(
    text: str,
    sizes_px: Sequence[int],
    *,
    width_px: int,
    most_lines: int = 100,
    weight: Weight = Weight.REGULAR,
    colour: Colour = INK,
) -> Block:
    """The words in the largest letters in which they fit; in the smallest they lose their end."""
    (only,) = all_fitted(
        [text], sizes_px, width_px=width_px, most_lines=most_lines, weight=weight, colour=colour
    )
    return only


def all_fitted(
    texts: Sequence[str],
    sizes_px: Sequence[int],
    *,
    width_px: int,
    room_px: int = _ALL_PX,
    most_lines: int = 100,
    weight: Weight = Weight.REGULAR,
    colour: Colour = INK,
) -> tuple[Block, ...]:
    """Several texts in letters of one size: the largest in which each of them fits."""
    for size_px in sizes_px:
        letters = font(size_px, weight=weight)
        most = min(most_lines, max(1, room_px // line_height(letters)))
        broken = [_lines(text, letters, width_px) for text in texts]
        if all(len(lines) <= most for lines in broken):
            break
    return tuple(
        Block(lines=_shortened(lines, most), letters=letters, colour=colour) for lines in broken
    )


def _shortened(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1]} …")


def _lines(text: str, letters: ImageFont.FreeTypeFont, width_px: int) -> tuple[str, ...]:
    known = (writable(line, letters) for line in text.split("\n"))
    return tuple(
        each for line in known if line for each in wrapped(line, letters, width_px=width_px)
    )
