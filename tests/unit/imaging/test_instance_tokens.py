import random
from typing import Any

import pytest

from core.imaging.base_models import LoadedModel
from core.imaging.clip_words import clip_tokenizer
from core.imaging.instance_tokens import means_nothing
from core.services.instance_tokens import _letters


class Reading:
    """A pipeline, as far as reading goes."""

    def __init__(self, *tokenizers: Any) -> None:
        self.tokenizer = tokenizers[0]
        self.tokenizer_2 = tokenizers[1] if len(tokenizers) > 1 else None


@pytest.fixture(scope="module")
def clip() -> Reading:
    return Reading(clip_tokenizer(), clip_tokenizer(pad="!"))


@pytest.mark.parametrize("token", ["woman", "sks", "blackbird", "lighthouse", "dog", "grandma"])
def test_words_and_what_is_made_of_words_mean_something(clip: Reading, token: str) -> None:
    assert not means_nothing(token, clip)


@pytest.mark.parametrize("token", ["jovenalp", "vqzgkwpd", "cvbxq", "80alp"])
def test_letters_that_fall_apart_mean_nothing(clip: Reading, token: str) -> None:
    assert means_nothing(token, clip)


@pytest.mark.parametrize("token", ["", "ab", "Vqzgk", "vqz gk", "vqz!", "v" * 25])
def test_only_a_short_word_of_small_letters_is_a_token(clip: Reading, token: str) -> None:
    assert not means_nothing(token, clip)


def test_the_tokens_that_are_made_here_mean_nothing(clip: Reading, bundled: LoadedModel) -> None:
    chance = random.Random(1)
    made = [_letters(chance) for _ in range(100)]
    for pipeline in (clip, bundled.pipeline):
        assert sum(means_nothing(token, pipeline) for token in made) >= 99
