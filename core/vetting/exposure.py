"""Whether there is enough light, and not too much; and whether there is colour."""

import cv2
import numpy as np

_DARK, _BRIGHT = 40.0, 222.0  #: mean of the grey values, 0..255
_DARK_HIGHLIGHTS = 110.0  #: a night scene has its lights
_BURNT, _MOST_BURNT = 250, 0.4  #: from which value a pixel is white; which part may be
_LEAST_SPREAD = 7.0  #: of the two colour channels: less is one tint over all


def too_dark(grey: np.ndarray) -> bool:
    return bool(grey.mean() < _DARK and np.percentile(grey, 95) < _DARK_HIGHLIGHTS)


def too_bright(grey: np.ndarray) -> bool:
    return bool(grey.mean() > _BRIGHT or (grey >= _BURNT).mean() > _MOST_BURNT)


def greyish(rgb: np.ndarray) -> bool:
    """Whether it is black and white, or of one tint all over like an old brown print."""
    small = cv2.resize(rgb, (64, 64), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float32)
    spread = np.hypot(
        *(np.percentile(lab[:, 1:], 95, axis=0) - np.percentile(lab[:, 1:], 5, axis=0))
    )
    return bool(spread < _LEAST_SPREAD)
