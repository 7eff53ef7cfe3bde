"""MarianMT from a folder: a model of random weights, so what it says is noise, but its own."""

import json
from pathlib import Path

import pytest
import sentencepiece
import torch
from transformers import MarianConfig, MarianMTModel

from core.errors import ModelUnavailable
from core.imaging.translation import MarianTranslation, languages_of
from tests.unit.imaging.conftest import SMALLEST_SEQUENCE

SENTENCES = ["un perro corre por el campo", "a dog runs in the field", "mi madre y mi padre"] * 30


class Echo:
    """The translation of last resort: says which pair it was asked for."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return f"{source}>{target}: {text}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marian")
    _train_vocabulary(folder)
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"source_lang": "es", "target_lang": "en", "model_max_length": 64})
    )
    size = len(json.loads((folder / "vocab.json").read_text()))
    torch.manual_seed(3)
    MarianMTModel(_settings(size)).save_pretrained(folder)
    return folder


def _train_vocabulary(folder: Path) -> None:
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES),
        model_prefix=str(folder / "source"),
        vocab_size=30,
        minloglevel=2,
    )
    (folder / "target.spm").write_bytes((folder / "source.model").read_bytes())
    (folder / "source.model").rename(folder / "source.spm")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    names = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    words = ["</s>", "<unk>", *(n for n in names if n not in {"<s>", "</s>", "<unk>"}), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({w: n for n, w in enumerate(words)}))


def _settings(size: int) -> MarianConfig:
    return MarianConfig(
        vocab_size=size,
        **SMALLEST_SEQUENCE,
        max_position_embeddings=160,
        pad_token_id=size - 1,
        eos_token_id=0,
        decoder_start_token_id=size - 1,
    )


@pytest.fixture
def marian(folder: Path) -> MarianTranslation:
    return MarianTranslation(folder, source="es", target="en", otherwise=Echo())


def test_its_own_pair_is_translated_by_the_model(marian: MarianTranslation) -> None:
    said = marian.translate("un perro", source="es", target="en")
    assert said
    assert not said.startswith("es>en")


def test_the_same_words_are_always_translated_the_same_way(
    marian: MarianTranslation, folder: Path
) -> None:
    again = MarianTranslation(folder, source="es", target="en", otherwise=Echo())
    said = marian.translate("mi madre", source="es", target="en")
    assert again.translate("mi madre", source="es", target="en") == said


def test_other_pairs_go_to_the_next_translation(marian: MarianTranslation) -> None:
    assert marian.translate("ein Hund", source="de", target="en") == "de>en: ein Hund"


def test_nothing_stays_nothing(marian: MarianTranslation) -> None:
    assert marian.translate(" ", source="es", target="en") == " "


def test_the_direction_is_read_from_the_folder(folder: Path, tmp_path: Path) -> None:
    assert languages_of(folder) == ("es", "en")
    assert languages_of(tmp_path) == ("es", "en")


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as unavailable:
        MarianTranslation(tmp_path, source="es", target="en", otherwise=Echo())
    assert unavailable.value.reason == "translation"
