"""Speech written down by Whisper, from a local folder; optional.

The folder is one that transformers reads, with its weights as safetensors. What comes out is
a proposal: the model makes mistakes, and in a pause may hear what nobody said.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import WhisperForConditionalGeneration, WhisperProcessor

from core.domain.hearing import RATE
from core.errors import ModelUnavailable

log = logging.getLogger(__name__)

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
            said.append(self._written_somewhere(piece, language))
        return " ".join(filter(None, said))

    def _written_somewhere(self, piece: Samples, language: str) -> str:
        try:
            return self._written(piece, language)
        except torch.OutOfMemoryError:
            log.warning("memory short, speech moves to the processor")
        self._model = _on_processor(self._model)  # outside: the exception held on to memory
        return self._written(piece, language)

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
        return processor, _placed(model.eval(), device)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ModelUnavailable(f"{folder} cannot be loaded", reason="speech") from error


def _placed(model: Any, device: str) -> Any:
    """On the card, where what draws there leaves it room."""
    try:
        return model.to(device)
    except torch.OutOfMemoryError:
        log.warning("no room for speech on the card, the processor writes it down")
    return _on_processor(model)


def _on_processor(model: Any) -> Any:
    return model.to("cpu", torch.float32)
