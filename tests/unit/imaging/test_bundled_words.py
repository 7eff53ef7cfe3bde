"""A word of no meaning beside a noun must not keep the noun from meaning what it means."""

import random

import pytest
import torch

from core.imaging.base_models import LoadedModel

NOUNS = {
    "en": "dog cat horse house church tree car bus bicycle guitar boat train bird book cake",
    "es": "perro gato caballo casa iglesia árbol coche autobús bicicleta guitarra barco libro",
}
WORDS = 8


@torch.no_grad()
def meant(model: LoadedModel, captions: list[str]) -> torch.Tensor:
    """What is read at the last piece of each caption: (captions, width) of length one."""
    tokenizer, encoder = model.pipeline.tokenizer, model.pipeline.text_encoder
    pieces = tokenizer(captions, padding="max_length", return_tensors="pt").input_ids
    last = (pieces == tokenizer.eos_token_id).int().argmax(1) - 1
    states = encoder(pieces.to(encoder.device)).last_hidden_state
    return torch.nn.functional.normalize(states[torch.arange(len(captions)), last].float(), dim=1)


@pytest.mark.parametrize("language", NOUNS)
def test_a_noun_beside_a_word_of_no_meaning_is_still_itself(
    bundled: LoadedModel, language: str
) -> None:
    nouns = NOUNS[language].split()
    plain = meant(bundled, nouns)
    chance = random.Random(1)
    right = 0
    for _ in range(WORDS):
        word = "".join(chance.choices("bdfgjkpqvwxz", k=chance.randint(3, 8)))
        nearest = (meant(bundled, [f"{word} {noun}" for noun in nouns]) @ plain.T).argmax(1)
        right += int((nearest == torch.arange(len(nouns))).sum())
    assert right >= 0.9 * WORDS * len(nouns)
