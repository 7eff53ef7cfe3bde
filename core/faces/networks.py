"""The bundled networks, opened after their bytes were checked."""

import hashlib
from functools import cache
from pathlib import Path

import numpy as np

from core.errors import ModelUnavailable

FOLDER = Path(__file__).parent / "models"

#: SHA-256, as in the folder's NOTICE.md
CHECKSUMS = {
    "face_detection_full_range.tflite": (
        "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"
    ),
    "face_detection_short_range.tflite": (
        "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"
    ),
    "face_landmark.tflite": "2efcb4f4de43c7614b80a3cc3e8a37354b3b3b40f75cce20f6f38f0f25d65493",
    "dlib_face_recognition_resnet_model_v1.dat": (
        "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30"
    ),
    "selfie_segmentation.tflite": (
        "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27"
    ),
}


def verified(name: str, *, folder: Path = FOLDER) -> Path:
    """Where a network lies; ModelUnavailable when it is missing or not the one we know."""
    return _verified(folder / name, CHECKSUMS[name])


@cache
def _verified(path: Path, checksum: str) -> Path:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"{path.name} cannot be read", reason="faces") from error
    if found != checksum:
        raise ModelUnavailable(f"{path.name} is not what it should be", reason="faces")
    return path


class Network:
    """A LiteRT network with one input, run on one thread."""

    def __init__(self, name: str, *, folder: Path = FOLDER) -> None:
        from ai_edge_litert.interpreter import Interpreter

        self._interpreter = Interpreter(str(verified(name, folder=folder)), num_threads=1)
        self._interpreter.allocate_tensors()
        (the_input,) = self._interpreter.get_input_details()
        self._input = the_input["index"]
        self.side_px = int(the_input["shape"][1])
        self._outputs = [output["index"] for output in self._interpreter.get_output_details()]

    def run(self, pixels: np.ndarray) -> list[np.ndarray]:
        """Run it on (side_px, side_px, 3) float32."""
        self._interpreter.set_tensor(self._input, pixels[None])
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(output) for output in self._outputs]


def sigmoid(values: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-np.clip(values, -80, 80)))
