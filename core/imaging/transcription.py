"""Speech written down by Whisper, from a local folder; optional.

The folder is one that transformers reads, with its weights as safetensors. What comes out is
a proposal: the model makes mistakes, and in a pause may hear what nobody said.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import WhisperForConditionalGeneration, WhisperProcessor

from core.domain.hearing import RATE
from core.errors import ModelUnavailable

_WINDOW_S, _CUT_AFTER_S = 30, 20  #: it hears half a minute at once
_HOP = RATE // 10  #: samples

Samples = NDArray[np.float32]


class WhisperTranscription:
    """Writes down what is said in one language; the same samples always give the same words."""

    def __init__(self, folder: Path, *, device: str) -> None:
        self._processor, self._model = _load(folder, device=device)

    def __call__(self, samples: Samples, *, language: str, stopped: Callable[[], bool]) -> str:
        """`samples`: (n,) in -1..1 at `RATE`. Told to stop, it gives what it has."""
        said = []
        for piece in pieces(samples):
            if stopped():
                break
            said.append(self._written(piece, language))
        return " ".join(filter(None, said))

    @torch.no_grad()
    def _written(self, piece: Samples, language: str) -> str:
        heard = self._processor(
            piece, sampling_rate=RATE, return_tensors="pt", return_attention_mask=True
        )
        said = self._model.generate(
            heard.input_features.to(self._model.device, self._model.dtype),
            attention_mask=heard.attention_mask.to(self._model.device),
            language=language,
            task="transcribe",
            return_timestamps=False,
            do_sample=False,
        )
        return str(self._processor.batch_decode(said, skip_special_tokens=True)[0]).strip()


def pieces(samples: Samples) -> Iterator[Samples]:
    """What fits a window each, cut where it is quietest, so that few words are cut in two."""
    while len(samples) > _WINDOW_S * RATE:
        late = samples[_CUT_AFTER_S * RATE : _WINDOW_S * RATE].reshape(-1, _HOP)
        quietest = int(np.square(late).mean(1).argmin())
        cut = _CUT_AFTER_S * RATE + quietest * _HOP + _HOP // 2
        yield samples[:cut]
        samples = samples[cut:]
    yield samples


def _load(folder: Path, *, device: str) -> tuple[Any, Any]:
    try:
        processor = WhisperProcessor.from_pretrained(str(folder), local_files_only=True)
        model = WhisperForConditionalGeneration.from_pretrained(
            str(folder),
            local_files_only=True,
            use_safetensors=True,
            dtype=torch.float16 if device.startswith("cuda") else torch.float32,
        )
        return processor, model.to(device).eval()
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ModelUnavailable(f"{folder} cannot be loaded", reason="speech") from error
