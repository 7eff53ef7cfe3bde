"""How sharp a photo is: the strength of its finest lines, at a size and contrast made equal.

The variance of the Laplacian over the variance of the grey values, times a thousand; on a
face where there is one, otherwise on the sharpest parts of the whole.
"""

import cv2
import numpy as np

FACE_SHARP, FACE_BLURRED = 12.0, 6.0
WHOLE_SHARP, WHOLE_BLURRED = 25.0, 8.0
_FACE_SIDE_PX = (96, 224)  #: a small face is not enlarged: it would look soft
_WHOLE_SIDE_PX = 512
_TILES = 4  #: a side
_LEAST_CONTRAST = 6.0  #: of a tile that counts: a clear sky has no lines
_NOISE = 8.0  #: keeps flat parts from being all noise


def of_face(grey: np.ndarray, box: np.ndarray) -> float:
    """How sharp the face in this box, in pixels of the picture, is."""
    height, width = grey.shape
    left, top = max(0, round(float(box[0]))), max(0, round(float(box[1])))
    right, bottom = min(width, round(float(box[2]))), min(height, round(float(box[3])))
    if right - left < 2 or bottom - top < 2:
        return 0.0
    face = grey[top:bottom, left:right]
    least, most = _FACE_SIDE_PX
    side = min(most, max(least, *face.shape))
    return _strength(_resized(face, (side, side)))


def of_whole(grey: np.ndarray) -> float:
    """How sharp the sharpest tenth of a picture is."""
    scale = _WHOLE_SIDE_PX / max(grey.shape)
    size = max(8, round(grey.shape[1] * scale)), max(8, round(grey.shape[0] * scale))
    tiles = [
        tile
        for row in np.array_split(_resized(grey, size), _TILES, axis=0)
        for tile in np.array_split(row, _TILES, axis=1)
        if min(tile.shape) > 2 and tile.std() > _LEAST_CONTRAST
    ]
    return float(np.percentile([_strength(tile) for tile in tiles], 90)) if tiles else 0.0


def _resized(grey: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    smaller = size[0] < grey.shape[1]
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, size, interpolation=how), np.float32)


def _strength(grey: np.ndarray) -> float:
    inner = grey[1:-1, 1:-1]
    sides = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    contrast = float(grey.std()) + _NOISE
    return float((sides - 4 * inner).var()) / contrast**2 * 1000
