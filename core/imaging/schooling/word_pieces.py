"""Learns the tokenizer: byte pairs as CLIP's, from captions in both languages.

transformers saves only tokenizer.json by now; vocab.json and merges.txt, which every other
reader of the layout asks for, are kept beside it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTokenizer

MOST_PIECES = 4096
ROOM = 40  #: tokens of the longest caption, with its begin and end
LEAST_OFTEN = 20  #: so that words of no meaning, which hardly come twice, stay in pieces
_BEGIN, _END = "<|startoftext|>", "<|endoftext|>"
_LAST = "</w>"
_WORDS = r"""'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"""


def learn_pieces(captions: Iterable[str]) -> Any:
    """A CLIPTokenizer whose pieces come from these captions."""
    merges = _merges(captions)
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    pieces = [*letters, *(letter + _LAST for letter in letters)]
    pieces += dict.fromkeys(a + b for a, b in merges)
    pieces += [_BEGIN, _END]
    numbered = {piece: number for number, piece in enumerate(pieces)}
    return CLIPTokenizer(vocab=numbered, merges=merges, model_max_length=ROOM)


def write_pieces(tokenizer: Any, folder: Path) -> None:
    tokenizer.save_pretrained(folder)
    learned = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]
    vocabulary = json.dumps(learned["vocab"], ensure_ascii=False)
    (folder / "vocab.json").write_text(vocabulary, "utf-8")
    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in learned["merges"]]
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *merges, ""]), "utf-8")


def _merges(captions: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs to join, in order; each made of what letters and pairs before it make."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    learning = Tokenizer(models.BPE(end_of_word_suffix=_LAST))
    learning.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    learning.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_WORDS), "removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=MOST_PIECES - len(letters) - 2,  # a letter that ends a word is one more
        min_frequency=LEAST_OFTEN,
        initial_alphabet=letters,
        end_of_word_suffix=_LAST,
        show_progress=False,
    )
    learning.train_from_iterator(captions, trainer)
    return list(_sound(map(_pair, json.loads(learning.to_str())["model"]["merges"]), letters))


def _pair(written: str | Sequence[str]) -> tuple[str, str]:
    first, second = written.split(" ") if isinstance(written, str) else written
    return first, second


def _sound(merges: Iterable[tuple[str, str]], letters: Sequence[str]) -> Iterator[tuple[str, str]]:
    known = {*letters, *(letter + _LAST for letter in letters)}
    for first, second in merges:
        if first in known and second in known:
            known.add(first + second)
            yield first, second
