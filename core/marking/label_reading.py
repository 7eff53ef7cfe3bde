"""Whether a picture carries the visible label: what the gate asks before anything is sent.

Apart from the drawing of it, for this needs numpy, which a process that only writes words and
pages does without.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.marking.label import INK, PAPER, StripMeasures

_TOLERANCE = 24  # what JPEG may change in a plain colour
_MOST_INK = 0.5
_LEAST_INK = 0.004

Pixels = NDArray[np.int16]


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
