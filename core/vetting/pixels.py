"""One photo at the sizes it is looked at; and boxes on it, in pixels and in fractions."""

from functools import cached_property

import cv2
import numpy as np
from PIL import Image

from core.domain.vetting import Box

WORK_SIDE_PX = 1280  #: at which people and faces are looked for


class Pixels:
    """An upright RGB photo. Boxes on it are (4,) arrays in pixels of the working size."""

    def __init__(self, picture: Image.Image) -> None:
        self.picture = picture  #: at the size it is kept
        self.scale = min(1.0, WORK_SIDE_PX / max(picture.size))  #: working size by kept size
        size = (
            max(1, round(picture.width * self.scale)),
            max(1, round(picture.height * self.scale)),
        )
        if self.scale < 1.0:
            picture = picture.resize(size, Image.Resampling.HAMMING, reducing_gap=1.5)
        self.working_picture = picture
        self.work = np.asarray(picture)

    @cached_property
    def grey(self) -> np.ndarray:
        return np.asarray(cv2.cvtColor(self.work, cv2.COLOR_RGB2GRAY))

    def cut(self, pixels: np.ndarray, box: np.ndarray) -> np.ndarray:
        """The part of a working-size array inside a box; at least one pixel."""
        left, top, right, bottom = (round(float(edge)) for edge in self._inside(box))
        return pixels[top : max(top + 1, bottom), left : max(left + 1, right)]

    def in_fractions(self, box: np.ndarray) -> Box:
        height, width = self.work.shape[:2]
        left, top, right, bottom = (float(edge) for edge in self._inside(box))
        return Box(
            left=left / width, top=top / height, right=right / width, bottom=bottom / height
        )

    def in_pixels(self, box: Box) -> np.ndarray:
        height, width = self.work.shape[:2]
        return np.array(
            [box.left * width, box.top * height, box.right * width, box.bottom * height]
        )

    def crop(self, box: np.ndarray, *, room: float, side_px: int) -> Image.Image:
        """A square around a box, with room on each side in sides of the box, in full detail."""
        left, top, right, bottom = (float(edge) / self.scale for edge in box)
        half = max(right - left, bottom - top) * (0.5 + room)
        across, down = (left + right) / 2, (top + bottom) / 2
        width, height = self.picture.size
        cropped = self.picture.crop(
            (
                max(0, round(across - half)),
                max(0, round(down - half)),
                min(width, round(across + half)),
                min(height, round(down + half)),
            )
        )
        cropped.thumbnail((side_px, side_px), Image.Resampling.LANCZOS)
        return cropped

    def _inside(self, box: np.ndarray) -> np.ndarray:
        height, width = self.work.shape[:2]
        return np.clip(box, 0, [width - 1, height - 1, width, height])
