"""MarianMT as `ports.Translation`, from a local folder: better than the lexicon, and optional.

A folder holds one direction (`config.json`, `source.spm`, `target.spm`, `vocab.json` and the
weights as safetensors). Every other pair of languages goes to the next translation.
"""

import json
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from transformers import MarianMTModel, MarianTokenizer

from core.errors import ModelUnavailable
from core.ports import Translation

LONGEST_TOKENS = 128


class MarianTranslation:
    """Translates one pair of languages; the words it was asked for are remembered."""

    def __init__(self, folder: Path, *, source: str, target: str, otherwise: Translation) -> None:
        self._pair = (source, target)
        self._otherwise = otherwise
        self._tokenizer, self._model = _load(folder)
        self._translated = lru_cache(maxsize=1024)(self._translate)

    def translate(self, text: str, *, source: str, target: str) -> str:
        if (source, target) != self._pair:
            return self._otherwise.translate(text, source=source, target=target)
        return self._translated(text) if text.strip() else text

    @torch.no_grad()
    def _translate(self, text: str) -> str:
        words = self._tokenizer(
            [text], return_tensors="pt", truncation=True, max_length=LONGEST_TOKENS
        )
        # Beams without sampling: the same words are always translated the same way.
        said = self._model.generate(
            **words, num_beams=4, do_sample=False, max_new_tokens=LONGEST_TOKENS, max_length=None
        )
        return str(self._tokenizer.decode(said[0], skip_special_tokens=True)).strip()


def languages_of(folder: Path) -> tuple[str, str]:
    """The direction of a folder, as its tokenizer's settings name it; es to en when they don't."""
    try:
        settings = json.loads((folder / "tokenizer_config.json").read_text("utf-8"))
    except (OSError, ValueError):
        settings = {}
    return settings.get("source_lang") or "es", settings.get("target_lang") or "en"


def _load(folder: Path) -> tuple[Any, Any]:
    try:
        with warnings.catch_warnings():
            # Another package would also straighten quotation marks; there are none in phrases.
            warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
            tokenizer = MarianTokenizer.from_pretrained(str(folder), local_files_only=True)
        model = MarianMTModel.from_pretrained(
            str(folder), local_files_only=True, use_safetensors=True
        )
        return tokenizer, model.eval()
    except (OSError, ValueError, TypeError) as error:
        raise ModelUnavailable(f"{folder} cannot be loaded", reason="translation") from error
