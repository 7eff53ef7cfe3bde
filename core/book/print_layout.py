"""How a printed edition looks: the sheet, which way it lies, how large its letters are."""

from dataclasses import dataclass
from enum import StrEnum

PRINT_DPI = 210  #: what pictures are prepared for; printing wants 200
_MM_PER_INCH = 25.4
_CHOICES = ("landscape", "large", "trimmed", "voices")


class Paper(StrEnum):
    A4 = "a4"
    A5 = "a5"

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height, upright."""
        return {Paper.A4: (210.0, 297.0), Paper.A5: (148.0, 210.0)}[self]

    @property
    def margin_mm(self) -> float:
        return {Paper.A4: 20.0, Paper.A5: 14.0}[self]


_LETTERS_PT = {  #: normal and large; made to be read with weak sight
    Paper.A4: (14.0, 20.0),
    Paper.A5: (12.0, 17.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLayout:
    """What somebody chose for their printed book; the defaults fit a printer at home."""

    paper: Paper = Paper.A4
    landscape: bool = False
    large: bool = False
    trimmed: bool = False  #: with bleed and crop marks, for a print shop
    voices: bool = False  #: with a code that leads to the voice, where a page has one

    @property
    def code(self) -> str:
        """A short name, good for buttons and files: `a4`, `a5-large-trimmed`."""
        return "-".join([self.paper, *(name for name in _CHOICES if getattr(self, name))])

    @classmethod
    def of(cls, code: str) -> "PrintLayout":
        """The layout with this code; ValueError when there is none."""
        paper, *chosen = (code or Paper.A4).split("-")
        layout = cls(paper=Paper(paper), **dict.fromkeys(chosen, True)) if _known(chosen) else None
        if layout is None:
            raise ValueError("no such layout")
        return layout

    @property
    def letters_pt(self) -> float:
        return _LETTERS_PT[self.paper][self.large]

    @property
    def sheet_mm(self) -> tuple[float, float]:
        width, height = self.paper.size_mm
        return (height, width) if self.landscape else (width, height)

    @property
    def picture_box_px(self) -> tuple[int, int]:
        """The largest a picture is printed, in pixels."""
        width, height = (side - 2 * self.paper.margin_mm for side in self.sheet_mm)
        box_mm = (width / 2, height) if self.landscape else (width, height * 0.62)
        return round(box_mm[0] / _MM_PER_INCH * PRINT_DPI), round(
            box_mm[1] / _MM_PER_INCH * PRINT_DPI
        )


def _known(chosen: list[str]) -> bool:
    return set(chosen) <= set(_CHOICES)
