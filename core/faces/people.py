"""Where a person is on a picture: MediaPipe's selfie segmentation."""

from pathlib import Path

import cv2
import numpy as np

from core.faces.networks import FOLDER, Network


class PersonSegmenter:
    def __init__(self, *, folder: Path = FOLDER) -> None:
        self._network = Network("selfie_segmentation.tflite", folder=folder)

    def mask(self, rgb: np.ndarray) -> np.ndarray:
        """How sure it is of a person, 0..1, as (side, side) float32 over the whole picture."""
        side = self._network.side_px
        small = cv2.resize(rgb, (side, side), interpolation=cv2.INTER_AREA)
        (sure,) = self._network.run(small.astype(np.float32) / 255.0)
        return np.asarray(sure[0, :, :, 0])
