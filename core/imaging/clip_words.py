"""CLIP's tokenizer, for checkpoints in one file: such a file holds weights and no words.

The merges are those OpenAI published with CLIP (MIT); all families of Stable Diffusion use
them and differ only in what fills an unused place.
"""

import gzip
from functools import cache
from pathlib import Path
from typing import Any

from transformers import CLIPTokenizer

MERGES_FILE = Path(__file__).parent / "models" / "clip-bpe.txt.gz"
VOCABULARY_SIZE = 49_408
ROOM = 77
START, END = "<|startoftext|>", "<|endoftext|>"
_MERGES = VOCABULARY_SIZE - 2 * 256 - 2  #: the file holds more than were ever used


def clip_tokenizer(*, pad: str = END) -> Any:
    """The tokenizer; `pad` is "!" for the text encoders trained by OpenCLIP."""
    merges = _merges()
    letters = [chr(code) for code in _byte_letters()]
    words = [*letters, *(letter + "</w>" for letter in letters)]
    words += ["".join(pair) for pair in merges] + [START, END]
    vocabulary = {word: number for number, word in enumerate(words)}
    return CLIPTokenizer(
        vocab=vocabulary, merges=list(merges), model_max_length=ROOM, pad_token=pad
    )


@cache
def _merges() -> tuple[tuple[str, str], ...]:
    with gzip.open(MERGES_FILE, "rt", encoding="utf-8") as file:
        lines = file.read().split("\n")[1 : _MERGES + 1]  # the first line is a version
    pairs = [line.split() for line in lines]
    return tuple((first, second) for first, second in pairs)


def _byte_letters() -> list[int]:
    """The code points that stand for the 256 bytes, in CLIP's order: printable ones first."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    return printable + [256 + number for number in range(256 - len(printable))]
