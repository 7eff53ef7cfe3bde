"""Whether there is enough light, and not too much; and whether there is colour."""

import cv2
import numpy as np

_DARK, _BRIGHT = 40.0, 222.0  #: mean of the grey values, 0..255
_DARK_HIGHLIGHTS = 110.0  #: a night scene has its lights
_BURNT, _MOST_BURNT = 250, 0.4  #: from which value a pixel is white; which part may be
_MOST_APART = 4.0  #: in OpenCV's a* and b*: toned prints stay below 3, colours begin at 7


def too_dark(grey: np.ndarray) -> bool:
    return bool(grey.mean() < _DARK and np.percentile(grey, 95) < _DARK_HIGHLIGHTS)


def too_bright(grey: np.ndarray) -> bool:
    return bool(grey.mean() > _BRIGHT or (grey >= _BURNT).mean() > _MOST_BURNT)


def greyish(rgb: np.ndarray) -> bool:
    """Whether it is black and white, or toned like an old brown print.

    There the colour of a pixel follows from its lightness alone; elsewhere it does not.
    """
    small = cv2.resize(rgb, (64, 64), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float64)
    lightness = lab[:, 0] / 255.0
    curve = np.column_stack([np.ones_like(lightness), lightness, lightness**2])
    fitted, *_ = np.linalg.lstsq(curve, lab[:, 1:], rcond=None)
    apart = np.linalg.norm(lab[:, 1:] - curve @ fitted, axis=1)
    return bool(np.percentile(apart, 97) < _MOST_APART)
