"""A word that means nothing to anybody, and falls apart in the model's own tokenizer."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.domain.circle import Account
from core.domain.element import Element, ElementKind
from core.domain.patient import Language
from core.services.elements import name_for_model
from core.services.instance_tokens import LENGTH, means_nothing, new_instance_token, stands_in
from tests.fakes.stores import FakeHouse

TOKENIZER = Path(__file__).parents[3] / "core/imaging/models/sketch/tokenizer/tokenizer.json"
ANA = Account(id=1, name="Ana", language=Language.SPANISH)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


class Seeds:
    """Ids that give one seed."""

    def __init__(self, *seeds: int) -> None:
        self._seeds = list(seeds)

    def new(self) -> str:
        return "id"

    def seed(self) -> int:
        return self._seeds.pop(0)


def test_many_tokens_are_all_different_and_mean_nothing(lexicon: Lexicon) -> None:
    house, refusals = FakeHouse(), Refusals.load()
    space = house.patients.create(ANA, now=house.clock.now())
    with house.patients.open(space, ANA) as work:
        tokens = [
            new_instance_token(work, ids=Seeds(seed), lexicon=lexicon) for seed in range(300)
        ]
    assert len(set(tokens)) == 300
    assert all(means_nothing(token, lexicon, refusals) for token in tokens)
    assert {len(token) for token in tokens} == {LENGTH}


def test_a_clip_tokenizer_finds_no_word_in_them(lexicon: Lexicon) -> None:
    """Not one token of 300 is known as a whole, or as two halves."""
    house, tokenizer = FakeHouse(), Tokenizer.from_file(str(TOKENIZER))
    space = house.patients.create(ANA, now=house.clock.now())
    with house.patients.open(space, ANA) as work:
        tokens = [
            new_instance_token(work, ids=Seeds(seed), lexicon=lexicon) for seed in range(300)
        ]
    pieces = [len(tokenizer.encode(token, add_special_tokens=False).ids) for token in tokens]
    assert min(pieces) >= 3


def test_a_token_that_is_taken_is_not_given_again(lexicon: Lexicon) -> None:
    house = FakeHouse()
    space = house.patients.create(ANA, now=house.clock.now())
    with house.patients.open(space, ANA) as work:
        first = new_instance_token(work, ids=Seeds(7), lexicon=lexicon)
        work.elements.save(
            Element(
                id="e",
                kind=ElementKind.PET,
                name="Zascandil",
                class_noun="dog",
                instance_token=first,
            )
        )
        assert new_instance_token(work, ids=Seeds(7), lexicon=lexicon) != first


def test_an_element_keeps_its_token_unless_a_new_one_is_asked_for(lexicon: Lexicon) -> None:
    house = FakeHouse()
    space = house.patients.create(ANA, now=house.clock.now())
    element = Element(id="e", kind=ElementKind.PET, name="Zascandil", class_noun="dog")
    with house.patients.open(space, ANA) as work:
        work.elements.save(element)
        named = [
            name_for_model(work, "e", ids=Seeds(seed), lexicon=lexicon, anew=anew).instance_token
            for seed, anew in ((1, False), (2, False), (3, True))
        ]
    assert named[0] == named[1] != named[2]


@pytest.mark.parametrize("known", ["casa", "house", "desnudo", "naked"])
def test_words_that_mean_something_are_no_tokens(lexicon: Lexicon, known: str) -> None:
    assert not means_nothing(known, lexicon, Refusals.load())


@given(st.sampled_from([" ", ", ", ". "]))
def test_a_token_is_found_as_a_word_of_its_own(between: str) -> None:
    assert stands_in("vqzxkrwp", f"photo of vqzxkrwp{between}man")
    assert not stands_in("vqzxkrwp", "photo of vqzxkrwpx man")
    assert not stands_in("", "photo of a man")
