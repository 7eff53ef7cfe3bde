"""Whisper from a folder: a tiny one whose weights are nothing, so it always says one letter."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import AddedToken
from tokenizers.pre_tokenizers import ByteLevel
from transformers import (
    WhisperConfig,
    WhisperFeatureExtractor,
    WhisperForConditionalGeneration,
    WhisperProcessor,
    WhisperTokenizer,
)

from core.domain.hearing import RATE
from core.errors import ModelUnavailable
from core.imaging.transcription import WhisperTranscription, pieces
from tests.unit.imaging.conftest import SMALLEST_SEQUENCE

LETTERS = sorted(ByteLevel.alphabet())
SPECIAL = (
    "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|es|>", "<|translate|>",
    "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whisper")
    (folder / "vocab.json").write_text(json.dumps({w: i for i, w in enumerate(LETTERS)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    tokenizer = WhisperTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))
    tokenizer.add_tokens([AddedToken(word, special=True) for word in SPECIAL])
    WhisperProcessor(WhisperFeatureExtractor(feature_size=80), tokenizer).save_pretrained(folder)
    numbers = dict(zip(SPECIAL, tokenizer.convert_tokens_to_ids(SPECIAL), strict=True))
    _speechless(len(tokenizer), numbers).save_pretrained(folder)
    return folder


def _speechless(size: int, number: dict[str, int]) -> WhisperForConditionalGeneration:
    """Every token is as likely as the next, so it says the first one until it has to stop."""
    end, begin = number["<|endoftext|>"], number["<|startoftranscript|>"]
    model = WhisperForConditionalGeneration(
        WhisperConfig(
            vocab_size=size,
            **SMALLEST_SEQUENCE,
            max_target_positions=64,
            decoder_start_token_id=begin,
            eos_token_id=end,
            pad_token_id=end,
            bos_token_id=end,
            suppress_tokens=None,
            begin_suppress_tokens=None,
        )
    )
    for weight in model.parameters():
        weight.data.zero_()
    said = model.generation_config
    said._from_model_config = False
    said.max_length = 16
    said.is_multilingual = True
    said.no_timestamps_token_id = number["<|notimestamps|>"]
    said.prev_sot_token_id = number["<|startofprev|>"]
    said.lang_to_id = {word: number[word] for word in ("<|en|>", "<|es|>")}
    said.task_to_id = {word: number[f"<|{word}|>"] for word in ("transcribe", "translate")}
    return model


def noise(seconds: float) -> np.ndarray:
    return (np.random.default_rng(0).standard_normal(round(seconds * RATE)) / 10).astype("float32")


def test_a_voice_is_written_down_piece_by_piece(folder: Path) -> None:
    whisper = WhisperTranscription(folder, device="cpu")
    words = whisper(noise(40), language="es", stopped=bool).split(" ")
    assert len(words) == 2
    assert all(word and set(word) == {LETTERS[0]} for word in words)


def test_it_stops_between_two_pieces(folder: Path) -> None:
    told = iter([False, True])
    whisper = WhisperTranscription(folder, device="cpu")
    assert " " not in whisper(noise(40), language="en", stopped=lambda: next(told))


def test_a_long_voice_is_cut_where_it_is_quietest() -> None:
    samples = noise(70)
    samples[25 * RATE : 26 * RATE] = 0
    first, *rest = pieces(samples)
    assert 25 * RATE <= len(first) <= 26 * RATE
    assert sum(map(len, (first, *rest))) == len(samples)
    assert all(len(piece) <= 30 * RATE for piece in rest)


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_a_folder_that_is_not_complete_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    for file in folder.iterdir():
        if file.name != name:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ModelUnavailable) as refused:
        WhisperTranscription(tmp_path, device="cpu")
    assert refused.value.reason == "speech"


@pytest.mark.parametrize("method", ["to", "generate"])
def test_where_the_card_has_no_room_the_processor_writes_it_down(
    folder: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = written(WhisperTranscription(folder, device="cpu"))
    usual, short = getattr(WhisperForConditionalGeneration, method), iter([True])

    def once(*what: object, **how: object) -> object:
        if next(short, False):
            raise torch.OutOfMemoryError
        return usual(*what, **how)

    monkeypatch.setattr(WhisperForConditionalGeneration, method, once)
    assert written(WhisperTranscription(folder, device="cpu")) == expected


def written(transcription: WhisperTranscription) -> str:
    return transcription(np.zeros(RATE, np.float32), language="en", stopped=lambda: False)
