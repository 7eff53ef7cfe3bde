"""How a model is laid out in a card's memory: all of it, in turns, or piece by piece.

The figures behind the limits: weights as they are, and room to work for one picture of the
model's own size (Stable Diffusion 1.5 in half precision: 2.0 GB of weights, about 1 GB to work
in with slicing). The thesis's card had 3 GB.
"""

from dataclasses import dataclass
from enum import StrEnum

GIB = 2**30
_WORK_BYTES_PER_PIXEL = 4_200  #: of a picture drawn with guidance in half precision
_FULL = 2  #: times that in full precision
_SLICED = 0.45  #: of that, where the autoencoder works in slices and tiles
_OF_OTHERS = 0.6 * GIB  #: what the driver and the desktop hold


class Layout(StrEnum):
    RESIDENT = "resident"  #: everything stays on the card
    SLICED = "sliced"  #: everything stays, the work is done in slices
    IN_TURNS = "in-turns"  #: one part of the model at a time
    PIECEMEAL = "piecemeal"  #: one layer at a time: slow, and it fits nearly anywhere
    PROCESSOR = "processor"  #: there is no card
    PROCESSOR_SLICED = "processor-sliced"  #: and little memory


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelWeight:
    """What a loaded model weighs, in bytes."""

    all_bytes: int
    largest_part_bytes: int  #: nearly always the UNet
    pixels: int  #: of a picture of its own size

    def needs(self, layout: Layout, *, pictures: int = 1) -> int:
        """How many bytes a layout takes while so many pictures are drawn at once.

        Of the card, or of the machine's own memory where there is none.
        """
        work = self.pixels * _WORK_BYTES_PER_PIXEL * pictures
        sliced = int(work * _SLICED)
        return {
            Layout.RESIDENT: self.all_bytes + work,
            Layout.SLICED: self.all_bytes + sliced,
            Layout.IN_TURNS: self.largest_part_bytes + sliced,
            Layout.PIECEMEAL: sliced,
            Layout.PROCESSOR: self.all_bytes + _FULL * work,
            Layout.PROCESSOR_SLICED: self.all_bytes + _FULL * sliced,
        }[layout]


def plan(weight: ModelWeight, *, card_bytes: int) -> Layout:
    """The fastest layout that fits a card; 0 bytes means there is none."""
    if card_bytes == 0:
        return Layout.PROCESSOR
    for layout in (Layout.RESIDENT, Layout.SLICED, Layout.IN_TURNS):
        if weight.needs(layout) <= card_bytes - _OF_OTHERS:
            return layout
    return Layout.PIECEMEAL


def smaller(layout: Layout) -> Layout | None:
    """The next layout that takes less; None when there is none. Without a card: in slices."""
    return {
        Layout.RESIDENT: Layout.SLICED,
        Layout.SLICED: Layout.IN_TURNS,
        Layout.IN_TURNS: Layout.PIECEMEAL,
        Layout.PROCESSOR: Layout.PROCESSOR_SLICED,
    }.get(layout)


def fits_at_once(weight: ModelWeight, *, pictures: int, card_bytes: int) -> bool:
    """Whether a card holds the whole model and the work on so many pictures."""
    return weight.needs(Layout.RESIDENT, pictures=pictures) <= card_bytes - _OF_OTHERS
